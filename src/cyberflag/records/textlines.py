"""From bytes to numbered lines, in blocks: encodings, zero bytes and endless lines.

A byte order mark decides the encoding, then the zero bytes of UTF-16. Else a line is UTF-8 if it
is valid UTF-8, and Windows-1252 if not: files put together from two systems hold both.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from cyberflag.records.account import Told

BLOCK_BYTES = 1 << 23
LONGEST_LINE = 1 << 24
"""Bytes of the longest line that is read; a longer one is passed over and told."""

_MARKS = (
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Whole lines of a file, without their ends.

    ``first`` is the number of the first, from 1. ``faults`` says of some (by place in ``texts``)
    why they cannot be read; ``other`` are the places of lines in Windows-1252 in a file that is
    else UTF-8. ``done`` counts bytes read so far.
    """

    first: int
    texts: list[str]
    done: int
    faults: dict[int, Told] = field(default_factory=dict)
    other: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decoded:
    texts: list[str]
    faults: dict[int, Told] = field(default_factory=dict)
    other: tuple[int, ...] = ()


def encoding_of(head: bytes) -> tuple[str, int]:
    """(the wide encoding or "" for one byte a letter or UTF-8, bytes of the byte order mark)."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    half = min(len(head), _HEAD) // 2
    if half < 2:
        return "", 0
    odd, even = head[1:_HEAD:2].count(0), head[0:_HEAD:2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le", 0
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be", 0
    return "", 0


def text_blocks(file: IO[bytes]) -> Iterator[Lines]:
    """Every line of the file in order, none twice; the last need not end in a line end."""
    head = file.read(_HEAD)
    encoding, mark = encoding_of(head)
    file.seek(mark)
    old_mac = b"\r" in head and b"\n" not in head
    first = 1
    for raw, too_long in _pieces(file, encoding, "\r" if old_mac else "\n", BLOCK_BYTES):
        if encoding:
            text = raw.decode(encoding, errors="replace")
            decoded = _Decoded(texts=_split(text, old_mac))
        else:
            decoded = _decoded(raw, old_mac)
        texts, faults = decoded.texts, decoded.faults
        faults |= _unreadable(texts, wide=bool(encoding))
        if too_long:
            texts, faults = [""], {0: Told.TOO_LONG}
        yield Lines(first=first, texts=texts, done=file.tell(), faults=faults, other=decoded.other)
        first += len(texts)


def _pieces(
    file: IO[bytes], encoding: str, end: str, block_bytes: int
) -> Iterator[tuple[bytes, bool]]:
    """(whole lines without the last line end, whether it is one line too long to hold)."""
    wide = end.encode(encoding or "ascii")
    held = b""
    while block := file.read(block_bytes):
        held += block
        cut = _last_end(held, wide)
        if cut >= 0:
            yield held[:cut], False
            held = held[cut + len(wide) :]
        elif len(held) > LONGEST_LINE:
            held = _pass_over(file, wide, held, block_bytes)
            yield b"", True
    if held:
        yield held, False


def _last_end(held: bytes, end: bytes) -> int:
    """Where the last line end begins, on a whole unit of its encoding; -1 where there is none."""
    cut = held.rfind(end)
    while cut >= 0 and cut % len(end):
        cut = held.rfind(end, 0, cut + len(end) - 1)
    return cut


def _pass_over(file: IO[bytes], end: bytes, held: bytes, block_bytes: int) -> bytes:
    """Read on to the end of a line that is too long; what follows it."""
    keep = len(held) % len(end)
    held = held[len(held) - keep :]
    while block := file.read(block_bytes):
        held += block
        cut = held.find(end)
        while cut >= 0 and cut % len(end):
            cut = held.find(end, cut + 1)
        if cut >= 0:
            return held[cut + len(end) :]
        held = held[len(held) - len(held) % len(end) :]
    return b""


def _split(text: str, old_mac: bool) -> list[str]:
    if old_mac:
        return text.split("\r")
    # Not splitlines: it also cuts at separators that may stand inside a text.
    return text.replace("\r\n", "\n").removesuffix("\r").split("\n")


def _decoded(raw: bytes, old_mac: bool) -> _Decoded:
    try:
        return _Decoded(texts=_split(raw.decode("utf-8"), old_mac))
    except UnicodeDecodeError:
        pass
    texts: list[str] = []
    faults: dict[int, Told] = {}
    other: list[int] = []
    for place, line in enumerate(raw.split(b"\r" if old_mac else b"\n")):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
            if "\ufffd" in text:
                faults[place] = Told.NOT_TEXT
            else:
                other.append(place)
        texts.append(text.removesuffix("\r"))
    return _Decoded(texts=texts, faults=faults, other=tuple(other))


def _unreadable(texts: list[str], *, wide: bool) -> dict[int, Told]:
    """Lines with zero bytes, and lines a wide encoding could not make out."""
    faults = {place: Told.ZERO_BYTES for place, text in enumerate(texts) if "\0" in text}
    if wide:
        faults |= {place: Told.NOT_TEXT for place, text in enumerate(texts) if "\ufffd" in text}
    return faults
