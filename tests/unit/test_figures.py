"""Figures beyond the worked examples: rounds on codes, rounds without figures, revisions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cyberflag.core.ages import ALL_AGES
from cyberflag.core.counts import (
    REPORTED,
    Count,
    Interval,
    Missing,
    Online,
    Sex,
    SourceRef,
    Unit,
)
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period, fin_year
from cyberflag.foi.confirm import Settled
from cyberflag.foi.model import ForceAnswer, Reading, Round
from cyberflag.foi.round import ReplyRead
from cyberflag.measures.account import account_of
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import Account, Bounds, RoundFigures
from cyberflag.measures.rates import mean, per_day, percent_change

SOURCE = SourceRef(file="reply.csv", sha256="0" * 64, where="line 1")
NO_FILES = Account(
    files=0,
    files_read=0,
    files_refused=(),
    proposals=0,
    counts=0,
    rejected=0,
    open_proposals=0,
    open_items=0,
)


def count(
    force_code: str,
    low: int,
    period: Period,
    offence: str = "all",
    online: Online = Online.ONLINE,
    sex: Sex = Sex.ALL,
) -> Count:
    return Count(
        force_code=force_code,
        period=period,
        offence=offence,
        age=ALL_AGES,
        sex=sex,
        online=online,
        unit=Unit.OFFENCES,
        value=Interval.exact(low),
        status=REPORTED,
        source=SOURCE,
    )


def answer(force_code: str, period: Period, *counts: Count, status: str = "") -> ForceAnswer:
    return ForceAnswer(
        force_code=force_code,
        period=period,
        status=status or (REPORTED if counts else Missing.NO_ANSWER),
        section=None,
        caveats=(),
        counts=counts,
        open_items=0,
        source=SOURCE,
    )


def a_round(*periods: Period, flag: Online = Online.ONLINE) -> Round:
    return Round(
        folder=Path("round"),
        sha256="0" * 64,
        title="a round",
        periods=periods,
        sent=date(2025, 9, 1),
        questions=(),
        asked=("A", "B"),
        notice="",
        flag=flag,
    )


def codes_round() -> RoundFigures:
    own, before = fin_year(2024), fin_year(2023)
    return figures_of(
        a_round(own, flag=Online.ALL),
        [
            answer("A", own, count("A", 52, own, "071/17", Online.ALL)),
            answer(
                "B",
                own,
                count("B", 0, own, "088/05", Online.ALL),
                count("B", 3, own, "088/05", Online.ONLINE),
            ),
            answer("B", before, count("B", 6, before, "088/05", Online.ALL)),
        ],
        NO_FILES,
    )


def test_a_round_on_codes_has_figures_by_code_and_adds_no_codes_up() -> None:
    figures = codes_round()
    assert [
        (one.offence, one.period.label, str(one.total.value), one.total.forces)
        for one in figures.periods
    ] == [
        ("071/17", "2024/25", "52", ("A",)),
        ("088/05", "2024/25", "0", ("B",)),
        ("088/05", "2023/24", "6", ("B",)),
    ]
    assert figures.change is None
    assert all(one.offences == () for one in figures.periods)
    assert [one.coverage.asked for one in figures.periods] == [1, 1, 1]
    (flagged,) = figures.unused
    assert flagged.reason == "counts flagged offences only"


def test_a_round_on_codes_without_answers_has_no_figures() -> None:
    figures = figures_of(
        a_round(fin_year(2024), flag=Online.ALL), [answer("A", fin_year(2024))], NO_FILES
    )
    assert figures.periods == ()
    assert figures_of(a_round(fin_year(2024)), [], NO_FILES, against=figures).revisions is None


def test_nothing_confirmed_is_not_zero() -> None:
    year = fin_year(2015)
    figures = figures_of(a_round(year), [answer("A", year), answer("B", year)], NO_FILES).periods[0]
    assert figures.total.value == Interval(0, None)
    assert figures.total.forces == ()
    assert figures.per_day == Bounds(low=Decimal(0), high=None)
    assert (figures.spread, figures.commonest_age, figures.under_10) == (None, None, None)
    assert figures.youngest.age is None
    assert (figures.coverage.answered, figures.coverage.asked) == (0, 2)


def test_change_needs_a_force_that_gave_both_years() -> None:
    own, before = fin_year(2016), fin_year(2015)
    answers = [
        answer("A", own, count("A", 5, own)),
        answer("A", before),
        answer("B", own),
        answer("B", before, count("B", 4, before)),
    ]
    assert figures_of(a_round(own, before), answers, NO_FILES).change is None


def test_revisions_name_the_forces_that_differ_and_only_those() -> None:
    year = fin_year(2015)
    earlier = figures_of(
        a_round(year), [answer("A", year, count("A", 5, year)), answer("B", year)], NO_FILES
    )
    later = figures_of(
        a_round(fin_year(2016), year),
        [
            answer("A", fin_year(2016)),
            answer("B", fin_year(2016)),
            answer("A", year, count("A", 5, year)),
            answer("B", year, count("B", 4, year)),
        ],
        NO_FILES,
        against=earlier,
    )
    assert later.revisions is not None
    assert (str(later.revisions.before.value), str(later.revisions.after.value)) == ("5", "9")
    (revision,) = later.revisions.forces
    assert revision.force_code == "B"
    assert revision.before is None
    assert revision.after is not None
    assert later.revisions.before_title == "a round"


def test_two_rounds_without_a_year_in_common_have_no_revisions() -> None:
    earlier = figures_of(a_round(fin_year(2014)), [], NO_FILES)
    later = figures_of(a_round(fin_year(2016)), [], NO_FILES, against=earlier)
    assert later.revisions is None


def test_a_doubt_and_a_force_without_a_fitting_count_are_told() -> None:
    year = fin_year(2015)
    figures = figures_of(
        a_round(year),
        [
            answer("A", year, count("A", 5, year), count("A", 7, year)),
            answer("B", year, count("B", 5, year, online=Online.ALL)),
        ],
        NO_FILES,
    ).periods[0]
    assert [(one.figure, one.force_code, one.note) for one in figures.doubts] == [
        ("total", "A", "cells for the same number differ: 5 and 7")
    ]
    assert ("total", "B", "does not tell flagged offences apart") in [
        (one.figure, one.force_code, one.reason) for one in figures.left_out
    ]
    assert {one.figure for one in figures.left_out} >= {
        "rape",
        "age 13",
        "under 10",
        "10 and under",
    }


@pytest.mark.parametrize(
    ("earlier", "later", "percent"),
    [
        (Interval.exact(100), Interval.exact(140), ("40", "40")),
        (Interval(20, 24), Interval.exact(36), ("50", "80")),
        (Interval.exact(10), Interval(5, None), ("-50", None)),
        (Interval(10, None), Interval.exact(20), ("-100", "100")),
    ],
)
def test_percent_change_goes_from_the_least_to_the_most(
    earlier: Interval, later: Interval, percent: tuple[str, str | None]
) -> None:
    low, high = percent
    assert percent_change(earlier, later) == Bounds(
        low=Decimal(low), high=None if high is None else Decimal(high)
    )


def test_there_is_no_percentage_of_what_may_be_zero() -> None:
    assert percent_change(Interval(0, 4), Interval.exact(5)) is None


def test_a_day_of_a_leap_year_is_a_366th() -> None:
    assert per_day(Interval(366, 732), fin_year(2015)) == Bounds(low=Decimal(1), high=Decimal(2))
    assert mean([1, 2]) == Decimal("1.5")


def test_the_account_adds_up_and_names_refused_files() -> None:
    read = Reading(file="a.csv", sha256="0" * 64, outcomes=(), questions=(), proposals=())
    refused = CyberflagError("the file is empty", place="b.csv", remedy="Ask for it again.")
    replies = [
        ReplyRead(force_code="A", file="a.csv", result=read),
        ReplyRead(force_code="B", file="b.csv", result=refused),
    ]
    settled = Settled(answers=(), open_items=(), proposals=10, rejected=2, counted=5, added=1)
    account = account_of(settled, replies)
    assert account.files == account.files_read + len(account.files_refused)
    assert account.files_refused == (("b.csv", "the file is empty"),)
    assert (account.counts, account.added, account.open_proposals) == (6, 1, 3)
    assert account.proposals + account.added == (
        account.counts + account.rejected + account.open_proposals
    )
    assert account_of(replace(settled, counted=8), replies).open_proposals == 0
