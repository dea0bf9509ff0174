"""A laid-out grid cut into tables: titles, header rows, body rows, notes.

Only the shape of rows is looked at: a row of labels heads, a row with figures belongs to a
body, a lone text is a title before a header, a section before figures and a note after them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cyberflag.core.ages import AgeBand, parse_age
from cyberflag.foi import vocabulary as words
from cyberflag.foi.document import Cell
from cyberflag.foi.fold import folded
from cyberflag.foi.labels import names_of, read_label
from cyberflag.foi.marks import Shape, shape
from cyberflag.foi.matrix import Matrix, Row
from cyberflag.foi.questions import asks, opening_of

_VALUES = frozenset({Shape.COUNT, Shape.MARK, Shape.BOUND, Shape.ABSENT, Shape.OTHER_NUMBER})
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(
    r"(?:\*+|\[[a-z0-9]\]|note|nb|n\.b|source|please note|key|caveat|disclaimer|figures? |data |the |this |"
    r"these |where |blank|an asterisk|asterisk|dash|\(?\d\) |\^\d)"
)
LONG = 90
"""A lone text longer than this (characters) is a note or a paragraph, not a section heading."""


@dataclass
class Block:
    """One table of a grid, in the making."""

    titles: list[Cell] = field(default_factory=list)
    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    """Rows with figures and, between them, the lone texts that may govern the rows below."""
    notes: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A block with the columns it lies in."""

    block: Block
    matrix: Matrix


def cut(matrix: Matrix, inherited: Sequence[Row] = ()) -> list[Piece]:
    """The tables of a matrix, side by side and stacked, left to right and top to bottom.

    ``inherited`` is the header of a table this one may continue.
    """
    shared: list[Cell] = []
    rows = list(matrix.rows)
    while len(rows) > 1 and _is_lone(rows[0]) and not _is_group(rows[0]):
        shared.append(rows.pop(0).distinct[0])
    below = Matrix(matrix.name, tuple(rows), matrix.columns, matrix.hidden)
    cuts = _side_by_side(below)
    pieces: list[Piece] = []
    for start, stop in pairwise((0, *cuts, len(matrix.columns))):
        part = below.part(start, stop)
        blocks = _stacked(part.rows, inherited)
        if blocks:
            blocks[0].titles[:0] = shared
        pieces += [Piece(block, part) for block in blocks]
    if not pieces and shared:
        pieces = [Piece(Block(titles=shared), below)]
    return pieces


def is_value_row(row: Row) -> bool:
    """Whether any cell of the row has the shape of a figure."""
    return any(row.shape(col) in _VALUES for col in range(len(row.cells)) if row.own(col))


def _is_lone(row: Row) -> bool:
    cells = row.distinct
    if len(cells) != 1:
        return False
    first = row.cells[0] is cells[0]
    return first or not is_value_row(row)


def _is_group(row: Row) -> bool:
    """A lone cell merged over some columns but not the first heads them; it is no title."""
    (cell,) = row.distinct
    return cell.col_span > 1 and row.cells[0] is not cell


def _stacked(rows: Sequence[Row], inherited: Sequence[Row]) -> list[Block]:
    blocks: list[Block] = []
    current = Block()
    pending: list[Row] = []
    for index, row in enumerate(rows):
        if _is_lone(row) and not _is_group(row):
            if current.body and _is_question(row.distinct[0].text):
                current, pending = _next_block(blocks, current, pending)
            pending.append(row)
        elif _heads(rows, index, current):
            if current.body and _same_header(rows, index, current) and not pending:
                continue
            if current.body or (current.header and (pending or row.gap)):
                current, pending = _next_block(blocks, current, pending)
            current.titles += [one.distinct[0] for one in pending]
            pending = []
            current.header.append(row)
        else:
            if not current.header and not current.body:
                current.titles += [one.distinct[0] for one in pending]
                current.header += inherited
            else:
                current.body += pending
            pending = []
            current.body.append(row)
    current.notes += [one.distinct[0] for one in pending]
    if current.body or current.header or current.notes or current.titles:
        blocks.append(current)
    return blocks


def _is_question(text: str) -> bool:
    opening = opening_of(text)
    return (
        opening is not None
        and len(opening.text) > 12
        and bool(asks(text) or folded(text).startswith("q"))
    )


def _next_block(blocks: list[Block], current: Block, pending: list[Row]) -> tuple[Block, list[Row]]:
    """Close a block: lone texts that read like notes stay with it, the others title the next."""
    if not current.body:
        # Label rows without figures before the header (a form's head) speak for what follows.
        titles = [cell for row in current.header for cell in row.distinct]
        return Block(titles=[*current.titles, *titles]), pending
    kept = list(pending)
    while kept and _NOTE.match(folded(kept[0].distinct[0].text)) and not kept[0].distinct[0].bold:
        current.notes.append(kept.pop(0).distinct[0])
    blocks.append(current)
    return Block(), kept


def _heads(rows: Sequence[Row], index: int, current: Block) -> bool:
    """Whether a row is a header row: labels only, or years or ages printed as numbers."""
    row = rows[index]
    cells = row.distinct
    if _is_group(row) if len(cells) == 1 else False:
        return True
    followed = any(is_value_row(later) for later in rows[index + 1 : index + 4])
    if _all_labels(row):
        return not current.body or _labels_over_figures(row, current.body)
    if not followed or (row.cells[0] is not None and not row.own(0) and current.body):
        return False
    return _numbers_head(row, current)


def _all_labels(row: Row) -> bool:
    """Whether a row holds labels only; "Not known" among other labels is one."""
    labels = absent = 0
    for col in range(len(row.cells)):
        shape = row.shape(col)
        if shape is Shape.ABSENT and words.UNKNOWN.fullmatch(folded(row.text(col))):
            absent += 1
        elif shape is Shape.LABEL:
            labels += col > 0
        elif shape is not Shape.BLANK:
            return False
    return labels > absent or not absent


def _labels_over_figures(row: Row, body: Sequence[Row]) -> bool:
    """A row without figures in a body heads a new table only if it labels figure columns."""
    figures = {
        col
        for earlier in body
        for col in range(len(earlier.cells))
        if earlier.shape(col) in (Shape.COUNT, Shape.MARK)
    }
    labelled = {col for col in figures if row.text(col)}
    return bool(labelled) and len(labelled) * 2 >= len(figures)


def _numbers_head(row: Row, current: Block) -> bool:
    first = row.cells[0]
    corner = row.text(0)
    cells = [cell for cell in row.distinct if cell is not first]
    numbers = [cell for cell in cells if Row(0, (cell,), False).shape(0) is not Shape.LABEL]
    texts = [folded(cell.text) for cell in numbers]
    if not texts or current.body:
        return bool(texts) and bool(current.body) and _repeats(row, current)
    facts = read_label(corner)
    named = bool(names_of(folded(corner).strip(" :"))) or not corner
    if (facts.dims and not facts.names) or (shape(corner) is not Shape.LABEL and corner):
        return False
    if all(_YEAR.fullmatch(text) for text in texts):
        return named or not facts.dims
    if not named and corner and len(texts) < 3:
        return False
    ages = [parse_age(text) for text in texts]
    known = [age for age in ages if age is not None and not age.unknown]
    least = 2 if named and corner else 3
    enough = len(known) >= least or (len(known) >= 2 and any(not text.isdigit() for text in texts))
    return enough and len(known) == len(ages) and _in_order(known)


def _in_order(ages: Sequence[AgeBand]) -> bool:
    """Bands one after the other, perhaps the same run several times (once per group)."""
    starts = [age.low if age.low is not None else -1 for age in ages]
    runs = [[starts[0]]]
    for before, after in pairwise(starts):
        if after > before:
            runs[-1].append(after)
        else:
            runs.append([after])
    if any(run != runs[0] for run in runs) or len(runs[0]) < 2:
        return False
    bare = [age for age in ages[: len(runs[0])] if age.single_year is not None]
    if len(bare) == len(runs[0]):
        # Bare numbers must run on, or be a plain list of ages: 4 12 40 are figures.
        return all(b - a <= 2 for a, b in pairwise(runs[0]))
    return True


def _repeats(row: Row, current: Block) -> bool:
    """Whether the row prints the table's header again, as on a new page."""
    texts = [folded(row.text(col)) for col in range(len(row.cells))]
    return any(
        texts == [folded(head.text(col)) for col in range(len(head.cells))]
        for head in current.header
    )


def _same_header(rows: Sequence[Row], index: int, current: Block) -> bool:
    return _repeats(rows[index], current)


def _side_by_side(matrix: Matrix) -> list[int]:
    """Columns at which a further table begins beside the one to its left."""
    cuts: list[int] = []
    width = len(matrix.columns)
    start = 0
    for col in range(2, width - 1):
        if col - start < 2:
            continue
        if _stands_alone(matrix, start, col, width) and (
            col in matrix.gaps or _heading_again(matrix, start, col)
        ):
            cuts.append(col)
            start = col
    return cuts


def _stands_alone(matrix: Matrix, start: int, col: int, width: int) -> bool:
    left = right = labels = 0
    for row in matrix.rows:
        own = row.text(col)
        figures = any(row.shape(c) in (Shape.COUNT, Shape.MARK) for c in range(col + 1, width))
        left += any(row.shape(c) in (Shape.COUNT, Shape.MARK) for c in range(start + 1, col))
        if own and figures:
            right += 1
            labels += row.shape(col) in (Shape.LABEL, Shape.BOUND)
    if not (left and right):
        return False
    return labels * 2 > right or _names_column(matrix, col)


def _names_column(matrix: Matrix, col: int) -> bool:
    for row in matrix.rows:
        if row.shape(col) is Shape.LABEL:
            return bool(names_of(folded(row.text(col)).strip(" :")))
    return False


def _heading_again(matrix: Matrix, start: int, col: int) -> bool:
    return any(
        row.text(col) and folded(row.text(col)) == folded(row.text(start)) and row.own(col)
        and row.cells[col] is not row.cells[start]
        for row in matrix.rows[:4]
        if row.shape(col) is Shape.LABEL
    )  # fmt: skip


def reads_as_note(cell: Cell) -> bool:
    """Whether a lone text among body rows is a remark and not a section heading."""
    text = folded(cell.text)
    return len(text) > LONG or bool(_NOTE.match(text) and len(text) > 30)
