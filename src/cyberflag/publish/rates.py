"""Rates and changes in words, from unrounded ends: rounding happens here, once."""

from decimal import Decimal
from typing import TypeGuard

from cyberflag.measures.model import Bounds
from cyberflag.publish.words import rounded


def rate_words(rate: Bounds) -> str:
    """A rate with one place: ``8.7``, ``8.7 to 9.1``, ``at least 8.7``."""
    low = rounded(rate.low, 1)
    if rate.high is None:
        return f"at least {low}"
    high = rounded(rate.high, 1)
    return low if low == high else f"{low} to {high}"


def is_known(percent: Bounds | None) -> TypeGuard[Bounds]:
    """Whether a change has both its ends; "at least 100% below" says nothing."""
    return percent is not None and percent.high is not None


def change_words(percent: Bounds) -> str:
    """A change in per cent: ``44.8% above``, ``3.0% below``, ``from 2.0% below to 4.1% above``."""
    ends = [percent.low] if percent.high is None else [percent.low, percent.high]
    words = list(dict.fromkeys(_change(end) for end in ends))
    return words[0] if len(words) == 1 else f"from {words[0]} to {words[1]}"


def _change(percent: Decimal) -> str:
    return f"{rounded(abs(percent), 1)}% {'below' if percent < 0 else 'above'}"
