"""Files that cannot be read are refused in one line that says what to do; nothing runs away."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
import xlwt
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.foi.reading import read_content, texts

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.readers.read import read_document

MEGABYTE = 2**20


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(200):
        sheet.append([f"label {row}", row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Q1")
    for row in range(200):
        sheet.write(row, 0, f"label {row}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x>" + "a" * 4000 + "</x>")
    return out.getvalue()


def letter() -> bytes:
    made = docx.Document()
    made.add_paragraph("Total 12")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def paper(*, encrypt: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt)
    canvas.drawString(72, 700, "Total 12")
    canvas.save()
    return out.getvalue()


def scan() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("RGB", (200, 300), "white")), 0, 0, 500, 700)
    canvas.save()
    return out.getvalue()


def zipped(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def ole(stream: str) -> bytes:
    """The signature and directory entry of an old office file; no more is looked at."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + stream.encode("utf-16-le") + bytes(500)


def refusal(tmp_path: Path, name: str, content: bytes) -> CyberflagError:
    with pytest.raises(CyberflagError) as caught:
        read_content(tmp_path, name, content)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert caught.value.place == str(tmp_path / name)
    return caught.value


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.xlsx", lambda: b"", "empty"),
    ("blank.txt", lambda: b" \r\n\t\n", "empty"),
    ("zeros.pdf", lambda: bytes(5000), "empty"),
    ("cut.xlsx", lambda: workbook()[:3000], "damaged or cut short"),
    ("cut.xls", lambda: old_workbook()[:4000], "cut short"),
    ("cut.ods", lambda: open_document()[:2000], "damaged or cut short"),
    ("cut.docx", lambda: letter()[:9000], "damaged or cut short"),
    ("cut.pdf", lambda: paper()[:300], "damaged or cut short"),
    ("head.pdf", lambda: b"%PDF-1.7\n", "damaged or cut short"),
    ("broken.docx", lambda: zipped("word/document.xml", "<w:document"), "damaged or cut short"),
    ("locked.xlsx", lambda: ole("EncryptedPackage"), "password"),
    ("locked.pdf", lambda: paper(encrypt=StandardEncryption("secret")), "password"),
    ("letter.doc", lambda: ole("WordDocument"), "old kind (doc)"),
    ("slides.ppt", lambda: ole("PowerPoint Document"), "slides"),
    ("mail.msg", lambda: ole("__substg1.0_0037001F"), "Outlook message"),
    ("letter.rtf", lambda: b"{\\rtf1\\ansi Total 12}", "rtf"),
    ("scan.pdf", scan, "pictures (a scan) without text"),
    ("photo.pdf", lambda: b"\xff\xd8\xff\xe0" + bytes(400), "picture"),
    ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(400), "picture"),
    ("tool.exe", lambda: b"MZ\x90\x00" + bytes(400), "program"),
    ("files.zip", lambda: zipped("a.csv", "1,2"), "archive (zip)"),
    ("files.rar", lambda: b"Rar!\x1a\x07" + bytes(100), "rar"),
    ("files.gz", lambda: b"\x1f\x8b\x08\x00" + bytes(100), "gz"),
    ("winmail.dat", lambda: b"\x78\x9f\x3e\x22" + bytes(100), "winmail.dat"),
    ("noise.csv", lambda: bytes(range(256)) * 20, "no kind of file"),
    (
        "old.xml",
        lambda: (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ),
        "Excel 2003 XML",
    ),
]


@pytest.mark.parametrize(("name", "make", "fault"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_cannot_be_read_is_refused_with_a_reason(
    tmp_path: Path, name: str, make: Callable[[], bytes], fault: str
) -> None:
    assert fault in refusal(tmp_path, name, make()).fault


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CyberflagError, match="no such file"):
        read_document(tmp_path / "none.xlsx")
    with pytest.raises(CyberflagError, match="a folder"):
        read_document(tmp_path)


def test_a_pdf_locked_for_printing_only_is_read(tmp_path: Path) -> None:
    content = paper(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert next(read_content(tmp_path, "reply.pdf", content).lines()).text == "Total 12"


def bomb(megabytes: int) -> bytes:
    """A workbook whose one sheet is so many megabytes of spaces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for _ in range(megabytes):
                stream.write(b" " * MEGABYTE)
    return out.getvalue()


@pytest.mark.slow
def test_an_archive_that_unpacks_too_far_is_refused_unpacked(tmp_path: Path) -> None:
    content = bomb(584)
    assert len(content) < MEGABYTE
    assert "unpacks to 584 MB" in refusal(tmp_path, "bomb.xlsx", content).fault


def test_a_smaller_bomb_is_told_by_its_ratio(tmp_path: Path) -> None:
    fault = refusal(tmp_path, "bomb.xlsx", bomb(60)).fault
    assert "unpacks to 60 MB" in fault and "times its size" in fault


def test_an_archive_of_countless_parts_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/{number}", "")
    assert "archive of 10,001 parts" in refusal(tmp_path, "many.xlsx", out.getvalue()).fault


def test_ten_thousand_columns_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for col in range(10_000):
        sheet.write_number(0, col, col)
    book.close()
    assert "filled columns" in refusal(tmp_path, "wide.xlsx", out.getvalue()).fault
    wide = (",".join(map(str, range(10_000))) + "\n") * 5
    assert "filled columns" in refusal(tmp_path, "wide.csv", wide.encode()).fault
    page = "<html><table><tr>" + "<td>1</td>" * 10_000 + "</tr></table></html>"
    assert "filled columns" in refusal(tmp_path, "wide.html", page.encode()).fault


AMPLIFIED = (
    '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
    '<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">'
    '<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">'
)


def sheet_with_entities(declared: str, text: str) -> bytes:
    inner = (
        f"<!DOCTYPE x [{declared}]><office:document-content"
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        "<office:spreadsheet><table:table table:name='Q1'><table:table-row><table:table-cell>"
        f"<text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", inner)
    return out.getvalue()


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not part of the reply", encoding="utf-8")
    content = sheet_with_entities(f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "12&x;")
    assert texts(read_content(tmp_path, "reply.ods", content)) == {"Q1!A1": "12"}
    content = sheet_with_entities(AMPLIFIED, "12&g;")
    assert "cannot be read as ods" in refusal(tmp_path, "bomb.ods", content).fault


def test_a_letter_of_entities_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                head, mark, rest = part.decode().partition("<w:document")
                rest = rest.replace("Total 12", "Total 12&g;")
                part = f"{head}<!DOCTYPE x [{AMPLIFIED}]>{mark}{rest}".encode()
            new.writestr(name, part)
    assert "cannot be read as docx" in refusal(tmp_path, "bomb.docx", out.getvalue()).fault
