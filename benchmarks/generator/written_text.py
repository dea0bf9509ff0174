"""Replies as web pages, letters in Word, plain text and mail."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from html import escape

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK
from docx.table import Table as DocxTable

from benchmarks.generator.paper import (
    Blank,
    Cell,
    Figure,
    Line,
    NewPage,
    Place,
    Reply,
    Table,
    Written,
)
from benchmarks.generator.spreadsheet import STAMP, zipped_again


@dataclass(slots=True)
class _Tally:
    """Counts lines and tables in reading order and keeps the places of figures."""

    lines: int = 0
    tables: int = 0
    places: list[Place] = field(default_factory=list)

    def line(self, line: Line) -> None:
        self.lines += 1
        for part in line.parts:
            if isinstance(part, Figure) and part.means is not None:
                where = f"line {self.lines}"
                self.places.append(Place(where=where, printed=part.text, means=part.means))

    def cell(self, table: int, row: int, col: int, cell: Cell) -> None:
        if cell.means is not None:
            where = f"table {table} row {row + 1} col {col + 1}"
            self.places.append(Place(where=where, printed=cell.text, means=cell.means))


def write_html(reply: Reply, *, title: str = "Disclosure", whole: bool = True) -> Written:
    """The reply as a web page; ``whole`` adds the furniture of a disclosure log."""
    tally = _Tally()
    parts = [f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{title}</title>"]
    parts.append("<style>td{border:1px solid}</style></head><body>\n")
    if whole:
        parts.append("<nav><a href='#main'>Skip to main content</a></nav>\n<main id='main'>\n")
        tally.lines += 1
    for block in reply.blocks:
        match block:
            case Line():
                tally.line(block)
                mark = "h2" if block.heading else "li" if block.bullet else "p"
                text = escape(block.text)
                inner = f"<{mark}>{text}</{mark}>"
                parts.append(f"<ul>{inner}</ul>\n" if block.bullet else f"{inner}\n")
            case Blank():
                parts.append("<p>&nbsp;</p>\n")
            case NewPage():
                parts.append("<hr>\n")
            case _:
                parts.append(_html_table(block, tally))
    parts.append("</main></body></html>\n" if whole else "</body></html>\n")
    return Written(content="".join(parts).encode(), places=tuple(tally.places))


def _html_table(drawn: Table, tally: _Tally) -> str:
    tally.tables += 1
    number = tally.tables
    parts = ["<table>\n"]
    for row, cells in enumerate(drawn.rows):
        parts.append("<tr>")
        for col, cell in enumerate(cells):
            if cell is None:
                continue
            tally.cell(number, row, col, cell)
            mark = "th" if row < drawn.header_rows else "td"
            spans = f" rowspan='{cell.rows}'" if cell.rows > 1 else ""
            spans += f" colspan='{cell.cols}'" if cell.cols > 1 else ""
            text = escape(cell.text)
            if cell.inner is not None:
                text += _html_table(cell.inner, tally)
            elif cell.bold:
                text = f"<strong>{text}</strong>"
            parts.append(f"<{mark}{spans}>{text}</{mark}>")
        parts.append("</tr>\n")
    parts.append("</table>\n")
    return "".join(parts)


def write_docx(reply: Reply) -> Written:
    """The reply as a Word letter."""
    tally = _Tally()
    letter = docx.Document()
    letter.core_properties.created = STAMP
    letter.core_properties.modified = STAMP
    letter.core_properties.author = ""
    for block in reply.blocks:
        match block:
            case Line():
                tally.line(block)
                style = "Heading 2" if block.heading else "List Bullet" if block.bullet else None
                letter.add_paragraph(block.text, style=style)
            case Blank():
                letter.add_paragraph("")
            case NewPage():
                letter.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                _docx_table(letter, block, tally)
    out = io.BytesIO()
    letter.save(out)
    return Written(content=zipped_again(out.getvalue()), places=tuple(tally.places))


def _docx_table(letter: DocxDocument, drawn: Table, tally: _Tally) -> None:
    made = letter.add_table(rows=len(drawn.rows), cols=drawn.width)
    if drawn.ruled:
        made.style = "Table Grid"
    _fill_docx(made, drawn, tally)


def _fill_docx(made: DocxTable, drawn: Table, tally: _Tally) -> None:
    tally.tables += 1
    number = tally.tables
    grid = [list(row.cells) for row in made.rows]
    for row, cells in enumerate(drawn.rows):
        for col, cell in enumerate(cells):
            if cell is None:
                continue
            tally.cell(number, row, col, cell)
            box = grid[row][col]
            if cell.rows > 1 or cell.cols > 1:
                box = box.merge(grid[row + cell.rows - 1][col + cell.cols - 1])
            box.text = cell.text
            if cell.bold:
                for run in box.paragraphs[0].runs:
                    run.bold = True
            if cell.inner is not None:
                inner = box.add_table(rows=len(cell.inner.rows), cols=cell.inner.width)
                _fill_docx(inner, cell.inner, tally)


def text_lines(reply: Reply) -> tuple[list[str], list[Place]]:
    """The reply as lines of plain text, tables in aligned columns."""
    lines: list[str] = []
    tally = _Tally()
    for block in reply.blocks:
        match block:
            case Line():
                tally.lines = len(lines)
                tally.line(block)
                lines.append(("- " if block.bullet else "") + block.text)
            case Blank(lines=blank):
                lines.extend([""] * blank)
            case NewPage():
                lines.append("")
            case _:
                tally.tables += 1
                widths = [
                    max(len(row[col].text) for row in block.rows if row[col] is not None)  # type: ignore[union-attr]  # None is filtered out
                    for col in range(block.width)
                ]
                for number, row in enumerate(block.rows):
                    texts = []
                    for col, cell in enumerate(row):
                        cell = cell or Cell()
                        tally.cell(tally.tables, number, col, cell)
                        texts.append(
                            cell.text.ljust(widths[col])
                            if col == 0
                            else cell.text.rjust(widths[col])
                        )
                    lines.append("   ".join(texts).rstrip())
    return lines, tally.places


def write_txt(reply: Reply, *, encoding: str = "utf-8") -> Written:
    """The reply as a text file."""
    lines, places = text_lines(reply)
    return Written(content=("\r\n".join(lines) + "\r\n").encode(encoding), places=tuple(places))


_ATTACHED = {
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "csv": ("text", "csv"),
}


def write_eml(
    body: Reply,
    *,
    subject: str,
    sent: datetime,
    sender: str,
    reference: str,
    html: Reply | None = None,
    attached: Mapping[str, Written] | None = None,
) -> Written:
    """The reply as a mail: a text body, perhaps the same in HTML, perhaps attachments.

    With an HTML part, figures stand there; the text body then holds prose only.
    """
    mail = EmailMessage()
    mail["From"] = f"Information Rights <{sender}>"
    mail["To"] = "Requester <requester@requests.example.org>"
    mail["Subject"] = subject
    mail["Date"] = sent.strftime("%a, %d %b %Y %H:%M:%S +0000")
    mail["Message-ID"] = f"<{reference}@{sender.partition('@')[2]}>"
    lines, places = text_lines(body)
    mail.set_content("\n".join(lines) + "\n", cte="8bit")
    if html is not None:
        page = write_html(html, whole=False)
        mail.add_alternative(page.content.decode(), subtype="html", cte="quoted-printable")
        places = list(page.places)
    for name, written in (attached or {}).items():
        main, sub = _ATTACHED[name.rpartition(".")[2]]
        mail.add_attachment(written.content, maintype=main, subtype=sub, filename=name)
        places += [
            Place(where=f"{name}: {p.where}", printed=p.printed, means=p.means)
            for p in written.places
        ]
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"part-{reference}-{number}")
    return Written(content=mail.as_bytes(), places=tuple(places))


Writer = Callable[[Reply], Written]
