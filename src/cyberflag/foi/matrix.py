"""A grid as rows and columns of cells: spans filled in, empty rows and columns left out."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.document import Cell, Grid
from cyberflag.foi.marks import Shape, shape

MOST_CELLS = 6_000_000
"""A rectangle larger than this is no reply table; refused rather than laid out in memory."""

_RULE = re.compile(r"\s*[-_=+|─━═–—]{3,}\s*")
"""A line drawn with signs."""
_ADDRESS = re.compile(r"^(?P<head>.*?)(?P<letters>[A-Z]{1,3})(?P<row>\d+)$", re.DOTALL)
_WORDS = re.compile(r"^(?P<head>.*row )(?P<row>\d+)(?P<mid> col )(?P<col>\d+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: ``cells[c]`` is the cell over column ``c``, spans included.

    ``gap`` says that an empty row stands before it.
    """

    number: int
    cells: tuple[Cell | None, ...]
    gap: bool

    @property
    def distinct(self) -> tuple[Cell, ...]:
        """The cells that begin or lie in this row, each once, blanks left out."""
        seen: dict[int, Cell] = {}
        for cell in self.cells:
            if cell is not None and cell.text.strip():
                seen.setdefault(id(cell), cell)
        return tuple(seen.values())

    def text(self, col: int) -> str:
        """The text over a column, ``""`` for none."""
        cell = self.cells[col]
        return cell.text.strip() if cell is not None else ""

    def shape(self, col: int) -> Shape:
        """The shape of the text over a column."""
        return shape(self.text(col))

    def own(self, col: int) -> bool:
        """Whether the cell over this column has its top-left corner in this very row."""
        cell = self.cells[col]
        return cell is not None and cell.row == self.number

    def part(self, start: int, stop: int) -> "Row":
        """The same row, from column ``start`` up to ``stop``."""
        return replace(self, cells=self.cells[start:stop])


@dataclass(frozen=True)
class Matrix:
    """The rows of a grid (or of grids that continue each other) and the columns' numbers."""

    name: str
    rows: tuple[Row, ...]
    columns: tuple[int, ...]
    hidden: bool

    @cached_property
    def gaps(self) -> frozenset[int]:
        """Columns before which at least one empty column was left out."""
        return frozenset(
            c for c in range(1, len(self.columns)) if self.columns[c] - self.columns[c - 1] > 1
        )

    def part(self, start: int, stop: int) -> "Matrix":
        """The columns from ``start`` up to ``stop``, rows that are empty there left out."""
        rows: list[Row] = []
        gap = False
        for row in self.rows:
            cut = row.part(start, stop)
            if not cut.distinct:
                gap = True
                continue
            rows.append(replace(cut, gap=cut.gap or gap))
            gap = False
        return Matrix(self.name, tuple(rows), self.columns[start:stop], self.hidden)


def matrix_of(grid: Grid) -> Matrix:
    """Lay a grid out; raises :class:`CyberflagError` for one too large to be a table."""
    filled = [cell for cell in grid.cells if cell.text.strip() and not _RULE.fullmatch(cell.text)]
    row_numbers = sorted({cell.row for cell in filled})
    columns = tuple(sorted({cell.col for cell in filled}))
    if len(row_numbers) * len(columns) > MOST_CELLS:
        raise CyberflagError(
            f"{len(row_numbers)} rows by {len(columns)} columns is too large for a reply's table",
            place=grid.name,
            remedy="Cut the sheet down to the answer and read it again.",
        )
    place = {number: index for index, number in enumerate(columns)}
    rank = {number: index for index, number in enumerate(row_numbers)}
    laid: list[list[Cell | None]] = [[None] * len(columns) for _ in row_numbers]
    for cell in filled:
        for row in range(cell.row, cell.row + cell.row_span):
            if row not in rank:
                continue
            for col in range(cell.col, min(cell.col + cell.col_span, columns[-1] + 1)):
                if col in place and laid[rank[row]][place[col]] is None:
                    laid[rank[row]][place[col]] = cell
    rows = tuple(
        Row(number, tuple(cells), index > 0 and number - row_numbers[index - 1] > 1)
        for index, (number, cells) in enumerate(zip(row_numbers, laid, strict=True))
    )
    return Matrix(grid.name, rows, columns, grid.hidden)


def address(row: Row, col: int, columns: tuple[int, ...]) -> str:
    """The address of a blank cell, spelled like its neighbours'."""
    neighbour = next(cell for cell in row.cells if cell is not None and cell.row == row.number)
    number = columns[col]
    if hit := _WORDS.match(neighbour.where):
        shift = number - neighbour.col
        return f"{hit['head']}{hit['row']}{hit['mid']}{int(hit['col']) + shift}"
    if hit := _ADDRESS.match(neighbour.where):
        return f"{hit['head']}{_letters(number)}{hit['row']}"
    return neighbour.where


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
