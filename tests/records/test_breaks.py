"""Sudden breaks: found where they are, seldom where none is, and April 2024 is nobody's fault."""

from datetime import date

import numpy as np
import pytest

from cyberflag.records.breaks import NDQIS, NOTHING, Share, breaks_in, ndqis_step

QUARTERS = [date(2015 + month // 12, month % 12 + 1, 1) for month in range(3, 129, 3)]
BEFORE = QUARTERS.index(NDQIS)
CHANGED = 16
"""Quarters to before the change in the middle of the first segment."""


def series(shares: list[float], size: int, seed: int, rho: float = 0.0) -> dict[date, Share]:
    """One quarter for each share: binomial, or beta-binomial with this correlation."""
    rng = np.random.default_rng(seed)
    made = {}
    for quarter, share in zip(QUARTERS, shares, strict=False):
        records = int(rng.poisson(size))
        if rho:
            share = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1))
        made[quarter] = Share(part=int(rng.binomial(records, share)), whole=records)
    return made


@pytest.mark.parametrize("size", [10, 40, 200])
@pytest.mark.parametrize("rho", [0.0, 0.01, 0.03])
def test_a_force_that_never_changed_seldom_breaks(size: int, rho: float) -> None:
    flat = [0.35] * len(QUARTERS)
    false = sum(bool(breaks_in(series(flat, size, seed, rho))) for seed in range(200))
    assert false <= 6


@pytest.mark.parametrize("size", [40, 200])
def test_a_force_that_slowly_rises_seldom_breaks(size: int) -> None:
    rising = np.linspace(0.2, 0.5, len(QUARTERS)).tolist()
    false = sum(bool(breaks_in(series(rising, size, seed))) for seed in range(100))
    assert false <= 15


@pytest.mark.parametrize(
    ("earlier", "later", "size", "least"),
    [(0.001, 0.35, 40, 95), (0.25, 0.45, 200, 95), (0.5, 0.001, 40, 95), (0.001, 0.3, 20, 60)],
)
def test_a_step_is_found_where_it_is(earlier: float, later: float, size: int, least: int) -> None:
    shares = [earlier] * CHANGED + [later] * (BEFORE - CHANGED)
    found = [breaks_in(series(shares, size, seed)) for seed in range(100)]
    near = {QUARTERS[place] for place in (CHANGED - 1, CHANGED, CHANGED + 1)}
    assert sum(any(step.quarter in near for step in steps) for steps in found) >= least
    assert sum(len(steps) > 1 for steps in found) <= 5


def test_the_known_break_is_noted_and_is_no_break_of_the_force() -> None:
    shares = [0.3] * BEFORE + [0.9] * (len(QUARTERS) - BEFORE)
    quarters = series(shares, 100, 1)
    assert breaks_in(quarters) == ()
    step = ndqis_step(quarters)
    assert step is not None
    assert step.quarter == NDQIS
    assert step.probability < 1e-6
    assert step.before.value == pytest.approx(0.3, abs=0.06)
    assert step.after.value == pytest.approx(0.9, abs=0.06)
    assert step.before == sum(list(quarters.values())[BEFORE - 4 : BEFORE], start=NOTHING)


def test_records_of_one_side_have_no_known_break() -> None:
    assert ndqis_step(series([0.3] * BEFORE, 50, 1)) is None
    assert ndqis_step({}) is None
    assert breaks_in({}) == ()


def test_a_flag_that_comes_and_goes_breaks_twice() -> None:
    shares = [0.0] * 10 + [0.5] * 10 + [0.0] * 10
    steps = breaks_in(series(shares, 60, 2))
    assert [step.quarter for step in steps] == [QUARTERS[10], QUARTERS[20]]
    assert all(step.probability < 1e-6 for step in steps)


def test_too_few_records_on_a_side_say_nothing() -> None:
    shares = [0.0] * CHANGED + [0.9] * 8
    assert breaks_in(series(shares, 2, 1)) == ()
    empty = dict.fromkeys(QUARTERS, NOTHING)
    assert breaks_in(empty) == ()
    assert NOTHING.value is None
