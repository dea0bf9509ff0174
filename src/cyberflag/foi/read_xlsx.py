"""Excel workbooks (xlsx, xlsm, xlsb): cells as printed, with spans, hidden rows and comments.

openpyxl in full mode, because its read-only mode believes a sheet's declared size and loses
rows; python-calamine for sheets too large for it and for workbooks it cannot open.
"""

import io
import re
import warnings as python_warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

import openpyxl
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineSheet, SheetVisibleEnum, load_workbook

from cyberflag.foi.document import Document, Grid
from cyberflag.foi.numberformat import printed
from cyberflag.foi.sheetgrid import SheetGrid, hidden_warnings
from cyberflag.foi.textcode import raised

LARGE_SHEET = 32 * 2**20
"""Sheets whose XML has more bytes than this are read by values alone."""

NO_VALUE = "formula without a stored value"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def read(content: bytes, file: str) -> Document:
    """One grid per sheet that holds something, hidden ones marked."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        if any(name.lower().endswith("vbaproject.bin") for name in sizes):
            found.append("the workbook holds macros; they were not run")
        sheets = {n for n in sizes if re.match(r"xl/worksheets/", n)}
        large = any(sizes[name] > LARGE_SHEET for name in sheets)
        binary = any(name.endswith("workbook.bin") for name in sizes)
        unvalued = {} if large or binary else _unvalued(archive, sheets)
    if large or binary:
        found.append(
            "read by its values alone, without number formats, hidden rows and comments: "
            + ("it is a binary workbook" if binary else "it is very large")
        )
        grids = list(_by_values(content, file))
    else:
        try:
            grids = list(_by_cells(content, file, unvalued))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            # openpyxl refuses workbooks for faults in styles or names that harm no figure.
            found.append(
                "the workbook has faults; it was read by its values alone, without number "
                "formats, hidden rows and comments"
            )
            grids = list(_by_values(content, file))
    found += hidden_warnings(grids)
    missing = sum(cell.note.startswith(NO_VALUE) for grid in grids for cell in grid.cells)
    if missing:
        found.append(f"{missing} formulas have no stored value; their cells are blank")
    return Document(file=file, sha256="", kind="xlsx", blocks=tuple(grids), warnings=tuple(found))


def _by_cells(content: bytes, file: str, unvalued: Mapping[str, set[str]]) -> Iterator[Grid]:
    with python_warnings.catch_warnings():
        # openpyxl warns of extensions it drops; none of them is a cell.
        python_warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
    for sheet in book.worksheets:
        grid = _sheet(sheet, file, unvalued.get(sheet.title, set()))
        if grid is not None:
            yield grid


def _sheet(sheet: Worksheet, file: str, unvalued: set[str]) -> Grid | None:
    made = SheetGrid(
        sheet.title,
        file,
        spans={
            (r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
            for r in sheet.merged_cells.ranges
        },
        hidden_rows={n for n, row in sheet.row_dimensions.items() if row.hidden},
        hidden_cols={
            number
            for column in sheet.column_dimensions.values()
            if column.hidden
            for number in range(column.min or 0, (column.max or 0) + 1)
        },
        hidden=sheet.sheet_state != "visible",
    )
    styles: dict[int, tuple[str, bool]] = {}
    # iter_rows would make every cell of the sheet's rectangle; only stored ones count.
    for (row, col), cell in sheet._cells.items():
        value = cell.value
        note = ""
        if cell.comment is not None:
            note = f"comment: {cell.comment.text.strip()}"
        if value is None:
            if cell.coordinate in unvalued:
                note = f"{NO_VALUE}; {note}" if note else NO_VALUE
            if note:
                made.add(row, col, "", note=note)
            continue
        style = styles.get(cell.style_id)
        if style is None:
            style = styles[cell.style_id] = (cell.number_format, bool(cell.font.b))
        if isinstance(value, CellRichText):
            value = _plain(value)
        text = printed(value, style[0])
        if not text.strip() and not isinstance(value, str) and not note:
            note = "the number format prints nothing"
        made.add(row, col, text, bold=style[1], note=note)
    return made.grid()


def _plain(value: CellRichText) -> str:
    """Formatted text as plain text, raised digits as superscripts."""
    pieces = []
    for run in value:
        if isinstance(run, TextBlock):
            raise_it = getattr(run.font, "vertAlign", None) == "superscript"
            pieces.append(raised(run.text) if raise_it else run.text)
        else:
            pieces.append(run)
    return "".join(pieces)


def _unvalued(archive: zipfile.ZipFile, sheets: set[str]) -> dict[str, set[str]]:
    """By sheet title, the cells with a formula but no value: nobody has computed them yet."""
    with_formulas = {name for name in sheets if _FORMULA.search(archive.read(name))}
    if not with_formulas:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    }
    unvalued: dict[str, set[str]] = {}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml"), parser).iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "").lstrip("/")
        name = target if target.startswith("xl/") else f"xl/{target}"
        if name in with_formulas:
            tree = etree.fromstring(archive.read(name), parser)
            unvalued[str(sheet.get("name"))] = {
                str(cell.get("r"))
                for cell in tree.iter("{*}c")
                if cell.find("{*}f") is not None
                and not (cell.findtext("{*}v") or cell.findtext("{*}is/{*}t"))
            }
    return unvalued


def _by_values(content: bytes, file: str) -> Iterator[Grid]:
    book = load_workbook(io.BytesIO(content))
    for meta in book.sheets_metadata:
        sheet: CalamineSheet = book.get_sheet_by_name(meta.name)
        made = SheetGrid(
            meta.name,
            file,
            spans={
                (top + 1, left + 1): (bottom - top + 1, right - left + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            },
            hidden=meta.visible != SheetVisibleEnum.Visible,
        )
        for row, values in enumerate(sheet.iter_rows(), 1):
            for col, value in enumerate(values, 1):
                if value != "":
                    made.add(row, col, printed(value, _format_of(value)))
        grid = made.grid()
        if grid is not None:
            yield grid


def _format_of(value: object) -> str:
    match value:
        case datetime() if value.time() != time():
            return "dd/mm/yyyy hh:mm"
        case date():
            return "dd/mm/yyyy"
        case time() | timedelta():
            return "hh:mm"
        case _:
            return "General"
