"""Mail: its own words once, its attachments as documents, its faults as warnings."""

import email.policy
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
from tests.foi.reading import lines, read_content, rows, texts

PLAIN = "Dear Requester,\n\nTotal Count 52\n\nInformation Rights Unit\n"


def mail(text: str = PLAIN) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "foi@police.example.org"
    made["To"] = "requester@requests.example.org"
    made["Subject"] = "Your request"
    made["Date"] = "Tue, 09 May 2017 10:00:00 +0000"
    made["Message-ID"] = "<1@police.example.org>"
    made.set_content(text)
    return made


def workbook(value: int = 12) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "Total", value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_lines_are_counted_with_the_empty_ones(tmp_path: Path) -> None:
    document = read_content(tmp_path, "reply.eml", mail().as_bytes())
    assert document.kind == "eml"
    assert {line.where: line.text for line in document.lines()} == {
        "line 1": "Dear Requester,",
        "line 3": "Total Count 52",
        "line 5": "Information Rights Unit",
    }


def test_an_alternative_with_a_table_is_read_in_place_of_the_text(tmp_path: Path) -> None:
    made = mail("Total\n52\nGirls\n40\nBoys\n12\n")
    made.add_alternative(
        "<p>Figures:</p><table><tr><td>Total<td>52<tr><td>Girls<td>40<tr><td>Boys<td>12</table>",
        subtype="html",
    )
    document = read_content(tmp_path, "reply.eml", made.as_bytes())
    assert lines(document) == ["Figures:"]
    assert rows(next(document.grids())) == [["Total", "52"], ["Girls", "40"], ["Boys", "12"]]


def test_alternatives_that_say_the_same_are_read_once(tmp_path: Path) -> None:
    made = mail()
    made.add_alternative(
        "<p>Dear Requester,</p><p>Total Count 52</p><p>Information Rights Unit</p>", subtype="html"
    )
    document = read_content(tmp_path, "reply.eml", made.as_bytes())
    assert lines(document) == ["Dear Requester,", "Total Count 52", "Information Rights Unit"]


def test_attachments_are_documents_addressed_by_name(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(
        workbook(), maintype="application", subtype="octet-stream", filename="réponse 1.xlsx"
    )
    made.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="logo.png")
    document = read_content(tmp_path, "reply.eml", made.as_bytes())
    (part,) = document.parts
    assert (part.file, part.kind) == ("réponse 1.xlsx", "xlsx")
    assert texts(document) == {
        "réponse 1.xlsx: Sheet!A1": "Total",
        "réponse 1.xlsx: Sheet!B1": "12",
    }
    assert part.sha256 != document.sha256
    assert document.warnings == ()


def test_an_attachment_that_cannot_be_read_is_named_and_the_rest_read(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(
        workbook()[:700], maintype="application", subtype="x", filename="broken.xlsx"
    )
    made.add_attachment(workbook(7), maintype="application", subtype="x", filename="whole.xlsx")
    made.add_attachment(
        b"x" * 40, maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    document = read_content(tmp_path, "reply.eml", made.as_bytes())
    assert texts(document)["whole.xlsx: Sheet!B1"] == "7"
    assert any("attachment broken.xlsx was not read" in warning for warning in document.warnings)
    assert any("winmail.dat" in warning for warning in document.warnings)


def test_mail_in_mail_and_archives_are_followed(tmp_path: Path) -> None:
    inner = mail("Figures attached.\n")
    inner.add_attachment(workbook(9), maintype="application", subtype="x", filename="a.xlsx")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("folder/b.csv", "Age,Count,Note\n13,12,x\n14,<5,y\n15,9,z\n")
    outer = mail("See below.\n")
    outer.add_attachment(inner)
    outer.add_attachment(
        packed.getvalue(), maintype="application", subtype="zip", filename="all.zip"
    )
    found = texts(read_content(tmp_path, "reply.eml", outer.as_bytes()))
    assert found["attached mail: a.xlsx: Sheet!B1"] == "9"
    assert found["all.zip - b.csv: table 1 row 3 col 2"] == "<5"


QUOTED = """\
Dear Requester,
The total is 52.
None was aged under 10.
Kind regards

From: Requester <requester@requests.example.org>
Sent: 10 April 2017 09:00
To: FOI
Subject: Request

1. How many offences since 2015?
"""


def test_the_mail_it_answers_is_left_out(tmp_path: Path) -> None:
    document = read_content(tmp_path, "reply.eml", mail(QUOTED).as_bytes())
    assert lines(document)[-1] == "Kind regards"
    assert "the mail quotes an earlier one, which was left out" in document.warnings


def test_quoted_lines_between_answers_are_left_out(tmp_path: Path) -> None:
    text = "> 1. How many in 2015/16?\n12\n> 2. How many under 13?\nNone\n"
    document = read_content(tmp_path, "reply.eml", mail(text).as_bytes())
    assert lines(document) == ["12", "None"]


def test_a_forwarded_reply_is_kept(tmp_path: Path) -> None:
    text = "FYI\n\n-----Original Message-----\nFrom: FOI\nSent: 9 May 2017\n\nTotal Count 52\n"
    assert "Total Count 52" in lines(read_content(tmp_path, "x.eml", mail(text).as_bytes()))


def test_quotes_in_pages_are_left_out(tmp_path: Path) -> None:
    made = mail("x")
    made.set_content(
        "<p>The total is 52.</p><div class='gmail_quote'>On 1 May someone wrote:"
        "<blockquote>How many since 2015?</blockquote></div>",
        subtype="html",
    )
    document = read_content(tmp_path, "reply.eml", made.as_bytes())
    assert lines(document) == ["The total is 52."]


def test_a_charset_that_does_not_exist_is_no_obstacle(tmp_path: Path) -> None:
    content = (
        b"From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\nMessage-ID: <1@x>\r\n"
        b'Content-Type: text/plain; charset=""\r\n\r\nGirls \x96 12\r\n'
    )
    assert lines(read_content(tmp_path, "reply.eml", content)) == ["Girls – 12"]
    odd = content.replace(b'charset=""', b"charset=x-unknown-99")
    assert lines(read_content(tmp_path, "reply.eml", odd)) == ["Girls – 12"]


def test_mail_under_another_name_is_still_mail(tmp_path: Path) -> None:
    content = mail().as_bytes(policy=email.policy.SMTP)
    document = read_content(tmp_path, "reply.txt", content)
    assert document.kind == "eml"
    assert "Total Count 52" in lines(document)
