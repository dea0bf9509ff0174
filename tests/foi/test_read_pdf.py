"""PDF: ruled and unruled tables, text in the order of the page, and prose left as prose."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table
from tests.foi.reading import lines, read_content, rows, the_grid

from cyberflag.foi.document import Document, Grid, Line

STYLES = getSampleStyleSheet()
CENTRED = [("ALIGN", (1, 0), (-1, -1), "CENTER")]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]

TWO_LEVELS = [
    ["", "2015/16", "", "", "2016/17", "", ""],
    ["Age", "Girls", "Boys", "All", "Girls", "Boys", "All"],
    ["Under 10", "1", "0", "1", "3", "*", "4"],
    ["10 to 12", "7", "<5", "8", "2", "12", "14"],
    ["13 to 15", "1,204", "12", "1,216", "7", "9", "16"],
    ["Total", "1,212", "13", "1,225", "12", "22", "34"],
]
SPANS = [("SPAN", (1, 0), (3, 0)), ("SPAN", (4, 0), (6, 0))]


def paper(*flowables: Flowable, wide: bool = False) -> bytes:
    out = io.BytesIO()
    size = landscape(A4) if wide else A4
    SimpleDocTemplate(out, pagesize=size).build(list(flowables))
    return out.getvalue()


def prose(text: str) -> Paragraph:
    return Paragraph(text, STYLES["BodyText"])


def read(tmp_path: Path, content: bytes) -> Document:
    return read_content(tmp_path, "reply.pdf", content)


def canvas_of(*pages: Sequence[tuple[float, float, str]], rotation: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        canvas.setPageRotation(rotation)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("style", [GRID, CENTRED, []], ids=["ruled", "centred", "left"])
def test_a_header_of_two_levels_spans_its_columns(
    tmp_path: Path, style: list[tuple[object, ...]]
) -> None:
    table = Table(TWO_LEVELS, style=[*style, *SPANS], colWidths=[90] + [45] * 6)
    content = paper(prose("The figures are:"), table, prose("* stands for 1 to 4."))
    document = read(tmp_path, content)
    grid = the_grid(document)
    assert rows(grid) == TWO_LEVELS
    groups = {cell.text: (cell.col, cell.col_span) for cell in grid.cells if cell.row == 1}
    assert groups == {"2015/16": (2, 3), "2016/17": (5, 3)}
    assert lines(document) == ["The figures are:", "* stands for 1 to 4."]
    assert isinstance(document.blocks[0], Line) and isinstance(document.blocks[1], Grid)
    assert grid.cells[-1].where == "page 1 row 6 col 7"


@pytest.mark.parametrize("style", [[], [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]])
def test_wrapped_labels_are_one_label(tmp_path: Path, style: list[tuple[object, ...]]) -> None:
    label = prose("Sexual activity involving a child under the age of 16")
    table = Table(
        [
            ["Offence", "2015/16", "2016/17"],
            ["Grooming", "12", "14"],
            [label, "7", "<5"],
            ["Images", "3", "9"],
        ],
        style=[*style, ("VALIGN", (0, 0), (-1, -1), "TOP")],
        colWidths=[150, 60, 60],
    )
    grid = the_grid(read(tmp_path, paper(table)))
    assert rows(grid) == [
        ["Offence", "2015/16", "2016/17"],
        ["Grooming", "12", "14"],
        ["Sexual activity involving a child under the age of 16", "7", "<5"],
        ["Images", "3", "9"],
    ]


@pytest.mark.parametrize("style", [GRID, []], ids=["ruled", "unruled"])
def test_raised_digits_stay_apart_from_the_number(
    tmp_path: Path, style: list[tuple[object, ...]]
) -> None:
    table = Table(
        [["Age", "Number"], ["13", prose("12<super>1</super>")], ["14", "7"], ["15", "9"]],
        style=style,
        colWidths=[90, 90],
    )
    assert rows(the_grid(read(tmp_path, paper(table))))[1] == ["13", "12¹"]


def test_a_table_goes_on_over_pages_as_a_grid_each(tmp_path: Path) -> None:
    body = [["Age", "Number"], *([f"band {n}", str(n)] for n in range(90))]
    table = Table(body, style=GRID, repeatRows=1, colWidths=[90, 90])
    first, second, *_ = read(tmp_path, paper(table)).grids()
    assert rows(first)[0] == rows(second)[0] == ["Age", "Number"]
    assert second.cells[2].where == "page 2 row 2 col 1"


def test_rows_are_counted_over_the_page(tmp_path: Path) -> None:
    one = Table([["Age", "Number"], ["13", "12"]], style=GRID, colWidths=[90, 90])
    two = Table([["Sex", "Number"], ["Girls", "8"], ["Boys", "4"]], colWidths=[90, 90])
    _, second = read(tmp_path, paper(one, Spacer(1, 30), two)).grids()
    assert rows(second)[0] == ["Sex", "Number"]
    assert second.cells[0].where == "page 1 row 3 col 1"


def test_prose_and_letterheads_are_no_tables(tmp_path: Path) -> None:
    text = (
        "In 2015/16 the force recorded 12 offences, of which 7 carried the flag and 3 did not. "
        "In 2016/17 it recorded 14, of which 9 carried the flag. "
    )
    justified = STYLES["BodyText"].clone("justified", alignment=4)
    content = paper(Paragraph(text * 4, justified), prose("Yours faithfully"))
    assert list(read(tmp_path, content).grids()) == []
    head = [
        (72.0, 780.0, "Testshire Police"), (400.0, 780.0, "PO Box 100"),
        (72.0, 766.0, "Information Rights"), (400.0, 766.0, "Telephone 01632 960123"),
        (72.0, 740.0, "Dear Requester"), (72.0, 720.0, "The total is 52."),
    ]  # fmt: skip
    assert list(read(tmp_path, canvas_of(head)).grids()) == []


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    frame = Table([[prose("The total is 52.")]], style=[("BOX", (0, 0), (-1, -1), 1, colors.black)])
    document = read(tmp_path, paper(frame))
    assert list(document.grids()) == []
    assert lines(document) == ["The total is 52."]


def test_a_turned_page_is_read_upright(tmp_path: Path) -> None:
    table = Table(TWO_LEVELS, style=[*GRID, *SPANS], colWidths=[90] + [45] * 6)
    assert rows(the_grid(read(tmp_path, paper(table, wide=True)))) == TWO_LEVELS
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(90)
    # Drawn sideways on a page that is shown turned: upright for the reader.
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    for y, (label, one, two) in enumerate((("Age", "Girls", "Boys"), ("13", "12", "3"))):
        canvas.drawString(72, 500 - 16 * y, label)
        canvas.drawString(172, 500 - 16 * y, one)
        canvas.drawString(272, 500 - 16 * y, two)
    canvas.save()
    assert rows(the_grid(read(tmp_path, out.getvalue())))[1] == ["13", "12", "3"]


def test_bold_made_by_printing_twice_is_printed_once(tmp_path: Path) -> None:
    content = canvas_of([(72.0, 700.0, "Total 12"), (72.3, 700.0, "Total 12")])
    assert lines(read(tmp_path, content)) == ["Total 12"]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(72, 700, "Total 12")
    canvas.showPage()
    canvas.drawInlineImage(Image.new("RGB", (20, 20), "white"), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()
    document = read(tmp_path, out.getvalue())
    assert document.warnings == ("pages without text, only pictures: 2",)
