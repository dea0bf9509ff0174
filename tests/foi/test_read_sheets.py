"""Spreadsheets: cells as printed, with spans, hidden rows, and nothing lost."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.foi.reading import cells_of, read_content, texts, the_grid

from cyberflag.foi.document import Document
from cyberflag.foi.readers import read_xlsx
from cyberflag.foi.readers.numberformat import printed


def xlsx(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DAY = datetime.fromisoformat("2016-05-09")
AFTERNOON = datetime.fromisoformat("2016-05-09T14:05")

PRINTED = [
    (12.0, "General", "12"),
    (12, "0", "12"),
    (12345, "#,##0", "12,345"),
    (-1234.5, "#,##0.00", "-1,234.50"),
    (0.5, "0%", "50%"),
    (0.1234, "0.0%", "12.3%"),
    (66, "000", "066"),
    (7117, '000"/"00', "071/17"),
    (0.1 + 0.2, "General", "0.3"),
    (3, '0" offences"', "3 offences"),
    (3, "[<5]\\<5;0", "<5"),
    (7, "[<5]\\<5;0", "7"),
    (0, '0;-0;"-"', "-"),
    (0, "0;-0;;@", ""),
    (-3, "0;(0)", "(3)"),
    (2.5, "0", "3"),
    (1500000, '0.0,,"m"', "1.5m"),
    (12.5, "0.##", "12.5"),
    (1200, "[$£-809]#,##0", "£1,200"),
    (5, "0_)", "5"),
    (3, "General;General;nil", "3"),
    (0, "General;General;\\n\\i\\l", "nil"),
    ("<5", "General", "<5"),
    ("066", "0", "066"),
    (True, "General", "TRUE"),
    (DAY, "mm-dd-yy", "09/05/2016"),
    (DAY, "d mmm yyyy", "9 May 2016"),
    (DAY, "mmm-yy", "May-16"),
    (AFTERNOON, "dd/mm/yyyy hh:mm", "09/05/2016 14:05"),
    (AFTERNOON, "h:mm AM/PM", "2:05 PM"),
    (None, "General", ""),
]


@pytest.mark.parametrize(("value", "number_format", "text"), PRINTED)
def test_a_value_is_printed_as_its_format_says(
    value: object, number_format: str, text: str
) -> None:
    assert printed(value, number_format) == text


def rich_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Q1"
    sheet["A1"] = "Offences"
    sheet.merge_cells("A1:C1")
    sheet["A2"], sheet["B2"], sheet["C2"] = "Age", "2015/16", "2016/17"
    sheet["A3"], sheet["B3"], sheet["C3"] = "13", 1234, "<5"
    sheet["B3"].number_format = "#,##0"
    sheet["A4"], sheet["B4"], sheet["C4"] = "Total", "=SUM(B3:B3)", 7.0
    sheet["A5"], sheet["B5"] = "066", 66
    sheet["B5"].number_format = "000"
    sheet["B6"] = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    sheet["C6"] = 3
    sheet["C6"].comment = Comment("Under review", "x")
    sheet["A2"].font = Font(bold=True)
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["D3"] = 99
    extra = book.create_sheet("Working")
    extra.sheet_state = "hidden"
    extra["B2"] = 5
    book.create_sheet("Empty")
    return book


def check_rich(document: Document, *, comments: bool = True) -> None:
    assert texts(document) == {
        "Q1!A1": "Offences",
        "Q1!A2": "Age",
        "Q1!B2": "2015/16",
        "Q1!C2": "2016/17",
        "Q1!A3": "13",
        "Q1!B3": "1,234",
        "Q1!C3": "<5",
        "Q1!D3": "99",
        "Q1!A4": "Total",
        "Q1!C4": "7",
        "Q1!A5": "066",
        "Q1!B5": "066",
        "Q1!B6": "12¹",
        "Q1!C6": "3",
        "Working!B2": "5",
    }
    by_place = {cell.where: cell for cell in cells_of(document)}
    assert by_place["Q1!A1"].col_span == 3
    assert by_place["Q1!B4"].note == "formula without a stored value"
    assert by_place["Q1!B5"].hidden and by_place["Q1!D3"].hidden and not by_place["Q1!B3"].hidden
    assert by_place["Q1!A2"].bold and not by_place["Q1!A3"].bold
    assert [grid.hidden for grid in document.grids()] == [False, True]
    if comments:
        assert by_place["Q1!C6"].note == "comment: Under review"
    warnings = " ".join(document.warnings)
    assert "1 formula has no stored value" in warnings
    assert "sheet 'Working' is hidden" in warnings
    assert "3 filled cells in hidden rows or columns" in warnings


def test_a_workbook_is_read_as_printed(tmp_path: Path) -> None:
    document = read_content(tmp_path, "reply.xlsx", xlsx(rich_book()))
    assert document.kind == "xlsx"
    check_rich(document)


def test_a_large_workbook_read_as_a_stream_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every sheet counts as large; nothing else is changed.
    monkeypatch.setattr(read_xlsx, "LARGE_SHEET", 0)
    check_rich(read_content(tmp_path, "reply.xlsx", xlsx(rich_book())), comments=False)


def test_a_wrong_declared_size_loses_no_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 310):
        sheet.append([f"label {row}", row])
    content = xlsx(book)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b'ref="A1:B309"' in part
                part = part.replace(b'ref="A1:B309"', b'ref="A1:B7"')
            new.writestr(name, part)
    document = read_content(tmp_path, "reply.xlsx", out.getvalue())
    assert texts(document)["Sheet!B309"] == "309"


def test_a_million_styled_empty_rows_are_no_cells(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    grey = book.add_format({"bg_color": "#eeeeee"})
    sheet.write(0, 0, "Total")
    sheet.write(0, 1, 52)
    sheet.set_column(0, 16383, 8, grey)
    for row in range(1, 3_000):
        sheet.set_row(row, None, grey)
    sheet.set_row(1_048_575, None, grey)
    book.close()
    document = read_content(tmp_path, "reply.xlsx", out.getvalue())
    assert texts(document) == {"Data!A1": "Total", "Data!B1": "52"}
    assert the_grid(document).rows == 1


def test_a_workbook_with_a_broken_style_loses_no_figure(tmp_path: Path) -> None:
    content = xlsx(rich_book())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/styles.xml":
                part = re.sub(rb'patternType="\w*"', b'patternType="nonsense"', part)
            new.writestr(name, part)
    document = read_content(tmp_path, "reply.xlsx", out.getvalue())
    check_rich(document, comments=False)
    assert any("faults" in warning for warning in document.warnings)


def test_macros_are_told_of_and_not_run(tmp_path: Path) -> None:
    content = xlsx(rich_book())
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    document = read_content(tmp_path, "reply.xlsm", out.getvalue())
    assert texts(document)["Q1!B3"] == "1,234"
    assert "the workbook holds macros; they were not run" in document.warnings


def test_an_old_workbook_is_read_as_printed(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Q1")
    sheet.write_merge(0, 0, 0, 2, "Offences", xlwt.easyxf("font: bold on"))
    sheet.write(1, 0, "Age 13")
    sheet.write(1, 1, 1234, xlwt.easyxf(num_format_str="#,##0"))
    sheet.write(1, 2, 66, xlwt.easyxf(num_format_str="000"))
    sheet.write(2, 0, DAY, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write(2, 1, 0.25, xlwt.easyxf(num_format_str="0%"))
    sheet.write(2, 2, True)
    sheet.row(2).hidden = True
    hidden = book.add_sheet("Working")
    hidden.visibility = 1
    hidden.write(0, 0, 12.0)
    out = io.BytesIO()
    book.save(out)
    document = read_content(tmp_path, "reply.xls", out.getvalue())
    assert document.kind == "xls"
    assert texts(document) == {
        "Q1!A1": "Offences",
        "Q1!A2": "Age 13",
        "Q1!B2": "1,234",
        "Q1!C2": "066",
        "Q1!A3": "09/05/2016",
        "Q1!B3": "25%",
        "Q1!C3": "TRUE",
        "Working!A1": "12",
    }
    cells = {cell.where: cell for cell in cells_of(document)}
    assert cells["Q1!A1"].col_span == 3 and cells["Q1!A1"].bold
    assert cells["Q1!A3"].hidden
    assert [grid.hidden for grid in document.grids()] == [False, True]


def ods(*tables: Table, styles: tuple[Style, ...] = ()) -> bytes:
    book = OpenDocumentSpreadsheet()
    for style in styles:
        book.automaticstyles.addElement(style)
    for table in tables:
        book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def ods_row(*texts_: str, **attributes: object) -> TableRow:
    row = TableRow(**attributes)
    for text in texts_:
        cell = TableCell(valuetype="string")
        for paragraph in text.split("\n") if text else ():
            cell.addElement(P(text=paragraph))
        row.addElement(cell)
    return row


def test_an_open_document_sheet_is_read_as_printed(tmp_path: Path) -> None:
    shown = Table(name="Q1")
    shown.addElement(TableColumn(numbercolumnsrepeated=2))
    shown.addElement(TableColumn(visibility="collapse"))
    head = TableRow()
    merged = TableCell(numbercolumnsspanned=2, numberrowsspanned=1, valuetype="string")
    merged.addElement(P(text="Offences"))
    head.addElement(merged)
    head.addElement(CoveredTableCell())
    shown.addElement(head)
    shown.addElement(TableRow(numberrowsrepeated=1000))
    repeated = TableRow(numberrowsrepeated=2)
    cell = TableCell(valuetype="float", value=12, numbercolumnsrepeated=2)
    cell.addElement(P(text="12"))
    repeated.addElement(cell)
    shown.addElement(repeated)
    shown.addElement(ods_row("two\nlines", "", "in a hidden column"))
    shown.addElement(ods_row("hidden row", visibility="filter"))
    tail = TableRow(numberrowsrepeated=1_040_000)
    tail.addElement(TableCell(numbercolumnsrepeated=16_384))
    shown.addElement(tail)
    style = Style(name="away", family="table")
    style.addElement(TableProperties(display="false"))
    away = Table(name="Working", stylename=style)
    away.addElement(ods_row("5"))
    document = read_content(tmp_path, "reply.ods", ods(shown, away, styles=(style,)))
    assert document.kind == "ods"
    assert texts(document) == {
        "Q1!A1": "Offences",
        "Q1!A1002": "12",
        "Q1!B1002": "12",
        "Q1!A1003": "12",
        "Q1!B1003": "12",
        "Q1!A1004": "two\nlines",
        "Q1!C1004": "in a hidden column",
        "Q1!A1005": "hidden row",
        "Working!A1": "5",
    }
    cells = {cell.where: cell for cell in cells_of(document)}
    assert cells["Q1!A1"].col_span == 2
    assert cells["Q1!A1005"].hidden and cells["Q1!C1004"].hidden
    assert not cells["Q1!A1004"].hidden
    assert [grid.hidden for grid in document.grids()] == [False, True]


def test_a_sheet_of_repeats_without_end_is_bounded(tmp_path: Path) -> None:
    table = Table(name="Q1")
    row = TableRow(numberrowsrepeated=1_000_000)
    cell = TableCell(valuetype="string")
    cell.addElement(P(text="x"))
    row.addElement(cell)
    table.addElement(row)
    document = read_content(tmp_path, "reply.ods", ods(table))
    assert len(texts(document)) == 1000
