"""The four ways a count is broken down, and when parts make up a whole exactly.

Along each dimension a value is a stretch of a line where that is possible, so that "exactly
once, without a gap" is the same question for years of age, days, sexes and groups of
offences. Offence codes have no place on the line: nobody can know that a list of codes is
complete, so codes never make up a group by themselves.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from cyberflag.core.ages import ALL_AGES, AgeBand
from cyberflag.core.counts import Count, Sex
from cyberflag.core.offences import ALL_OFFENCES, GROUPS, OFFENCES, group_of
from cyberflag.core.periods import Period
from cyberflag.harmonise.model import Cell

ADULT = 18
"""All victims counted are younger: bands up to 17 or beyond, with the unknown, are all of them."""

Span = tuple[int, int]
"""A stretch of a line, from its first point to the point after its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way of breaking down.

    ``whole`` is the value that takes in all others, None where there is none (periods).
    ``holds`` says whether everything in the second value is in the first too; ``span`` is a
    value's stretch, or None; ``stretch`` is that of a whole, given the spans of its parts.
    ``may_lack`` says whether a sum of shown parts serves as "at least" below the whole.
    """

    name: str
    whole: Any  # Any: a band of ages, an offence, a sex; each dimension has its own type
    holds: Callable[[Any, Any], bool]  # Any: see whole
    span: Callable[[Any], Span | None]  # Any: see whole
    stretch: Callable[[Any, Collection[Span]], Span | None]  # Any: see whole
    may_lack: bool

    def of(self, cell: Cell) -> Any:  # Any: see whole
        """The cell's value along this dimension."""
        return getattr(cell, self.name)

    def put(self, cell: Cell, value: Any) -> Cell:  # Any: see whole
        """The cell with another value along this dimension."""
        return replace(cell, **{self.name: value})

    def overlap(self, one: Any, other: Any) -> bool:  # Any: see whole
        """Whether one offence could be counted in both values."""
        if self.holds(one, other) or self.holds(other, one):
            return True
        first, second = self.span(one), self.span(other)
        if first is None or second is None:
            return False
        return max(first[0], second[0]) < min(first[1], second[1])


def cell_of(count: Count) -> Cell:
    """The cell a count fills."""
    return Cell(period=count.period, offence=count.offence, age=count.age, sex=count.sex)


def is_inside(part: Cell, whole: Cell) -> bool:
    """Whether everything counted in ``part`` is counted in ``whole`` too."""
    return (
        (whole.sex is Sex.ALL or whole.sex is part.sex)
        and (whole.age == part.age or whole.age.contains(part.age))
        and _offence_holds(whole.offence, part.offence)
        and whole.period.contains(part.period)
    )


# --- ages -------------------------------------------------------------------------------


def _age_span(age: AgeBand) -> Span | None:
    if age.unknown:
        return (-1, 0)
    return None if age.is_all else (age.years.start, age.years.stop)


def _age_stretch(age: AgeBand, parts: Collection[Span]) -> Span | None:
    if not age.is_all:
        return _age_span(age)
    return (-1, max([ADULT, *(stop for _, stop in parts)]))


# --- offences ---------------------------------------------------------------------------


def _offence_holds(whole: str, part: str) -> bool:
    if whole in (part, ALL_OFFENCES):
        return True
    if whole in GROUPS:
        return group_of(part) == whole
    known = OFFENCES.get(part)
    return known is not None and known.counted_in == whole


def _offence_span(offence: str) -> Span | None:
    if offence not in GROUPS:
        return None
    place = GROUPS.index(offence)
    return (place, place + 1)


def _offence_stretch(offence: str, _: Collection[Span]) -> Span | None:
    return (0, len(GROUPS)) if offence == ALL_OFFENCES else None


# --- sexes and periods ------------------------------------------------------------------

_SEXES = (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)


def _sex_span(sex: Sex) -> Span | None:
    return None if sex is Sex.ALL else (_SEXES.index(sex), _SEXES.index(sex) + 1)


def _sex_stretch(sex: Sex, _: Collection[Span]) -> Span | None:
    return (0, len(_SEXES)) if sex is Sex.ALL else None


def _period_span(period: Period) -> Span:
    return (period.start.toordinal(), period.end.toordinal() + 1)


SEX = Dimension(
    name="sex",
    whole=Sex.ALL,
    holds=lambda whole, part: whole in (part, Sex.ALL),
    span=_sex_span,
    stretch=_sex_stretch,
    may_lack=False,
)
AGE = Dimension(
    name="age",
    whole=ALL_AGES,
    holds=AgeBand.contains,
    span=_age_span,
    stretch=_age_stretch,
    may_lack=False,
)
OFFENCE = Dimension(
    name="offence",
    whole=ALL_OFFENCES,
    holds=_offence_holds,
    span=_offence_span,
    stretch=_offence_stretch,
    may_lack=True,
)
PERIOD = Dimension(
    name="period",
    whole=None,
    holds=Period.contains,
    span=_period_span,
    stretch=lambda period, _: _period_span(period),
    may_lack=False,
)
DIMENSIONS = (SEX, AGE, OFFENCE, PERIOD)
