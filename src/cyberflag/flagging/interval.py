"""Intervals for a stratified sample of yes and no: exact in a stratum, combined across strata.

One stratum has the interval of Clopper and Pearson (1934). Across strata, what is not known of
each stratum is drawn many times over and summed; the ends of the interval are quantiles of the
sums. In one stratum the draws are the confidence distribution of the mid-P interval: a Beta
distribution with one record more than was sampled, that record online in half of the draws. Three
things are needed beside it:

- That one record is shared by all strata of the flagged, and another by all strata that are not,
  and lies in each as often as its records not sampled bid. One a stratum would invent online
  offences by the thousand where none was found: this is where rare events go wrong.
- It is of the rarer kind a little more often than half of the time (:data:`RARER`), because a
  rare kind that was not found leaves the interval too wide at one end alone.
- What was sampled is known, and the rest of the stratum is finite: the draw is of the number
  online among the records not sampled. A stratum taken whole is therefore exact.

How often such intervals hold is simulated in :mod:`cyberflag.flagging.simulate`.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

Counts: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.float64]


RARER = 0.68
"""How often the record more than was sampled is of the rarer kind; chosen by simulation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The two ends of an interval, ``low <= high``."""

    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half of the distance between the ends."""
        return (self.high - self.low) / 2


def clopper_pearson(online: int, sampled: int, confidence: float = 0.95) -> Bounds:
    """The exact interval of a share: ``online`` of ``sampled``; [0, 1] where nothing was."""
    if not sampled:
        return Bounds(low=0.0, high=1.0)
    tail = (1 - confidence) / 2
    low = stats.beta.ppf(tail, online, sampled - online + 1) if online else 0.0
    high = stats.beta.ppf(1 - tail, online + 1, sampled - online) if online < sampled else 1.0
    return Bounds(low=float(low), high=float(high))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strata:
    """What a design fixes: records and sampled records of each stratum, and its side.

    ``side`` numbers the ``sides`` parts that are totalled apart, from 0; 0 are the flagged.
    A stratum that is ``lent`` has its sample from like records elsewhere: none of its own is
    known.
    """

    records: Counts
    sampled: Counts
    side: Counts
    sides: int
    lent: npt.NDArray[np.bool_]

    def __post_init__(self) -> None:
        if np.any((self.sampled > self.records) & ~self.lent) or np.any(self.sampled < 1):
            raise ValueError("each stratum needs between 1 and all of its records sampled")

    @property
    def rest(self) -> Counts:
        """Records of each stratum that were not sampled."""
        return np.where(self.lent, self.records, self.records - self.sampled)

    @property
    def weight(self) -> Numbers:
        """Records that one sampled record stands for: one over its inclusion probability."""
        return self.records / self.sampled

    def by_side(self, numbers: Counts) -> list[int]:
        """The sum over each side of one number a stratum."""
        return [int(numbers[self.side == side].sum()) for side in range(self.sides)]


def estimates(strata: Strata, online: Counts) -> Numbers:
    """The Horvitz-Thompson number online on each side; ``online`` is trials by strata.

    Trials by sides.
    """
    weighted = online * strata.weight
    return np.stack([weighted[:, strata.side == s].sum(axis=1) for s in range(strata.sides)], 1)


def drawn_totals(
    strata: Strata, online: Counts, *, draws: int, rng: np.random.Generator
) -> list[Numbers]:
    """For each side, trials by draws: numbers online that agree with what was found.

    ``online`` is trials by strata. Draws of a stratum are made once for each number found in
    it, and shared by its trials.
    """
    extra = _extra_record(strata, draws, rng)
    sides = range(strata.sides)
    whole = np.array(strata.by_side(strata.records))
    mostly = (estimates(strata, online) * 2 > whole).astype(np.int64)
    totals = [np.zeros((len(online), draws)) for _ in sides]
    for h, side in enumerate(strata.side):
        distinct, trial = np.unique(online[:, h] * 2 + mostly[:, side], return_inverse=True)
        found = distinct[:, np.newaxis] // 2
        known = 0 if strata.lent[h] else found
        rest, sampled = int(strata.rest[h]), int(strata.sampled[h])
        drawn = known + rest * _share(rest, sampled, found, extra[:, distinct % 2, h], rng)
        totals[side] += drawn[trial]
    return totals


def _extra_record(strata: Strata, draws: int, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Where the one record more of a side lies, and what it is.

    By [it is online, it is not] × [the side is mostly offline, mostly online] × stratum × draw.
    The first side has one, all the others share one.
    """
    extra = np.zeros((2, 2, len(strata.records), draws), bool)
    at = np.arange(draws)
    for pool in (strata.side == 0, strata.side > 0):
        members = np.flatnonzero(pool & (strata.rest > 0))
        if len(members):
            # In exact proportion, and not by chance: fewer draws do.
            ends = np.cumsum(strata.rest[members])
            where = members[np.searchsorted(ends, rng.permutation(at) / draws * ends[-1], "right")]
            rarer = rng.permutation(at) < RARER * draws
            extra[0, 0, where, at], extra[1, 0, where, at] = rarer, ~rarer
            extra[0, 1, where, at], extra[1, 1, where, at] = ~rarer, rarer
    return extra


def _share(
    rest: int,
    sampled: int,
    found: Counts,
    extra: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> Numbers:
    """Draws of the share online among the ``rest`` records of a stratum, by what was found."""
    if not rest:
        return np.zeros(extra.shape[1:])
    # Two records fewer make the variance that of the unbiased estimator, p(1 - p)/(n - 1).
    worth = max(sampled - 2, 1) / sampled
    alpha = worth * found + extra[0]
    beta = worth * (sampled - found) + extra[1]
    size = alpha + beta
    # The Beta distribution with the mean and variance of a Beta-binomial share of ``rest``.
    finite = np.maximum(rest * (size + 1) / (size + rest) - 1, 1e-3) / size
    share = rng.beta(np.maximum(alpha * finite, 1e-300), np.maximum(beta * finite, 1e-300))
    return np.where(alpha == 0, 0.0, np.where(beta == 0, 1.0, share))


def between(drawn: Numbers, confidence: float) -> tuple[Numbers, Numbers]:
    """The ends of the middle ``confidence`` of each row of trials by draws."""
    draws = drawn.shape[1]
    low = round((draws - 1) * (1 - confidence) / 2)
    high = draws - 1 - low
    ordered = np.partition(drawn, (low, high), axis=1)
    return ordered[:, low], ordered[:, high]
