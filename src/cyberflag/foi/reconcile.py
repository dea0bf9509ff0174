"""Printed totals against their parts, and figures against others that say the same.

A total and parts that cannot both be right are never sure: a question names them. Where
printed parts add up to a printed total, both gain a remark. A sum that leaves out the hidden
figures is read "at least".
"""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import REPORTED, Interval, Missing, Online, Sex, total
from cyberflag.core.offences import ALL_OFFENCES, group_of
from cyberflag.core.periods import Period
from cyberflag.foi.doubts import Doubt
from cyberflag.foi.draft import Draft, Sense
from cyberflag.foi.facts import Dim
from cyberflag.foi.model import Question

SUMMED = (Dim.AGE, Dim.SEX, Dim.OFFENCE, Dim.ONLINE, Dim.PERIOD)
"""The dimensions along which parts add up."""
MOST_ALIKE = 300
"""A larger family of figures alike in all but one dimension was not understood."""
NAMED = 8
"""How many cells a question names one by one."""


def reconcile(drafts: Sequence[Draft]) -> list[Question]:
    """Check all figures of a reply; changes their doubts, gives the questions that remain."""
    questions: list[Question] = []
    groups: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.group].append(draft)
    for members in groups.values():
        questions += _within(members)
    shown = [draft for draft in drafts if not draft.blank]
    questions += _said_twice(shown)
    questions += _across(groups)
    return questions


# Within one table or list.


def _within(members: list[Draft]) -> list[Question]:
    questions: list[Question] = []
    leaving: set[tuple[bool, int]] = set()
    summed: set[int] = set()
    for dim in SUMMED:
        for family in _families(members, dim):
            for whole in family:
                parts = _parts(whole, family, dim)
                if not parts:
                    continue
                if len(parts) > 1:
                    summed.add(id(whole))
                questions += _weigh(whole, parts, _expects_equal(whole, parts, dim), leaving)
    for whole in members:
        if whole.is_total and id(whole) not in summed and not whole.blank:
            parts = _leaves(whole, members)
            if len(parts) > 1:
                questions += _weigh(whole, parts, whole.plain_total, leaving)
    if leaving:
        _at_least(members, leaving)
    return questions


def _families(members: Iterable[Draft], dim: Dim) -> Iterable[list[Draft]]:
    """Figures alike in all but one dimension."""
    families: dict[Hashable, list[Draft]] = defaultdict(list)
    for draft in members:
        families[_without(draft.sense, dim)].append(draft)
    return (family for family in families.values() if 1 < len(family) <= MOST_ALIKE)


def _without(sense: Sense, dim: Dim) -> Hashable:
    match dim:
        case Dim.AGE:
            return (sense.period, sense.offence, sense.sex, sense.online, sense.unit)
        case Dim.SEX:
            return (sense.period, sense.offence, sense.age, sense.online, sense.unit)
        case Dim.OFFENCE:
            return (sense.period, sense.age, sense.sex, sense.online, sense.unit)
        case Dim.ONLINE:
            return (sense.period, sense.offence, sense.age, sense.sex, sense.unit)
        case _:
            return (sense.offence, sense.age, sense.sex, sense.online, sense.unit)


def _inside(inner: Sense, outer: Sense, dim: Dim) -> bool:
    """Whether what is counted in ``inner`` is a true part of ``outer`` along ``dim``."""
    mine, whole = getattr(inner, dim.value), getattr(outer, dim.value)
    if mine == whole or mine is None or whole is None:
        return False
    if isinstance(mine, AgeBand | Period):
        return bool(whole.contains(mine))
    if isinstance(mine, Sex):
        return whole is Sex.ALL
    if isinstance(mine, Online):
        return whole is Online.ALL
    return bool(whole == ALL_OFFENCES or group_of(mine) == whole)


def _parts(whole: Draft, family: Sequence[Draft], dim: Dim) -> list[Draft]:
    """The widest disjoint parts of ``whole``; none where parts overlap or stand twice."""
    inner = [one for one in family if _inside(one.sense, whole.sense, dim)]
    widest = [
        one for one in inner if not any(_inside(one.sense, other.sense, dim) for other in inner)
    ]
    values = [getattr(one.sense, dim.value) for one in widest]
    if len(set(values)) < len(values):
        return []
    if dim in (Dim.AGE, Dim.PERIOD) and any(
        a.overlaps(b) for at, a in enumerate(values) for b in values[at + 1 :]
    ):
        return []
    return widest


def _expects_equal(whole: Draft, parts: Sequence[Draft], dim: Dim) -> bool:
    """Whether the parts are meant to make up the whole, and not only some of it."""
    values = [getattr(part.sense, dim.value) for part in parts]
    if dim is Dim.ONLINE:
        return len(values) == 2
    if dim is Dim.PERIOD:
        days = sum(value.days for value in values)
        return bool(days == whole.sense.period.days) if whole.sense.period else False
    if len(values) < 2:
        return False
    if dim is Dim.SEX:
        return whole.plain_total or len(values) == 3
    if dim is Dim.AGE and not whole.sense.age.is_all:
        return sum(len(value.years) for value in values) == len(whole.sense.age.years)
    if dim is Dim.AGE:
        return whole.plain_total and _run_on(values)
    return whole.plain_total


def _run_on(bands: Sequence[AgeBand]) -> bool:
    known = sorted((band.years for band in bands if not band.unknown), key=lambda one: one.start)
    return all(a.stop == b.start for a, b in itertools.pairwise(known))


def _leaves(whole: Draft, members: Sequence[Draft]) -> list[Draft]:
    """Parts of a total that differ from it in several dimensions at once."""
    dims = [
        dim
        for dim in SUMMED
        if any(_inside(one.sense, whole.sense, dim) for one in members if one is not whole)
    ]
    parts = [
        one
        for one in members
        if one is not whole
        and not one.is_total
        and one.sense.unit == whole.sense.unit
        and all(
            getattr(one.sense, dim.value) == getattr(whole.sense, dim.value)
            or _inside(one.sense, whole.sense, dim)
            for dim in SUMMED
        )
    ]
    if len({one.sense for one in parts}) < len(parts):
        return []
    for dim in dims:
        values = list({getattr(one.sense, dim.value) for one in parts})
        if any(_overlap(a, b) for at, a in enumerate(values) for b in values[at + 1 :]):
            return []
    return parts


def _overlap(first: object, second: object) -> bool:
    if isinstance(first, AgeBand) and isinstance(second, AgeBand):
        return first.overlaps(second)
    if isinstance(first, Period) and isinstance(second, Period):
        return first.overlaps(second)
    if isinstance(first, str) and isinstance(second, str):
        return (
            ALL_OFFENCES in (first, second)
            or group_of(first) == second
            or group_of(second) == first
        )
    return Sex.ALL in (first, second) or Online.ALL in (first, second)


def _weigh(
    whole: Draft, parts: Sequence[Draft], equal: bool, leaving: set[tuple[bool, int]]
) -> list[Question]:
    if whole.blank:
        return []
    added = total(part.bounds for part in parts)
    shown = sum(part.bounds.low for part in parts if not part.is_hidden)
    bounds = whole.bounds
    hidden = any(part.is_hidden and part.status == Missing.SUPPRESSED for part in parts)
    if equal and whole.is_total and bounds.is_exact and hidden and shown == bounds.low:
        line = whole.row if whole.across_total else whole.col
        leaving.add((whole.across_total, line))
        return []
    above = bounds.high is not None and added.low > bounds.high
    below = equal and added.high is not None and added.high < bounds.low
    if above or below:
        return [_contradiction(whole, parts, added)]
    if equal and bounds.is_exact and added.is_exact:
        for draft in (whole, *parts):
            draft.doubt(Doubt.ADDS_UP)
    return []


def _contradiction(whole: Draft, parts: Sequence[Draft], added: Interval) -> Question:
    named = [part.where for part in parts if not part.blank]
    if len(named) > NAMED:
        named = [*named[: NAMED - 1], f"… {named[-1]}"]
    detail = f"{whole.where} against {', '.join(named)}"
    for draft in (whole, *parts):
        draft.doubt(Doubt.SUM_DIFFERS, detail)
    return Question(
        where=f"{whole.where}, {', '.join(named)}",
        why=f"the printed total is {whole.printed}, but its parts come to {added}: which cell is wrong?",
    )


def _at_least(members: Iterable[Draft], leaving: set[tuple[bool, int]]) -> None:
    """Totals of a row or column that is seen to leave out the hidden figures."""
    listed = list(members)
    for draft in listed:
        line = (draft.across_total, draft.row if draft.across_total else draft.col)
        if draft.is_total and not draft.blank and line in leaving and draft.bounds.is_exact:
            if draft.across_total:
                parts = [o for o in listed if o.col == draft.col and o is not draft]
            else:
                parts = [o for o in listed if o.row == draft.row and o is not draft]
            if any(part.blank or part.is_hidden for part in parts):
                draft.value = Interval(draft.bounds.low, None)
                draft.doubt(Doubt.SUM_LEAVES_OUT)


# Between tables, lists and sentences.


def _said_twice(drafts: Sequence[Draft]) -> list[Question]:
    by_sense: dict[Sense, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.sense.period is not None and draft.sense.offence is not None:
            by_sense[draft.sense].append(draft)
    questions: list[Question] = []
    for same in by_sense.values():
        first = same[0]
        for other in same[1:]:
            if other.group == first.group:
                # One table counts nothing twice: a dimension was not understood.
                first.doubt(Doubt.SAME_MEANING, other.where)
                other.doubt(Doubt.SAME_MEANING, first.where)
            elif not first.bounds.meets(other.bounds):
                first.doubt(Doubt.SAME_CELL_TWICE, other.where)
                other.doubt(Doubt.SAME_CELL_TWICE, first.where)
                questions.append(
                    Question(
                        where=f"{first.where}, {other.where}",
                        why=f"two figures of the same thing differ: {first.printed} and {other.printed}",
                    )
                )
            elif first.value == other.value and first.status == REPORTED:
                first.doubt(Doubt.ALSO_STANDS_AT, other.where)
                other.doubt(Doubt.ALSO_STANDS_AT, first.where)
    return questions


def _across(groups: dict[int, list[Draft]]) -> list[Question]:
    """A total given apart (in a sentence) against the figures of a table that prints no sum."""
    questions: list[Question] = []
    lone = [members[0] for members in groups.values() if len(members) == 1 and not members[0].blank]
    for whole in lone:
        for members in groups.values():
            if len(members) < 2 or any(one.sense == whole.sense for one in members):
                continue
            parts = _leaves(whole, members)
            if len(parts) > 1:
                questions += _weigh(whole, parts, False, set())
    return questions
