"""Tables as figures with their labels: which row, column, section and title govern each.

A table's row labels, column headers and sections are read together, so that neighbours tell
what a bare ``12`` or ``Unknown`` is. Orientation plays no part: a label means the same beside
a row as over a column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cyberflag.foi.document import Cell
from cyberflag.foi.tables.blocks import Block, Piece, cut
from cyberflag.foi.tables.headers import headers
from cyberflag.foi.tables.matrix import Matrix, Row, address
from cyberflag.foi.tables.roles import Column, Role, columns_of
from cyberflag.foi.tables.rowlabels import LabelledRow, Text, row_labels
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import NOTHING, Dim, Facts
from cyberflag.foi.words.labels import read_label, read_prose


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
    """The cells of rows without figures: questions and their answers in words stand there."""


def tables_of(matrix: Matrix, inherited: Sequence[Row] = ()) -> list[Table]:
    """The tables of one laid-out grid, with their figures."""
    return [_table(piece) for piece in cut(matrix, inherited)]


def _table(piece: Piece) -> Table:
    block, matrix = piece.block, piece.matrix
    width = len(matrix.columns)
    columns = columns_of(block.header, block.body, width)
    titles = [_title(cell) for cell in block.titles]
    figure_columns = [c for c in range(width) if columns[c].role is Role.FIGURES]
    down = headers(block, columns, figure_columns)
    for col in range(width):
        if columns[col].role is Role.LABEL:
            titles += _corner(block, columns[col], col)
    rows = row_labels(block, columns)
    figures = (
        tuple(_figures(rows, columns, figure_columns, down, matrix, headless=block.headless))
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
        prose=tuple(_prose(block, figures)),
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


def _prose(block: Block, figures: Sequence[Figure]) -> Iterable[Cell]:
    told = {figure.row for figure in figures if not figure.blank}
    if not told:
        for row in block.header:
            yield from row.distinct
    for number, row in enumerate(block.body):
        if number not in told and (not told or len(row.distinct) > 1):
            yield from row.distinct


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


def _figures(
    rows: Sequence[LabelledRow],
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
