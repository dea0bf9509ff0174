"""Read a file into a :class:`Document`: what is printed in it and where, whatever its kind."""

import hashlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol, cast

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.document import Document
from cyberflag.foi.kinds import claimed_kind, kind_of, kind_of_text
from cyberflag.foi.limits import MOST_BYTES, cut_short
from cyberflag.foi.textcode import decoded

KINDS = ("xlsx", "xls", "ods", "csv", "html", "docx", "pdf", "eml", "txt")
"""Every kind that is read; the module ``read_<kind>`` is loaded when a file needs it."""


class _Reader(Protocol):
    """A module ``read_<kind>``."""

    def read(self, content: bytes, file: str) -> Document:
        """The document, without its hash."""


def read_document(path: Path) -> Document:
    """Read one file.

    Raises :class:`CyberflagError` with a one-line reason and a remedy for a file that cannot
    be read: empty, cut short, locked, an archive that unpacks too far, a picture …
    """
    return read_bytes(_content(path), str(path))


def read_bytes(content: bytes, file: str) -> Document:
    """Read a file's bytes; ``file`` is its name, which decides nothing but a warning."""
    kind = kind_of(content, file) or kind_of_text(decoded(content)[0], file)
    # A protocol for a module: each read_<kind> is checked against it where it is defined.
    reader = cast(_Reader, import_module(f"cyberflag.foi.read_{kind}"))
    try:
        document = reader.read(content, file)
    except (CyberflagError, MemoryError):
        raise
    except Exception as fault:
        # Parsers meet damaged files with whatever error comes first; all mean the same here.
        raise cut_short(file, kind) from fault
    if not document.blocks and not document.parts and not document.warnings:
        raise CyberflagError(
            "there is nothing written in the file",
            place=file,
            remedy="Ask the force to send it again.",
        )
    warnings = (*_misnamed(file, kind), *document.warnings)
    return replace(
        document, sha256=hashlib.sha256(content).hexdigest(), kind=kind, warnings=warnings
    )


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise CyberflagError(
                "this is a folder, not a file", place=str(path), remedy="Give a file inside it."
            )
        if size > MOST_BYTES:
            raise CyberflagError(
                f"the file has {size / 2**20:,.0f} MB",
                place=str(path),
                remedy="Keep only the answer, save that under another name and read it.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise CyberflagError(
            "there is no such file", place=str(path), remedy="Check the name and the folder."
        ) from None
    except OSError as fault:
        raise CyberflagError(
            f"the file cannot be opened ({fault.strerror})",
            place=str(path),
            remedy="Check that it is a file and that you may read it.",
        ) from None


def _misnamed(file: str, kind: str) -> tuple[str, ...]:
    claimed = claimed_kind(file)
    if not claimed or claimed == kind:
        return ()
    ending = PurePath(file).suffix
    return (f"the name ends in {ending}, but the file is {kind}; it was read as that",)
