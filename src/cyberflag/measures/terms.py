"""The two tables that measures read: what was chosen of each force's counts, and the answers.

For each subject (all offences, or each code a round asks about), each period and each cell
a measure draws on, one force at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Count, Online, Unit
from cyberflag.core.offences import ALL_OFFENCES, GROUPS
from cyberflag.core.periods import Period
from cyberflag.foi.model import ForceAnswer
from cyberflag.harmonise.choose import ANY_UNIT, OFFENCE_UNITS, ForceCounts
from cyberflag.harmonise.model import Cell, Choice
from cyberflag.measures.definitions import Breakdown

TERMS = pa.schema(
    [
        ("subject", pa.string()),
        ("place", pa.int64()),
        ("breakdown", pa.string()),
        ("force_code", pa.string()),
        ("asked_order", pa.int64()),
        ("offence", pa.string()),
        ("age", pa.int64()),
        ("low", pa.int64()),
        ("high", pa.int64()),
    ]
)
ANSWERS = pa.schema(
    [
        ("subject", pa.string()),
        ("place", pa.int64()),
        ("force_code", pa.string()),
        ("asked_order", pa.int64()),
        ("status", pa.string()),
    ]
)
UNDER_10 = AgeBand(0, 9)
TEN_AND_UNDER = AgeBand(0, 10)
YEARS = tuple(AgeBand(age, age) for age in range(18))

UNITS: Mapping[Breakdown, Sequence[Unit]] = MappingProxyType(
    {
        Breakdown.WHOLE: OFFENCE_UNITS,
        Breakdown.OFFENCE: OFFENCE_UNITS,
        Breakdown.AGE: ANY_UNIT,
        Breakdown.UNDER_10: ANY_UNIT,
        Breakdown.TEN_AND_UNDER: ANY_UNIT,
    }
)
"""Which units serve a breakdown, the first that gives a number being taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a block of figures counts: one offence (or all), in one period, over its forces.

    ``place`` is the period's place in the round: 0 for its own.
    """

    offence: str
    period: Period
    place: int
    answers: tuple[ForceAnswer, ...]
    """One per force, in the order asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen for one cell of one force, and which figures draw on it."""

    subject: Subject
    breakdown: Breakdown
    asked_order: int
    choice: Choice


def cells_of(subject: Subject) -> tuple[tuple[Breakdown, Cell], ...]:
    """Every cell that measures draw on. A single offence is not broken down by offence."""
    whole = Cell(period=subject.period, offence=subject.offence)

    def aged(age: AgeBand) -> Cell:
        return Cell(period=subject.period, offence=subject.offence, age=age)

    groups = GROUPS if subject.offence == ALL_OFFENCES else ()
    return (
        (Breakdown.WHOLE, whole),
        *((Breakdown.OFFENCE, Cell(period=subject.period, offence=group)) for group in groups),
        *((Breakdown.AGE, aged(year)) for year in YEARS),
        (Breakdown.UNDER_10, aged(UNDER_10)),
        (Breakdown.TEN_AND_UNDER, aged(TEN_AND_UNDER)),
    )


def choose_all(
    subjects: Iterable[Subject], counts: Mapping[str, Sequence[Count]], flag: Online
) -> tuple[Chosen, ...]:
    """What every force's counts come to, cell by cell. ``counts`` holds them by force code."""
    forces = {code: ForceCounts(code, own, flag=flag) for code, own in counts.items()}
    return tuple(
        Chosen(
            subject=subject,
            breakdown=breakdown,
            asked_order=asked_order,
            choice=forces[answer.force_code].choose(cell, UNITS[breakdown]),
        )
        for subject in subjects
        for breakdown, cell in cells_of(subject)
        for asked_order, answer in enumerate(subject.answers)
    )


def terms_table(chosen: Iterable[Chosen]) -> pa.Table:
    """One row per summand of every cell that has a number."""
    return pa.Table.from_pylist(
        [
            {
                "subject": one.subject.offence,
                "place": one.subject.place,
                "breakdown": one.breakdown.value,
                "force_code": one.choice.force_code,
                "asked_order": one.asked_order,
                "offence": one.choice.cell.offence,
                "age": one.choice.cell.age.single_year,
                "low": term.value.low,
                "high": term.value.high,
            }
            for one in chosen
            for term in one.choice.terms
        ],
        schema=TERMS,
    )


def answers_table(subjects: Iterable[Subject]) -> pa.Table:
    """One row per force and subject: the status of its answer."""
    return pa.Table.from_pylist(
        [
            {
                "subject": subject.offence,
                "place": subject.place,
                "force_code": answer.force_code,
                "asked_order": asked_order,
                "status": str(answer.status),
            }
            for subject in subjects
            for asked_order, answer in enumerate(subject.answers)
        ],
        schema=ANSWERS,
    )
