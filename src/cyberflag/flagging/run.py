"""A file of any size -> one file of decisions, on all cores, in bounded memory.

The work is cut into numbered parts of which each is a file that is there whole or not at all.
A run that is killed leaves its parts; the next run of the same records with the same rules
takes them up and does the rest, so no record is lost and none decided twice. When every part
is there they are joined, in order, and the parts go.
"""

import json
import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing.connection import wait as wait_for
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.decide import DECISIONS, flag_batch
from cyberflag.flagging.model import Ruleset

_COUNTS = b"cyberflag.counts"
_AHEAD = 2
"""Parts in hand for each worker: one at work, one waiting."""
_COMPRESSION = "zstd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A numbered piece of the work. ``read`` runs in a worker, so it must be picklable."""

    number: int
    read: Callable[[], Iterable[pa.RecordBatch]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many records were decided, and how, ``by`` decision and against the recorded flag."""

    records: int
    by: tuple[tuple[str, str, int], ...]
    """(decision, against, how many)."""

    def __add__(self, other: "Tally") -> "Tally":
        sums: dict[tuple[str, str], int] = {}
        for decision, against, many in (*self.by, *other.by):
            sums[decision, against] = sums.get((decision, against), 0) + many
        by = tuple((*pair, many) for pair, many in sorted(sums.items()))
        return Tally(records=self.records + other.records, by=by)


NOTHING = Tally(records=0, by=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is decided, with what, and where to. ``records_sha256`` is of the file of records."""

    output: Path
    records_sha256: str
    part_rows: int
    ruleset: Ruleset

    @property
    def folder(self) -> Path:
        """Where the parts lie until they are joined: beside the output."""
        return self.output.with_name(f".{self.output.name}.parts")

    def path(self, number: int) -> Path:
        """The file of a part."""
        return self.folder / f"part-{number:06}.parquet"


def flag_parts(
    run: Run,
    parts: Iterable[Part],
    *,
    workers: int,
    done: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Decide every part that is not there yet, join them all, and count the decisions.

    ``done`` is told of each part. Raises :class:`CyberflagError` where the disk is full or a
    worker was killed; what is done stays.
    """
    total = NOTHING
    count = 0
    with _told_of_the_disk(run):
        _open_folder(run)
        for number, tally in _tallies(run, parts, workers):
            total += tally
            count = max(count, number + 1)
            done(tally)
        join_files(run, [run.path(number) for number in range(count)])
        shutil.rmtree(run.folder, ignore_errors=True)
    return total


def _open_folder(run: Run) -> None:
    """The folder of parts, emptied where it holds those of other records or rules."""
    manifest = run.folder / "manifest.json"
    wanted = json.dumps(
        {
            "records": run.records_sha256,
            "ruleset": run.ruleset.version,
            "part_rows": run.part_rows,
        }
    )
    if manifest.exists() and manifest.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(run.folder, ignore_errors=True)
    run.folder.mkdir(parents=True)
    _whole(manifest, lambda path: path.write_text(wanted, encoding="utf-8"))


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    """The file is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        write(unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _tallies(run: Run, parts: Iterable[Part], workers: int) -> Iterator[tuple[int, Tally]]:
    """Each part's number and tally as it is done; those of an earlier run at once."""
    if workers == 1:
        for part in parts:
            yield part.number, tally_of(run.path(part.number)) or decide_part(run, part)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        waiting: dict[Future[Tally], int] = {}
        try:
            for part in parts:
                if tally := tally_of(run.path(part.number)):
                    yield part.number, tally
                    continue
                waiting[pool.submit(decide_part, run, part)] = part.number
                if len(waiting) >= workers * _AHEAD:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        except BrokenProcessPool as fault:
            raise CyberflagError(
                "a worker was killed, perhaps for want of memory",
                place=str(run.output),
                remedy="Run the same command again: it goes on where this one stopped.",
            ) from fault
        finally:
            for future in waiting:
                future.cancel()


def _finished(waiting: dict[Future[Tally], int]) -> Iterator[tuple[int, Tally]]:
    finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in finished:
        yield waiting.pop(future), future.result()


def _end_with_parent() -> None:
    """A worker whose parent was killed ends too, wherever it is."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(
            target=lambda: (wait_for([parent.sentinel]), os._exit(1)), daemon=True
        ).start()


def decide_part(run: Run, part: Part) -> Tally:
    """Decide one part and write its file."""
    decided = [flag_batch(batch, run.ruleset) for batch in part.read()]
    table = pa.Table.from_batches(decided, schema=DECISIONS)
    tally = tally_table(table)
    marked = table.replace_schema_metadata({_COUNTS: json.dumps(asdict(tally)).encode()})
    _whole(
        run.path(part.number), lambda path: pq.write_table(marked, path, compression=_COMPRESSION)
    )
    return tally


def tally_table(table: pa.Table) -> Tally:
    """The tally of decisions in memory."""
    counted = table.group_by(["decision", "against"]).aggregate([([], "count_all")])
    rows = zip(
        *(counted[name].to_pylist() for name in ("decision", "against", "count_all")), strict=True
    )
    return Tally(records=table.num_rows, by=tuple(sorted(rows)))


def tally_of(path: Path) -> Tally | None:
    """The tally of a part that is there, or None."""
    if not path.exists():
        return None
    counts = json.loads(pq.read_schema(path).metadata[_COUNTS])
    return Tally(records=counts["records"], by=tuple(tuple(row) for row in counts["by"]))


def join_files(run: Run, files: Iterable[Path]) -> None:
    """One file of all these in order, in the place of what was there."""
    schema = DECISIONS.with_metadata(
        {"cyberflag.records": run.records_sha256, "cyberflag.ruleset": run.ruleset.version}
    )

    def write(path: Path) -> None:
        with pq.ParquetWriter(path, schema, compression=_COMPRESSION) as writer:
            for file in files:
                part = pq.ParquetFile(file)
                for group in range(part.num_row_groups):
                    writer.write_table(part.read_row_group(group).cast(schema))

    _whole(run.output, write)


@contextmanager
def _told_of_the_disk(run: Run) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CyberflagError(
            f"it cannot be written ({fault.strerror or 'the disk refused'})",
            place=str(run.output),
            remedy="Make room or name another disk, and run the same command again: it goes on "
            "where this one stopped.",
        ) from fault
