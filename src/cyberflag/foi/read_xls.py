"""Excel 97 workbooks (xls): cells as printed, with spans and hidden rows, by xlrd."""

import io

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet

from cyberflag.foi.document import Document, Grid
from cyberflag.foi.kinds import locked
from cyberflag.foi.numberformat import printed
from cyberflag.foi.sheetgrid import SheetGrid, hidden_warnings

_ERRORS = xlrd.error_text_from_code
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read(content: bytes, file: str) -> Document:
    """One grid per sheet that holds something, hidden ones marked."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO(), on_demand=True
        )
    except XLRDError as fault:
        if "encrypted" in str(fault).lower():
            raise locked(file) from None
        raise
    grids = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        grid = _sheet(book, sheet, file)
        book.unload_sheet(number)
        if grid is not None:
            grids.append(grid)
    warnings = hidden_warnings(grids)
    if _MACROS in content:
        warnings.insert(0, "the workbook holds macros; they were not run")
    return Document(file=file, sha256="", kind="xls", blocks=tuple(grids), warnings=tuple(warnings))


def _sheet(book: Book, sheet: Sheet, file: str) -> Grid | None:
    made = SheetGrid(
        sheet.name,
        file,
        spans={
            (top + 1, left + 1): (bottom - top, right - left)
            for top, bottom, left, right in sheet.merged_cells
        },
        hidden_rows={n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden},
        hidden_cols={n + 1 for n, column in sheet.colinfo_map.items() if column.hidden},
        hidden=sheet.visibility != 0,
    )
    covered = {
        (row, col)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, bottom)
        for col in range(left, right)
        if (row, col) != (top, left)
    }
    notes = {place: f"comment: {note.text.strip()}" for place, note in sheet.cell_note_map.items()}
    formats = {key: book.format_map[xf.format_key].format_str for key, xf in enumerate(book.xf_list)
               if xf.format_key in book.format_map}  # fmt: skip
    bold = [bool(book.font_list[xf.font_index].weight >= 700) for xf in book.xf_list]
    for row in range(sheet.nrows):
        for col, kind in enumerate(sheet.row_types(row)):
            if (row, col) in covered:
                continue
            note = notes.get((row, col), "")
            style = sheet.cell_xf_index(row, col) if kind != xlrd.XL_CELL_EMPTY else 0
            text = _printed(book, kind, sheet.cell_value(row, col), formats.get(style, "General"))
            if not text and kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE) and not note:
                note = "the number format prints nothing"
            made.add(row + 1, col + 1, text, bold=bold[style] if text else False, note=note)
    return made.grid()


def _printed(book: Book, kind: int, value: object, number_format: str) -> str:
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        try:
            moment = xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError):
            return printed(value)
        return printed(moment.time() if value < 1 else moment, number_format)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return printed(bool(value))
    if kind == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(int(str(value)), "#ERROR")
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    return printed(value, number_format)
