"""Periods between two dates, both inclusive."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` to ``end``, both inclusive."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days (2015/16 has 366)."""
        return (self.end - self.start).days + 1


def fin_year(start_year: int) -> Period:
    """The financial year from 1 April of ``start_year`` to 31 March of the next."""
    return Period(date(start_year, 4, 1), date(start_year + 1, 3, 31))
