"""Files read in child processes with limits, so that no file can take the others down.

Children come from a fork server: a small process without threads that has the parsers
loaded, from which each child is forked. Forking this process itself would copy the locks of
threads it may run (DuckDB, Arrow); starting each child anew would load the parsers each time.
"""

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.kinds import KIND_OF_ENDING

SECONDS = 90.0
"""How long one file may take."""

MEMORY = 1 * 2**30
"""How much memory (bytes of address space) a child may take beyond what it starts with."""

MOST_TASKS = 200
"""A child ends after so many files, so that no memory is kept for ever."""

_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
_REMEDY = "Open it, keep only the answer, save that under another name and read it."

T = TypeVar("T")


def read_all(
    paths: Sequence[Path], work: Callable[[Path], T], *, seconds: float = SECONDS
) -> Iterator[tuple[Path, T | CyberflagError]]:
    """Each path with what ``work`` made of it, or why it was refused; in the order of paths.

    ``work`` must be importable (it runs in a child). A file that crashes its child, takes
    longer than ``seconds`` or more than the memory allowed is refused alone.
    """
    if not paths:
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_preloads(paths, work))
    workers = min(len(paths), max(2, os.cpu_count() or 1))
    with ProcessPool(
        max_workers=workers, max_tasks=MOST_TASKS, initializer=_limit_memory, context=context
    ) as pool:
        futures = {
            place: pool.schedule(_done, args=(work, paths[place]), timeout=seconds)
            for place in sorted(range(len(paths)), key=lambda place: _cost(paths[place]))
        }
        try:
            for place, path in enumerate(paths):
                yield path, _came(futures[place], path, seconds)
        finally:
            # The caller may stop early; what is still waiting is not worth reading.
            pool.stop()  # type: ignore[no-untyped-call]  # pebble is typed in part


def _cost(path: Path) -> tuple[bool, int]:
    """Sorts first what takes longest (a PDF, then by size), so that no child is left with it."""
    size = path.stat().st_size if path.is_file() else 0
    return path.suffix.lower() != ".pdf", -size


def _done(work: Callable[[Path], T], path: Path) -> T | CyberflagError:
    """What ``work`` makes of a path, in the child."""
    try:
        return work(path)
    except CyberflagError as fault:
        return fault
    except MemoryError:
        return _too_large(path)


def _came(
    future: "ProcessFuture[T | CyberflagError]", path: Path, seconds: float
) -> T | CyberflagError:
    try:
        came: T | CyberflagError = future.result()
    except TookTooLong:
        return CyberflagError(
            f"reading it took longer than {seconds:g} seconds", place=str(path), remedy=_REMEDY
        )
    except (MemoryError, ProcessExpired) as fault:
        if isinstance(fault, ProcessExpired) and fault.exitcode == 0:
            raise
        return _too_large(path)
    except Exception as fault:
        # A fault of the reader itself must not cost the other files either.
        return CyberflagError(
            f"cyberflag failed on this file ({type(fault).__name__})",
            place=str(path),
            remedy="Report it with the kind of file; read the figures by hand meanwhile.",
        )
    return came


def _too_large(path: Path) -> CyberflagError:
    return CyberflagError(
        f"reading it took more than {MEMORY // 2**20:,} MB of memory, or broke the parser",
        place=str(path),
        remedy=_REMEDY,
    )


def _limit_memory() -> None:
    """Bound the child's address space, counted from what it starts with."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * _PAGE_SIZE + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _preloads(paths: Sequence[Path], work: Callable[[Path], T]) -> list[str]:
    """The modules the fork server loads once: the parsers these names call for, and the work's."""
    kinds = {KIND_OF_ENDING.get(path.suffix[1:].lower(), "") for path in paths} - {""}
    inner = getattr(work, "func", work)
    return ["cyberflag.foi.read", *sorted(f"cyberflag.foi.read_{kind}" for kind in kinds),
            str(getattr(inner, "__module__", "cyberflag"))]  # fmt: skip
