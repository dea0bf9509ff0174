"""How well replies are read: made-up replies with known truth, over many layouts and formats.

Run ``python benchmarks/layouts.py``; ``--full`` takes five seeds of everything, ``--layout
NAME`` one variant with its faults. Ends with 1 if a bar is missed.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.compare import Fault, Tally, compare
from benchmarks.generator.files import ending
from benchmarks.generator.variants import VARIANTS, Made, make
from cyberflag.core.errors import CyberflagError
from cyberflag.foi.propose import propose
from cyberflag.foi.readers.read import read_document

SURE_RIGHT_BAR = 0.998
FOUND_BAR = 0.90
FULL_SEEDS = 5
FAULTS_SHOWN = 40

console = Console(width=120 if not sys.stdout.isatty() else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One file to make and read."""

    name: str
    form: str
    seed: int


def trials(names: Sequence[str], seeds: Sequence[int], *, every_format: bool) -> list[Trial]:
    """What to try: every format of each variant, or three of them in turn."""
    chosen = []
    for number, name in enumerate(names):
        forms = VARIANTS[name].formats
        if not every_format:
            forms = tuple(sorted({forms[(number + step) % len(forms)] for step in (0, 3, 5, 8)}))
        chosen += [Trial(name=name, form=form, seed=seed) for seed in seeds for form in forms]
    return chosen


def run(trial: Trial, folder: Path) -> tuple[Tally, list[Fault]]:
    """Make one file, read it, score it."""
    made = make(trial.name, trial.form, trial.seed)
    path = folder / f"response.{ending(trial.form)}"
    path.write_bytes(made.written.content)
    try:
        reading = propose(read_document(path))
    except CyberflagError as fault:
        return _refused(made, fault)
    return compare(made, reading)


def _refused(made: Made, fault: CyberflagError) -> tuple[Tally, list[Fault]]:
    tally = Tally(files=1, refused=1, cells=len(made.written.places))
    return tally, [Fault(where="file", printed="", true="", read=str(fault), sure=False)]


def scored(chosen: Sequence[Trial], *, quiet: bool) -> Iterator[tuple[Trial, Tally, list[Fault]]]:
    """Each trial with its score."""
    with tempfile.TemporaryDirectory() as folder:
        for trial in track(chosen, "Reading", console=console, disable=quiet, transient=True):
            tally, faults = run(trial, Path(folder))
            yield trial, tally, faults


def report(by_name: dict[str, Tally], whole: Tally) -> Table:
    """One row per variant and one for all."""
    table = Table(title="Layouts: made-up replies against their truth")
    table.add_column("layout", no_wrap=True)
    for head in (
        "files",
        "cells",
        "found",
        "right",
        "wrong",
        "asked",
        "extra",
        "sure",
        "sure right",
    ):
        table.add_column(head, justify="right")
    for name, tally in [*by_name.items(), ("all", whole)]:
        style = "bold" if name == "all" else "red" if tally.sure_right < tally.sure else ""
        table.add_row(
            name,
            *(f"{n:,}" for n in (tally.files, tally.cells, tally.found, tally.right)),
            *(f"{n:,}" for n in (tally.wrong, tally.asked, tally.extra, tally.sure)),
            f"{100 * tally.sure_right_share:.2f}%",
            style=style,
        )
    return table


def bars(whole: Tally) -> dict[str, tuple[str, bool]]:
    """The three bars: what was reached, and whether it is enough."""
    return {
        f"right of what is proposed as sure, at least {100 * SURE_RIGHT_BAR:.1f}%": (
            f"{whole.sure_right:,} of {whole.sure:,} = {100 * whole.sure_right_share:.3f}%",
            whole.sure_right_share >= SURE_RIGHT_BAR,
        ),
        f"true cells proposed, at least {100 * FOUND_BAR:.0f}%": (
            f"{whole.found:,} of {whole.cells:,} = {100 * whole.found_share:.2f}%",
            whole.found_share >= FOUND_BAR,
        ),
        "misprints accepted silently against a printed total, none": (
            f"{whole.silent} of {whole.misprints}",
            whole.silent == 0,
        ),
    }


def main() -> int:
    """Run the benchmark; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds of each file")
    parser.add_argument("--first-seed", type=int, default=1, help="the first seed")
    parser.add_argument("--full", action="store_true", help="every format, five seeds")
    parser.add_argument("--layout", choices=sorted(VARIANTS), help="one variant, every format")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    args = parser.parse_args()
    count = FULL_SEEDS if args.full and args.seeds == 1 else args.seeds
    seeds = range(args.first_seed, args.first_seed + count)
    names = [args.layout] if args.layout else list(VARIANTS)
    chosen = trials(names, seeds, every_format=args.full or bool(args.layout))
    by_name = {name: Tally() for name in names}
    whole = Tally()
    for trial, tally, faults in scored(chosen, quiet=args.json):
        by_name[trial.name] += tally
        whole += tally
        if args.layout and not args.json:
            _show_faults(trial, faults)
    reached = bars(whole)
    if args.json:
        body = {
            "layouts": {name: asdict(tally) for name, tally in by_name.items()},
            "all": asdict(whole),
            "bars": {bar: {"reached": text, "met": met} for bar, (text, met) in reached.items()},
        }
        print(json.dumps(body, indent=2))
    else:
        console.print(report(by_name, whole))
        for bar, (text, met) in reached.items():
            console.print(f"{'pass' if met else 'FAIL'}  {bar}: {text}", highlight=False)
        console.print(f"{whole.files} files, {whole.refused} refused, {whole.moved} cells moved")
    return 0 if all(met for _, met in reached.values()) else 1


def _show_faults(trial: Trial, faults: Sequence[Fault]) -> None:
    for fault in faults[:FAULTS_SHOWN]:
        mark = "SURE " if fault.sure else ""
        console.print(
            f"{trial.form} seed {trial.seed}: {mark}{fault.where} {fault.printed!r}\n"
            f"    true {fault.true}\n    read {fault.read}",
            highlight=False,
            markup=False,
        )


if __name__ == "__main__":
    sys.exit(main())
