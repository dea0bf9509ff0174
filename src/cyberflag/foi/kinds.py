"""Which kind of file this is, decided from its bytes: names lie, bytes do not."""

import io
import re
import zipfile
from pathlib import PurePath

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.delimited import delimiter_of
from cyberflag.foi.limits import check_archive, names_in

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")

KIND_OF_ENDING = {
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "xltx": "xlsx",
    "xls": "xls",
    "ods": "ods",
    "csv": "csv",
    "tsv": "csv",
    "tab": "csv",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "docx": "docx",
    "docm": "docx",
    "pdf": "pdf",
    "eml": "eml",
    "mht": "eml",
    "txt": "txt",
    "text": "txt",
}
"""The kind a name claims; a warning is given where the bytes say another."""

_NEW_FORMAT = "Open it in an office program and save it as xlsx or docx, then read that."
_TEXT_VERSION = (
    "Ask the force for a version with text, or run text recognition (OCR) over it first."
)

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a Rich Text file (rtf), which is not read", "Save it as docx and read that."),
    (b"\x89PNG", "a picture, not text", _TEXT_VERSION),
    (b"\xff\xd8\xff", "a picture, not text", _TEXT_VERSION),
    (b"GIF8", "a picture, not text", _TEXT_VERSION),
    (b"II*\x00", "a picture, not text", _TEXT_VERSION),
    (b"MM\x00*", "a picture, not text", _TEXT_VERSION),
    (b"BM", "a picture, not text", _TEXT_VERSION),
    (b"RIFF", "a picture or a recording, not text", _TEXT_VERSION),
    (b"MZ", "a program, not a reply", "Do not open it; ask the force what it sent."),
    (b"\x7fELF", "a program, not a reply", "Do not open it; ask the force what it sent."),
    (b"Rar!", "a packed archive (rar)", "Unpack it and read the files inside."),
    (b"7z\xbc\xaf", "a packed archive (7z)", "Unpack it and read the files inside."),
    (b"\x1f\x8b", "a packed archive (gz)", "Unpack it and read the file inside."),
    (b"BZh", "a packed archive (bz2)", "Unpack it and read the file inside."),
    (
        b"\x78\x9f\x3e\x22",
        "an Outlook attachment bundle (winmail.dat)",
        "Ask the force to send the files as plain attachments.",
    ),
)

_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage",
        "locked with a password",
        "Ask the force for the password, save an unlocked copy and read that.",
    ),
    ("__substg1.0_", "an Outlook message (msg)", "Open it, save it as eml and read that."),
    ("__nameid_version1.0", "an Outlook message (msg)", "Open it, save it as eml and read that."),
    ("WordDocument", "a Word file of the old kind (doc)", _NEW_FORMAT),
    ("PowerPoint Document", "a set of slides (ppt)", "Save it as PDF and read that."),
)

_MAIL_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]?\S?", re.MULTILINE)
_MAIL_SURE = frozenset({"message-id", "mime-version", "received", "return-path", "delivered-to"})
_MAIL_OTHER = frozenset({"from", "to", "subject", "date", "cc", "content-type", "reply-to"})
_HTML = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>]|<meta[\s>]", re.IGNORECASE
)
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LOOK = 8192
"""How much of a text is looked at to tell what kind of text it is (characters)."""


def kind_of(content: bytes, file: str) -> str:
    """``xlsx xls ods docx pdf`` for files that are not text, ``""`` for text.

    Raises :class:`CyberflagError` for a file no reader here can read, with what to do.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise CyberflagError(
            "the file is empty", place=file, remedy="Ask the force to send it again."
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_archive(content, file)
    if content.startswith(OLE):
        return _kind_of_ole(content, file)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_BIFF) and b"\0" in content[:64]:
        return "xls"
    for signature, fault, remedy in _SIGNATURES:
        if content.startswith(signature) and _is_binary(content, signature):
            raise CyberflagError(f"this is {fault}", place=file, remedy=remedy)
    return ""


def kind_of_text(text: str, file: str) -> str:
    """``html``, ``eml``, ``csv`` or ``txt``: which kind of text this is.

    The ending of the name decides only between csv and txt, where one column of lines may
    be either.
    """
    if len(_CONTROL.findall(text[:LOOK])) > 0.02 * len(text[:LOOK]):
        raise CyberflagError(
            "this is no kind of file that is read here",
            place=file,
            remedy="Ask the force to send it as xlsx, docx, pdf or csv.",
        )
    head = text[:LOOK].lstrip("\ufeff \t\r\n")
    if _SPREADSHEET_XML in head:
        raise CyberflagError(
            "this is an Excel 2003 XML file, which is not read",
            place=file,
            remedy="Open it in Excel, save it as xlsx and read that.",
        )
    if _is_mail(head, file):
        return "eml"
    if _HTML.search(head) and head.startswith(("<", "\n")):
        return "html"
    if claimed_kind(file) == "csv" or delimiter_of(text, sure=True):
        return "csv"
    return "txt"


def claimed_kind(file: str) -> str:
    """The kind the ending of a name claims, ``""`` for an ending that claims none."""
    return KIND_OF_ENDING.get(PurePath(file).suffix[1:].lower(), "")


def _is_binary(content: bytes, signature: bytes) -> bool:
    """Two printable letters may begin a letter too ("BM", "MZ"); a binary file has zero bytes."""
    return len(signature) > 3 or b"\0" in content[:256] or not signature.isalpha()


def _kind_of_archive(content: bytes, file: str) -> str:
    check_archive(content, file)
    names = names_in(content, file)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            declared = archive.read("mimetype")
            manifest = (
                archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            )
        if b"encryption-data" in manifest:
            raise locked(file)
        if b"spreadsheet" in declared:
            return "ods"
        raise CyberflagError(
            "this is an OpenDocument file, but no spreadsheet",
            place=file,
            remedy="Save it as docx or PDF and read that.",
        )
    raise CyberflagError(
        "this is an archive (zip), not one reply",
        place=file,
        remedy="Unpack it into the force's folder and read the files inside.",
    )


def _kind_of_ole(content: bytes, file: str) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    for stream, fault, remedy in _OLE_STREAMS:
        if holds(stream):
            raise CyberflagError(f"the file is {fault}", place=file, remedy=remedy)
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise CyberflagError(
        "this is an old office file that is not read, or it is cut short",
        place=file,
        remedy=_NEW_FORMAT,
    )


def locked(file: str) -> CyberflagError:
    """The refusal of a file that needs a password."""
    return CyberflagError(
        "the file is locked with a password",
        place=file,
        remedy="Ask the force for the password, save an unlocked copy and read that.",
    )


def _is_mail(head: str, file: str) -> bool:
    if head.startswith("From "):
        head = head.partition("\n")[2]
    top = re.split(r"\r?\n[ \t]*\r?\n", head, maxsplit=1)[0]
    first = top.partition("\n")[0]
    if not _MAIL_HEADER.match(first):
        return False
    names = {name.lower() for name in _MAIL_HEADER.findall(top)}
    sure, other = len(names & _MAIL_SURE), len(names & _MAIL_OTHER)
    if claimed_kind(file) == "eml":
        return sure + other >= 2
    return sure >= 1 and sure + other >= 3
