"""A run that stops anywhere goes on where it stopped: nothing is lost, nothing decided twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.decide import DECISIONS, flag_batch
from cyberflag.flagging.ruleset import standard_ruleset
from cyberflag.flagging.run import Part, Run, flag_parts

ROWS = 300
TEXTS = ("Suspect sent threats by e-mail.", "Window smashed.", "Possible online contact.")


def batch(number: int, rows: int = ROWS) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {
            "record_id": [f"{number}-{row}" for row in range(rows)],
            "version": pa.array([1] * rows, pa.int32()),
            "summary": [TEXTS[row % len(TEXTS)] for row in range(rows)],
            "online_flag": ["yes"] * rows,
        }
    )


def read(number: int, delay: float = 0.0) -> list[pa.RecordBatch]:
    time.sleep(delay)
    return [batch(number)]


def broken() -> list[pa.RecordBatch]:
    raise OSError(28, "No space left on device")


def parts(count: int, delay: float = 0.0) -> Iterator[Part]:
    for number in range(count):
        yield Part(number=number, read=partial(read, number, delay))


def a_run(output: Path, sha256: str = "a") -> Run:
    return Run(output=output, records_sha256=sha256, part_rows=ROWS, ruleset=standard_ruleset())


def ids(output: Path) -> list[str]:
    found: list[str] = pq.read_table(output)["record_id"].to_pylist()
    return found


def expected(count: int) -> list[str]:
    return [f"{number}-{row}" for number in range(count) for row in range(ROWS)]


@pytest.mark.parametrize("workers", [1, 2])
def test_decisions_are_those_of_the_batches_in_order(tmp_path: Path, workers: int) -> None:
    output = tmp_path / "decisions.parquet"
    total = flag_parts(a_run(output), parts(3), workers=workers)
    decided = [flag_batch(batch(number), standard_ruleset()) for number in range(3)]
    assert pq.read_table(output).equals(pa.Table.from_batches(decided, DECISIONS))
    assert total.records == 3 * ROWS
    assert {(d, a): n for d, a, n in total.by} == {
        ("flag", "agrees"): ROWS,
        ("no flag", "contradicted"): ROWS,
        ("review", "undecided"): ROWS,
    }
    assert list(tmp_path.iterdir()) == [output]


def test_a_run_that_fails_goes_on_where_it_stopped(tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    stopping = [*parts(2), Part(number=2, read=broken)]
    with pytest.raises(CyberflagError, match="No space left on device"):
        flag_parts(a_run(output), stopping, workers=1)
    assert not output.exists()
    again = [Part(number=0, read=broken), Part(number=1, read=broken), *list(parts(4))[2:]]
    total = flag_parts(a_run(output), again, workers=1)
    assert ids(output) == expected(4)
    assert total.records == 4 * ROWS


@pytest.mark.parametrize("other", ["records", "size"])
def test_parts_of_another_run_are_not_taken(tmp_path: Path, other: str) -> None:
    output = tmp_path / "decisions.parquet"
    with pytest.raises(CyberflagError):
        flag_parts(a_run(output), [*parts(1), Part(number=1, read=broken)], workers=1)
    sha256, rows = ("b", ROWS) if other == "records" else ("a", ROWS + 1)
    run = Run(output=output, records_sha256=sha256, part_rows=rows, ruleset=standard_ruleset())
    with pytest.raises(CyberflagError):
        flag_parts(run, [Part(number=0, read=broken)], workers=1)


def child(output: Path, count: int, delay: float, *, limit: int = 0) -> "subprocess.Popen[str]":
    """The same work in a process of its own, with two workers."""
    program = (
        "import importlib.util, sys, resource\n"
        "from pathlib import Path\n"
        "if __name__ == '__main__':\n"
        "    sys.path.insert(0, sys.argv[1])\n"
        "    import test_run\n"
        "    if int(sys.argv[5]):\n"
        "        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]),) * 2)\n"
        "    from cyberflag.flagging.run import flag_parts\n"
        "    run = test_run.a_run(Path(sys.argv[2]))\n"
        "    flag_parts(run, test_run.parts(int(sys.argv[3]), float(sys.argv[4])), workers=2)\n"
    )
    script = output.with_name("child.py")
    script.write_text(program, encoding="utf-8")
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, str(script), here, str(output), str(count), str(delay), str(limit)],
        env={**os.environ, "PYTHONPATH": here},
        stderr=subprocess.PIPE,
        text=True,
    )


def children_of(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def wait_until(held: "partial[bool]", seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not held():
        assert time.monotonic() < until
        time.sleep(0.05)


def some_parts(output: Path) -> bool:
    return len(list(a_run(output).folder.glob("part-*.parquet"))) >= 2


def gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


@pytest.mark.slow
def test_a_run_killed_at_any_moment_goes_on_and_leaves_no_worker(tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    process = child(output, 12, 0.2)
    wait_until(partial(some_parts, output))
    workers = children_of(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stderr is not None
    process.stderr.close()
    wait_until(partial(gone, workers))
    assert not output.exists()
    kept = {
        path.name: path.stat().st_mtime_ns for path in a_run(output).folder.glob("part-*.parquet")
    }
    again = child(output, 12, 0.0)
    assert again.wait() == 0
    assert again.stderr is not None
    again.stderr.close()
    assert len(kept) >= 2
    assert ids(output) == expected(12)


@pytest.mark.slow
def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    output.write_text("the decisions of last year", encoding="utf-8")
    process = child(output, 3, 0.0, limit=512)
    assert process.wait() == 1
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert "it cannot be written" in told
    assert output.read_text(encoding="utf-8") == "the decisions of last year"
    assert not list(tmp_path.rglob("*.unfinished"))
    again = child(output, 3, 0.0)
    assert again.wait() == 0
    assert again.stderr is not None
    again.stderr.close()
    assert ids(output) == expected(3)
