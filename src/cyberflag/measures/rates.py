"""Division, once, in decimals: nothing here is rounded."""

from collections.abc import Sequence
from decimal import Decimal

from cyberflag.core.counts import Interval
from cyberflag.core.periods import Period
from cyberflag.measures.model import Bounds


def per_day(value: Interval, period: Period) -> Bounds:
    """The count for each day of the period."""
    return Bounds(
        low=Decimal(value.low) / period.days,
        high=None if value.high is None else Decimal(value.high) / period.days,
    )


def percent_change(earlier: Interval, later: Interval) -> Bounds | None:
    """By how many per cent ``later`` is above ``earlier``; None where that may be zero.

    Without an upper end of ``earlier`` the change is above −100; without one of ``later``
    it has no upper end itself.
    """
    if earlier.low == 0:
        return None
    lowest = Decimal(-100)
    if earlier.high is not None:
        lowest = Decimal(later.low - earlier.high) / earlier.high * 100
    highest = None
    if later.high is not None:
        highest = Decimal(later.high - earlier.low) / earlier.low * 100
    return Bounds(low=lowest, high=highest)


def mean(numbers: Sequence[int]) -> Decimal:
    """The arithmetic mean of at least one number."""
    return Decimal(sum(numbers)) / len(numbers)
