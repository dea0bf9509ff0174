"""Made-up records, printed as tables in random ways, come back as figures that hold the truth.

Each force prints some of: a total, single years or bands of age with or without the unknown,
sexes, groups or codes, crossed tables, quarters; small numbers hidden as intervals; rows of
zero left out; the same table twice. Whatever is printed, a figure's interval holds the true
number over its forces, and an exact figure is the true number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberflag.core.ages import ALL_AGES, UNKNOWN_AGE, AgeBand
from cyberflag.core.counts import REPORTED, Count, Interval, Missing, Online, Sex, SourceRef, Unit
from cyberflag.core.offences import GROUPS, group_of
from cyberflag.core.periods import Period, fin_year
from cyberflag.foi.model import ForceAnswer, Round
from cyberflag.harmonise.choose import ForceCounts
from cyberflag.harmonise.model import Cell
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import Account, Figure
from cyberflag.measures.terms import UNITS, Subject, cells_of

YEAR = fin_year(2015)
QUARTERS = (
    Period(date(2015, 4, 1), date(2015, 6, 30)),
    Period(date(2015, 7, 1), date(2015, 9, 30)),
    Period(date(2015, 10, 1), date(2015, 12, 31)),
    Period(date(2016, 1, 1), date(2016, 3, 31)),
)
CODES = ("19D", "19E", "17B", "21", "88A", "086/02", "71", "88E")
BANDINGS = (
    tuple(AgeBand(age, age) for age in range(18)),
    (AgeBand(0, 9), AgeBand(10, 12), AgeBand(13, 15), AgeBand(16, 17)),
    (AgeBand(0, 4), AgeBand(5, 9), AgeBand(10, 17)),
    (AgeBand(None, 11), AgeBand(12, 15), AgeBand(16, None)),
    (AgeBand(0, 10), AgeBand(11, 13), AgeBand(14, 14), AgeBand(15, 17)),
    (AgeBand(0, 9), AgeBand(13, 13), AgeBand(14, 14)),
    (AgeBand(0, 7), AgeBand(8, 11), AgeBand(12, 17)),
)
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


@dataclass(frozen=True, slots=True)
class Record:
    """One made-up offence."""

    quarter: int
    code: str
    age: int | None
    sex: Sex


@dataclass(slots=True)
class Printer:
    """Prints a force's records as counts, hiding small numbers if its rule says so."""

    force_code: str
    records: list[Record]
    hides: int
    """Counts from 1 up to this are printed as an interval from 1 to this; 0: none are."""
    undefined: bool
    leaves_out_zeros: bool
    counts: list[Count] = field(default_factory=list)

    def cell(
        self,
        period: Period = YEAR,
        offence: str = "all",
        age: AgeBand = ALL_AGES,
        sex: Sex = Sex.ALL,
        *,
        is_row: bool = True,
    ) -> None:
        number = true_number(self.records, period=period, offence=offence, age=age, sex=sex)
        if number == 0 and self.leaves_out_zeros and is_row:
            return
        value: Interval | None = Interval.exact(number)
        if 0 < number <= self.hides:
            value = None if self.undefined else Interval(1, self.hides)
        self.counts.append(
            Count(
                force_code=self.force_code,
                period=period,
                offence=offence,
                age=age,
                sex=sex,
                online=Online.ONLINE,
                unit=Unit.OFFENCES,
                value=value,
                status=REPORTED if value == Interval.exact(number) else Missing.SUPPRESSED,
                source=SourceRef(file="f", sha256="0" * 64, where=f"line {len(self.counts) + 1}"),
            )
        )


def true_number(
    records: Iterable[Record],
    *,
    period: Period = YEAR,
    offence: str = "all",
    age: AgeBand = ALL_AGES,
    sex: Sex = Sex.ALL,
) -> int:
    """Counted record by record, with no band arithmetic but membership."""

    def fits(record: Record) -> bool:
        if not period.contains(QUARTERS[record.quarter]):
            return False
        if offence not in ("all", record.code, group_of(record.code)):
            return False
        if sex not in (Sex.ALL, record.sex):
            return False
        if age == ALL_AGES:
            return True
        if record.age is None:
            return age == UNKNOWN_AGE
        return not age.unknown and record.age in age.years

    return sum(map(fits, records))


Table = Callable[[Printer, Any], None]  # Any: hypothesis draws the choices a table makes


def total(printer: Printer, _: Any) -> None:  # Any: see Table
    printer.cell(is_row=False)


def ages(printer: Printer, draw: Any) -> None:  # Any: see Table
    sexes = draw(st.sampled_from([(Sex.ALL,), (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN, Sex.ALL)]))
    with_unknown = draw(st.booleans())
    for band in (*draw(st.sampled_from(BANDINGS)), *((UNKNOWN_AGE,) if with_unknown else ())):
        for sex in sexes:
            printer.cell(age=band, sex=sex)


def sexes(printer: Printer, draw: Any) -> None:  # Any: see Table
    for sex in draw(st.sampled_from([(Sex.FEMALE, Sex.MALE), (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)])):
        printer.cell(sex=sex)


def groups(printer: Printer, draw: Any) -> None:  # Any: see Table
    for group in draw(st.sampled_from([GROUPS, GROUPS[:3]])):
        printer.cell(offence=group)


def codes(printer: Printer, draw: Any) -> None:  # Any: see Table
    for code in draw(st.sampled_from([CODES, CODES[:5]])):
        printer.cell(offence=code)


def codes_by_age(printer: Printer, draw: Any) -> None:  # Any: see Table
    bands = (*draw(st.sampled_from(BANDINGS[1:3])), UNKNOWN_AGE)
    for code in CODES:
        for band in bands:
            printer.cell(offence=code, age=band)
        printer.cell(offence=code)


def quarters(printer: Printer, draw: Any) -> None:  # Any: see Table
    for quarter in QUARTERS[: draw(st.integers(3, 4))]:
        printer.cell(period=quarter)
        for band in (*BANDINGS[1], UNKNOWN_AGE):
            printer.cell(period=quarter, age=band)


TABLES: tuple[Table, ...] = (total, ages, sexes, groups, codes, codes_by_age, quarters)


@st.composite
def reply(draw: st.DrawFn, force_code: str) -> Printer:
    record = st.builds(
        Record,
        quarter=st.integers(0, 3),
        code=st.sampled_from(CODES),
        age=st.none() | st.integers(3, 17),
        sex=st.sampled_from((Sex.FEMALE, Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)),
    )
    printer = Printer(
        force_code=force_code,
        records=draw(st.lists(record, max_size=30)),
        hides=draw(st.sampled_from((0, 0, 2, 4))),
        undefined=draw(st.sampled_from((False, False, True))),
        leaves_out_zeros=draw(st.booleans()),
    )
    if draw(st.booleans()):
        total(printer, draw)
    for table in draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=4)):
        table(printer, draw)
    return printer


def round_of(replies: list[Printer]) -> tuple[Round, list[ForceAnswer]]:
    answers = [
        ForceAnswer(
            force_code=printer.force_code,
            period=YEAR,
            status=REPORTED if printer.counts else Missing.NO_ANSWER,
            section=None,
            caveats=(),
            counts=tuple(printer.counts),
            open_items=0,
            source=SourceRef(file="f", sha256="0" * 64, where="asked"),
        )
        for printer in replies
    ]
    round_ = Round(
        folder=Path("round"),
        sha256="0" * 64,
        title="made up",
        periods=(YEAR,),
        sent=date(2016, 4, 1),
        questions=(),
        asked=tuple(printer.force_code for printer in replies),
        notice="",
    )
    return round_, answers


def holds(
    value: Interval | None, replies: list[Printer], **cell: Any
) -> None:  # Any: see true_number
    assert value is not None
    truth = sum(true_number(printer.records, **cell) for printer in replies)
    assert value.low <= truth, (cell, value, truth)
    assert value.high is None or truth <= value.high, (cell, value, truth)


def the_figures_hold(replies: list[Printer]) -> None:
    counted = figures_of(*round_of(replies), NO_FILES)
    figures = counted.periods[0]

    def figure_holds(figure: Figure, **cell: Any) -> None:  # Any: see true_number
        holds(figure.value, [p for p in replies if p.force_code in figure.forces], **cell)

    if figures.total.forces:
        figure_holds(figures.total)
    for by_offence in figures.offences:
        figure_holds(by_offence.figure, offence=by_offence.group)
    for by_age in (*figures.ages, figures.under_10, figures.ten_and_under):
        if by_age:
            figure_holds(by_age.figure, age=by_age.age)
    if figures.youngest.age is not None:
        records = {printer.force_code: printer.records for printer in replies}
        for code in figures.youngest.forces:
            assert figures.youngest.age in {record.age for record in records[code]}
    assert all(one.reason for one in counted.unused)


REPLIES = st.tuples(reply("A"), reply("B"), reply("C")).map(list)


@given(printer=reply("A"))
@settings(max_examples=150, deadline=None)
def test_what_is_chosen_for_a_force_holds_the_truth(printer: Printer) -> None:
    force = ForceCounts(printer.force_code, printer.counts)
    subject = Subject(offence="all", period=YEAR, place=0, answers=())
    for breakdown, cell in cells_of(subject):
        choice = force.choose(cell, UNITS[breakdown])
        if choice.value is not None:
            holds(choice.value, [printer], offence=cell.offence, age=cell.age)


@given(replies=REPLIES)
@settings(max_examples=15, deadline=None)
def test_every_figure_holds_the_truth(replies: list[Printer]) -> None:
    the_figures_hold(replies)


@pytest.mark.slow
@given(replies=REPLIES)
@settings(max_examples=300, deadline=None)
def test_every_figure_of_very_many_rounds_holds_the_truth(replies: list[Printer]) -> None:
    the_figures_hold(replies)


@given(printer=reply("A"))
@settings(max_examples=50, deadline=None)
def test_a_complete_reply_is_counted_exactly(printer: Printer) -> None:
    printer.hides, printer.leaves_out_zeros = 0, False
    printer.cell(is_row=False)
    for band in (*BANDINGS[2], UNKNOWN_AGE):
        printer.cell(age=band)
    force = ForceCounts(printer.force_code, printer.counts[-5:])
    for age in (ALL_AGES, AgeBand(0, 9)):
        choice = force.choose(Cell(period=YEAR, age=age))
        assert choice.value == Interval.exact(true_number(printer.records, age=age))
