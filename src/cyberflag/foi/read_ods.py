"""OpenDocument spreadsheets (ods): the printed text of each cell, from ``content.xml``."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from cyberflag.foi.document import Document, Grid
from cyberflag.foi.sheetgrid import SheetGrid, hidden_warnings

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MOST_REPEATS = 1_000
"""A filled row or cell said to repeat more often than this fills the sheet's edge, not a table."""

_SKIPPED = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes")


def read(content: bytes, file: str) -> Document:
    """One grid per sheet that holds something, hidden ones marked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(archive.read("content.xml"), parser)
    hidden, bold = _styles(root)
    grids = []
    for table in root.iter(f"{_TABLE}table"):
        if next(table.iterancestors(f"{_TABLE}table"), None) is None:
            grid = _sheet(table, file, hidden, bold)
            if grid is not None:
                grids.append(grid)
    warnings = hidden_warnings(grids)
    if any(name.startswith("Basic/") and name.endswith(".xml") for name in names):
        warnings.insert(0, "the workbook may hold macros; they were not run")
    return Document(file=file, sha256="", kind="ods", blocks=tuple(grids), warnings=tuple(warnings))


def _styles(root: etree._Element) -> tuple[frozenset[str], frozenset[str]]:
    """Styles of hidden sheets, and styles of bold cells."""
    hidden, bold = set(), set()
    for style in root.iter(f"{_STYLE}style"):
        name = str(style.get(f"{_STYLE}name"))
        for part in style:
            if part.get(f"{_TABLE}display") == "false":
                hidden.add(name)
            if part.get(f"{_FO}font-weight") == "bold":
                bold.add(name)
    return frozenset(hidden), frozenset(bold)


def _sheet(
    table: etree._Element, file: str, hidden: frozenset[str], bold: frozenset[str]
) -> Grid | None:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    hidden_rows: set[int] = set()
    hidden_cols: set[int] = set()
    made = SheetGrid(
        str(table.get(f"{_TABLE}name") or "Sheet"),
        file,
        spans=spans,
        hidden_rows=hidden_rows,
        hidden_cols=hidden_cols,
        hidden=table.get(f"{_TABLE}display") == "false"
        or table.get(f"{_TABLE}style-name") in hidden,
    )
    _hidden_columns(table, hidden_cols)
    row = 0
    for element in _own(table, f"{_TABLE}table-row"):
        repeats = _count(element, "number-rows-repeated")
        cells = [cell for cell in _cells(element) if cell[1] or cell[3]]
        if not cells:
            row += repeats
            continue
        for _ in range(min(repeats, MOST_REPEATS)):
            row += 1
            if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                hidden_rows.add(row)
            for col, text, cell, note in cells:
                down, right = (
                    _count(cell, "number-rows-spanned"),
                    _count(cell, "number-columns-spanned"),
                )
                if (down, right) != (1, 1):
                    spans[row, col] = (down, right)
                made.add(row, col, text, bold=cell.get(f"{_TABLE}style-name") in bold, note=note)
        row += max(repeats - MOST_REPEATS, 0)
    return made.grid()


def _cells(row: etree._Element) -> Iterator[tuple[int, str, etree._Element, str]]:
    """Column, text, element and note of each cell of a row; repeated ones as often as they are."""
    col = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeats = _count(cell, "number-columns-repeated")
        if cell.tag == f"{_TABLE}table-cell" and len(cell):
            text = _text(cell)
            note = next(("comment: " + _text(a) for a in cell.iter(f"{_OFFICE}annotation")), "")
            for step in range(min(repeats, MOST_REPEATS) if text or note else 0):
                yield col + step + 1, text, cell, note
        elif len(cell) == 0 and cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value"):
            yield col + 1, "", cell, "formula without a stored value"
        col += repeats


def _hidden_columns(table: etree._Element, hidden_cols: set[int]) -> None:
    col = 0
    for column in _own(table, f"{_TABLE}table-column"):
        repeats = _count(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            hidden_cols.update(range(col + 1, col + min(repeats, MOST_REPEATS * 17) + 1))
        col += repeats


def _own(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or columns of this sheet, inside groups and header parts too, not of inner tables."""
    for element in table.iter(tag):
        if next(element.iterancestors(f"{_TABLE}table"), None) is table:
            yield element


def _count(element: etree._Element, attribute: str) -> int:
    value = element.get(_TABLE + attribute) or "1"
    return max(int(value), 1) if value.isdigit() else 1


def _text(cell: etree._Element) -> str:
    paragraphs = []
    for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"):
        inside = next((a for a in paragraph.iterancestors(*_SKIPPED)), None)
        if inside is None or inside is cell:
            paragraphs.append("".join(_pieces(paragraph)))
    return "\n".join(paragraphs)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            yield " " * min(int(count) if count.isdigit() else 1, 100)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
