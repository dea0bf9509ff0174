"""Word letters: everything printed, in order, and nothing that is not."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.foi.reading import cells_of, lines, read_content, rows, texts


def saved(letter: DocxDocument) -> bytes:
    out = io.BytesIO()
    letter.save(out)
    return out.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            inner = old.read(name)
            new.writestr(name, change(inner) if name == part else inner)
    return out.getvalue()


def insert(letter: DocxDocument, xml: str) -> None:
    body = letter.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace("NS", nsdecls("w"), 1)))


def test_tables_in_order_with_merges_and_tables_inside(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_heading("Question 1", level=2)
    letter.add_paragraph("")
    letter.add_paragraph("Our answer")
    table = letter.add_table(rows=4, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2015/16"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Girls"
    for row, col, text in ((1, 1, "13"), (1, 2, "1,234"), (2, 1, "14"), (2, 2, "<5"), (3, 2, "9")):
        table.cell(row, col).text = text
    inner = table.cell(3, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Boys", "3"
    letter.add_paragraph("Yours")
    document = read_content(tmp_path, "reply.docx", saved(letter))
    assert document.kind == "docx"
    assert lines(document) == ["Question 1", "Our answer", "Yours"]
    assert [line.heading for line in document.lines()] == [True, False, False]
    outer, nested = document.grids()
    assert rows(outer) == [
        ["", "2015/16", ""],
        ["Girls", "13", "1,234"],
        ["", "14", "<5"],
        ["", "", "9"],
    ]
    assert rows(nested) == [["Boys", "3"]]
    assert texts(document)["table 2 row 1 col 2"] == "3"
    cells = {cell.where: cell for cell in cells_of(document)}
    assert cells["table 1 row 1 col 2"].col_span == 2
    assert cells["table 1 row 2 col 1"].row_span == 2


def test_tracked_changes_are_read_as_accepted_and_hidden_text_left_out(tmp_path: Path) -> None:
    letter = docx.Document()
    insert(
        letter,
        "<w:p NS><w:r><w:t xml:space='preserve'>Total </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>14</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
    )
    document = read_content(tmp_path, "reply.docx", saved(letter))
    assert lines(document) == ["Total 14¹"]
    assert any("tracked changes" in warning for warning in document.warnings)
    assert any("hidden text" in warning for warning in document.warnings)


def test_content_controls_text_boxes_and_breaks_are_read(tmp_path: Path) -> None:
    letter = docx.Document()
    insert(
        letter,
        "<w:sdt NS><w:sdtContent><w:p><w:r><w:t>2015/16 - 12</w:t><w:br/>"
        "<w:t>2016/17 - 6</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    insert(
        letter,
        "<w:p NS><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box: 7</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>",
    )
    document = read_content(tmp_path, "reply.docx", saved(letter))
    assert lines(document) == ["2015/16 - 12", "2016/17 - 6", "In a box: 7"]
    assert [line.where for line in document.lines()] == ["line 1", "line 2", "line 3"]


def test_numbered_lists_have_their_numbers(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("How many offences?", style="List Number")
    letter.add_paragraph("How many were flagged?", style="List Number")
    letter.add_paragraph("12 in all", style="List Bullet")
    document = read_content(tmp_path, "reply.docx", saved(letter))
    assert lines(document) == ["1. How many offences?", "2. How many were flagged?", "12 in all"]


def test_margins_are_counted_apart(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.sections[0].header.paragraphs[0].text = "Testshire Police"
    letter.sections[0].footer.paragraphs[0].text = "* means fewer than 5"
    letter.add_paragraph("Total 12")
    document = read_content(tmp_path, "reply.docx", saved(letter))
    assert {line.where: line.text for line in document.lines()} == {
        "header line 1": "Testshire Police",
        "line 1": "Total 12",
        "footer line 1": "* means fewer than 5",
    }


def test_a_letter_with_macros_is_read_and_told_of(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Total 12")
    content = changed(
        saved(letter),
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ).replace(
            b"</Types>",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
    )
    content = changed(
        content,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(
            b"</Relationships>",
            b'<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/'
            b'vbaProject" Target="vbaProject.bin"/></Relationships>',
        ),
    )
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    document = read_content(tmp_path, "reply.docm", out.getvalue())
    assert lines(document) == ["Total 12"]
    assert document.warnings == ("the letter holds macros; they were not run",)


def test_lines_in_columns_by_tabs_are_a_grid_at_their_lines(tmp_path: Path) -> None:
    letter = docx.Document()
    for text in ("Our answer:", "Offence\t2015/16\t2016/17", "Rape\t12\t<5", "Grooming\t3\t9"):
        letter.add_paragraph(text)
    document = read_content(tmp_path, "reply.docx", saved(letter))
    (grid,) = document.grids()
    assert rows(grid) == [
        ["Offence", "2015/16", "2016/17"],
        ["Rape", "12", "<5"],
        ["Grooming", "3", "9"],
    ]
    assert {cell.where for cell in grid.cells if cell.row == 2} == {"line 3"}
    assert lines(document) == ["Our answer:"]
