"""What the chooser says where a force gives no number, and where its cells contradict."""

from collections.abc import Sequence
from datetime import date

import pytest

from cyberflag.core.ages import ALL_AGES, UNKNOWN_AGE, AgeBand
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
from cyberflag.core.periods import Period, calendar_year, fin_year
from cyberflag.harmonise.choose import ANY_UNIT, OFFENCE_UNITS, ForceCounts
from cyberflag.harmonise.model import Cell
from cyberflag.harmonise.reasons import unused

YEAR = fin_year(2015)
SOURCE = SourceRef(file="reply.csv", sha256="0" * 64, where="line 1")


def count(
    low: int | None,
    high: int | None = None,
    *,
    period: Period = YEAR,
    offence: str = "all",
    age: AgeBand = ALL_AGES,
    sex: Sex = Sex.ALL,
    online: Online = Online.ONLINE,
    unit: Unit = Unit.OFFENCES,
) -> Count:
    value = None if low is None else Interval(low, low if high is None else high)
    return Count(
        force_code="A",
        period=period,
        offence=offence,
        age=age,
        sex=sex,
        online=online,
        unit=unit,
        value=value,
        status=Missing.SUPPRESSED if value is None else REPORTED,
        source=SOURCE,
    )


YOUNG = Cell(period=YEAR, age=AgeBand(0, 9))
NO_NUMBER: list[tuple[str, Sequence[Count], Cell, str]] = [
    ("nothing", [], Cell(period=YEAR), "gives no count for 2015/16"),
    (
        "calendar year",
        [count(5, period=calendar_year(2015)), count(6, period=calendar_year(2016))],
        Cell(period=YEAR),
        "counts 2015, 2016, which does not fit 2015/16",
    ),
    ("no flag", [count(5, online=Online.ALL)], Cell(period=YEAR), "does not tell flagged offences apart"),
    (
        "unflagged",
        [count(5, online=Online.NOT_ONLINE)],
        Cell(period=YEAR),
        "counts offences without the flag",
    ),
    ("victims", [count(5, unit=Unit.VICTIMS)], Cell(period=YEAR), "counts victims, not offences"),
    ("no ages", [count(5)], YOUNG, "not broken down by age"),
    ("no offences", [count(5)], Cell(period=YEAR, offence="rape"), "not broken down by offence"),
    ("straddles", [count(5, age=AgeBand(8, 11))], YOUNG, "its age bands do not fit 0 to 9"),
    (
        "hole",
        [count(5), count(1, age=AgeBand(0, 4)), count(1, age=AgeBand(6, 9))],
        YOUNG,
        "does not show all of 0 to 9, and what it shows leaves room for more",
    ),
    (
        "begins later",
        [count(9), count(5, age=AgeBand(10, 17))],
        YOUNG,
        "does not show all of 0 to 9, and what it shows leaves room for more",
    ),
    ("undefined mark", [count(None)], Cell(period=YEAR), "its marks or rows do not say enough"),
    (
        "undefined mark for the ages",
        [count(None, age=AgeBand(0, 9))],
        YOUNG,
        "its marks or rows do not say enough",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "cell", "reason"), [case[1:] for case in NO_NUMBER], ids=[c[0] for c in NO_NUMBER]
)
def test_no_number_has_its_reason(counts: Sequence[Count], cell: Cell, reason: str) -> None:
    choice = ForceCounts("A", counts).choose(cell)
    assert (choice.value, choice.terms, choice.reason) == (None, (), reason)


def test_a_band_that_straddles_stands_in_the_way_even_where_the_table_adds_up() -> None:
    bands = [(1, AgeBand(0, 4)), (3, AgeBand(5, 11)), (6, AgeBand(12, 17))]
    counts = [count(10), *(count(number, age=band) for number, band in bands)]
    assert ForceCounts("A", counts).choose(YOUNG).value is None


def test_what_the_printed_total_leaves_goes_by_the_low_ends_of_the_rows_shown() -> None:
    counts = [count(10), count(6, age=AgeBand(9, 9)), count(1, 4, age=AgeBand(10, 17))]
    # At least 7 are shown: up to 3 may be younger than 9.
    assert ForceCounts("A", counts).choose(YOUNG).value == Interval(6, 9)


def test_a_zero_in_a_complete_table_is_a_number_and_a_hole_beside_it_is_one_too() -> None:
    counts = [count(6), count(1, age=AgeBand(0, 4)), count(5, age=AgeBand(6, 17))]
    five = ForceCounts("A", counts).choose(Cell(period=YEAR, age=AgeBand(5, 5)))
    assert five.value == Interval.exact(0)
    assert [term.counts for term in five.terms] == [()]


def test_one_sex_of_one_band_may_be_made_up_of_smaller_bands() -> None:
    counts = [count(2, age=AgeBand(0, 4), sex=Sex.MALE), count(3, age=AgeBand(5, 9), sex=Sex.MALE)]
    cell = Cell(period=YEAR, age=AgeBand(0, 9), sex=Sex.MALE)
    assert ForceCounts("A", counts).choose(cell).value == Interval.exact(5)


def test_one_sex_is_never_what_the_others_leave() -> None:
    counts = [count(10), count(7, sex=Sex.FEMALE), count(1, sex=Sex.UNKNOWN)]
    assert ForceCounts("A", counts).choose(Cell(period=YEAR, sex=Sex.MALE)).value is None


def test_victims_of_unknown_age_are_a_cell_of_their_own() -> None:
    counts = [count(7), count(2, age=UNKNOWN_AGE, sex=Sex.FEMALE), count(4, age=AgeBand(0, 17))]
    cell = Cell(period=YEAR, age=UNKNOWN_AGE)
    chosen = ForceCounts("A", counts).choose(cell)
    # The men of unknown age are not shown; the total leaves room for one of them.
    assert chosen.value == Interval(2, None)


def test_all_eight_groups_make_up_all_offences_and_seven_do_not() -> None:
    groups = [
        count(n, offence=group)
        for n, group in enumerate(
            (
                "rape",
                "sexual assault",
                "sexual activity and inciting",
                "grooming",
                "sexual communication",
                "images",
                "exploitation",
                "other",
            )
        )
    ]
    assert ForceCounts("A", groups).choose(Cell(period=YEAR)).value == Interval.exact(28)
    assert ForceCounts("A", groups[:7]).choose(Cell(period=YEAR)).value == Interval(21, None)


def test_a_class_is_not_added_to_the_subcode_it_holds() -> None:
    counts = [count(9, offence="88A"), count(4, offence="071/17"), count(1, offence="999/99")]
    chosen = ForceCounts("A", counts).choose(Cell(period=YEAR))
    assert chosen.value == Interval(10, None)


def test_a_printed_number_stands_against_parts_that_contradict_it_and_the_doubt_is_told() -> None:
    counts = [
        count(10),
        count(8, sex=Sex.FEMALE),
        count(3, sex=Sex.MALE),
        count(0, sex=Sex.UNKNOWN),
    ]
    chosen = ForceCounts("A", counts).choose(Cell(period=YEAR))
    assert chosen.value == Interval.exact(10)
    assert chosen.note == "10 is given, but the parts by sex come to 11"
    loose = [count(1, 4), *counts[1:]]
    chosen = ForceCounts("A", loose).choose(Cell(period=YEAR))
    assert chosen.value == Interval(1, 4)
    assert "come to 11" in chosen.note


def test_two_cells_that_contradict_are_both_kept_and_the_doubt_is_told() -> None:
    chosen = ForceCounts("A", [count(10), count(12)]).choose(Cell(period=YEAR))
    assert chosen.value == Interval(10, 12)
    assert chosen.note == "cells for the same number differ: 10 and 12"
    open_ended = Count(
        force_code="A",
        period=YEAR,
        offence="all",
        age=ALL_AGES,
        sex=Sex.ALL,
        online=Online.ONLINE,
        unit=Unit.OFFENCES,
        value=Interval(20, None),
        status=REPORTED,
        source=SOURCE,
    )
    assert ForceCounts("A", [count(10), open_ended]).choose(Cell(period=YEAR)).value == Interval(
        10, None
    )


def test_parts_above_their_whole_leave_it_no_bound() -> None:
    counts = [
        count(5),
        count(3, offence="19D"),
        count(4, offence="88A"),
    ]
    rape = ForceCounts("A", counts).choose(Cell(period=YEAR, offence="rape"))
    assert rape.value == Interval(3, None)


def test_a_tighter_sum_of_parts_is_taken_where_the_printed_number_is_a_range() -> None:
    counts = [
        count(1, 4),
        count(2, sex=Sex.FEMALE),
        count(1, sex=Sex.MALE),
        count(0, sex=Sex.UNKNOWN),
    ]
    assert ForceCounts("A", counts).choose(Cell(period=YEAR)).value == Interval.exact(3)


def test_of_two_bandings_the_one_that_says_more_is_taken() -> None:
    counts = [
        count(1, 4, age=AgeBand(0, 4)),
        count(3, age=AgeBand(5, 9)),
        count(5, age=AgeBand(0, 9)),
        count(4, age=AgeBand(10, 17)),
        count(0, age=UNKNOWN_AGE),
    ]
    assert ForceCounts("A", counts).choose(Cell(period=YEAR)).value == Interval.exact(9)


def test_coarse_bands_serve_where_finer_ones_overlap() -> None:
    counts = [
        count(3, age=AgeBand(0, 5)),
        count(3, age=AgeBand(4, 9)),
        count(5, age=AgeBand(0, 9)),
        count(4, age=AgeBand(10, 17)),
        count(0, age=UNKNOWN_AGE),
    ]
    assert ForceCounts("A", counts).choose(Cell(period=YEAR)).value == Interval.exact(9)


def test_bands_above_seventeen_count_as_they_are_printed() -> None:
    counts = [
        count(5, age=AgeBand(0, 17)),
        count(2, age=AgeBand(18, None)),
        count(1, age=UNKNOWN_AGE),
    ]
    assert ForceCounts("A", counts).choose(Cell(period=YEAR)).value == Interval.exact(8)


def test_victims_serve_for_ages_only_where_offences_are_not_given() -> None:
    counts = [count(5, age=AgeBand(13, 13), unit=Unit.VICTIMS), count(4, age=AgeBand(13, 13))]
    thirteen = Cell(period=YEAR, age=AgeBand(13, 13))
    assert ForceCounts("A", counts).choose(thirteen, ANY_UNIT).value == Interval.exact(4)
    assert ForceCounts("A", counts[:1]).choose(thirteen, ANY_UNIT).value == Interval.exact(5)
    assert ForceCounts("A", counts[:1]).choose(thirteen, OFFENCE_UNITS).value is None


def test_a_count_that_no_figure_uses_says_why() -> None:
    counts = [
        count(None),
        count(1, period=Period(date(2015, 1, 1), date(2015, 12, 31))),
        count(1, online=Online.NOT_ONLINE),
        count(1, online=Online.ALL),
        count(1, unit=Unit.VICTIMS),
        count(1, sex=Sex.MALE),
        count(10),
    ]
    left = unused(counts, counts[-1:], periods=[YEAR], flag=Online.ONLINE, units=OFFENCE_UNITS)
    assert [one.reason for one in left] == [
        "no number: suppressed",
        "2015 is no part of a period asked for",
        "counts offences without the flag",
        "does not tell flagged offences apart",
        "counts victims, not offences",
        "another count already says it, or no figure is broken down so",
    ]
