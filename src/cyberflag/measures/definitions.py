"""Every figure, defined once: what is added up, how, and what a reader must know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Breakdown(StrEnum):
    """Which cells of a force a measure draws on."""

    WHOLE = "whole"
    """All offences of the period."""
    OFFENCE = "offence"
    """One cell per publication group."""
    AGE = "age"
    """One cell per single year of age from 0 to 17."""
    UNDER_10 = "under 10"
    TEN_AND_UNDER = "ten and under"


class Take(StrEnum):
    """What is done with the cells."""

    SUM = "sum"
    """Both ends added up; without an upper end as soon as one part has none."""
    HIGHEST = "highest"
    """The one value whose low end no other's high end reaches."""
    YOUNGEST = "youngest"
    """The least age with a count of at least one for certain."""
    SMALLEST = "smallest"
    """The force with the least low end; of several, the one asked first."""
    LARGEST = "largest"
    """The force with the greatest low end; of several, the one asked first."""
    MIDDLE = "middle"
    """The low end of the middle force, or of the middle two."""
    FORCES = "forces"
    """How many forces, by their totals' ends or by their status."""
    BOTH_PERIODS = "both periods"
    """Both ends added up for each of two periods, over forces with a total in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure.

    ``by`` names what it is given for besides the period; ``least`` and ``below`` bound the
    totals of the forces that :attr:`Take.FORCES` counts. The rest is for the reader:
    ``definition`` in a sentence, ``formula``, ``interval`` (how its ends come about) and
    ``left_out`` (which forces have no part in it, and why).
    """

    name: str
    breakdown: Breakdown
    take: Take
    by: tuple[str, ...] = ()
    least: int | None = None
    below: int | None = None
    definition: str
    formula: str
    interval: str
    left_out: str


_ENDS = 'Low ends and high ends are added up apart; without a high end as soon as one part has none ("at least").'
_NO_TOTAL = "Forces without a number for the period, each with its status."
_NOT_FITTING = (
    "Forces that do not break down by age, or whose bands do not fit this one: nothing is ever "
    "split in proportion."
)
_LOW_ENDS = "Goes by the low end of each force's total, which is certain."

_ALL = (
    Measure(
        name="total",
        breakdown=Breakdown.WHOLE,
        take=Take.SUM,
        definition="Flagged offences of the period, over the forces that gave a number.",
        formula="sum of force totals",
        interval=_ENDS,
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="per day",
        breakdown=Breakdown.WHOLE,
        take=Take.SUM,
        definition="The total for each day of the period; 2015/16 has 366 days.",
        formula="total ÷ days",
        interval="Each end of the total, divided once, in decimals; rounded only when printed.",
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="force total",
        breakdown=Breakdown.WHOLE,
        take=Take.SUM,
        by=("force_code", "asked_order"),
        definition="One force's flagged offences of the period.",
        formula='the printed total; else the parts that make it up exactly; else the parts shown, as "at least"',
        interval="As the reply prints it, or as its parts add up.",
        left_out="Calendar years and other periods that do not fit the period asked for.",
    ),
    Measure(
        name="by offence",
        breakdown=Breakdown.OFFENCE,
        take=Take.SUM,
        by=("offence",),
        definition="Flagged offences of one publication group, over the forces that show it.",
        formula="sum over forces of the group as printed, or of its codes",
        interval=(
            "Codes add up to their group; what a list of codes may lack is bounded by the printed "
            'total, or the sum says "at least".'
        ),
        left_out="Forces that do not break down by offence.",
    ),
    Measure(
        name="by age",
        breakdown=Breakdown.AGE,
        take=Take.SUM,
        by=("age",),
        definition="Offences with a victim of one single year of age, over the forces that show it.",
        formula="sum over forces of that year of age",
        interval=_ENDS,
        left_out=_NOT_FITTING,
    ),
    Measure(
        name="commonest age",
        breakdown=Breakdown.AGE,
        take=Take.HIGHEST,
        by=("age",),
        definition="The single year of age with the most victims.",
        formula="the age whose low end is above the high end of every other",
        interval="Given only where it is certain: no other age may reach it.",
        left_out=_NOT_FITTING,
    ),
    Measure(
        name="youngest",
        breakdown=Breakdown.AGE,
        take=Take.YOUNGEST,
        by=("age",),
        definition="The youngest age at which a force recorded a victim.",
        formula="least age with a low end of at least 1",
        interval="Certain; a younger victim may stand behind a band or a mark.",
        left_out="Ages given only in bands are not looked into.",
    ),
    Measure(
        name="under 10",
        breakdown=Breakdown.UNDER_10,
        take=Take.SUM,
        definition="Offences with a victim aged 0 to 9.",
        formula='sum over forces of "under 10" as printed, or of the bands that make it up',
        interval=_ENDS,
        left_out=_NOT_FITTING,
    ),
    Measure(
        name="10 and under",
        breakdown=Breakdown.TEN_AND_UNDER,
        take=Take.SUM,
        definition="Offences with a victim aged 0 to 10; not the same as under 10.",
        formula='sum over forces of "10 and under" as printed, or of the bands that make it up',
        interval=_ENDS,
        left_out=_NOT_FITTING,
    ),
    Measure(
        name="smallest force",
        breakdown=Breakdown.WHOLE,
        take=Take.SMALLEST,
        definition="The force that recorded least.",
        formula="first by low end",
        interval=_LOW_ENDS,
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="largest force",
        breakdown=Breakdown.WHOLE,
        take=Take.LARGEST,
        definition="The force that recorded most.",
        formula="last by low end",
        interval=_LOW_ENDS,
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="median force",
        breakdown=Breakdown.WHOLE,
        take=Take.MIDDLE,
        definition="Half of the forces recorded as many or fewer, half as many or more.",
        formula="the middle by low end; of an even number the mean of the middle two",
        interval=_LOW_ENDS,
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="forces with 100 or more",
        breakdown=Breakdown.WHOLE,
        take=Take.FORCES,
        least=100,
        definition="How many forces recorded at least 100.",
        formula="forces with a low end of at least 100",
        interval="Certain: a force is counted only if its low end is that high.",
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="forces with fewer than 10",
        breakdown=Breakdown.WHOLE,
        take=Take.FORCES,
        below=10,
        definition="How many forces recorded fewer than 10.",
        formula="forces with a high end below 10",
        interval="Certain: a force is counted only if its high end is that low.",
        left_out=_NO_TOTAL,
    ),
    Measure(
        name="coverage",
        breakdown=Breakdown.WHOLE,
        take=Take.FORCES,
        by=("status",),
        definition=(
            "How many of the forces asked answered: with a number, or that they hold none or do not use the flag."
        ),
        formula="forces by the status of their answer",
        interval="Exact.",
        left_out="None: every force asked has one status.",
    ),
    Measure(
        name="change",
        breakdown=Breakdown.WHOLE,
        take=Take.BOTH_PERIODS,
        definition="From the earlier period of a round to its own, on the forces that gave both.",
        formula="(later − earlier) ÷ earlier × 100",
        interval=(
            "From (least later − most earlier) ÷ most earlier to (most later − least earlier) ÷ "
            "least earlier; no percentage where the earlier figure may be zero."
        ),
        left_out="Forces that gave one of the two periods; both are named.",
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in _ALL})
"""Every measure by its name, in the order they are shown."""
