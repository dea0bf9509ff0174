"""Funnel limits with over-dispersion: which forces stand out from how forces differ anyway.

Method: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics
in Medicine 24 (2005) 1185–1202, section on over-dispersion, and "Handling over-dispersion of
performance indicators", Quality and Safety in Health Care 14 (2005) 347–351. For force i with
n_i offences, O_i flagged, and E_i = Σ_g n_ig p_g implied by the national share p_g of each
group g:

    o_i = O_i / n_i,   e_i = E_i / n_i,   s_i² = Σ_g n_ig p_g (1 − p_g) / n_i²,   z_i = (o_i − e_i) / s_i.

The z_i of the I forces that use the flag are winsorised at 10% on each side; φ = Σ z_i² / (0.679 I),
where 0.679 is what winsorising leaves of the variance of a normal distribution (the papers do
without it; limits then hold 90% of forces rather than 95%). With w_i = 1 / s_i²,

    τ² = max(0, (I φ − (I − 1)) / (Σ w_i − Σ w_i² / Σ w_i))

is the variance between forces, added to each force's own: z_i' = (o_i − e_i) / √(s_i² + τ²).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats  # type: ignore[import-untyped]  # scipy ships no types

WINSORISED = 0.1
FEWEST_FORCES = 5
"""With fewer, how much forces differ cannot be told, and there are no limits."""

_END = float(stats.norm.ppf(1 - WINSORISED))
_LEFT_OF_VARIANCE = (
    1 - 2 * WINSORISED - 2 * _END * float(stats.norm.pdf(_END)) + 2 * WINSORISED * _END**2
)

LIMIT_95, LIMIT_998 = 1.96, 3.09


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A force's place in the funnel: numbers of offences, and the variance of its share."""

    offences: int
    observed: int
    expected: float
    variance: float
    """s², of the share."""

    @property
    def difference(self) -> float:
        """Observed less expected share."""
        return (self.observed - self.expected) / self.offences

    @property
    def share_expected(self) -> float:
        """The share that the national mix implies."""
        return self.expected / self.offences

    def z(self, between: float = 0.0) -> float:
        """How many standard deviations off, with the variance ``between`` forces added."""
        return self.difference / math.sqrt(self.variance + between)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How forces differ: ``phi`` (1: as chance alone would) and ``tau2``, over ``forces``."""

    forces: int
    phi: float
    tau2: float


def place_of(offences: Sequence[int], flagged: int, shares: Sequence[float]) -> Place | None:
    """The place of a force with ``offences`` in each group, by the groups' national shares.

    None where nothing can differ from what is expected: no offences, or only in groups of
    which none or all are flagged nationally.
    """
    total = sum(offences)
    pairs = list(zip(offences, shares, strict=True))
    variance = sum(n * p * (1 - p) for n, p in pairs)
    if not variance:
        return None
    return Place(
        offences=total,
        observed=flagged,
        expected=sum(n * p for n, p in pairs),
        variance=variance / total**2,
    )


def spread_of(places: Sequence[Place]) -> Spread | None:
    """The spread between forces that use the flag; None with fewer than five."""
    if len(places) < FEWEST_FORCES:
        return None
    z = np.array([place.z() for place in places])
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    phi = float(np.mean(np.clip(z, low, high) ** 2)) / _LEFT_OF_VARIANCE
    weights = np.array([1 / place.variance for place in places])
    above = len(places) * phi - (len(places) - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return Spread(forces=len(places), phi=phi, tau2=max(0.0, float(above / scale)))


def so_few_by_chance(offences: Sequence[int], flagged: int, shares: Sequence[float]) -> float:
    """The probability of at most ``flagged``, each group a binomial with its national share."""
    below: npt.NDArray[np.float64] = np.array([1.0])
    for number, share in zip(offences, shares, strict=True):
        counts = np.arange(min(number, flagged) + 1)
        below = np.convolve(below, stats.binom.pmf(counts, number, share))[: flagged + 1]
    return min(1.0, float(below.sum()))


def so_few_between_forces(place: Place, spread: Spread) -> float:
    """The same where forces differ: a beta-binomial with mean e and variance τ² of the share."""
    mean = place.share_expected
    if not 0 < mean < 1:
        return 1.0
    # A variance of mean * (1 - mean) or more is that of shares that are 0 or 1.
    weight = mean * (1 - mean) / spread.tau2 - 1 if spread.tau2 else math.inf
    if math.isinf(weight):
        return float(stats.binom.cdf(place.observed, place.offences, mean))
    if weight <= 0:
        return 1.0
    return float(
        stats.betabinom.cdf(place.observed, place.offences, mean * weight, (1 - mean) * weight)
    )
