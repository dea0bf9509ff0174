"""The sums a reader can do with published counts: what :mod:`protect` must not let give away.

Three kinds: a force's own tables (an offence, an age, a sex or a flag broken down, with
related tables such as single years beside "under 10"), and national figures added up from
the forces'.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cyberflag.core.ages import ALL_AGES, AgeBand
from cyberflag.core.counts import Count, Interval, Online, Sex, Unit, total
from cyberflag.core.offences import ALL_OFFENCES, OFFENCES, group_of
from cyberflag.core.periods import Period
from cyberflag.publish.protect import Equation


@dataclass(frozen=True, slots=True, kw_only=True)
class CellKey:
    """What a force's count counts: the same key is the same published number."""

    force_code: str
    period: Period
    offence: str
    age: AgeBand
    sex: Sex
    online: Online
    unit: Unit

    def is_force_total(self, periods: Collection[Period]) -> bool:
        """Whether it is a force's whole of one of ``periods``, broken down by the flag at most."""
        whole = (self.offence, self.age, self.sex) == (ALL_OFFENCES, ALL_AGES, Sex.ALL)
        return whole and self.period in periods


def key_of(count: Count) -> CellKey:
    """The key of a count."""
    return CellKey(
        force_code=count.force_code,
        period=count.period,
        offence=count.offence,
        age=count.age,
        sex=count.sex,
        online=count.online,
        unit=count.unit,
    )


def values_of(counts: Iterable[Count]) -> dict[CellKey, Interval | None]:
    """The number of each key; where two cells of a reply differ, what holds them both."""
    values: dict[CellKey, Interval | None] = {}
    for count in counts:
        key = key_of(count)
        before = values.get(key)
        values[key] = count.value if before is None else _hull(before, count.value)
    return values


def force_equations(values: Mapping[CellKey, Interval | None]) -> list[Equation[Hashable]]:
    """The sums within each force's tables, one property broken down at a time."""
    found: dict[Equation[Hashable], None] = {}
    for blank, order in BROKEN_DOWN:
        families: defaultdict[CellKey, list[CellKey]] = defaultdict(list)
        for key in values:
            families[blank(key)].append(key)
        for family in families.values():
            found.update(dict.fromkeys(_sums(family, values, order)))
    return list(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSum:
    """A figure shown whatever its size, and the counts added up in it."""

    name: Hashable
    value: Interval
    keys: tuple[CellKey, ...]


def sum_equation(
    figure: PublishedSum, values: Mapping[CellKey, Interval | None]
) -> tuple[Equation[Hashable], Interval] | None:
    """The sum behind a figure, and the number its exact counts come to.

    The low end of a sum is the sum of the low ends, and anyone can read the ends of an
    interval off the reply that printed it: what stays unknown are the exact counts alone.
    None where the figure is no such sum, or no exact count is in it.
    """
    exact: list[CellKey] = []
    known = 0
    for key in dict.fromkeys(figure.keys):
        value = values.get(key)
        if value is None:
            continue
        if value.is_exact:
            exact.append(key)
        else:
            known += value.low
    whole = figure.value.low - known
    parts = total(value for key in exact if (value := values[key]) is not None)
    if not exact or whole < parts.low:
        return None
    equation: Equation[Hashable] = Equation(figure.name, tuple(exact), whole - parts.low)
    return equation, Interval.exact(whole)


def _hull(one: Interval, other: Interval | None) -> Interval:
    if other is None:
        return one
    open_ended = one.high is None or other.high is None
    high = None if open_ended else max(one.high or 0, other.high or 0)
    return Interval(min(one.low, other.low), high)


def _sums(
    family: Sequence[CellKey],
    values: Mapping[CellKey, Interval | None],
    holds: Callable[[CellKey, CellKey], bool],
) -> Iterable[Equation[Hashable]]:
    """Each key of a family as the sum of its smallest parts, and of its largest."""
    for whole in family:
        inside = [key for key in family if holds(whole, key)]
        smallest = [key for key in inside if not any(holds(key, other) for other in inside)]
        largest = [key for key in inside if not any(holds(other, key) for other in inside)]
        for parts in (smallest, largest):
            rest = _rest(values[whole], [values[key] for key in parts])
            if parts and rest is not None:
                yield Equation(whole, tuple(parts), rest)


def _rest(whole: Interval | None, parts: Sequence[Interval | None]) -> int | None:
    """What the parts leave at least of the whole; None where they cannot be its parts."""
    if whole is None:
        return None
    sums = total(Interval(0, None) if part is None else part for part in parts)
    if whole.high is not None and sums.low > whole.high:
        return None
    return 0 if sums.high is None else max(0, whole.low - sums.high)


def _offence_holds(whole: CellKey, part: CellKey) -> bool:
    if part.offence in (whole.offence, ALL_OFFENCES):
        return False
    if whole.offence == ALL_OFFENCES:
        return True
    offence = OFFENCES.get(part.offence)
    counted_in = offence.counted_in if offence else None
    return group_of(part.offence) == whole.offence or counted_in == whole.offence


def _age_holds(whole: CellKey, part: CellKey) -> bool:
    if part.age == whole.age or part.age.is_all:
        return False
    return whole.age.is_all or whole.age.contains(part.age)


def _sex_holds(whole: CellKey, part: CellKey) -> bool:
    return whole.sex is Sex.ALL and part.sex is not Sex.ALL


def _online_holds(whole: CellKey, part: CellKey) -> bool:
    return whole.online is Online.ALL and part.online is not Online.ALL


def _period_holds(whole: CellKey, part: CellKey) -> bool:
    return whole.period != part.period and whole.period.contains(part.period)


ANY_PERIOD = Period(date.min, date.max)

BROKEN_DOWN: tuple[tuple[Callable[[CellKey], CellKey], Callable[[CellKey, CellKey], bool]], ...] = (
    (lambda key: replace(key, offence=ALL_OFFENCES), _offence_holds),
    (lambda key: replace(key, age=ALL_AGES), _age_holds),
    (lambda key: replace(key, sex=Sex.ALL), _sex_holds),
    (lambda key: replace(key, online=Online.ALL), _online_holds),
    (lambda key: replace(key, period=ANY_PERIOD), _period_holds),
)
"""What a table may be broken down by: how to blank it out, and when one cell holds another."""
