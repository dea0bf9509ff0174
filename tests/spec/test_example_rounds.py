"""The example rounds come to the published figures, counted from their truth, without the reader."""

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cyberflag.core.ages import UNKNOWN_AGE, AgeBand
from cyberflag.core.counts import (
    REPORTED,
    Count,
    Interval,
    Missing,
    Online,
    Sex,
    SourceRef,
    Unit,
    total,
)
from cyberflag.core.periods import Period, fin_year
from cyberflag.foi.model import ForceAnswer, Round
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import Account, Figure, PeriodFigures, RoundFigures

EXAMPLES = Path(__file__).parents[2] / "examples"
ASKED = (*(f"E230000{n:02}" for n in range(1, 40)), *(f"W1500000{n}" for n in range(1, 5)), "BTP")
NOTHING_READ = Account(
    files=0,
    files_read=0,
    files_refused=(),
    proposals=0,
    counts=0,
    rejected=0,
    open_proposals=0,
    open_items=0,
)
STATUS_OF = {
    "refused": Missing.REFUSED,
    "neither confirm nor deny": Missing.REFUSED,
    "flag not used": Missing.FLAG_NOT_USED,
}


def number(text: str) -> int | None:
    return int(text) if text else None


def true_counts(folder: Path) -> dict[str, list[Count]]:
    """Every cell of the replies that count, as it was made."""
    counts: dict[str, list[Count]] = defaultdict(list)
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["counts"] == "yes":
                counts[row["force_code"]].append(true_count(row))
    return counts


def true_count(row: dict[str, str]) -> Count:
    unknown = row["age_low"] == "unknown"
    low = number(row["low"])
    return Count(
        force_code=row["force_code"],
        period=Period(
            date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
        ),
        offence=row["offence"],
        age=UNKNOWN_AGE if unknown else AgeBand(number(row["age_low"]), number(row["age_high"])),
        sex=Sex(row["sex"]),
        online=Online(row["online"]),
        unit=Unit(row["unit"]),
        value=None if low is None else Interval(low, number(row["high"])),
        status=row["status"],
        source=SourceRef(
            file=f"replies/{row['force_code']}/{row['file']}", sha256="0" * 64, where=row["where"]
        ),
    )


def outcomes(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "outcomes.csv").open(encoding="utf-8", newline="") as text:
        return {row["force_code"]: row for row in csv.DictReader(text) if row["counts"] == "yes"}


def answer(
    force_code: str, period: Period, counts: list[Count], outcome: dict[str, str]
) -> ForceAnswer:
    within = tuple(count for count in counts if period.contains(count.period))
    absent = STATUS_OF.get(outcome.get("outcome", ""), Missing.NO_ANSWER)
    return ForceAnswer(
        force_code=force_code,
        period=period,
        status=REPORTED if within else absent,
        section=None if within else outcome.get("section") or None,
        caveats=(),
        counts=within,
        open_items=0,
        source=SourceRef(file="round.toml", sha256="0" * 64, where=f"asked {force_code}"),
    )


@cache
def counted(name: str, *years: int) -> RoundFigures:
    folder = EXAMPLES / name
    counts, said = true_counts(folder), outcomes(folder)
    periods = tuple(fin_year(year) for year in years)
    answers = [
        answer(code, period, counts.get(code, []), said.get(code, {}))
        for code in ASKED
        for period in periods
    ]
    round_ = Round(
        folder=folder,
        sha256="0" * 64,
        title=name,
        periods=periods,
        sent=date(2016, 4, 11),
        questions=(),
        asked=ASKED,
        notice="",
    )
    return figures_of(round_, answers, NOTHING_READ)


def first() -> PeriodFigures:
    return counted("round-2015-16", 2015).periods[0]


def second() -> RoundFigures:
    return counted("round-2016-17", 2016, 2015)


def test_the_first_round_comes_to_the_published_figures() -> None:
    figures = first()
    assert str(figures.total.value) == "3,186"
    assert f"{figures.per_day.low:.1f}" == "8.7"
    assert (figures.coverage.answered, figures.coverage.asked) == (38, 44)
    assert figures.commonest_age is not None
    assert figures.commonest_age.age == AgeBand(13, 13)
    assert str(figures.commonest_age.figure.value) == "535"
    assert figures.under_10 is not None
    assert str(figures.under_10.figure.value) == "272"
    assert figures.youngest.age == 1


def test_thirty_seven_of_the_thirty_eight_gave_a_number_and_one_does_not_use_the_flag() -> None:
    figures = first()
    assert len(figures.total.forces) == 37
    assert dict(figures.coverage.without) == {
        "refused": ("E23000014", "E23000031", "W15000004"),
        "flag not used": ("E23000008",),
        "no answer": ("E23000001", "E23000026", "E23000030"),
    }


def test_there_were_over_a_hundred_rapes_among_the_forces_that_show_the_offence() -> None:
    rape = next(one.figure for one in first().offences if one.group == "rape")
    assert rape.value.low > 100
    assert rape.value.high is not None
    assert len(rape.forces) == 10


def test_the_second_round_comes_to_the_published_figures() -> None:
    later, earlier = second().periods
    assert str(later.total.value) == "5,653"
    assert str(earlier.total.value) == "3,903"
    assert (later.coverage.answered, later.coverage.asked) == (39, 44)
    assert later.youngest.age == 3
    thirteen = next(one for one in later.ages if one.age == AgeBand(13, 13))
    assert str(thirteen.figure.value) == "257"


def test_change_is_taken_on_the_same_forces_only() -> None:
    change = second().change
    assert change is not None
    # Durham gave no figure for 2015/16: its 190 offences are no growth.
    assert change.only_later == ("E23000008",)
    assert change.only_earlier == ()
    assert (str(change.earlier.value), str(change.later.value)) == ("3,903", "5,463")
    assert change.percent is not None
    assert f"{change.percent.low:.1f}" == f"{change.percent.high:.1f}" == "40.0"


def test_two_rounds_give_one_year_differently_and_each_force_is_named() -> None:
    folder_first = counted("round-2015-16", 2015)
    folder = EXAMPLES / "round-2016-17"
    again = figures_of(
        Round(
            folder=folder,
            sha256="0" * 64,
            title="second",
            periods=(fin_year(2016), fin_year(2015)),
            sent=date(2017, 4, 10),
            questions=(),
            asked=ASKED,
            notice="",
        ),
        [
            answer(code, period, true_counts(folder).get(code, []), {})
            for code in ASKED
            for period in (fin_year(2016), fin_year(2015))
        ],
        NOTHING_READ,
        against=folder_first,
    )
    assert again.revisions is not None
    assert str(again.revisions.before.value) == "3,186"
    assert str(again.revisions.after.value) == "3,903"
    moved = sum(
        (one.after.value.low if one.after else 0) - (one.before.value.low if one.before else 0)
        for one in again.revisions.forces
    )
    assert moved == 3903 - 3186
    assert {one.force_code for one in again.revisions.forces if one.before is None} == {
        "E23000026", "E23000030", "E23000031", "W15000004",
    }  # fmt: skip


@pytest.mark.parametrize("area_file", ["round-2015-16", "round-2016-17"])
def test_each_published_force_total_is_met(area_file: str) -> None:
    figures = first() if area_file == "round-2015-16" else second().periods[0]
    totals = {force.force_code: force.total for force in figures.forces}
    with (EXAMPLES / area_file / "published.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["fin_year"] != figures.period.label or row["area"] not in totals:
                continue
            if "aged" not in row["note"]:
                given = totals[row["area"]]
                assert given is not None
                assert given.value == Interval.exact(int(row["value"])), row["area"]


def every_sum(figures: PeriodFigures) -> list[Figure]:
    return [
        figures.total,
        *(one.figure for one in figures.offences),
        *(one.figure for one in figures.ages),
        *(one.figure for one in (figures.under_10, figures.ten_and_under) if one),
        *(force.total for force in figures.forces if force.total),
    ]


@pytest.mark.parametrize(
    ("name", "years"), [("round-2015-16", (2015,)), ("round-2016-17", (2016, 2015))]
)
def test_every_figure_can_be_followed_to_cells_that_add_up_to_its_low_end(
    name: str, years: tuple[int, ...]
) -> None:
    periods = counted(name, *years).periods
    for figure in (figure for figures in periods for figure in every_sum(figures)):
        assert figure.value.low == total(p.value for p in figure.parts if p.value).low
        assert {part.force_code for part in figure.parts} <= set(figure.forces)


def test_every_count_that_no_figure_uses_has_a_reason() -> None:
    figures = counted("round-2015-16", 2015)
    used = {part for one in every_sum(figures.periods[0]) for part in one.parts}
    assert used | {one.count for one in figures.unused} == set(figures.counts)
    assert all(one.reason for one in figures.unused)


def test_forces_left_out_of_an_age_are_named_with_the_reason() -> None:
    figures = first()
    assert figures.under_10 is not None
    left_out = {one.force_code: one.reason for one in figures.left_out if one.figure == "under 10"}
    assert set(left_out) | set(figures.under_10.figure.forces) == set(figures.total.forces)
    assert left_out["E23000034"] == "not broken down by age"
