"""From bytes to text: which encoding a file is written in, even if it is written in two."""

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAC_PUNCTUATION = re.compile(rb"[\xd0-\xd5\xa5\xc9\xca]")
_WINDOWS_PUNCTUATION = re.compile(rb"[\x80\x82\x84\x85\x91-\x97\xa0]")
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
FOREIGN_SHARE = 0.1
"""With more bytes outside ASCII than this, the text is not English with some punctuation."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def decoded(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The text, the name of its encoding, and warnings; never fails, NULs are dropped.

    A byte order mark decides; then UTF-16 by its zero bytes, UTF-8 if it is valid, else the
    single-byte encoding that the punctuation speaks for. A file of several encodings is read
    line by line, with a warning.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").replace("\0", ""), name, ()
    wide = _wide(content)
    if wide:
        return content.decode(wide, errors="replace").replace("\0", ""), wide, ()
    content = content.replace(b"\0", b"")
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    lines = content.splitlines(keepends=True)
    if any(_is_utf8(line) and _HIGH.search(line) for line in lines):
        single = _single(b"".join(line for line in lines if not _is_utf8(line)))
        text = "".join(
            line.decode("utf-8" if _is_utf8(line) else single, errors="replace") for line in lines
        )
        return (
            text,
            single,
            (f"lines in two encodings, utf-8 and {single}: each was read as its own",),
        )
    single = _single(content)
    return content.decode(single, errors="replace"), single, ()


def raised(text: str) -> str:
    """Text printed raised above the line: its digits as superscripts, so 12 and note 1 stay apart."""
    return text.translate(_SUPERSCRIPTS) if text.strip().isdigit() else text


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(content: bytes) -> str:
    """UTF-16 without a byte order mark: every other byte of English text is zero."""
    head = content[:4096]
    half = len(head) // 2
    if half < 2:
        return ""
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _single(content: bytes) -> str:
    windows = len(_WINDOWS_PUNCTUATION.findall(content))
    if len(_MAC_PUNCTUATION.findall(content)) > windows == 0:
        return "mac_roman"
    high = len(_HIGH.findall(content))
    if _NOT_WINDOWS.search(content) or high > FOREIGN_SHARE * len(content):
        best = from_bytes(content).best()
        return best.encoding if best is not None else "cp1252"
    return "cp1252"
