"""Delimited text (csv, tsv and their kin): one grid, addresses counted from the first row."""

import csv

from cyberflag.foi.delimited import delimiter_of, rows_of
from cyberflag.foi.document import Cell, Document, Grid
from cyberflag.foi.limits import check_table
from cyberflag.foi.textcode import decoded

csv.field_size_limit(10_000_000)


def read(content: bytes, file: str) -> Document:
    """The rows as one grid, preamble and notes included; a cell is ``table 1 row 3 col 4``.

    Rows are counted as a spreadsheet would show them: a cell with line breaks is one row.
    """
    text, _, warnings = decoded(content)
    first, _, rest = text.partition("\n")
    delimiter = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        # Excel's own hint; it is no row of the table, but it is counted as one.
        delimiter, text = first.strip()[4], "\n" + rest
    elif file.lower().endswith((".tsv", ".tab")) and "\t" in text:
        delimiter = "\t"
    delimiter = delimiter or delimiter_of(text) or ","
    cells = []
    columns: set[int] = set()
    rows = rows_of(text, delimiter)
    for number, row in enumerate(rows, 1):
        for col, printed in enumerate(row, 1):
            printed = printed.strip()
            if printed:
                columns.add(col)
                where = f"table 1 row {number} col {col}"
                cells.append(Cell(row=number, col=col, text=printed, where=where))
        check_table("the table", len(cells), len(columns), file)
    grid = Grid(name="table 1", cells=tuple(cells), rows=len(rows), cols=max(columns, default=0))
    return Document(
        file=file, sha256="", kind="csv", blocks=(grid,) if cells else (), warnings=warnings
    )
