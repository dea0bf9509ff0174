"""How a reply words things: ages, periods, the flag, totals, marks for small numbers."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.generator.paper import UNKNOWN_AGE, Age, Span
from benchmarks.generator.records import GROUP_TITLES, TITLES

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def is_fin_year(span: Span) -> bool:
    """Whether the span runs from 1 April to 31 March."""
    start, end = span.start, span.end
    return (start.month, start.day, end.month, end.day, end.year) == (4, 1, 3, 31, start.year + 1)


def is_calendar_year(span: Span) -> bool:
    """Whether the span is one calendar year."""
    return span == Span(date(span.start.year, 1, 1), date(span.start.year, 12, 31))


_FIN_YEARS: dict[str, Callable[[int], str]] = {
    "slash": lambda y: f"{y}/{(y + 1) % 100:02}",
    "dash": lambda y: f"{y}-{(y + 1) % 100:02}",
    "full": lambda y: f"{y}/{y + 1}",
    "fy": lambda y: f"FY{y % 100:02}/{(y + 1) % 100:02}",
    "fy long": lambda y: f"FY {y}-{(y + 1) % 100:02}",
    "ye": lambda y: f"YE March {y + 1}",
    "ending": lambda y: f"Year ending 31 March {y + 1}",
    "dates": lambda y: f"01/04/{y} - 31/03/{y + 1}",
    "long": lambda y: f"1 April {y} to 31 March {y + 1}",
    "months": lambda y: f"Apr {y} - Mar {y + 1}",
}
PERIOD_STYLES = tuple(_FIN_YEARS)

AGE_STYLES: dict[str, tuple[str, str, str, str]] = {
    # single year, closed band, "to this age", "from this age"
    "bare": ("{0}", "{0}-{1}", "{0} and under", "{0}+"),
    "words": ("{0}", "{0} to {1}", "{0} and under", "{0} and over"),
    "aged": ("Aged {0}", "Aged {0} to {1}", "Aged {0} and under", "Aged {0} and over"),
    "age": ("Age {0}", "Age {0}-{1}", "Age {0} and under", "Age {0} and over"),
    "years": ("{0} years", "{0}-{1} years", "{0} years and under", "{0} years and over"),
    "yrs": ("{0} yrs", "{0} to {1} yrs", "{0} yrs and under", "{0} yrs and over"),
    "dash": ("{0}", "{0}–{1}", "{0} and under", "{0} and above"),
    "year old": ("{0} year old", "{0} - {1} year olds", "{0} or under", "{0} or over"),
}

SEX_STYLES: dict[str, dict[str, str]] = {
    "words": {"female": "Female", "male": "Male", "unknown": "Unknown"},
    "letters": {"female": "F", "male": "M", "unknown": "U"},
    "children": {"female": "Girls", "male": "Boys", "unknown": "Not known"},
    "caps": {"female": "FEMALE", "male": "MALE", "unknown": "UNKNOWN"},
    "stated": {"female": "Female", "male": "Male", "unknown": "Not stated"},
}

FLAGS = (
    "cyber flag",
    "online flag",
    "cyber-flag",
    "online crime flag",
    '"Internet Involved" marker',
    "cyber enabled flag",
    "online tag",
)

UNKNOWN_AGES = ("Unknown", "Not recorded", "Not known", "Age not stated", "Unknown age")
TOTALS = ("Total", "Grand Total", "TOTAL", "Sum", "All", "Overall total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a reply prints for small numbers, and what its own note says of it.

    ``low`` and ``high`` are None where it says nothing.
    """

    mark: str
    below: int
    low: int | None
    high: int | None
    note: str


RULES = (
    Rule(
        mark="*",
        below=5,
        low=1,
        high=4,
        note="* denotes a count of between 1 and 4.",
    ),
    Rule(
        mark="<5",
        below=5,
        low=1,
        high=4,
        note="Where a figure is between 1 and 4 it is shown as <5 to prevent identification.",
    ),
    Rule(
        mark="[c]",
        below=5,
        low=1,
        high=4,
        note="[c] = suppressed: the figure is at least 1 and less than 5.",
    ),
    Rule(
        mark="fewer than 3",
        below=3,
        low=1,
        high=2,
        note='Counts of 1 or 2 are given as "fewer than 3".',
    ),
    Rule(mark="1-4", below=5, low=1, high=4, note="Small numbers are shown as the range 1-4."),
    Rule(
        mark="5 or fewer",
        below=6,
        low=1,
        high=5,
        note="Counts from 1 to 5 are shown as 5 or fewer.",
    ),
    Rule(mark="..", below=4, low=1, high=3, note="Key: .. = 1, 2 or 3 offences."),
    Rule(mark="-", below=5, low=1, high=4, note="'-' represents a number from 1 to 4."),
    Rule(mark="<3", below=3, low=1, high=2, note="Note: <3 means one or two."),
)
UNDEFINED = Rule(mark="*", below=5, low=None, high=None, note="")
"""A mark that the reply does not explain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One reply's way of putting things."""

    age: str = "bare"
    sex: str = "words"
    period: str = "slash"
    flag: str = "cyber flag"
    unknown: str = "Unknown"
    total: str = "Total"
    unit: str = "offences"
    code: str = "title"
    group: int = 0
    zero: str = "0"
    thousands: bool = False

    def age_label(self, age: Age) -> str:
        """The age band as this reply prints it."""
        single, band, below, above = AGE_STYLES[self.age]
        if age == UNKNOWN_AGE:
            return self.unknown
        if age == Age(0, 0):
            return "Under 1"
        if age.high is not None and (age.low is None or (age.low == 0 and age.high == 9)):
            if age.high == 9:
                return "Under 10"
            return below.format(age.high)
        if age.high is None:
            return above.format(age.low)
        if age.low == age.high:
            return single.format(age.low)
        return band.format(age.low, age.high)

    def sex_label(self, sex: str) -> str:
        """The sex as this reply prints it."""
        return SEX_STYLES[self.sex][sex]

    def period_label(self, span: Span) -> str:
        """The period as this reply prints it."""
        if is_fin_year(span):
            return _FIN_YEARS[self.period](span.start.year)
        if is_calendar_year(span):
            return str(span.start.year)
        return f"{_long_date(span.start)} to {_long_date(span.end)}"

    def offence_label(self, offence: str) -> str:
        """The offence or group as this reply prints it."""
        if offence in GROUP_TITLES:
            return GROUP_TITLES[offence][self.group]
        match self.code:
            case "code":
                return offence
            case "both":
                return f"{offence} {TITLES[offence]}"
            case _:
                return TITLES[offence]

    def number(self, number: int) -> str:
        """A count as this reply prints it."""
        if number == 0:
            return self.zero
        return f"{number:,}" if self.thousands else str(number)


def draw_words(rng: random.Random) -> Words:
    """A reply's words, by chance."""
    return Words(
        age=rng.choice(list(AGE_STYLES)),
        sex=rng.choice(list(SEX_STYLES)),
        period=rng.choice(PERIOD_STYLES),
        flag=rng.choice(FLAGS),
        unknown=rng.choice(UNKNOWN_AGES),
        total=rng.choice(TOTALS),
        unit=rng.choice(("offences", "offences", "crimes", "victims")),
        code=rng.choice(("title", "code", "both")),
        group=rng.randint(0, 1),
        thousands=rng.random() < 0.5,
    )


def plain(words: Words) -> Words:
    """The same words with labels that read alone, for running text."""
    return replace(words, age="bare", zero="0")
