"""Periods: what a printed period means. A dash stands for "no period: a person is asked"."""

from datetime import date

import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import (
    Period,
    calendar_year,
    fin_year,
    fin_year_of,
    parse_period,
    quarter_of,
)

LABELS = """
2015/16                                | 2015-04-01 | 2016-03-31
2015-16                                | 2015-04-01 | 2016-03-31
2015–16                                | 2015-04-01 | 2016-03-31
2015/2016                              | 2015-04-01 | 2016-03-31
15/16                                  | 2015-04-01 | 2016-03-31
FY15/16                                | 2015-04-01 | 2016-03-31
FY 15-16                               | 2015-04-01 | 2016-03-31
F/Y 2015-16                            | 2015-04-01 | 2016-03-31
Financial Year: 2015/16                | 2015-04-01 | 2016-03-31
financial year 2015 to 2016            | 2015-04-01 | 2016-03-31
Fin Yr 2015/16                         | 2015-04-01 | 2016-03-31
year 2015/16                           | 2015-04-01 | 2016-03-31
2015/16 FY                             | 2015-04-01 | 2016-03-31
1999/00                                | 1999-04-01 | 2000-03-31
YE March 2016                          | 2015-04-01 | 2016-03-31
Y/E 31/03/2016                         | 2015-04-01 | 2016-03-31
FYE March 2016                         | 2015-04-01 | 2016-03-31
year ending 31 March 2016              | 2015-04-01 | 2016-03-31
financial year ending 31 March 2016    | 2015-04-01 | 2016-03-31
12 months to March 2016                | 2015-04-01 | 2016-03-31
the year to June 2016                  | 2015-07-01 | 2016-06-30
year ending 28 February 2016           | 2015-03-01 | 2016-02-28
year ending 29 February 2016           | 2015-03-01 | 2016-02-29
01/04/2015 - 31/03/2016                | 2015-04-01 | 2016-03-31
01.04.15 to 31.03.16 inclusive         | 2015-04-01 | 2016-03-31
2015-04-01 to 2016-03-31               | 2015-04-01 | 2016-03-31
01-Apr-2015 to 31-Mar-2016             | 2015-04-01 | 2016-03-31
1st April 2015 to 31st March 2016      | 2015-04-01 | 2016-03-31
between 1 April 2015 and 31 March 2016 | 2015-04-01 | 2016-03-31
April 1, 2015 to March 31, 2016        | 2015-04-01 | 2016-03-31
1 April to 30 September 2015           | 2015-04-01 | 2015-09-30
1 October to 2 April 2016              | 2015-10-01 | 2016-04-02
1 Oct 2015 to 2 April 2016             | 2015-10-01 | 2016-04-02
Apr-15 to Mar-16                       | 2015-04-01 | 2016-03-31
April 2015 - March 2016                | 2015-04-01 | 2016-03-31
Apr to Jun 2015                        | 2015-04-01 | 2015-06-30
October to March 2016                  | 2015-10-01 | 2016-03-31
2014/15 to 2016/17                     | 2014-04-01 | 2017-03-31
Q1 2015/16                             | 2015-04-01 | 2015-06-30
2015/16 Q4                             | 2016-01-01 | 2016-03-31
Q2 15/16                               | 2015-07-01 | 2015-09-30
Quarter 3 (Oct-Dec) of FY15-16         | 2015-10-01 | 2015-12-31
Jan 2016                               | 2016-01-01 | 2016-01-31
Feb-16                                 | 2016-02-01 | 2016-02-29
September '15                          | 2015-09-01 | 2015-09-30
2016                                   | 2016-01-01 | 2016-12-31
CY2016                                 | 2016-01-01 | 2016-12-31
calendar year 2016                     | 2016-01-01 | 2016-12-31
"""

NOT_PERIODS = """
2015 to 2016             | one financial year or two calendar years
15-16                    | perhaps ages
FY16                     | begins or ends in 2016
financial year 2016      | begins or ends in 2016
Q1 2016                  | of the calendar or the financial year
Q1 (Jan-Mar) 2015/16     | the months are another quarter's
2015/17                  | two years
2015/16 to 2015/17       | the second is no year
Year to date             | to which date
April                    | of which year
31/03/2016               | one day
31/02/2015 - 31/03/2016  | no such day
04/13/2015 - 05/01/2016  | dates are day first
31 March 2016 to 1 April 2015 | ends before it starts
1879/80                  | some other number
2098/99                  | some other number
1066                     | some other number
1904                     | before any flag
Total                    | no period
                         | nothing
"""


@pytest.mark.parametrize("row", LABELS.strip("\n").splitlines(), ids=str.strip)
def test_a_label_means_exactly_these_days(row: str) -> None:
    label, start, end = (cell.strip() for cell in row.split("|"))
    assert parse_period(label) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("row", NOT_PERIODS.strip("\n").splitlines(), ids=str.strip)
def test_what_could_be_two_periods_is_none(row: str) -> None:
    assert parse_period(row.split("|")[0].strip()) is None


def test_a_long_text_is_no_label() -> None:
    assert parse_period("2015/16 " + "and so on " * 10) is None


@pytest.mark.parametrize(
    ("period", "days"),
    [(fin_year(2015), 366), (fin_year(2016), 365), (calendar_year(2016), 366)],
)
def test_days(period: Period, days: int) -> None:
    assert period.days == days


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2015-04-01", "2016-03-31", "2015/16"),
        ("1999-04-01", "2000-03-31", "1999/00"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2016-02-01", "2016-02-29", "February 2016"),
        ("2015-04-01", "2015-06-30", "Q1 2015/16"),
        ("2016-01-01", "2016-03-31", "Q4 2015/16"),
        ("2015-05-01", "2015-07-31", "1 May 2015 to 31 Jul 2015"),
        ("2015-10-01", "2016-04-02", "1 Oct 2015 to 2 Apr 2016"),
    ],
)
def test_a_period_is_named_so(start: str, end: str, label: str) -> None:
    assert str(Period(date.fromisoformat(start), date.fromisoformat(end))) == label


RELATIONS = """
whole   | part                   | contains | overlaps
2015/16 | Q1 2015/16             | yes      | yes
2015/16 | 2015/16                | yes      | yes
2015/16 | 2015                   | no       | yes
2015/16 | 2016/17                | no       | no
2015/16 | 31/03/2016-01/04/2016  | no       | yes
"""


@pytest.mark.parametrize("row", RELATIONS.strip().splitlines()[1:])
def test_periods_contain_and_overlap(row: str) -> None:
    whole, part, contains, overlaps = (cell.strip() for cell in row.split("|"))
    first, second = parse_period(whole), parse_period(part)
    assert first is not None
    assert second is not None
    assert first.contains(second) == (contains == "yes")
    assert first.overlaps(second) == (overlaps == "yes")


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(CyberflagError, match="before it starts"):
        Period(date(2016, 4, 1), date(2016, 3, 31))


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2024, 3, 31), "2023/24", "Q4 2023/24"),
        (date(2024, 4, 1), "2024/25", "Q1 2024/25"),
        (date(2024, 12, 31), "2024/25", "Q3 2024/25"),
        (date(2025, 1, 1), "2024/25", "Q4 2024/25"),
    ],
)
def test_every_day_is_in_one_year_and_one_quarter(day: date, year: str, quarter: str) -> None:
    assert (fin_year_of(day).label, quarter_of(day).label) == (year, quarter)
    assert fin_year_of(day).contains(quarter_of(day))
