"""What stands beside the rows of a table: labels, labels given once, sections, parents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cyberflag.core.offences import ALL_OFFENCES, group_of
from cyberflag.foi.tables.blocks import Block, reads_as_note
from cyberflag.foi.tables.headers import read_axis
from cyberflag.foi.tables.matrix import Row
from cyberflag.foi.tables.roles import Column, Role
from cyberflag.foi.tables.trail import followed, parents, refers_back
from cyberflag.foi.words.combine import combine
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import NOTHING, Dim, Facts, with_reason
from cyberflag.foi.words.fold import folded
from cyberflag.foi.words.labels import read_label, read_prose
from cyberflag.foi.words.marks import Shape


@dataclass(frozen=True, slots=True)
class Text:
    """A label, title or section as printed, where, and what it says."""

    text: str
    where: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row with figures: its number in the table, its labels together, its sections."""

    row: Row
    number: int
    facts: Facts
    sections: tuple[Text, ...]


def row_labels(block: Block, columns: Sequence[Column]) -> list[LabelledRow]:
    """The rows of a block that hold figures, with what governs each."""
    labels = [c for c, column in enumerate(columns) if column.role is Role.LABEL]
    governed = _filled(block, columns, labels)
    by_column = {
        col: _read_column(columns[col], [texts[place] for _, texts, _ in governed])
        for place, col in enumerate(labels)
    }
    _one_offence(columns, labels, by_column)
    own = _together(columns, labels, governed, by_column)
    over = parents(own) if len(labels) == 1 else None
    rows = iter(range(len(governed)))
    at = next(rows, None)
    result: list[LabelledRow] = []
    stack: list[Text] = []
    sections_seen = 0
    last = max((n for n, one in enumerate(own) if one.grand), default=-1)
    grand = last == len(own) - 1 and sum(one.grand for one in own) == 1
    for number, row in enumerate(block.body):
        if at is None or governed[at][0] is not row:
            following = own[at].offence if at is not None else None
            stack = _section(row, stack, by_column, labels, following)
            sections_seen += 1
            continue
        facts = own[at]
        if facts.grand and grand and sections_seen > 1:
            # One grand total after several sections sums over all of them.
            stack = []
        sections = list(reversed(stack))
        if over is not None:
            above = over[at]
            if above is not None:
                sections.insert(0, _text_of(result[above]))
            elif facts.dims and at in over:
                facts = replace(facts, total=True)
        result.append(LabelledRow(row, number, facts, tuple(sections)))
        at = next(rows, None)
    return result


def _text_of(row: LabelledRow) -> Text:
    cell = row.row.distinct[0]
    return Text(cell.text, cell.where, replace(row.facts, total=False))


def _read_column(column: Column, texts: Sequence[str]) -> list[Facts]:
    known = [text for text in texts if text]
    read = iter(read_axis(known, column.hints)) if known else iter(())
    return [next(read) if text else NOTHING for text in texts]


def _one_offence(
    columns: Sequence[Column], labels: Sequence[int], by_column: dict[int, list[Facts]]
) -> None:
    """An offence's title says no age or sex of its own, and nothing beside its code."""
    told: list[Facts] | None = None
    for col in labels:
        if columns[col].facts.names != {Dim.OFFENCE}:
            continue
        own = by_column[col]
        if told is None:
            by_column[col] = [replace(one, age=None, sex=None) for one in own]
        else:
            by_column[col] = [
                NOTHING if code.offence is not None and not one.total else one
                for one, code in zip(own, told, strict=True)
            ]
        told = by_column[col]


def _together(
    columns: Sequence[Column],
    labels: Sequence[int],
    governed: Sequence[tuple[Row, list[str], bool]],
    by_column: dict[int, list[Facts]],
) -> list[Facts]:
    """The labels of each row taken together, and what they refer back to."""
    joined: dict[tuple[Facts, ...], Facts] = {}
    result: list[Facts] = []
    doubtful = any(columns[col].doubtful for col in labels)
    for at, (_, texts, filled) in enumerate(governed):
        parts = tuple(by_column[col][at] for col in labels)
        facts = joined.get(parts)
        if facts is None:
            facts = joined[parts] = combine(parts)
        if doubtful:
            facts = with_reason(facts, Reason(Doubt.AMBIGUOUS_LABEL, "numbers read as ages"))
        if filled:
            facts = with_reason(facts, Reason(Doubt.FILLED_DOWN))
        if labels and not any(texts):
            facts = with_reason(facts, Reason(Doubt.NO_LABEL, "the row has no label"))
        result.append(facts)
    spoken = [" ".join(text for text in texts if text) for _, texts, _ in governed]
    if not any(refers_back(text) for text in spoken):
        return result
    index = columns[0].role is Role.OTHER
    numbers = [folded(row.text(0)).strip(".)") for row, _, _ in governed] if index else ()
    return followed(spoken, result, numbers)


def _filled(
    block: Block, columns: Sequence[Column], labels: Sequence[int]
) -> list[tuple[Row, list[str], bool]]:
    """Each figure row with its label texts, labels given once for a block carried down."""
    result = []
    last = [""] * len(labels)
    once = [_given_once(block, col, labels) for col in labels]
    for row in block.body:
        if len(row.distinct) == 1 and not _has_figure(row, columns):
            last = [""] * len(labels)
            continue
        texts = [row.text(col) for col in labels]
        doubtful = False
        fresh = False
        totals = any(_is_total(text) for text in texts if text)
        for place, text in enumerate(texts):
            if text:
                fresh = fresh or text != last[place]
            elif any(texts[place + 1 :]):
                if totals and not once[place]:
                    continue
                if fresh or not last[place]:
                    doubtful = doubtful or bool(last[place])
                else:
                    texts[place] = last[place]
        last = [text or (kept if not fresh else "") for text, kept in zip(texts, last, strict=True)]
        result.append((row, texts, doubtful))
    return result


def _given_once(block: Block, col: int, labels: Sequence[int]) -> bool:
    """Whether a column's labels stand once for several rows, and not beside each."""
    return any(
        len(row.distinct) > 1 and not any(_is_total(row.text(other)) for other in labels)
        for row in block.body
        if not row.text(col)
    )


def _is_total(text: str) -> bool:
    facts = read_label(text)
    return facts.total and not facts.dims - {Dim.UNIT}


def _has_figure(row: Row, columns: Sequence[Column]) -> bool:
    return any(
        columns[col].role is Role.FIGURES and row.shape(col) is not Shape.BLANK
        for col in range(len(row.cells))
        if row.own(col)
        and (row.cells[col] is not row.cells[col - 1] if col else columns[0].role is Role.FIGURES)
    )


def _section(
    row: Row,
    stack: list[Text],
    by_column: dict[int, list[Facts]],
    labels: Sequence[int],
    following: str | None,
) -> list[Text]:
    """The sections in force after a lone text: it replaces those that speak of the same.

    ``following`` is the offence of the next row with figures: it belongs under a section of
    its own group only; another offence above it is a row whose cells are all blank.
    """
    cell = row.distinct[0]
    if reads_as_note(cell):
        return stack
    speak_of = {dim for col in labels for one in by_column[col] for dim in one.dims}
    facts = read_axis([cell.text], frozenset({Dim.OFFENCE} & speak_of))[0]
    if facts.unknown or (facts.is_empty and facts.rest):
        wider = read_prose(cell.text)
        facts = facts if wider.is_empty else wider
    rows_speak_of = speak_of
    if facts.unknown and Dim.SEX in rows_speak_of | {d for t in stack for d in t.facts.dims}:
        return stack
    if facts.dims and facts.dims <= rows_speak_of and Dim.OFFENCE not in facts.dims:
        # "Unknown" among "Female" and "Male": a row whose cells are all blank.
        return stack
    another = facts.offence is not None and following is not None
    if another and facts.offence not in (group_of(following or ""), ALL_OFFENCES):
        return stack
    if facts.grand or (facts.total and not facts.dims):
        return []
    for place, earlier in enumerate(stack):
        if earlier.facts.dims & facts.dims or not facts.dims:
            stack = stack[:place]
            break
    return [*stack, Text(cell.text, cell.where, facts)]
