"""Tables as figures with their labels: which row, column, section and title govern each.

A table's row labels, column headers and sections are read together, so that neighbours tell
what a bare ``12`` or ``Unknown`` is. Orientation plays no part: a label means the same beside
a row as over a column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cyberflag.foi.blocks import Block, Piece, cut, is_value_row, reads_as_note
from cyberflag.foi.combine import combine
from cyberflag.foi.document import Cell
from cyberflag.foi.doubts import Doubt, Reason
from cyberflag.foi.facts import NOTHING, Dim, Facts, with_reason
from cyberflag.foi.labels import read_label, read_prose
from cyberflag.foi.marks import Shape
from cyberflag.foi.matrix import Matrix, Row, address
from cyberflag.foi.roles import OLDEST, Column, Role, columns_of, runs


@dataclass(frozen=True, slots=True)
class Text:
    """A label, title or section as printed, where, and what it says."""

    text: str
    where: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value cell with what governs it; ``row`` and ``col`` count within the table.

    ``sections`` stand above the row inside the table, nearest first. ``blank`` figures are
    cells left empty: they are figures only where the reply says what a blank means.
    """

    text: str
    where: str
    row: int
    col: int
    across: Facts
    """What the row's own labels say."""
    down: Facts
    """What the column's headers say."""
    sections: tuple[Text, ...]
    hidden: bool = False
    note: str = ""
    blank: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its figures, what stands over it, and the dimensions its labels speak of."""

    name: str
    where: str
    titles: tuple[Text, ...]
    notes: tuple[Cell, ...]
    figures: tuple[Figure, ...]
    axes: frozenset[Dim]
    hidden: bool
    list_of_records: bool
    header: tuple[Row, ...]
    prose: tuple[Cell, ...]
    """Cells that hold running text and no label: sentences may stand in them."""


def tables_of(matrix: Matrix, inherited: Sequence[Row] = ()) -> list[Table]:
    """The tables of one laid-out grid, with their figures."""
    return [_table(piece, bool(inherited)) for piece in cut(matrix, inherited)]


def _table(piece: Piece, continued: bool) -> Table:
    block, matrix = piece.block, piece.matrix
    width = len(matrix.columns)
    columns = columns_of(block.header, block.body, width)
    titles = [_title(cell) for cell in block.titles]
    figure_columns = [c for c in range(width) if columns[c].role is Role.FIGURES]
    down = _headers(block, columns, figure_columns)
    for col in range(width):
        if columns[col].role is Role.LABEL:
            titles += _corner(block, columns[col], col)
    rows = _row_labels(block, columns)
    figures = (
        tuple(_figures(rows, columns, figure_columns, down, matrix, headless=continued))
        if block.body
        else ()
    )
    axes = frozenset(dim for figure in figures for dim in figure.across.dims | figure.down.dims) | {
        Dim.PERIOD for figure in figures if figure.across.part or figure.down.part
    }
    first = next((cell.where for row in matrix.rows for cell in row.distinct), matrix.name)
    return Table(
        name=matrix.name,
        where=first,
        titles=tuple(titles),
        notes=tuple(block.notes),
        figures=figures,
        axes=axes,
        hidden=matrix.hidden,
        list_of_records=_lists_records(columns, block),
        header=tuple(block.header),
        prose=tuple(_prose(block)),
    )


def _title(cell: Cell) -> Text:
    return Text(cell.text, cell.where, read_prose(cell.text))


def _corner(block: Block, column: Column, col: int) -> Iterable[Text]:
    """What the cells over a label column say of the whole table (``2015/16`` in the corner)."""
    for row in block.header:
        if row.text(col) and row.cells[col] is not None:
            facts = read_label(row.text(col))
            if facts.dims and not facts.names:
                yield Text(row.text(col), row.cells[col].where, facts)  # type: ignore[union-attr]  # text() is not empty


def _prose(block: Block) -> Iterable[Cell]:
    yield from block.titles
    yield from block.notes
    for row in block.body:
        if len(row.distinct) == 1 and not is_value_row(row):
            yield row.distinct[0]
        else:
            yield from (cell for cell in row.distinct if len(cell.text) > 60)


def _lists_records(columns: Sequence[Column], block: Block) -> bool:
    """One row per offence: references or dates, and nothing counted."""
    if len(block.body) < 2:
        return False
    figures = any(column.role is Role.FIGURES for column in columns)
    labels = [column for column in columns if column.role is Role.LABEL]
    reference = any(column.facts.measure in ("a reference", "a date") for column in columns)
    named = sum(bool(column.facts.names) for column in columns)
    return (not figures and (reference or named >= 2)) or (
        reference and len(labels) >= 2 and not any(c.facts.counts for c in columns)
    )


# Column headers.


def _headers(block: Block, columns: Sequence[Column], figures: Sequence[int]) -> dict[int, Facts]:
    levels: list[dict[int, str]] = []
    for number, row in enumerate(block.header):
        bottom = number == len(block.header) - 1
        levels.append(_level(row, columns, figures, fill=not bottom))
    read = [_read_level(level, levels[:at]) for at, level in enumerate(levels)]
    _name_only(levels, read)
    result: dict[int, Facts] = {}
    for col in figures:
        texts = [level[col] for level in levels if level.get(col)]
        parts = [facts[col] for facts in read if col in facts]
        result[col] = _wrapped(texts, parts)
    return result


def _name_only(levels: Sequence[dict[int, str]], read: Sequence[dict[int, Facts]]) -> None:
    """``Cyber flag?`` over ``Yes`` and ``No`` names the flag and claims nothing itself."""
    for at, upper in enumerate(read):
        for text in {levels[at][col] for col, facts in upper.items() if _names_flag(facts)}:
            under = [col for col in upper if levels[at][col] == text]
            lower = [one[col] for one in read[at + 1 :] for col in under if col in one]
            if any(facts.online is not None for facts in lower):
                for col in under:
                    upper[col] = replace(upper[col], online=None)


def _names_flag(facts: Facts) -> bool:
    return facts.online is not None and Dim.ONLINE in facts.names


def _level(
    row: Row, columns: Sequence[Column], figures: Sequence[int], *, fill: bool
) -> dict[int, str]:
    """The header text over each figure column; a group's label is given once, at its start."""
    merged = any(cell.col_span > 1 for cell in row.distinct)
    level: dict[int, str] = {}
    last = ""
    for col in figures:
        text = row.text(col)
        if text:
            last = text
        elif fill and not merged:
            text = last
        if text:
            level[col] = text
    return level


def _read_level(level: dict[int, str], above: Sequence[dict[int, str]]) -> dict[int, Facts]:
    hints: frozenset[Dim] = frozenset()
    for upper in above:
        for text in upper.values():
            hints |= read_label(text).names
    return dict(zip(level, read_axis(list(level.values()), hints), strict=True))


def read_axis(texts: Sequence[str], hints: frozenset[Dim]) -> list[Facts]:
    """Labels that stand side by side, the plain ones telling what the ambiguous ones are."""
    first = [read_label(text, hints) for text in texts]
    spoken = hints | frozenset(dim for facts in first for dim in facts.dims if dim is not Dim.UNIT)
    if not spoken and _ages_run(texts):
        spoken = frozenset({Dim.AGE})
    result = []
    for text, facts in zip(texts, first, strict=True):
        if facts.unknown or facts.rest or (facts.is_empty and not facts.counts):
            again = [read_label(text, frozenset({dim})) for dim in sorted(spoken)]
            found = {
                one.dims: one for one in again if one.dims and not one.rest and not one.unknown
            }
            if len(found) == 1:
                facts = next(iter(found.values()))
            elif len(found) > 1:
                facts = with_reason(facts, Reason(Doubt.AMBIGUOUS_LABEL, text))
        result.append(facts)
    return result


def _ages_run(texts: Sequence[str]) -> bool:
    """Bare numbers that rise within childhood are ages."""
    numbers = [int(text) for text in texts if text.isdigit()]
    if len(numbers) < 2 or len(numbers) * 2 < len(texts) or max(numbers) > OLDEST:
        return False
    return all(a < b for a, b in pairwise(numbers)) or runs(numbers)


def _wrapped(texts: Sequence[str], parts: Sequence[Facts]) -> Facts:
    """The levels over a column combined, or read as one label broken over lines."""
    apart = combine(parts)
    distinct = list(dict.fromkeys(texts))
    if len(distinct) > 1 and (apart.rest or any(not part.dims for part in parts)):
        joined = read_label(" ".join(distinct))
        if not joined.rest and not joined.reasons and len(joined.dims) >= len(apart.dims):
            better = apart.rest or len(joined.dims) > len(apart.dims)
            return joined if better else apart
    return apart


# Row labels.


@dataclass(frozen=True, slots=True)
class _LabelledRow:
    row: Row
    number: int
    facts: Facts
    sections: tuple[Text, ...]


def _row_labels(block: Block, columns: Sequence[Column]) -> list[_LabelledRow]:
    labels = [c for c, column in enumerate(columns) if column.role is Role.LABEL]
    governed = _filled(block, columns, labels)
    rows = [row for row, _, _ in governed]
    by_column: dict[int, list[Facts]] = {}
    for place, col in enumerate(labels):
        texts = [texts[place] for _, texts, _ in governed]
        known = [text for text in texts if text]
        read = iter(read_axis(known, columns[col].hints)) if known else iter(())
        by_column[col] = [next(read) if text else NOTHING for text in texts]
    result = []
    stack: list[Text] = []
    position = 0
    for number, row in enumerate(block.body):
        if position < len(rows) and rows[position] is row:
            own = [by_column[col][position] for col in labels]
            facts = combine(own)
            if any(columns[col].doubtful for col in labels):
                facts = with_reason(facts, Reason(Doubt.AMBIGUOUS_LABEL, "numbers read as ages"))
            if governed[position][2]:
                facts = with_reason(facts, Reason(Doubt.FILLED_DOWN))
            if not any(governed[position][1]) and labels:
                facts = with_reason(facts, Reason(Doubt.NO_LABEL, "the row has no label"))
            if facts.grand:
                stack = []
            result.append(_LabelledRow(row, number, facts, tuple(reversed(stack))))
            position += 1
        else:
            stack = _section(row, stack, by_column, labels)
    return result


def _filled(
    block: Block, columns: Sequence[Column], labels: Sequence[int]
) -> list[tuple[Row, list[str], bool]]:
    """Each figure row with its label texts, labels given once for a block carried down."""
    result = []
    last = [""] * len(labels)
    for row in block.body:
        if len(row.distinct) == 1 and not _has_figure(row, columns):
            last = [""] * len(labels)
            continue
        texts = [row.text(col) for col in labels]
        doubtful = False
        fresh = False
        for place, text in enumerate(texts):
            if text:
                fresh = fresh or text != last[place]
            elif any(texts[place + 1 :]):
                if fresh or not last[place]:
                    doubtful = doubtful or bool(last[place])
                else:
                    texts[place] = last[place]
        last = [text or (kept if not fresh else "") for text, kept in zip(texts, last, strict=True)]
        result.append((row, texts, doubtful))
    return result


def _has_figure(row: Row, columns: Sequence[Column]) -> bool:
    return any(
        columns[col].role is Role.FIGURES and row.shape(col) is not Shape.BLANK
        for col in range(len(row.cells))
        if row.own(col)
        and (row.cells[col] is not row.cells[col - 1] if col else columns[0].role is Role.FIGURES)
    )


def _section(
    row: Row, stack: list[Text], by_column: dict[int, list[Facts]], labels: Sequence[int]
) -> list[Text]:
    """The sections in force after a lone text: it replaces those that speak of the same."""
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
    if facts.grand or (facts.total and not facts.dims):
        return []
    for place, earlier in enumerate(stack):
        if earlier.facts.dims & facts.dims or not facts.dims:
            stack = stack[:place]
            break
    return [*stack, Text(cell.text, cell.where, facts)]


# Figures.


def _figures(
    rows: Sequence[_LabelledRow],
    columns: Sequence[Column],
    figure_columns: Sequence[int],
    down: dict[int, Facts],
    matrix: Matrix,
    *,
    headless: bool,
) -> Iterable[Figure]:
    for labelled in rows:
        row = labelled.row
        for col in figure_columns:
            cell = row.cells[col]
            if (
                cell is not None
                and cell.text.strip()
                and (cell.row != row.number or (col and row.cells[col - 1] is cell))
            ):
                continue
            text = row.text(col)
            reasons = (Reason(Doubt.HEADERLESS),) if headless else ()
            yield Figure(
                text=text,
                where=cell.where if text and cell else address(row, col, matrix.columns),
                row=labelled.number,
                col=col,
                across=labelled.facts,
                down=down.get(col, NOTHING),
                sections=labelled.sections,
                hidden=matrix.hidden or bool(cell and cell.hidden),
                note=cell.note if cell else "",
                blank=not text,
                reasons=reasons,
            )
