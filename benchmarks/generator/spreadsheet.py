"""Replies as spreadsheets: xlsx, xls, ods and delimited text, with the address of every figure."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt

from benchmarks.generator.paper import Blank, Cell, Figure, Line, NewPage, Place, Reply, Written

STAMP = datetime(2016, 5, 9, 9, 0, tzinfo=UTC)
"""The date every container is given, so that the same reply gives the same bytes."""


@dataclass(slots=True)
class _Plan:
    """One sheet: its cells by row and column (from 0), its hidden rows."""

    name: str
    cells: list[tuple[int, int, Cell]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    places: list[tuple[int, int, Place]] = field(default_factory=list)
    height: int = 0


def plan(reply: Reply) -> list[_Plan]:
    """Where each block of a reply goes: lines in the first column, tables below each other."""
    sheets = [_Plan(reply.sheet)]
    for block in reply.blocks:
        sheet = sheets[-1]
        match block:
            case NewPage(name=name):
                sheets.append(_Plan(name or f"Sheet{len(sheets) + 1}"))
            case Blank(lines=lines):
                sheet.height += lines
            case Line():
                _put(sheet, sheet.height, 0, Cell(text=block.text, bold=block.heading))
                for part in block.parts:
                    if isinstance(part, Figure) and part.means is not None:
                        place = Place(where="", printed=part.text, means=part.means)
                        sheet.places.append((sheet.height, 0, place))
                sheet.height += 1
            case _:
                for number, row in enumerate(block.rows):
                    for col, cell in enumerate(row):
                        if cell is not None:
                            _put(sheet, sheet.height + number, col, cell)
                    if number in block.hidden_rows:
                        sheet.hidden.add(sheet.height + number)
                sheet.height += len(block.rows)
    return sheets


def _put(sheet: _Plan, row: int, col: int, cell: Cell) -> None:
    sheet.cells.append((row, col, cell))
    if cell.means is not None:
        place = Place(where="", printed=cell.text, means=cell.means)
        sheet.places.append((row, col, place))


def _places(sheets: list[_Plan], where: Callable[[_Plan, int, int], str]) -> tuple[Place, ...]:
    return tuple(
        Place(where=where(sheet, row, col), printed=place.printed, means=place.means)
        for sheet in sheets
        for row, col, place in sheet.places
    )


def _sheet_address(sheet: _Plan, row: int, col: int) -> str:
    letters, rest = "", col + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{sheet.name}!{letters}{row + 1}"


def write_xlsx(reply: Reply) -> Written:
    """The reply as an Excel workbook."""
    sheets = plan(reply)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": STAMP})
    for sheet in sheets:
        paper = book.add_worksheet(sheet.name)
        paper.set_column(0, 0, 34)
        for row, col, cell in sheet.cells:
            style: dict[str, bool | str] = {"bold": cell.bold}
            if cell.number_format:
                style["num_format"] = cell.number_format
            drawn = book.add_format(style)
            if cell.rows > 1 or cell.cols > 1:
                last_row, last_col = row + cell.rows - 1, col + cell.cols - 1
                paper.merge_range(row, col, last_row, last_col, cell.text, drawn)
            elif cell.formula:
                paper.write_formula(row, col, cell.formula, drawn, cell.number)
            elif cell.number is not None:
                paper.write_number(row, col, cell.number, drawn)
            elif cell.text:
                paper.write_string(row, col, cell.text, drawn)
        for row in sorted(sheet.hidden):
            paper.set_row(row, None, None, {"hidden": True})
    book.close()
    return Written(content=out.getvalue(), places=_places(sheets, _sheet_address))


def write_xls(reply: Reply) -> Written:
    """The reply as an Excel 97 workbook (formulas become their values)."""
    sheets = plan(reply)
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple[bool, str], object] = {}
    for sheet in sheets:
        paper = book.add_sheet(sheet.name)
        for row, col, cell in sheet.cells:
            key = (cell.bold, cell.number_format or "General")
            if key not in styles:
                styles[key] = xlwt.easyxf(f"font: bold {'on' if cell.bold else 'off'}", key[1])
            value = cell.text if cell.number is None else cell.number
            last_row, last_col = row + cell.rows - 1, col + cell.cols - 1
            if cell.rows > 1 or cell.cols > 1:
                paper.write_merge(row, last_row, col, last_col, value, styles[key])
            elif value != "":
                paper.write(row, col, value, styles[key])
        for row in sorted(sheet.hidden):
            paper.row(row).hidden = True
    out = io.BytesIO()
    book.save(out)
    return Written(content=out.getvalue(), places=_places(sheets, _sheet_address))


def write_csv(reply: Reply, *, delimiter: str = ",", encoding: str = "utf-8") -> Written:
    """The first sheet as delimited text; a merged cell stands once, at its top left."""
    sheet = plan(reply)[0]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    by_row: dict[int, dict[int, str]] = {}
    for row, col, cell in sheet.cells:
        by_row.setdefault(row, {})[col] = cell.text
    width = 1 + max(col for _, col, _ in sheet.cells)
    for number in range(sheet.height):
        texts = by_row.get(number, {})
        writer.writerow([texts.get(col, "") for col in range(width)])
    return Written(
        content=out.getvalue().encode(encoding),
        places=_places([sheet], lambda _, row, col: f"table 1 row {row + 1} col {col + 1}"),
    )


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<office:document-content"
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' office:version="1.2"><office:body><office:spreadsheet>'
)
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_ods(reply: Reply) -> Written:
    """The reply as an OpenDocument spreadsheet."""
    sheets = plan(reply)
    body = "".join(_ods_sheet(sheet) for sheet in sheets)
    tail = "</office:spreadsheet></office:body></office:document-content>"
    content = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (_ODS_HEAD + body + tail).encode(),
            "META-INF/manifest.xml": _ODS_MANIFEST.encode(),
        }
    )
    return Written(content=content, places=_places(sheets, _sheet_address))


def _ods_sheet(sheet: _Plan) -> str:
    cells = {(row, col): cell for row, col, cell in sheet.cells}
    covered = {
        (row + down, col + right)
        for row, col, cell in sheet.cells
        for down in range(cell.rows)
        for right in range(cell.cols)
    } - set(cells)
    width = 1 + max(col for _, col in {*cells, *covered})
    parts = [f"<table:table table:name={quoteattr(sheet.name)}>"]
    for row in range(sheet.height):
        hidden = ' table:visibility="collapse"' if row in sheet.hidden else ""
        parts.append(f"<table:table-row{hidden}>")
        for col in range(width):
            if (row, col) in covered:
                parts.append("<table:covered-table-cell/>")
            else:
                parts.append(_ods_cell(cells.get((row, col), Cell())))
        parts.append("</table:table-row>")
    parts.append("</table:table>")
    return "".join(parts)


def _ods_cell(cell: Cell) -> str:
    if not cell.text:
        return "<table:table-cell/>"
    spans = ""
    if cell.rows > 1 or cell.cols > 1:
        spans = (
            f' table:number-columns-spanned="{cell.cols}" table:number-rows-spanned="{cell.rows}"'
        )
    kind = ' office:value-type="string"'
    if cell.number is not None:
        kind = f' office:value-type="float" office:value="{cell.number:g}"'
    return f"<table:table-cell{kind}{spans}><text:p>{escape(cell.text)}</text:p></table:table-cell>"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files, always with the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=STAMP.timetuple()[:6])
            kept_whole = name == "mimetype"  # OpenDocument wants it first and uncompressed
            entry.compress_type = zipfile.ZIP_STORED if kept_whole else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def zipped_again(content: bytes) -> bytes:
    """A zip archive with the same files, each given the same fixed date."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
