"""How often the 95% intervals of an audit hold, beside other methods, and what a frame costs.

Run ``python benchmarks/audit.py``; ``--full`` draws 20,000 samples of each scenario, and makes a
frame of 20,000,000 records as well. Every scenario is reported. Ends with 1 if for precision,
recall or share of the recorded flag the coverage lies outside 94% to 97% by more than two
standard errors of the simulation.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa
from rich.console import Console
from rich.table import Table
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cyberflag.flagging.allocate import design_strata
from cyberflag.flagging.audit import as_strata
from cyberflag.flagging.frame import make_frame
from cyberflag.flagging.interval import Counts, Numbers, Strata, estimates
from cyberflag.flagging.rates import RATES, Split
from cyberflag.flagging.sample import draw, make_design
from cyberflag.flagging.simulate import (
    Coverage,
    Scenario,
    coverage,
    online_by_stratum,
    population,
    sample,
)

LOWEST, HIGHEST = 0.94, 0.97
RECORDS, SIZE = 2_000_000, 2000
TRIALS, FULL_TRIALS = 4000, 20_000
AT_ONCE = 2000
"""Samples simulated together; more take memory and no less time."""
FRAME, FULL_FRAME = 2_000_000, 20_000_000
Z = 1.959964

SCENARIOS = tuple(
    Scenario(records=RECORDS, share=share, precision=precision, recall=recall)
    for share, precision, recall in product((0.002, 0.01, 0.06), (0.5, 0.8, 0.98), (0.3, 0.7, 0.95))
)

console = Console(highlight=False, width=150)


def covered(task: tuple[Scenario, int]) -> list[Coverage]:
    """Coverage of each of ``RATES`` in one scenario over many samples, some at a time."""
    scenario, trials = task
    parts = [
        coverage(scenario, SIZE, trials=AT_ONCE, draws=1000, seed=seed)
        for seed in range(1, trials // AT_ONCE + 1)
    ]
    return [
        Coverage(
            truth=parts[0][rate].truth,
            **{
                name: float(np.mean([getattr(part[rate], name) for part in parts]))
                for name in ("inside", "below", "above", "half_width", "bias")
            },
        )
        for rate in RATES
    ]


# --- Other methods, from the point and its linearised variance -----------------------------


def points_and_variances(arrays: Strata, found: Counts) -> Iterator[tuple[str, Numbers, Numbers]]:
    """Precision, recall and share with their linearised variances, trials each."""
    share = found / arrays.sampled
    spread = arrays.records**2 * (1 - arrays.sampled / arrays.records) * share * (1 - share)
    spread = spread / (arrays.sampled - 1)
    flagged = arrays.side == 0
    right, missed = estimates(arrays, found).T
    v_right, v_missed = spread[:, flagged].sum(axis=1), spread[:, ~flagged].sum(axis=1)
    records, carry = arrays.records.sum(), arrays.records[flagged].sum()
    online = np.maximum(right + missed, 1e-9)
    yield "precision", right / carry, v_right / carry**2
    yield "recall", right / online, (missed**2 * v_right + right**2 * v_missed) / online**4
    yield "online share", online / records, (v_right + v_missed) / records**2


def logit(point: Numbers, variance: Numbers, sampled: int) -> tuple[Numbers, Numbers]:
    """Symmetric on the logit scale; without width where the point is 0 or 1."""
    inner = np.clip(point, 1e-9, 1 - 1e-9)
    centre = np.log(inner / (1 - inner))
    reach = np.minimum(Z * np.sqrt(variance) / (inner * (1 - inner)), 700.0)
    return 1 / (1 + np.exp(reach - centre)), 1 / (1 + np.exp(-reach - centre))


def worth(point: Numbers, variance: Numbers, sampled: int) -> Numbers:
    """The effective sample size (Kish); all that was sampled where no variance is seen."""
    seen = variance > 1e-15
    return np.where(seen, point * (1 - point) / np.where(seen, variance, 1.0), float(sampled))


def korn_graubard(point: Numbers, variance: Numbers, sampled: int) -> tuple[Numbers, Numbers]:
    """Clopper and Pearson's limits at the effective sample size (Korn and Graubard 1998)."""
    size = np.maximum(worth(point, variance, sampled), 1e-6)
    online = np.clip(point, 0, 1) * size
    low = stats.beta.ppf(0.025, np.maximum(online, 1e-12), size - online + 1)
    high = stats.beta.ppf(0.975, online + 1, np.maximum(size - online, 1e-12))
    return np.where(online > 0, low, 0.0), np.where(online < size, high, 1.0)


def wilson(point: Numbers, variance: Numbers, sampled: int) -> tuple[Numbers, Numbers]:
    """Wilson's limits at the effective sample size."""
    size = np.maximum(worth(point, variance, sampled), 1e-6)
    centre = (point + Z**2 / (2 * size)) / (1 + Z**2 / size)
    reach = Z * np.sqrt(point * (1 - point) / size + Z**2 / (4 * size**2)) / (1 + Z**2 / size)
    return centre - reach, centre + reach


Method = Callable[[Numbers, Numbers, int], tuple[Numbers, Numbers]]
OTHERS: Mapping[str, Method] = {
    "logit": logit,
    "Korn-Graubard": korn_graubard,
    "Wilson, Kish": wilson,
}


def others(scenario: Scenario) -> dict[tuple[str, str], float]:
    """Coverage of the other methods by (method, rate), over 4,000 samples."""
    made = population(scenario)
    strata = design_strata({label: total for label, (total, _) in made.items()}, SIZE)
    online = online_by_stratum(strata, made)
    found = sample(strata, online, 4000, np.random.default_rng(1))
    arrays = as_strata(strata, Split.RECORDED)
    held: dict[tuple[str, str], float] = {}
    truth = {name: point[0] for name, point, _ in _true(arrays, online)}
    for rate, point, variance in points_and_variances(arrays, found):
        for name, method in OTHERS.items():
            low, high = method(point, variance, SIZE)
            held[name, rate] = float(np.mean((low <= truth[rate]) & (truth[rate] <= high)))
    return held


def _true(arrays: Strata, online: Counts) -> Iterator[tuple[str, Numbers, Numbers]]:
    whole = Strata(
        records=arrays.records,
        sampled=arrays.records,
        side=arrays.side,
        sides=arrays.sides,
        lent=arrays.lent,
    )
    return points_and_variances(whole, online[np.newaxis])


# --- What is printed ------------------------------------------------------------------------


def report_coverage(trials: int) -> bool:
    """Every scenario; whether all of them are within the bar."""
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(covered, [(scenario, trials) for scenario in SCENARIOS]))
    table = Table(title=f"Coverage of 95% intervals, {trials:,} samples of {SIZE:,} of {RECORDS:,}")
    for head in ("share", "precision", "recall", *(f"{r.split}: {r.name}" for r in RATES)):
        table.add_column(head, justify="right")
    slack = 2 * (0.95 * 0.05 / trials) ** 0.5
    well, within, cells = True, 0, 0
    for scenario, held in zip(SCENARIOS, results, strict=True):
        row = [f"{scenario.share:.1%}", f"{scenario.precision:.0%}", f"{scenario.recall:.0%}"]
        for rate, one in zip(RATES, held, strict=True):
            inside, barred = one.inside, rate.split is not Split.RULES
            fails = barred and not LOWEST - slack <= inside <= HIGHEST + slack
            cells += barred
            within += barred and LOWEST <= inside <= HIGHEST
            well &= not fails
            row.append(f"{inside:.2%} ±{one.half_width:.1%}{' FAIL' if fails else ''}")
        table.add_row(*row)
    console.print(table)
    for rate, ones in zip(RATES, zip(*results, strict=True), strict=True):
        shares = [one.inside for one in ones]
        bias = max(abs(one.bias) / max(one.half_width, 1e-9) for one in ones)
        console.print(
            f"{rate.split}, {rate.name}: {min(shares):.2%} to {max(shares):.2%}, mean "
            f"{np.mean(shares):.2%}; largest bias {bias:.2f} of a half width"
        )
    console.print(
        f"{within} of {cells} within {LOWEST:.0%} to {HIGHEST:.0%} as measured; simulation's "
        f"standard error {slack / 2:.2%}; {time.perf_counter() - began:.0f} s"
    )
    return well


def report_others() -> None:
    """The range of coverage of each method over all scenarios."""
    results = [others(scenario) for scenario in SCENARIOS]
    table = Table(title="Other methods in the same scenarios: lowest, mean and highest coverage")
    table.add_column("method")
    for rate in ("precision", "recall", "online share"):
        table.add_column(rate, justify="right")
    for method in OTHERS:
        shown = []
        for rate in ("precision", "recall", "online share"):
            shares = [held[method, rate] for held in results]
            shown.append(f"{min(shares):.1%}  {np.mean(shares):.1%}  {max(shares):.1%}")
        table.add_row(method, *shown)
    console.print(table)


def frame_batches(records: int) -> Iterator[pa.RecordBatch]:
    """Decisions of made-up records, a batch at a time."""
    rng = np.random.default_rng(1)
    pairs = np.array(
        [("flag", "agrees"), ("flag", "missing"), ("no flag", "agrees"), ("review", "undecided")]
    )
    for start in range(0, records, 100_000):
        chosen = pairs[rng.choice(4, size=100_000, p=[0.03, 0.02, 0.93, 0.02])]
        yield pa.record_batch(
            {
                "force_code": pa.array([f"E230000{n % 43:02d}" for n in range(100_000)]),
                "record_id": pa.array([f"{start + n:012x}" for n in range(100_000)]),
                "version": pa.array(np.ones(100_000, np.int32)),
                "decision": pa.array(chosen[:, 0]),
                "against": pa.array(chosen[:, 1]),
            }
        )


def report_frame(records: int) -> None:
    """Time and memory of a frame and a draw from it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    frame = make_frame(frame_batches(records))
    drawn = draw(frame, make_design(frame.counts(), SIZE, seed=1))
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    console.print(
        f"Frame and draw of {len(drawn.keys):,} of {records:,} records: {took:.1f} s, "
        f"{peak / 1024:,.0f} MB at most, {(peak - before) * 1024 / records:.0f} bytes a record"
    )


def main() -> None:
    """Print every figure; end with 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="20,000 samples; 20,000,000 records")
    parser.add_argument("--trials", type=int, help="samples of each scenario, in thousands of two")
    asked = parser.parse_args()
    trials = asked.trials or (FULL_TRIALS if asked.full else TRIALS)
    report_frame(FULL_FRAME if asked.full else FRAME)
    report_others()
    if not report_coverage(trials - trials % AT_ONCE or AT_ONCE):
        sys.exit(1)


if __name__ == "__main__":
    main()
