"""Spreadsheet sheets as grids: addresses, spans, hidden rows and columns."""

from collections.abc import Collection, Iterable, Mapping

from cyberflag.foi.document import Cell, Grid
from cyberflag.foi.limits import check_table

Span = tuple[int, int]


def column_letters(number: int) -> str:
    """``B`` for 2, ``AA`` for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class SheetGrid:
    """Collects the cells of one sheet; ``where`` is ``Sheet!B7``."""

    def __init__(
        self,
        name: str,
        file: str,
        *,
        spans: Mapping[tuple[int, int], Span] | None = None,
        hidden_rows: Collection[int] = (),
        hidden_cols: Collection[int] = (),
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.hidden = hidden
        self._file = file
        self._spans = spans or {}
        self._hidden_rows = hidden_rows
        self._hidden_cols = hidden_cols
        self._cells: list[Cell] = []
        self._letters: dict[int, str] = {}

    def add(self, row: int, col: int, text: str, *, bold: bool = False, note: str = "") -> None:
        """One cell, counted from 1; a blank without a note is left out."""
        text = text.strip()
        if not text and not note:
            return
        letters = self._letters.get(col)
        if letters is None:
            letters = self._letters[col] = column_letters(col)
            check_table(f"sheet {self.name!r}", len(self._cells), len(self._letters), self._file)
        row_span, col_span = self._spans.get((row, col), (1, 1))
        self._cells.append(
            Cell(
                row=row,
                col=col,
                text=text,
                where=f"{self.name}!{letters}{row}",
                row_span=row_span,
                col_span=col_span,
                hidden=row in self._hidden_rows or col in self._hidden_cols,
                bold=bold,
                note=note,
            )
        )
        if len(self._cells) % 10_000 == 0:
            check_table(f"sheet {self.name!r}", len(self._cells), len(self._letters), self._file)

    def grid(self) -> Grid | None:
        """The grid, None for a sheet with nothing on it."""
        if not self._cells:
            return None
        self._cells.sort(key=lambda cell: (cell.row, cell.col))
        return Grid(
            name=self.name,
            cells=tuple(self._cells),
            rows=max(cell.row + cell.row_span - 1 for cell in self._cells),
            cols=max(cell.col + cell.col_span - 1 for cell in self._cells),
            hidden=self.hidden,
        )


def hidden_warnings(grids: Iterable[Grid]) -> list[str]:
    """What a person looking at the workbook would not see, one line per sheet."""
    warnings = []
    for grid in grids:
        if grid.hidden:
            warnings.append(f"sheet {grid.name!r} is hidden")
        hidden = sum(cell.hidden for cell in grid.cells)
        if hidden:
            warnings.append(
                f"sheet {grid.name!r} has {hidden} filled "
                f"{'cell' if hidden == 1 else 'cells'} in hidden rows or columns"
            )
    return warnings
