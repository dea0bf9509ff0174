"""A reply walked in reading order: each table, list and sentence becomes drafts.

What stands around a figure says what its own labels do not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cyberflag.core.counts import Missing
from cyberflag.core.periods import Period
from cyberflag.foi.document import Cell, Document, Line
from cyberflag.foi.model import Question
from cyberflag.foi.proposing.clauses import Told
from cyberflag.foi.proposing.context import Governing, Said, Surroundings, Voice
from cyberflag.foi.proposing.draft import Draft
from cyberflag.foi.proposing.flow import Paragraph, Sheet, flow_of
from cyberflag.foi.proposing.sense import NO_AXIS, Axis, Meant, assumed, meant_by, year_ending
from cyberflag.foi.proposing.sentences import told_in
from cyberflag.foi.tables.matrix import Matrix
from cyberflag.foi.tables.table import Figure, Table, tables_of
from cyberflag.foi.tables.trail import inherited
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import NOTHING, Dim, Facts
from cyberflag.foi.words.fold import folded, tidy
from cyberflag.foi.words.labels import read_prose
from cyberflag.foi.words.marknotes import BLANK, defines_a_mark
from cyberflag.foi.words.marks import Meaning, read_value
from cyberflag.foi.words.questions import answered_inline, opening_of

Notes = Mapping[str, tuple[Meaning, ...]]
"""What the reply's notes say of its marks, by the mark's spelling."""


@dataclass
class Walk:
    """The state of reading one reply from its first line to its last attachment."""

    notes: Notes
    asked: Sequence[Period]
    rounded: Line | None
    drafts: list[Draft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    groups: int = 0
    below: list[Said] = field(default_factory=list)
    """Remarks right below the table that is being read."""

    def document(self, document: Document, outside: Sequence[Said]) -> None:
        """Walk a document and its attachments; ``outside`` is what was said before it."""
        around = Surroundings(outside)
        sheets = document.kind in _SHEETS
        before: Table | None = None
        blocks = list(flow_of(document))
        for at, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                self._line(block, around)
                continue
            if sheets:
                around.open_sheet(block.name)
            self.below = list(_said_below(blocks[at + 1 : at + 4]))
            before = self._grid(
                block.matrix, around, before if block.follows and not sheets else None
            )
        for part in document.parts:
            self.document(part, around.everything())

    # Running text.

    def _line(self, said: Paragraph, around: Surroundings) -> None:
        halves = answered_inline(said.text)
        if halves is not None:
            around.hear(halves[0], said.where)
            said = Paragraph((Line(text=f"Answer: {halves[1]}", where=said.lines[-1].where),))
        text, where = said.text, said.where
        told = () if defines_a_mark(text) else told_in(text, self.notes)
        told = tuple(one for one in told if not _is_loose(one, around))
        if not told:
            around.hear(text, where, heading=said.heading)
            return
        if not around.listing:
            self.groups += 1
        answered = halves is not None or around.open_for(text, where)
        withdrawn = _WITHDRAWN.search(folded(text)) is not None
        for one in told:
            draft = self._told(one, said.where_at(one.before_end), around, answered)
            if withdrawn:
                draft.status = Missing.RETRACTED
                draft.doubt(Doubt.STRUCK)
            self.drafts.append(draft)
        around.hear_figures(text, where)

    def _told(self, one: Told, where: str, around: Surroundings, answered: bool) -> Draft:
        facts = one.facts
        if one.back and around.head.dims:
            facts = inherited(facts, replace(around.head, age=None, sex=None))
        meant = meant_by(facts, NOTHING, (), (NO_AXIS, NO_AXIS), around.says)
        meant = assumed(meant, self.asked)
        if not one.back:
            sense = meant.sense
            around.head = Facts(
                period=sense.period, offence=sense.offence, online=sense.online, unit=sense.unit
            )
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
            for cell in () if table.list_of_records else table.prose:
                for text in cell.text.split("\n"):
                    self._line(_paragraph(text, cell.where), around)
            for note in table.notes:
                self._note(note, around)
            last = table
        return last

    def _note(self, cell: Cell, around: Surroundings) -> None:
        told = [
            one for one in told_in(cell.text, self.notes) if not one.answers or around.asked_last()
        ]
        if told and not defines_a_mark(cell.text):
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
        after = [_remark(note.text, note.where) for note in table.notes] + self.below
        heard: dict[Dim, Governing] = {}

        def says(dim: Dim) -> Governing:
            if dim not in heard:
                heard[dim] = around.says(dim, after)
            return heard[dim]

        year_ends = around.year_ends
        known: dict[tuple[int, int, int], Meant] = {}
        for figure in table.figures:
            key = (id(figure.across), id(figure.down), id(figure.sections))
            if key not in known:
                sections = [text.facts for text in figure.sections]
                known[key] = assumed(
                    meant_by(figure.across, figure.down, sections, axes, says), self.asked
                )
                if year_ends:
                    known[key] = year_ending(known[key])
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


_OF_ABOVE = re.compile(
    r"^(?:\W*(?:notes?|nb|please note)\b[ :.]*)?(?:that )?(?:these|(?:all |the )?(?:above|figures?|tables?|data|counts?|numbers?)\b|period\b|time ?frame\b)"
)
_WITHDRAWN = re.compile(
    r"\b(?:is|are|been|be|hereby) (?:hereby )?(?:withdrawn|retracted)\b|\bdisregard\b"
)
"""A sentence that takes back the figures it names."""
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


def _remark(text: str, where: str) -> Said:
    return Said(text, where, read_prose(text), Voice.SENTENCE)


def _said_below(following: Iterable[Paragraph | Sheet]) -> Iterator[Said]:
    """Paragraphs right after a table that speak of it."""
    for block in following:
        if not isinstance(block, Paragraph) or block.heading or opening_of(block.text):
            return
        if _OF_ABOVE.match(folded(block.text)):
            yield _remark(block.text, block.where)


def _paragraph(text: str, where: str) -> Paragraph:
    return Paragraph((Line(text=tidy(text), where=where),))


def _is_loose(one: Told, around: Surroundings) -> bool:
    """A bare number that answers nothing: a page number, a house number."""
    return (
        one.answers
        and one.facts == NOTHING
        and not (around.asked_last() or around.listing or around.just_opened)
    )
