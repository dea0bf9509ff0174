"""How many records a minute one core checks by every rule, and whether memory stays flat.

Run ``python benchmarks/checking.py``; ``--full`` checks ten million as well. Each run is a child
process of its own with one thread. Ends with 1 if a bar is missed: a million records a minute a
core, an account that is exact, and memory under a ceiling that no length of file moves.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from rich.console import Console

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cyberflag.records.check import check_records
from cyberflag.records.columns import SCHEMA
from cyberflag.records.example import example_records
from cyberflag.records.rulebook import RULES
from cyberflag.records.write import open_writer

BAR = 1_000_000
"""Records a minute a core."""
CEILING_MB = 900
"""No file takes more memory than this, however long: what outgrows it is moved to disk."""

SMALL, LARGE, FULL = 50_000, 500_000, 10_000_000
DAMAGED_EVERY = 1000
TODAY = date(2026, 11, 24)
MEGABYTE = 1024

console = Console(highlight=False)


def make(path: Path, records: int) -> int:
    """Write synthetic records; in a CSV every thousandth line is cut short. How many were cut."""
    with open_writer(path, SCHEMA) as writer:
        for batch, _ in example_records(records, 1, part="seen"):
            writer.write_batch(batch)
    if path.suffix != ".csv":
        return 0
    whole = path.with_suffix(".whole")
    path.replace(whole)
    cut = 0
    with whole.open("rb") as source, path.open("wb") as target:
        for number, line in enumerate(source):
            damaged = number > 0 and number % DAMAGED_EVERY == 0
            target.write(line[:20] + b"\n" if damaged else line)
            cut += damaged
    whole.unlink()
    return cut


def measure(path: Path) -> dict[str, float]:
    """Check the file in this process; what a child prints."""
    start, used = time.perf_counter(), time.process_time()
    report = check_records(path, today=TODAY, errors=path.with_name("errors.csv"))
    return {
        "records": report.records_in,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "wall": time.perf_counter() - start,
        "cpu": time.process_time() - used,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE,
    }


def in_child(path: Path) -> dict[str, float]:
    """One measurement in a process of its own, with one thread."""
    one_thread = os.environ | {"OMP_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}
    ran = subprocess.run(
        [sys.executable, __file__, "--child", str(path)],
        capture_output=True,
        text=True,
        check=True,
        env=one_thread,
    )
    measured: dict[str, float] = json.loads(ran.stdout)
    return measured


def run(full: bool) -> tuple[list[dict[str, object]], bool]:
    """Every file, and whether all bars are met."""
    sizes = [("small", SMALL), ("large", LARGE), *([("full", FULL)] if full else [])]
    rows: list[dict[str, object]] = []
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for ending in (".parquet", ".csv", ".jsonl"):
            for name, records in sizes if ending != ".jsonl" else sizes[:1]:
                path = Path(folder) / f"{name}{ending}"
                cut = make(path, records)
                measured = in_child(path)
                path.unlink()
                rate = measured["records"] / measured["cpu"] * 60
                exact = (measured["records"], measured["rejected"]) == (records, cut)
                met &= exact and (rate >= BAR or records == SMALL)
                met &= measured["peak_mb"] <= CEILING_MB
                rows.append(
                    {
                        "file": path.name,
                        "records": records,
                        "a minute a core": round(rate),
                        "rejected": int(measured["rejected"]),
                        "account exact": exact,
                        "peak MB": round(measured["peak_mb"]),
                    }
                )
    return rows, met


def main() -> int:
    """Measure; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="also ten million records")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        print(json.dumps(measure(args.child)))
        return 0
    rows, met = run(args.full)
    if args.json:
        print(json.dumps(rows, indent=2))
    else:
        console.print(f"{len(RULES)} rules, one core, with the file for the sender:")
        for row in rows:
            console.print(
                "  ".join(
                    f"{name} {value:,}" for name, value in row.items() if not isinstance(value, str)
                )
                + f"  {row['file']}"
            )
        console.print(
            f"{'pass' if met else 'FAIL'}  at least {BAR:,} a minute a core, under {CEILING_MB} MB"
        )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
