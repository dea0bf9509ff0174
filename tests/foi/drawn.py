"""Replies drawn as text, and their readings drawn as tables.

A line with ``|`` is a row of a table, an empty cell is blank, ``~`` continues the cell to its
left (a merged header). Any other line is running text; ``# `` makes it a heading.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import dedent

from cyberflag.foi.confirm import is_sure
from cyberflag.foi.document import Cell, Document, Grid, Line
from cyberflag.foi.model import Proposal, Reading
from cyberflag.foi.propose import propose


def drawn(text: str, *, kind: str = "docx") -> Document:
    """The document a drawing shows; tables are numbered from 1, lines by their place."""
    blocks: list[Line | Grid] = []
    rows: list[list[str]] = []
    tables = 0
    for number, line in enumerate([*dedent(text).strip("\n").split("\n"), ""], 1):
        if "|" in line:
            rows.append([cell.strip() for cell in line.split("|")])
            continue
        if rows:
            tables += 1
            blocks.append(grid(rows, f"table {tables}"))
            rows = []
        if line.strip():
            heading = line.startswith("# ")
            said = line.removeprefix("# ").strip()
            blocks.append(Line(text=said, where=f"line {number}", heading=heading))
    return Document(file="reply", sha256="0" * 64, kind=kind, blocks=tuple(blocks))


def grid(rows: Sequence[Sequence[str]], name: str) -> Grid:
    """A grid of these rows; ``~`` widens the cell to its left."""
    cells: list[Cell] = []
    for row, texts in enumerate(rows, 1):
        for col, text in enumerate(texts, 1):
            if text == "~":
                last = cells.pop()
                cells.append(
                    Cell(
                        row=last.row,
                        col=last.col,
                        text=last.text,
                        where=last.where,
                        col_span=last.col_span + 1,
                    )
                )
            elif text:
                cells.append(Cell(row=row, col=col, text=text, where=f"{name} row {row} col {col}"))
    return Grid(name=name, cells=tuple(cells), rows=len(rows), cols=max(map(len, rows)))


def read(text: str, *, kind: str = "docx") -> Reading:
    """What is proposed from a drawing."""
    return propose(drawn(text, kind=kind))


SAYS: Mapping[str, Callable[[Proposal], str]] = {
    "printed": lambda p: p.printed,
    "value": lambda p: "unknown" if p.value is None else str(p.value),
    "period": lambda p: str(p.period) if p.period else "",
    "offence": lambda p: p.offence or "",
    "age": lambda p: "" if p.age.is_all else str(p.age),
    "sex": lambda p: p.sex.value,
    "online": lambda p: p.online.value,
    "unit": lambda p: p.unit.value if p.unit else "",
    "total": lambda p: "total" if p.is_total else "",
    "sure": lambda p: "sure" if is_sure(p) else "asks",
    "where": lambda p: p.source.where,
}
"""What a drawn reading may show of a proposal, by column."""


def table_of(proposals: Iterable[Proposal], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The proposals as rows of these columns, in the order they were read."""
    return [tuple(SAYS[column](proposal) for column in columns) for proposal in proposals]


def expect(text: str, expected: str, *, kind: str = "docx") -> Reading:
    """Read a drawing and compare it with a table whose first row names the columns."""
    lines = [
        tuple(cell.strip() for cell in line.split("|"))
        for line in dedent(expected).strip("\n").split("\n")
    ]
    reading = read(text, kind=kind)
    assert table_of(reading.proposals, lines[0]) == lines[1:]
    return reading
