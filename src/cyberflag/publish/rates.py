"""Rates and changes in words, from unrounded ends: rounding happens here, once."""

from decimal import Decimal

from cyberflag.measures.model import Bounds
from cyberflag.publish.words import rounded


def rate_words(rate: Bounds) -> str:
    """A rate with one place: ``8.7``, ``8.7 to 9.1``, ``at least 8.7``."""
    low = rounded(rate.low, 1)
    if rate.high is None:
        return f"at least {low}"
    high = rounded(rate.high, 1)
    return low if low == high else f"{low} to {high}"


def change_words(percent: Bounds) -> str:
    """A change in per cent: ``44.8% above``, ``3.0% below``, ``from 2.0% below to 4.1% above``."""
    low = _change(percent.low)
    if percent.high is None:
        return f"{low} or more"
    high = _change(percent.high)
    return low if low == high else f"from {low} to {high}"


def _change(percent: Decimal) -> str:
    return f"{rounded(abs(percent), 1)}% {'below' if percent < 0 else 'above'}"
