"""Periods between two dates, both inclusive.

A financial year of the police runs from 1 April to 31 March; 2015/16 has 366 days.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from cyberflag.core.errors import CyberflagError

EARLIEST, LATEST = 1980, 2060
"""Years read as years; a number outside is some other number."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` to ``end``, both inclusive."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise CyberflagError(
                f"the period ends ({self.end}) before it starts ({self.start})",
                place="Period",
                remedy="Give the earlier date first.",
            )

    @property
    def days(self) -> int:
        """How many days (2015/16 has 366)."""
        return (self.end - self.start).days + 1

    def contains(self, other: "Period") -> bool:
        """Whether every day of ``other`` is in this period."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    @property
    def label(self) -> str:
        """The shortest usual name; :func:`parse_period` takes it back."""
        start, end = self.start, self.end
        year = start.year if start.month >= 4 else start.year - 1
        if self == fin_year(year):
            return f"{year}/{(year + 1) % 100:02d}"
        if self == calendar_year(start.year):
            return str(start.year)
        if self == _months(start.year, start.month, 1):
            return f"{calendar.month_name[start.month]} {start.year}"
        if start.month % 3 == 1 and self == _months(start.year, start.month, 3):
            quarter = (start.month - 4) // 3 % 4 + 1
            return f"Q{quarter} {year}/{(year + 1) % 100:02d}"
        return f"{_day_label(start)} to {_day_label(end)}"

    def __str__(self) -> str:
        return self.label


def fin_year(start_year: int) -> Period:
    """The financial year from 1 April of ``start_year`` to 31 March of the next."""
    return Period(date(start_year, 4, 1), date(start_year + 1, 3, 31))


def fin_year_of(day: date) -> Period:
    """The financial year that holds ``day``."""
    return fin_year(day.year if day.month >= 4 else day.year - 1)


def quarter_of(day: date) -> Period:
    """The three months, from January, April, July or October, that hold ``day``."""
    return _months(day.year, day.month - (day.month - 1) % 3, 3)


def calendar_year(year: int) -> Period:
    """The year from 1 January to 31 December."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def _day_label(day: date) -> str:
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def _months(year: int, month: int, number: int) -> Period:
    """``number`` whole months from the first day of a month."""
    last_year, last_month = divmod(year * 12 + month - 1 + number - 1, 12)
    return Period(date(year, month, 1), _last_day(last_year, last_month + 1))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


# --- reading ----------------------------------------------------------------------------

_MONTHS = {
    name.casefold(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_M = r"(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_Y4 = r"((?:19|20)\d\d)"
_Y = r"((?:19|20)\d\d|'?\d\d)"
_FY = r"(?:f\.?/?y\.?|fin(?:ancial)?\.?\s*yr\.?|fin(?:ancial)?\.?\s*years?|fiscal years?)\s*:?\s*"
_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:{_NTH}(?:\s+of)?\s+{_M},?\s+{_Y}|(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{_Y}|{_Y4}-(\d\d)-(\d\d)"
    rf"|(\d{{1,2}})-{_M}-{_Y}|{_M}\s+{_NTH},?\s+{_Y4})"
)
_TO = r"\s*(?:-|to|until|till|through|and|up to)\s*(?:and including\s+)?"
_ENDING = r"(?:(?:the\s+)?(?:f?ye|f?y/e|(?:(?:financial|fiscal)\s+)?year (?:to|ending|ended)|(?:12|twelve) months (?:to|ending|ended)))\s*:?\s*"
_INCLUSIVE = r"(?:\s*\(?inclusive\)?)?"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | {"\u00a0": " ", "’": "'", "‘": "'"})
_SPAN = re.compile(rf"(?:from\s+|between\s+)?{_DAY}{_TO}{_DAY}{_INCLUSIVE}")
_SPAN_ONE_YEAR = re.compile(
    rf"(?:from\s+|between\s+)?{_NTH}(?:\s+of)?\s+{_M}{_TO}{_DAY}{_INCLUSIVE}"
)
_MONTH_SPAN = re.compile(rf"(?:from\s+|between\s+)?{_M}[\s-]*{_Y}?{_TO}{_M}[\s-]*{_Y}{_INCLUSIVE}")
_FIN = re.compile(
    rf"(?:{_FY}|year\s*:?\s*)?{_Y4}\s*[/-]\s*((?:19|20)\d\d|\d\d)(?:\s*(?:fy|f/y|financial year))?"
)
_FIN_TO = re.compile(rf"{_FY}{_Y4}\s+to\s+{_Y4}")
_FIN_SHORT = re.compile(rf"(?:{_FY}|year\s*:?\s*)?'?(\d\d)\s*/\s*'?(\d\d)")
_FIN_SHORT_DASH = re.compile(rf"{_FY}'?(\d\d)\s*[/-]\s*'?(\d\d)")
_YEAR = re.compile(rf"(?:(?:cy|calendar year|year)\s*:?\s*)?{_Y4}")
_MONTH = re.compile(rf"{_M}[\s,-]*{_Y}")
_ENDED_DAY = re.compile(rf"{_ENDING}{_DAY}")
_ENDED_MONTH = re.compile(rf"{_ENDING}{_M}[\s,-]*{_Y}")
_FIN_SPAN = re.compile(r"(.*\d[/-]\d+)\s*(?:-|to|until|through)\s*(\D*\d+[/-]\d+)")
_Q = r"(?:q|qtr\.?\s*|quarter\s*)([1-4])(?:\s*\(([^)]*)\))?"
_QUARTER = re.compile(rf"{_Q}[\s,-]*(?:of\s+)?(\S.*)")
_QUARTER_LAST = re.compile(rf"(.*\d)[\s,-]+{_Q}")


def parse_period(text: str) -> Period | None:
    """The period that the whole text names, or None; never raises.

    Takes "2015/16", "FY15/16", "YE March 2016", "01/04/2015 - 31/03/2016", "Apr-15 to Mar-16",
    "Q1 2015/16" (April to June), "Jan 2016", "2016" (the calendar year), "2014/15 to 2016/17".
    Dates are day first. What could be two periods is None: "Q1 2016" (of which year?),
    "2015 to 2016" (one financial year or two calendar years?), "FY16", "15-16".
    """
    folded = re.sub(r"\s+", " ", text.translate(_DASHES).casefold()).strip(" .:;,*")
    if not folded or len(folded) > 90:
        return None
    for pattern, build in _READERS:
        found = pattern.fullmatch(folded)
        if found:
            try:
                return build(found)
            except (CyberflagError, ValueError):
                return None
    return None


def _financial(found: re.Match[str]) -> Period | None:
    start, end = found.group(1), found.group(2)
    if len(start) == 2:
        first = _year(start)
        return fin_year(first) if (first + 1) % 100 == int(end) else None
    first = _in_range(int(start))
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    last += 100 if len(end) == 2 and first % 100 == 99 else 0
    return fin_year(first) if last == first + 1 else None


def _span(found: re.Match[str]) -> Period:
    groups = found.groups()
    half = len(groups) // 2
    return Period(_day(groups[:half]), _day(groups[half:]))


def _span_one_year(found: re.Match[str]) -> Period:
    """Two days of which only the last has its year: the first is the nearest before it."""
    day, month, *last = found.groups()
    end = _day(tuple(last))
    this_year = (_MONTHS[month], int(day)) <= (end.month, end.day)
    return Period(date(end.year - (not this_year), _MONTHS[month], int(day)), end)


def _fin_span(found: re.Match[str]) -> Period | None:
    first, last = (_whole_year(text) for text in found.groups())
    return Period(first.start, last.end) if first and last else None


def _whole_year(text: str) -> Period | None:
    """The financial year that the text names."""
    for pattern in (_FIN, _FIN_SHORT, _FIN_SHORT_DASH):
        if year := pattern.fullmatch(text):
            return _financial(year)
    return None


def _month_span(found: re.Match[str]) -> Period | None:
    first_month, first_year, last_month, last_year = found.groups()
    end = _year(last_year)
    start_month, end_month = _MONTHS[first_month], _MONTHS[last_month]
    start = _year(first_year) if first_year else end if start_month <= end_month else end - 1
    return Period(date(start, start_month, 1), _last_day(end, end_month))


def _year_to_day(found: re.Match[str]) -> Period:
    end = _day(found.groups())
    return Period(_year_before(end), end)


def _year_to_month(found: re.Match[str]) -> Period:
    end = _last_day(_year(found.group(2)), _MONTHS[found.group(1)])
    return Period(_year_before(end), end)


def _year_before(end: date) -> date:
    """The first day of the twelve months that end with ``end``."""
    following = end + timedelta(days=1)
    if (following.month, following.day) == (2, 29):
        following = date(following.year, 3, 1)
    return following.replace(year=following.year - 1)


def _quarter(found: re.Match[str]) -> Period | None:
    number, months, year = found.groups()
    return _quarter_of(year, number, months)


def _quarter_last(found: re.Match[str]) -> Period | None:
    year, number, months = found.groups()
    return _quarter_of(year, number, months)


def _quarter_of(year_text: str, number: str, months: str | None) -> Period | None:
    """A quarter of a financial year, 1 being April to June.

    "Q1 2016" may be the calendar's or the financial year's, and months in brackets may be
    others than the quarter's: not ours to choose.
    """
    year = _whole_year(year_text)
    if year is None:
        return None
    first = (int(number) - 1) * 3 + 4
    quarter = _months(year.start.year + (first > 12), first - 12 * (first > 12), 3)
    named = [_MONTHS[name] for name in re.findall(_M, months or "")]
    fits = not named or (named[0] == quarter.start.month and named[-1] == quarter.end.month)
    return quarter if fits else None


def _one_month(found: re.Match[str]) -> Period:
    return _months(_year(found.group(2)), _MONTHS[found.group(1)], 1)


def _calendar(found: re.Match[str]) -> Period:
    return calendar_year(_in_range(int(found.group(1))))


def _day(groups: tuple[str | None, ...]) -> date:
    """A date from the groups of ``_DAY``, whichever of its forms matched; day first."""
    day, month, year, day2, month2, year2, year3, month3, day3, *late = groups
    if day and month and year:
        return date(_year(year), _MONTHS[month], int(day))
    if day2 and month2 and year2:
        return date(_year(year2), int(month2), int(day2))
    if year3 and month3 and day3:
        return date(_in_range(int(year3)), int(month3), int(day3))
    day4, month4, year4, month5, day5, year5 = late
    named = (day4, month4, year4) if day4 else (day5, month5, year5)
    day, month, year = (text or "" for text in named)
    return date(_year(year), _MONTHS[month], int(day))


def _year(text: str) -> int:
    digits = text.strip("'")
    return _in_range(int(digits) if len(digits) == 4 else 2000 + int(digits))


def _in_range(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"{year} is not read as a year")
    return year


_READERS = (
    (_FIN, _financial),
    (_FIN_TO, _financial),
    (_FIN_SHORT, _financial),
    (_FIN_SHORT_DASH, _financial),
    (_SPAN, _span),
    (_SPAN_ONE_YEAR, _span_one_year),
    (_FIN_SPAN, _fin_span),
    (_MONTH_SPAN, _month_span),
    (_ENDED_DAY, _year_to_day),
    (_ENDED_MONTH, _year_to_month),
    (_QUARTER, _quarter),
    (_QUARTER_LAST, _quarter_last),
    (_MONTH, _one_month),
    (_YEAR, _calendar),
)
