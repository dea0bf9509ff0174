"""Two roads to every number: DuckDB and plain Python give the same rows for any input."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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
from cyberflag.core.offences import GROUPS
from cyberflag.core.periods import Period, fin_year
from cyberflag.engine.duck import open_engine
from cyberflag.engine.model import Engine
from cyberflag.foi.model import ForceAnswer
from cyberflag.measures.definitions import MEASURES, Breakdown
from cyberflag.measures.oracle import answer_of
from cyberflag.measures.sql import sql_of
from cyberflag.measures.terms import (
    ANSWERS,
    TERMS,
    Subject,
    answers_table,
    choose_all,
    terms_table,
)

SUBJECTS = ("all", "071/17")
FORCES = ("A", "B", "C", "D", "E")
STATUSES = (REPORTED, "no answer", "refused", "flag not used")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with open_engine() as opened:
        yield opened


def ends() -> st.SearchStrategy[tuple[int, int | None]]:
    """Small numbers collide often; some have no upper end, some are large."""
    low = st.integers(0, 12) | st.integers(0, 2**40)
    return low.flatmap(
        lambda n: st.tuples(st.just(n), st.none() | st.integers(n, n + 3) | st.just(n))
    )


@st.composite
def term(draw: st.DrawFn) -> dict[str, Any]:  # Any: a row of the table `terms`
    low, high = draw(ends())
    force_code = draw(st.sampled_from(FORCES))
    return {
        "subject": draw(st.sampled_from(SUBJECTS)),
        "place": draw(st.integers(0, 2)),
        "breakdown": draw(st.sampled_from(Breakdown)).value,
        "force_code": force_code,
        "asked_order": FORCES[::-1].index(force_code),
        "offence": draw(st.sampled_from(GROUPS)),
        "age": draw(st.integers(0, 17)),
        "low": low,
        "high": high,
    }


def answers() -> st.SearchStrategy[list[dict[str, Any]]]:  # Any: see term
    return st.lists(
        st.fixed_dictionaries(
            {
                "subject": st.sampled_from(SUBJECTS),
                "place": st.integers(0, 2),
                "force_code": st.sampled_from(FORCES),
                "asked_order": st.integers(0, 4),
                "status": st.sampled_from(STATUSES),
            }
        ),
        max_size=8,
    )


def both_roads(engine: Engine, terms: pa.Table, answered: pa.Table) -> None:
    engine.register("terms", terms)
    engine.register("answers", answered)
    for measure in MEASURES.values():
        by_sql = engine.query(sql_of(measure)).to_pylist()
        by_python = answer_of(measure, terms.to_pylist(), answered.to_pylist())
        assert by_sql == by_python, measure.name


TERM_LISTS = st.lists(term(), max_size=25)


def row(
    force_code: str,
    low: int,
    high: int | None,
    *,
    place: int = 0,
    breakdown: Breakdown = Breakdown.WHOLE,
    age: int = 0,
) -> dict[str, Any]:  # Any: see term
    return {
        "subject": "all",
        "place": place,
        "breakdown": breakdown.value,
        "force_code": force_code,
        "asked_order": FORCES.index(force_code),
        "offence": "rape",
        "age": age,
        "low": low,
        "high": high,
    }


# What chance may miss: ties, an even number of forces, both periods and one, an age without a
# victim for certain, an age that no other can reach.
EVERY_CASE = [
    row("A", 100, 100),
    row("B", 100, None),
    row("C", 3, 9),
    row("D", 3, 12),
    row("A", 50, 60, place=1),
    row("B", 40, None, place=1),
    row("E", 7, 7, place=2),
    *(
        row("A", low, low, breakdown=Breakdown.AGE, age=age)
        for age, low in ((5, 0), (12, 2), (13, 9))
    ),
    row("A", 0, 4, place=1, breakdown=Breakdown.AGE, age=6),
    row("B", 0, None, place=1, breakdown=Breakdown.AGE, age=6),
]


@given(terms=TERM_LISTS, answered=answers())
@example(terms=EVERY_CASE, answered=[])
@example(terms=EVERY_CASE[4:6], answered=[])
@settings(max_examples=30, deadline=None)
def test_sql_and_python_agree_on_any_terms(
    engine: Engine,
    terms: list[dict[str, Any]],  # Any: see term
    answered: list[dict[str, Any]],  # Any: see term
) -> None:
    agree_on_terms(engine, terms, answered)


@pytest.mark.slow
@given(terms=TERM_LISTS, answered=answers())
@settings(max_examples=400, deadline=None)
def test_sql_and_python_agree_on_very_many_terms(
    engine: Engine,
    terms: list[dict[str, Any]],  # Any: see term
    answered: list[dict[str, Any]],  # Any: see term
) -> None:
    agree_on_terms(engine, terms, answered)


def agree_on_terms(
    engine: Engine,
    terms: list[dict[str, Any]],  # Any: see term
    answered: list[dict[str, Any]],  # Any: see term
) -> None:
    both_roads(
        engine,
        pa.Table.from_pylist(terms, schema=TERMS),
        pa.Table.from_pylist(answered, schema=ANSWERS),
    )


PERIODS = (fin_year(2016), fin_year(2015))
AGES = (ALL_AGES, UNKNOWN_AGE, AgeBand(0, 9), AgeBand(10, 17), AgeBand(8, 12), AgeBand(13, 13))
OFFENCES = ("all", "rape", "19D", "19E", "grooming", "88A", "071/17")


@st.composite
def a_count(draw: st.DrawFn) -> Count:
    value = draw(st.none() | ends().map(lambda pair: Interval(*pair)))
    year = draw(st.sampled_from((*PERIODS, Period(date(2016, 1, 1), date(2016, 12, 31)))))
    return Count(
        force_code=draw(st.sampled_from(FORCES)),
        period=year,
        offence=draw(st.sampled_from(OFFENCES)),
        age=draw(st.sampled_from(AGES)),
        sex=draw(st.sampled_from(Sex)),
        online=draw(st.sampled_from((Online.ONLINE, Online.ONLINE, Online.ALL))),
        unit=draw(st.sampled_from(Unit)),
        value=value,
        status=Missing.SUPPRESSED if value is None else REPORTED,
        source=SourceRef(file="f", sha256="0" * 64, where=f"line {draw(st.integers(1, 99))}"),
    )


@given(counts=st.lists(a_count(), max_size=25), flag=st.sampled_from((Online.ONLINE, Online.ALL)))
@settings(max_examples=20, deadline=None)
def test_sql_and_python_agree_on_any_counts(
    engine: Engine, counts: list[Count], flag: Online
) -> None:
    by_force = {code: [c for c in counts if c.force_code == code] for code in FORCES}
    subjects = [
        Subject(
            offence="all",
            period=period,
            place=place,
            answers=tuple(
                ForceAnswer(
                    force_code=code,
                    period=period,
                    status=REPORTED if by_force[code] else Missing.NO_ANSWER,
                    section=None,
                    caveats=(),
                    counts=(),
                    open_items=0,
                    source=SourceRef(file="f", sha256="0" * 64, where="asked"),
                )
                for code in FORCES
            ),
        )
        for place, period in enumerate(PERIODS)
    ]
    chosen = choose_all(subjects, by_force, flag)
    for one in chosen:
        # A cell has a number and its terms, or a reason; never both, never neither.
        assert bool(one.choice.reason) == (one.choice.value is None) == (not one.choice.terms)
    both_roads(engine, terms_table(chosen), answers_table(subjects))
