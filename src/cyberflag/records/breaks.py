"""Sudden breaks in the share flagged, quarter by quarter, and the known one of April 2024.

Rule, for one force: at the start of each quarter, up to a year before is held against up to a
year after by the likelihood ratio of two binomial shares to one,

    G = 2 [ l(y1, n1) + l(y2, n2) − l(y1 + y2, n1 + n2) ],   l(y, n) = y ln(y/n) + (n−y) ln(1−y/n),

divided by the dispersion φ of the quarters: the mean of d², at least 1, where d is the difference
of two neighbouring quarters in standard errors; the largest tenth of the d² is left out (and the
mean held against that of a χ² so trimmed), so that a step does not hide itself. There is a break
where the χ² probability of G/φ, times the number of quarters looked at (Bonferroni), is below
0.001 and the share moves by at least 5 points; of breaks less than a year apart the strongest is
kept. A slow rise stays within its year and is none.

In April 2024 flags began to be supported by the national data quality service (NDQIS), and the
Home Office does not compare figures across it: no window reaches over that day.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

NDQIS = date(2024, 4, 1)
WINDOW = 4
"""Quarters on each side."""

FEWEST_QUARTERS, FEWEST_RECORDS = 2, 20
"""A side with less says nothing."""

MOST_LIKELY, LEAST_STEP = 0.001, 0.05
TRIMMED = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``part`` of ``whole`` records."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    def __add__(self, other: "Share") -> "Share":
        return Share(part=self.part + other.part, whole=self.whole + other.whole)


NOTHING = Share(part=0, whole=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The share flagged up to a year before a quarter begins, and up to a year from then.

    ``probability`` is that of so great a step by chance, over all quarters looked at.
    """

    quarter: date
    before: Share
    after: Share
    probability: float


def breaks_in(quarters: Mapping[date, Share]) -> tuple[Step, ...]:
    """The sudden breaks of one force's quarters (by their first days), in order of time."""
    found: list[Step] = []
    for segment in _segments(quarters):
        steps = _steps(segment, [share for _, share in segment])
        kept: list[tuple[int, Step]] = []
        for place, step in sorted(steps, key=lambda one: one[1].probability):
            if _is_break(step) and all(abs(place - other) >= WINDOW for other, _ in kept):
                kept.append((place, step))
        found.extend(step for _, step in kept)
    return tuple(sorted(found, key=lambda step: step.quarter))


def ndqis_step(quarters: Mapping[date, Share]) -> Step | None:
    """The step of April 2024, None where the quarters do not reach to both sides of it."""
    before, after = _segments(quarters)
    earlier = [share for _, share in before][-WINDOW:]
    later = [share for _, share in after][:WINDOW]
    if not earlier or not later:
        return None
    dispersion = _dispersion([*earlier, *later])
    return _step(NDQIS, earlier, later, dispersion, 1)


def _segments(quarters: Mapping[date, Share]) -> tuple[list[tuple[date, Share]], ...]:
    in_order = sorted(quarters.items())
    return (
        [one for one in in_order if one[0] < NDQIS],
        [one for one in in_order if one[0] >= NDQIS],
    )


def _steps(
    segment: Sequence[tuple[date, Share]], shares: Sequence[Share]
) -> list[tuple[int, Step]]:
    dispersion = _dispersion(shares)
    places = [
        place
        for place in range(FEWEST_QUARTERS, len(shares) - FEWEST_QUARTERS + 1)
        if min(_sum(side).whole for side in _sides(shares, place)) >= FEWEST_RECORDS
    ]
    return [
        (place, _step(segment[place][0], *_sides(shares, place), dispersion, len(places)))
        for place in places
    ]


def _sides(shares: Sequence[Share], place: int) -> tuple[Sequence[Share], Sequence[Share]]:
    return shares[max(0, place - WINDOW) : place], shares[place : place + WINDOW]


def _step(
    quarter: date, before: Sequence[Share], after: Sequence[Share], dispersion: float, looks: int
) -> Step:
    earlier, later = _sum(before), _sum(after)
    both = earlier + later
    ratio = 2 * (_likelihood(earlier) + _likelihood(later) - _likelihood(both))
    chance = float(stats.chi2.sf(max(0.0, ratio) / dispersion, 1))
    return Step(quarter=quarter, before=earlier, after=later, probability=min(1.0, chance * looks))


def _is_break(step: Step) -> bool:
    before, after = step.before.value, step.after.value
    if before is None or after is None:
        return False
    return step.probability < MOST_LIKELY and abs(after - before) >= LEAST_STEP


def _dispersion(shares: Sequence[Share]) -> float:
    squares = []
    for one, next_one in pairwise(shares):
        pooled = (one + next_one).value
        if one.value is None or next_one.value is None or pooled in (None, 0, 1):
            continue
        variance = pooled * (1 - pooled) * (1 / one.whole + 1 / next_one.whole)
        squares.append((next_one.value - one.value) ** 2 / variance)
    return max(1.0, _trimmed_mean(squares)) if squares else 1.0


def _trimmed_mean(squares: list[float]) -> float:
    """The mean without the largest tenth, held against what is left of a χ² so trimmed."""
    kept = sorted(squares)[: len(squares) - math.ceil(TRIMMED * len(squares))]
    if not kept:
        return 1.0
    end = stats.chi2.ppf(len(kept) / len(squares), 1)
    return float(np.sum(kept) / (len(squares) * stats.chi2.cdf(end, 3)))


def _sum(shares: Sequence[Share]) -> Share:
    return sum(shares, start=NOTHING)


def _likelihood(share: Share) -> float:
    return sum(
        count * math.log(count / share.whole)
        for count in (share.part, share.whole - share.part)
        if count
    )
