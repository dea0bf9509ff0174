"""From a document to a reading: proposed counts with their addresses, and what is open.

The document is walked in reading order. Tables, lists and sentences give drafts; what stands
around them says what their own labels do not; drafts are then weighed against each other.
"""

from collections.abc import Iterable, Iterator

from cyberflag.core.counts import Online, SourceRef
from cyberflag.core.periods import Period
from cyberflag.foi.document import Document, Line
from cyberflag.foi.model import OutcomeKind, Proposal, Question, Reading
from cyberflag.foi.outcomes.weigh import outcomes_of
from cyberflag.foi.proposing.draft import Draft
from cyberflag.foi.proposing.reconcile import reconcile
from cyberflag.foi.proposing.walk import Notes, Walk
from cyberflag.foi.words.doubts import Doubt, confidence
from cyberflag.foi.words.marknotes import marks_defined, meanings_for, says_rounded
from cyberflag.foi.words.marks import Shape, mark_of, shape

NAMED = 12
"""How many cells with an undefined mark a question names."""


def propose(document: Document, *, asked: tuple[Period, ...] = ()) -> Reading:
    """All that a document seems to say.

    ``asked`` are the round's periods, the latest first: where the reply prints no period, the
    first is assumed and a person is asked.
    """
    walk = Walk(notes=_notes(document), asked=asked, rounded=_rounded(document))
    walk.document(document, ())
    outcomes = outcomes_of(document, has_figures=any(not draft.blank for draft in walk.drafts))
    if any(one.outcome is OutcomeKind.FLAG_NOT_USED for one in outcomes):
        _doubt_flag(walk.drafts)
    questions = [*walk.questions, *reconcile(walk.drafts)]
    shown = [draft for draft in walk.drafts if not draft.blank]
    questions += _undefined(shown)
    return Reading(
        file=document.file,
        sha256=document.sha256,
        outcomes=outcomes,
        questions=tuple(dict.fromkeys(questions)),
        proposals=tuple(_proposal(draft, document) for draft in shown),
        warnings=tuple(_warnings(document)),
    )


def _doubt_flag(drafts: Iterable[Draft]) -> None:
    """A force that does not use the flag gives no flagged figures, whatever was asked."""
    for draft in drafts:
        if draft.sense.online is Online.ONLINE:
            draft.doubt(Doubt.FLAG_UNCLEAR, "the force says that it does not use the flag")


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
