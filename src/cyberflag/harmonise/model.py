"""The nouns of harmonising: a cell, what was chosen for it, and a row of ``counts``."""

from dataclasses import dataclass

from cyberflag.core.ages import ALL_AGES, AgeBand
from cyberflag.core.counts import Count, Interval, Sex
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.core.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsRow:
    """A row of ``counts``: a count, and the section of the Act where it was refused."""

    count: Count
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one number of one force counts: a period, an offence, an age and a sex."""

    period: Period
    offence: str = ALL_OFFENCES
    age: AgeBand = ALL_AGES
    sex: Sex = Sex.ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One summand: an interval, and the confirmed counts it was read from.

    Mostly one count. Several where cells of a reply contradict each other: the interval then
    holds them all. None where it stands for rows that the reply did not print.
    """

    value: Interval
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a force's counts come to in one cell: the sum of ``terms``, or why there is none.

    ``value`` is None where the force gives no number; ``reason`` then says why. ``note`` is a
    doubt a reader should know of, empty where there is none.
    """

    force_code: str
    cell: Cell
    value: Interval | None
    terms: tuple[Term, ...]
    reason: str
    note: str
