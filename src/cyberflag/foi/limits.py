"""How much a reply may hold: archives that unpack too far and tables too large are refused."""

import io
import zipfile

from cyberflag.core.errors import CyberflagError

MOST_BYTES = 200 * 2**20
"""A file larger than this on disk is refused unread."""

MOST_UNPACKED = 400 * 2**20
"""The parts of one archive may unpack to this many bytes in all."""

MOST_RATIO = 200
"""An archive part may unpack to this many times its size …"""

SMALL_PART = 16 * 2**20
"""… unless it is no larger than this unpacked."""

MOST_PARTS = 10_000
"""An archive may hold this many parts."""

MOST_CELLS = 2_000_000
"""A document may hold this many filled cells."""

MOST_COLUMNS = 1_000
"""A table may have this many filled columns."""

_REMEDY = "Open it, keep only the answer, save that under another name and read it."


def check_archive(content: bytes, file: str) -> None:
    """Refuse an archive that would unpack too far, from its directory alone.

    The directory may lie; what is then unpacked is stopped by the memory limit of the child
    process that reads.
    """
    entries = _entries(content, file)
    if len(entries) > MOST_PARTS:
        raise CyberflagError(
            f"the file is an archive of {len(entries):,} parts", place=file, remedy=_REMEDY
        )
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED:
        raise CyberflagError(
            f"the file of {len(content) / 2**20:.1f} MB unpacks to {total / 2**20:,.0f} MB",
            place=file,
            remedy=_REMEDY,
        )
    for entry in entries:
        if entry.file_size > max(SMALL_PART, MOST_RATIO * entry.compress_size):
            raise CyberflagError(
                f"a part of the file unpacks to {entry.file_size / 2**20:,.0f} MB, "
                f"{entry.file_size // max(entry.compress_size, 1):,} times its size",
                place=file,
                remedy=_REMEDY,
            )


def names_in(content: bytes, file: str) -> frozenset[str]:
    """The names of an archive's parts."""
    return frozenset(entry.filename for entry in _entries(content, file))


def _entries(content: bytes, file: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise cut_short(file) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise CyberflagError(
            "the file is an archive locked with a password",
            place=file,
            remedy="Ask the force for the password, unpack it and read the files inside.",
        )
    return entries


def cut_short(file: str, kind: str = "") -> CyberflagError:
    """The refusal of a file that is damaged or was not sent whole."""
    named = f" as {kind}" if kind else ""
    return CyberflagError(
        f"the file is damaged or cut short and cannot be read{named}",
        place=file,
        remedy="Fetch it again, or ask the force to send it again.",
    )


def check_table(name: str, cells: int, columns: int, file: str) -> None:
    """Refuse a table too large to be a reply's: ``cells`` filled, in ``columns`` columns."""
    if columns > MOST_COLUMNS:
        raise CyberflagError(
            f"{name} has {columns:,} filled columns, which no reply's table has",
            place=file,
            remedy="Delete the columns that are not the answer, save and read again.",
        )
    if cells > MOST_CELLS:
        raise CyberflagError(
            f"{name} has more than {MOST_CELLS:,} filled cells, which no reply's table has",
            place=file,
            remedy="Keep only the table of counts, save and read again.",
        )
