"""Mail (eml): its own words, not those it quotes, and its attachments as documents.

The standard library parses; mail-parser stands behind it for the mail it cannot take.
"""

import email
import email.policy
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import PurePath

import mailparser

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.document import Document, Grid, Line
from cyberflag.foi.limits import check_archive
from cyberflag.foi.mailquote import without_quotes
from cyberflag.foi.read import read_bytes
from cyberflag.foi.read_html import page_of
from cyberflag.foi.textcode import decoded
from cyberflag.foi.texttables import blocks_of

Blocks = list[Line | Grid]

_QUIET = ("image/", "application/pkcs7-signature", "application/x-pkcs7-signature",
          "application/pgp-signature", "text/calendar", "text/vcard", "text/x-vcard",
          "message/delivery-status", "text/rfc822-headers")  # fmt: skip
"""Parts that hold no answer and are passed over without a word."""

MOST_ATTACHED = 100
MOST_DEEP = 6
"""Mail inside mail, or archives inside mail, deeper than this is not followed."""


def read(content: bytes, file: str) -> Document:
    """The body's lines (``line 12``) and tables; attachments as ``parts``.

    Addresses inside an attachment begin with its name: ``response.xlsx: Sheet1!B7``.
    """
    mail = email.message_from_bytes(content, policy=email.policy.compat32)
    walk = _Walk(file)
    try:
        walk.mail(mail)
    except (LookupError, ValueError, AttributeError, TypeError):
        walk = _Walk(file)
        walk.parsed_again(content)
    blocks, quoted = without_quotes(walk.blocks)
    if quoted or walk.quoted:
        walk.warnings.append("the mail quotes an earlier one, which was left out")
    return Document(
        file=file,
        sha256="",
        kind="eml",
        blocks=tuple(blocks),
        parts=tuple(walk.parts),
        warnings=tuple(walk.warnings),
    )


class _Walk:
    """Goes through the parts of one mail."""

    def __init__(self, file: str) -> None:
        self.blocks: Blocks = []
        self.parts: list[Document] = []
        self.warnings: list[str] = []
        self.quoted = False
        self._file = file
        self._lines = 0
        self._tables = 0

    def mail(self, mail: Message) -> None:
        """Every part of the mail, alternatives once."""
        kind = mail.get_content_type()
        if kind == "multipart/alternative":
            self._alternative(mail)
        elif kind == "message/rfc822":
            inner = mail.get_payload()
            for one in inner if isinstance(inner, list) else ():
                if isinstance(one, Message):
                    self._attach(_name(mail) or "attached mail", one.as_bytes())
        elif mail.is_multipart():
            for part in _parts(mail):
                self.mail(part)
        elif not _is_attached(mail) and kind in ("text/plain", "text/html"):
            self._body([mail])
        else:
            self._attachment(mail, kind)

    def _alternative(self, mail: Message) -> None:
        leaves = [leaf for part in _parts(mail) for leaf in _leaves(part)]
        bodies = [
            leaf
            for leaf in leaves
            if not _is_attached(leaf) and leaf.get_content_type() in ("text/plain", "text/html")
        ]
        self._body(bodies)
        for part in _parts(mail):
            for leaf in _leaves(part):
                if leaf not in bodies:
                    self.mail(leaf)

    def _body(self, bodies: list[Message]) -> None:
        """The one of several alternatives that says most: tables count before words."""
        read_ = [self._read_body(body) for body in bodies]
        if not read_:
            return
        best = max(read_, key=_says)
        self.warnings += best[1]
        self.quoted = self.quoted or best[2]
        self.blocks += [self._counted_on(block) for block in best[0]]
        self._lines += best[3]
        self._tables += sum(isinstance(block, Grid) for block in best[0])

    def _read_body(self, body: Message) -> tuple[Blocks, tuple[str, ...], bool, int]:
        text, warnings = _text(body)
        if body.get_content_type() == "text/html":
            page = page_of(text)
            return page.blocks, warnings, page.quoted, page.lines
        return list(blocks_of(text)), warnings, False, len(text.splitlines())

    def _counted_on(self, block: Line | Grid) -> Line | Grid:
        """Lines and tables of a second body are counted on from the first."""
        if not self._lines and not self._tables:
            return block
        if isinstance(block, Line):
            number = int(block.where.rpartition(" ")[2]) + self._lines
            return replace(block, where=f"line {number}")
        name = f"table {int(block.name.rpartition(' ')[2]) + self._tables}"
        cells = tuple(replace(c, where=name + c.where[len(block.name) :]) for c in block.cells)
        return replace(block, name=name, cells=cells)

    def _attachment(self, part: Message, kind: str) -> None:
        name = _name(part)
        if kind.startswith(_QUIET):
            return
        if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
            self.warnings.append(
                "winmail.dat, Outlook's own bundle of attachments, cannot be opened; ask the "
                "force to send the files as plain attachments"
            )
            return
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            self.warnings.append("the mail is encrypted (S/MIME); ask the force to send it plain")
            return
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            self._attach(name or "attachment", content)

    def _attach(self, name: str, content: bytes) -> None:
        name = PurePath(name.replace("\\", "/")).name or "attachment"
        if len(self.parts) >= MOST_ATTACHED or self._file.count(": ") >= MOST_DEEP:
            self.warnings.append(f"attachment {name} was not read: too many, or too deep inside")
            return
        try:
            if content.startswith(b"PK\x03\x04") and _is_bundle(content, name):
                self._unpack(name, content)
            else:
                self.parts.append(_within(read_bytes(content, f"{self._file}: {name}"), name))
        except CyberflagError as fault:
            self.warnings.append(f"attachment {name} was not read: {fault.fault}. {fault.remedy}")

    def _unpack(self, name: str, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.is_dir() and not entry.filename.startswith("__MACOSX/"):
                    inner = PurePath(entry.filename).name
                    self._attach(f"{name} - {inner}", archive.read(entry))

    def parsed_again(self, content: bytes) -> None:
        """The mail by way of mail-parser, for what the standard library cannot take."""
        mail = mailparser.parse_from_bytes(content)
        for text in mail.text_plain or ():
            self.blocks += blocks_of(text)
        if not self.blocks:
            for text in mail.text_html or ():
                self.blocks += page_of(text).blocks
        self.warnings.append("the mail is not well formed; check that nothing is missing")
        for attached in mail.attachments:
            payload = attached.get("payload") or ""
            if attached.get("binary"):
                raw = email.message_from_string(
                    f"Content-Transfer-Encoding: base64\n\n{payload}"
                ).get_payload(decode=True)
            else:
                raw = payload.encode()
            if isinstance(raw, bytes) and raw:
                self._attach(attached.get("filename") or "attachment", raw)


def _says(body: tuple[Blocks, tuple[str, ...], bool, int]) -> tuple[int, int]:
    """How much an alternative says: the cells in its tables, then its words; plain text on a tie."""
    blocks = without_quotes(body[0])[0]
    cells = sum(len(block.cells) for block in blocks if isinstance(block, Grid))
    words = sum(len(block.text.split()) for block in blocks if isinstance(block, Line))
    return cells, words // 10


def _parts(mail: Message) -> list[Message]:
    inner = mail.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _leaves(mail: Message) -> Iterator[Message]:
    if mail.is_multipart() and mail.get_content_type() != "message/rfc822":
        for part in _parts(mail):
            yield from _leaves(part)
    else:
        yield mail


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(
        _name(part) and part.get_content_disposition() != "inline"
    )


def _name(part: Message) -> str:
    """The attachment's name, decoded however its sender encoded it."""
    name = part.get_filename() or ""
    try:
        pieces = email.header.decode_header(name)
    except (email.errors.HeaderParseError, ValueError):
        return name
    return (
        "".join(
            piece.decode(encoding or "utf-8", errors="replace")
            if isinstance(piece, bytes)
            else piece
            for piece, encoding in pieces
        )
        .replace("\n", " ")
        .replace("\r", "")
    )


def _text(part: Message) -> tuple[str, tuple[str, ...]]:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return "", ()
    charset = part.get_content_charset() or ""
    try:
        return content.decode(charset), ()
    except (LookupError, UnicodeDecodeError):
        text, _, warnings = decoded(content)
        return text, warnings


def _is_bundle(content: bytes, name: str) -> bool:
    """Whether an archive is a bundle of files and not an office file."""
    check_archive(content, name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    return not any(n.startswith(("xl/", "word/", "ppt/")) or n == "content.xml" for n in names)


def _within(document: Document, name: str) -> Document:
    """The document of an attachment, its addresses beginning with its name."""

    def moved(block: Line | Grid) -> Line | Grid:
        if isinstance(block, Line):
            return replace(block, where=f"{name}: {block.where}")
        cells = tuple(replace(cell, where=f"{name}: {cell.where}") for cell in block.cells)
        return replace(block, cells=cells)

    return replace(
        document,
        file=name,
        blocks=tuple(moved(block) for block in document.blocks),
        parts=tuple(_within(part, name) for part in document.parts),
    )
