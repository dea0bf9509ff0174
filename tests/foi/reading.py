"""What a document says, in a form tests can compare."""

from collections.abc import Iterator
from pathlib import Path

from cyberflag.foi.document import Cell, Document, Grid
from cyberflag.foi.readers.read import read_document


def read_content(tmp_path: Path, name: str, content: bytes) -> Document:
    """The document of these bytes under this name."""
    path = tmp_path / name
    path.write_bytes(content)
    return read_document(path)


def cells_of(document: Document) -> Iterator[Cell]:
    """Every cell, attachments included."""
    for grid in document.grids():
        yield from grid.cells
    for part in document.parts:
        yield from cells_of(part)


def texts(document: Document) -> dict[str, str]:
    """Address -> text of every cell that is not blank."""
    return {cell.where: cell.text for cell in cells_of(document) if cell.text}


def rows(grid: Grid) -> list[list[str]]:
    """The grid as rows of texts, blanks filled in, a merged cell once."""
    made = [[""] * grid.cols for _ in range(grid.rows)]
    for cell in grid.cells:
        made[cell.row - 1][cell.col - 1] = cell.text
    return made


def lines(document: Document) -> list[str]:
    """The lines of running text."""
    return [line.text for line in document.lines()]


def the_grid(document: Document) -> Grid:
    """The document's only grid."""
    (grid,) = document.grids()
    return grid
