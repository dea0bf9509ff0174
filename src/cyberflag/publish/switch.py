"""Write a folder whole or not at all: the last good one survives any failure."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cyberflag.core.errors import CyberflagError

SIGN = "cyberflag.css"
"""The file by which a folder is known to be a site of ours."""


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """An empty folder beside ``out`` to build in; on leaving without an error it becomes ``out``.

    Raises :class:`CyberflagError` before anything is built where ``out`` exists and is not a
    site of ours: it would be deleted.
    """
    if out.exists() and not _is_ours(out):
        raise CyberflagError(
            "this exists and is not a site made by cyberflag",
            place=str(out),
            remedy="Choose another folder, or empty this one.",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    fresh, last = work / "fresh", work / "last"
    try:
        fresh.mkdir()
        yield fresh
        _switch(fresh, out, last)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _is_ours(out: Path) -> bool:
    return out.is_dir() and ((out / SIGN).is_file() or not any(out.iterdir()))


def _switch(fresh: Path, out: Path, last: Path) -> None:
    # A folder cannot replace another in one step: set the last one aside and take it back
    # if the second step fails.
    if out.exists():
        out.rename(last)
    try:
        fresh.rename(out)
    except OSError:
        if last.exists():
            last.rename(out)
        raise
