"""From a document to a reading: proposed counts with their addresses, and what is open.

The document is walked in reading order. Tables, lists and sentences give drafts; what stands
around them says what their own labels do not; drafts are then weighed against each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cyberflag.core.counts import SourceRef
from cyberflag.core.periods import Period
from cyberflag.foi.context import Governing, Said, Surroundings, Voice
from cyberflag.foi.document import Cell, Document, Line
from cyberflag.foi.doubts import Doubt, Reason, confidence
from cyberflag.foi.draft import Draft
from cyberflag.foi.facts import NOTHING, Dim, Facts
from cyberflag.foi.flow import Paragraph, flow_of
from cyberflag.foi.fold import tidy
from cyberflag.foi.labels import read_prose
from cyberflag.foi.marknotes import BLANK, marks_defined, meanings_for, says_rounded
from cyberflag.foi.marks import Meaning, Shape, mark_of, read_value, shape
from cyberflag.foi.matrix import Matrix
from cyberflag.foi.model import Proposal, Question, Reading
from cyberflag.foi.outcomes import outcomes_of
from cyberflag.foi.reconcile import reconcile
from cyberflag.foi.sense import NO_AXIS, Axis, Meant, assumed, meant_by
from cyberflag.foi.sentences import Told, told_in
from cyberflag.foi.tables import Figure, Table, tables_of

NAMED = 12
"""How many cells with an undefined mark a question names."""

Notes = Mapping[str, tuple[Meaning, ...]]


def propose(document: Document, *, asked: tuple[Period, ...] = ()) -> Reading:
    """All that a document seems to say.

    ``asked`` are the round's periods, the latest first: where the reply prints no period, the
    first is assumed and a person is asked.
    """
    walk = _Walk(notes=_notes(document), asked=asked, rounded=_rounded(document))
    walk.document(document, ())
    questions = [*walk.questions, *reconcile(walk.drafts)]
    shown = [draft for draft in walk.drafts if not draft.blank]
    questions += _undefined(shown)
    return Reading(
        file=document.file,
        sha256=document.sha256,
        outcomes=outcomes_of(document, has_figures=bool(shown)),
        questions=tuple(dict.fromkeys(questions)),
        proposals=tuple(_proposal(draft, document) for draft in shown),
        warnings=tuple(_warnings(document)),
    )


def _proposal(draft: Draft, document: Document) -> Proposal:
    sense = draft.sense
    reasons = tuple(draft.reasons)
    return Proposal(
        printed=draft.printed,
        value=draft.value,
        status=draft.status,
        period=sense.period,
        offence=sense.offence,
        age=sense.age,
        sex=sense.sex,
        online=sense.online,
        unit=sense.unit,
        is_total=draft.is_total,
        source=SourceRef(file=document.file, sha256=document.sha256, where=draft.where),
        confidence=confidence(reasons),
        reasons=tuple(str(reason) for reason in reasons),
    )


def _warnings(document: Document) -> Iterator[str]:
    yield from document.warnings
    for part in document.parts:
        yield from (f"{part.file}: {warning}" for warning in _warnings(part))


def _undefined(drafts: Iterable[Draft]) -> Iterator[Question]:
    """One question for each mark that the reply does not define."""
    cells: dict[str, list[str]] = {}
    for draft in drafts:
        if any(reason.doubt in _OPEN_MARKS for reason in draft.reasons):
            cells.setdefault(draft.printed.strip(), []).append(draft.where)
    for printed, places in cells.items():
        named = ", ".join(places[:NAMED])
        more = f" and {len(places) - NAMED} more cells" if len(places) > NAMED else ""
        yield Question(
            where=named + more,
            why=f"the reply does not say what {printed!r} stands for: which numbers may it be?",
        )


_OPEN_MARKS = (Doubt.MARK_UNDEFINED, Doubt.MARK_LITERAL, Doubt.MARK_TWO_MEANINGS)


# What the reply says of its marks.


def _notes(document: Document) -> Notes:
    lines, marks = [], set()
    for part in _all_parts(document):
        for block in part.blocks:
            if isinstance(block, Line):
                lines.append(block)
                continue
            for text, where in {cell.text: cell.where for cell in block.cells}.items():
                if shape(text) in (Shape.MARK, Shape.BOUND):
                    marks.add(mark_of(text))
                elif len(text) > 5 and " " in text:
                    lines.append(Line(text=text, where=where))
    defined = marks_defined(lines)
    return meanings_for({*marks, *(mark for mark in _USUAL_MARKS)}, defined)


_USUAL_MARKS = ("*", "<5", "<=5", "[c]")
"""Marks that may stand in running text, where no cell shows them."""


def _rounded(document: Document) -> Line | None:
    return next(
        (line for part in _all_parts(document) if (line := says_rounded(_texts(part))) is not None),
        None,
    )


def _texts(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (
                Line(text=cell.text, where=cell.where)
                for cell in block.cells
                if len(cell.text) > 20
            )


def _all_parts(document: Document) -> Iterator[Document]:
    yield document
    for part in document.parts:
        yield from _all_parts(part)


# The walk.


@dataclass
class _Walk:
    """The state of reading one reply from its first line to its last attachment."""

    notes: Notes
    asked: Sequence[Period]
    rounded: Line | None
    drafts: list[Draft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    groups: int = 0

    def document(self, document: Document, outside: Sequence[Said]) -> None:
        around = Surroundings(outside)
        sheets = document.kind in _SHEETS
        before: Table | None = None
        for block in flow_of(document):
            if isinstance(block, Paragraph):
                self._line(block, around)
                continue
            if sheets:
                around.open_sheet(block.name)
            before = self._grid(block.matrix, around, before if block.follows else None)
        for part in document.parts:
            self.document(part, around.everything())

    # Running text.

    def _line(self, said: Paragraph, around: Surroundings) -> None:
        text, where = said.text, said.where
        told = () if _says_nothing(text, where) else told_in(text, self.notes)
        told = tuple(one for one in told if not _is_loose(one, around))
        if not told:
            around.hear(text, where, heading=said.heading)
            return
        if not around.listing:
            self.groups += 1
        answered = around.open_for(text, where)
        for one in told:
            self.drafts.append(self._told(one, said.where_at(one.before_end), around, answered))
        around.hear_figures(text, where)

    def _told(self, one: Told, where: str, around: Surroundings, answered: bool) -> Draft:
        says = around.says
        meant = assumed(meant_by(one.facts, NOTHING, (), (NO_AXIS, NO_AXIS), says), self.asked)
        reasons = [*meant.reasons, *one.value.reasons]
        if one.answers and not (around.asked_last() or answered or around.listing):
            reasons.append(Reason(Doubt.LOOSE_FIGURE))
        return self._draft(one.printed, where, one.value.value, one.value.status, meant, reasons)

    def _draft(
        self,
        printed: str,
        where: str,
        value: object,
        status: str,
        meant: Meant,
        reasons: Iterable[Reason],
        **place: int,
    ) -> Draft:
        draft = Draft(
            printed=printed,
            where=where,
            value=value,  # type: ignore[arg-type]  # an Interval or None
            status=status,
            sense=meant.sense,
            group=self.groups,
            is_total=meant.is_total,
            plain_total=meant.plain_total,
            across_total=meant.across_total,
            reasons=list(dict.fromkeys(reasons)),
            **place,  # type: ignore[arg-type]  # row and col
        )
        if self.rounded is not None:
            draft.doubt(Doubt.ROUNDED, self.rounded.where)
        return draft

    # Grids.

    def _grid(self, matrix: Matrix, around: Surroundings, before: Table | None) -> Table | None:
        inherited = before.header if before is not None and _continues(matrix, before) else ()
        last: Table | None = None
        for table in tables_of(matrix, inherited):
            for title in table.titles:
                self._line(_paragraph(title.text, title.where), around)
            around.begin_table()
            if table.list_of_records:
                self.questions.append(
                    Question(
                        where=table.where,
                        why="this looks like one row per record, not counts: count the rows by hand?",
                    )
                )
            else:
                self._table(table, around)
            around.table_done()
            for note in table.notes:
                self._note(note, around)
            last = table
        return last

    def _note(self, cell: Cell, around: Surroundings) -> None:
        told = [one for one in told_in(cell.text, self.notes) if not one.answers]
        if told and not _says_nothing(cell.text, cell.where):
            self._line(_paragraph(cell.text, cell.where), around)
        else:
            around.hear(cell.text, cell.where, note=True)

    def _table(self, table: Table, around: Surroundings) -> None:
        self.groups += 1
        if not table.figures:
            return
        axes = (
            Axis.of({id(f.across): f.across for f in table.figures}.values()),
            Axis.of({id(f.down): f.down for f in table.figures}.values()),
        )
        after = [
            Said(note.text, note.where, read_prose(note.text), Voice.SENTENCE)
            for note in table.notes
        ]
        heard: dict[Dim, Governing] = {}

        def says(dim: Dim) -> Governing:
            if dim not in heard:
                heard[dim] = around.says(dim, after)
            return heard[dim]

        known: dict[tuple[int, int, int], Meant] = {}
        for figure in table.figures:
            key = (id(figure.across), id(figure.down), id(figure.sections))
            if key not in known:
                sections = [text.facts for text in figure.sections]
                known[key] = assumed(
                    meant_by(figure.across, figure.down, sections, axes, says), self.asked
                )
            draft = self._figure(figure, known[key])
            if draft is not None:
                self.drafts.append(draft)

    def _figure(self, figure: Figure, meant: Meant) -> Draft | None:
        if _measures(figure) or (figure.hidden and _says_no_more(figure.across)):
            return None
        place = {"row": figure.row, "col": figure.col}
        if figure.blank and BLANK not in self.notes:
            draft = self._draft("", figure.where, None, "", meant, (), **place)
            draft.blank = True
            return draft
        if figure.blank:
            meaning = self.notes[BLANK][0]
            reasons = [Reason(Doubt.DEFINED, meaning.where)]
            if len(self.notes[BLANK]) > 1:
                reasons.append(Reason(Doubt.MARK_TWO_MEANINGS, "blank"))
            value, status = meaning.value, meaning.status
        else:
            read = read_value(figure.text, self.notes)
            if read is None:
                return None
            value, status, reasons = read.value, read.status, list(read.reasons)
        if figure.hidden:
            reasons.append(Reason(Doubt.HIDDEN))
        if figure.note and not figure.blank:
            reasons.append(Reason(Doubt.BROKEN_CELL, figure.note))
        every = (*figure.reasons, *meant.reasons, *reasons)
        return self._draft(figure.text, figure.where, value, status, meant, every, **place)


_SHEETS = frozenset({"xlsx", "xls", "ods"})


def _measures(figure: Figure) -> bool:
    """Whether a label says that the number is a rate, an age, a reference: no count."""
    labels: list[Facts] = [figure.across, figure.down, *(text.facts for text in figure.sections)]
    return any(facts.measure for facts in labels)


def _says_no_more(facts: Facts) -> bool:
    """A label that is not understood at all: in a hidden row it is the extract's own."""
    return bool(facts.rest) and not (facts.dims or facts.total or facts.counts)


def _continues(matrix: Matrix, before: Table) -> bool:
    """Whether a grid may go on with the table before it, as on a further page."""
    return bool(before.header) and len(before.header[0].cells) == len(matrix.columns)


def _paragraph(text: str, where: str) -> Paragraph:
    return Paragraph((Line(text=tidy(text), where=where),))


def _says_nothing(text: str, where: str) -> bool:
    """A line that defines a mark ("figures under 5 are hidden") gives no figure itself."""
    return bool(marks_defined([Line(text=text, where=where)]))


def _is_loose(one: Told, around: Surroundings) -> bool:
    """A bare number that answers nothing: a page number, a house number."""
    return (
        one.answers
        and one.facts == NOTHING
        and not (around.asked_last() or around.listing or around.just_opened)
    )
