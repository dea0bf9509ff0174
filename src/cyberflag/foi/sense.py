"""From labels and surroundings to what a figure counts, dimension by dimension."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from cyberflag.core.ages import ALL_AGES, AgeBand
from cyberflag.core.counts import Online, Sex, Unit
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.core.periods import Period
from cyberflag.foi import vocabulary as words
from cyberflag.foi.combine import combine
from cyberflag.foi.context import Governing
from cyberflag.foi.doubts import Doubt, Reason
from cyberflag.foi.draft import Sense
from cyberflag.foi.facts import Dim, Facts
from cyberflag.foi.labels import resembles
from cyberflag.foi.periodwords import part_of

Says = Callable[[Dim], Governing]
STRESSED = 2
"""From this stress on a label's unit stands against the title's."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What the labels of one side of a table speak of, taken together."""

    dims: frozenset[Dim]
    periods: tuple[Period, ...]
    flags: frozenset[Online]
    units: frozenset[Unit]
    all_total: bool
    flag: Online | None = None
    """The flag that all labels but the totals carry, where there are several."""

    @classmethod
    def of(cls, labels: Iterable[Facts]) -> "Axis":
        """The axis of these labels."""
        listed = list(labels)
        parts = [one for one in listed if not one.total]
        flags = {one.online for one in parts}
        return cls(
            frozenset(dim for one in listed for dim in one.dims),
            tuple(sorted({one.period for one in listed if one.period is not None})),
            frozenset(one.online for one in listed if one.online is not None),
            frozenset(one.unit for one in listed if one.unit is not None),
            all(one.total for one in listed),
            flags.pop() if len(flags) == 1 and len(parts) > 1 else None,
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """A figure's sense, whether it is a total, and the doubts on the way."""

    sense: Sense
    is_total: bool
    plain_total: bool
    across_total: bool
    reasons: tuple[Reason, ...]


NO_AXIS = Axis(frozenset(), (), frozenset(), frozenset(), False)


def meant_by(
    across: Facts, down: Facts, sections: Sequence[Facts], axes: tuple[Axis, Axis], says: Says
) -> Meant:
    """What a figure of a table counts. ``axes`` are those of its row labels and its headers."""
    labels = combine([*reversed(sections), across, down])
    reasons = [*labels.reasons, *_not_understood(across), *_not_understood(down)]
    row_total = across.total and not axes[0].all_total
    col_total = down.total and not axes[1].all_total
    total = row_total or col_total
    spoken = axes[0].dims | axes[1].dims
    sense = Sense(
        _period(labels, across, down, axes, says, reasons),
        _offence(labels, total, spoken, says, reasons),
        _age(labels, spoken, says, reasons),
        _sex(labels, spoken, says, reasons),
        _online(labels, (across, down), axes, says, reasons),
        _unit(labels, says, reasons),
    )
    whole = labels.age == ALL_AGES or labels.sex is Sex.ALL
    plain = (row_total and _is_plain(across)) or (col_total and _is_plain(down)) or whole
    return Meant(
        sense,
        total or whole,
        plain,
        row_total or across.age == ALL_AGES,
        tuple(dict.fromkeys(reasons)),
    )


def _is_plain(facts: Facts) -> bool:
    return not (facts.dims - {Dim.UNIT, Dim.OFFENCE, Dim.PERIOD}) or facts.sex is Sex.ALL


def _not_understood(facts: Facts) -> Iterable[Reason]:
    if facts.rest:
        restricting = words.RESTRICTING.search(facts.rest)
        yield Reason(Doubt.RESTRICTED if restricting else Doubt.UNKNOWN_LABEL, facts.rest)


def _take(governing: Governing, reasons: list[Reason]) -> object:
    reasons.extend(governing.reasons)
    return governing.value


def _period(
    labels: Facts,
    across: Facts,
    down: Facts,
    axes: tuple[Axis, Axis],
    says: Says,
    reasons: list[Reason],
) -> Period | None:
    if labels.period is not None:
        return labels.period
    if Dim.PERIOD in labels.several:
        reasons.append(Reason(Doubt.TWO_PERIODS))
        return None
    for own, axis in ((across, axes[0]), (down, axes[1])):
        if len(axis.periods) > 1 or (axis.periods and own.total):
            joined = _joined(axis.periods)
            if not own.total or joined is None:
                reasons.append(Reason(Doubt.TWO_PERIODS))
            return joined
    governing = says(Dim.PERIOD)
    period = governing.value
    if not isinstance(period, Period):
        reasons.extend(governing.reasons or (Reason(Doubt.NO_PERIOD),))
        return None
    if labels.part is not None:
        within = part_of(labels.part, period)
        if within is None:
            reasons.append(Reason(Doubt.YEAR_KIND, "a part of a year that is not said"))
            return None
        period = within
    reasons.extend(governing.reasons)
    return period


def _joined(periods: Sequence[Period]) -> Period | None:
    """The whole that periods make up, if they follow each other day by day."""
    outer = [one for one in periods if not any(o != one and o.contains(one) for o in periods)]
    for before, after in itertools.pairwise(outer):
        if (after.start - before.end).days != 1:
            return None
    return Period(outer[0].start, outer[-1].end)


def _offence(
    labels: Facts, total: bool, spoken: frozenset[Dim], says: Says, reasons: list[Reason]
) -> str | None:
    if labels.offence is not None:
        return labels.offence
    if Dim.OFFENCE in labels.several:
        return None
    governing = says(Dim.OFFENCE)
    if Dim.OFFENCE in spoken and not total and labels.rest:
        like = resembles(labels.rest)
        if like is not None:
            reasons.append(Reason(Doubt.FUZZY_LABEL, like))
            return like
    if isinstance(governing.value, str):
        reasons.extend(governing.reasons)
        return governing.value
    if Dim.OFFENCE in spoken and total and not governing.reasons:
        reasons.append(Reason(Doubt.TOTAL_OFFENCE))
        return ALL_OFFENCES
    reasons.extend(governing.reasons or (Reason(Doubt.NO_OFFENCE),))
    # "Offences by age and sex": all that were asked for, but which these are is not said.
    return ALL_OFFENCES if not governing.reasons and says(Dim.UNIT).value is not None else None


def _age(labels: Facts, spoken: frozenset[Dim], says: Says, reasons: list[Reason]) -> AgeBand:
    if labels.age is not None:
        return labels.age
    if labels.unknown and Dim.AGE in spoken:
        reasons.append(Reason(Doubt.AMBIGUOUS_LABEL, "unknown"))
    governing = _take(says(Dim.AGE), reasons)
    return governing if isinstance(governing, AgeBand) else ALL_AGES


def _sex(labels: Facts, spoken: frozenset[Dim], says: Says, reasons: list[Reason]) -> Sex:
    if labels.sex is not None:
        return labels.sex
    if Dim.SEX in labels.several or Dim.SEX in spoken:
        return Sex.ALL
    governing = _take(says(Dim.SEX), reasons)
    return governing if isinstance(governing, Sex) else Sex.ALL


def _online(
    labels: Facts,
    own: tuple[Facts, Facts],
    axes: tuple[Axis, Axis],
    says: Says,
    reasons: list[Reason],
) -> Online:
    if labels.online is not None:
        return labels.online
    for label, axis in zip(own, axes, strict=True):
        if axis.flag is not None and label.total and not label.dims:
            return axis.flag
    flags = axes[0].flags | axes[1].flags
    governing = says(Dim.ONLINE)
    claimed = governing.value is Online.ONLINE
    counts = labels.total or labels.counts
    if Online.NOT_ONLINE in flags:
        if not counts:
            reasons.append(Reason(Doubt.FLAG_UNCLEAR))
        return Online.ALL
    if flags and not claimed:
        if not counts:
            reasons.append(Reason(Doubt.FLAG_UNCLEAR))
        return Online.ALL if counts else Online.ONLINE
    reasons.extend(governing.reasons)
    return governing.value if isinstance(governing.value, Online) else Online.ALL


def _unit(labels: Facts, says: Says, reasons: list[Reason]) -> Unit | None:
    if labels.unit is not None and labels.stress >= STRESSED:
        return labels.unit
    if any(reason.doubt is Doubt.OTHER_UNIT for reason in labels.reasons):
        return None
    governing = says(Dim.UNIT)
    if isinstance(governing.value, Unit):
        reasons.extend(governing.reasons)
        return governing.value
    if labels.unit is None:
        reasons.append(Reason(Doubt.NO_UNIT))
    return labels.unit


def assumed(meant: Meant, asked: Sequence[Period]) -> Meant:
    """The same with the period asked for, where the reply prints none."""
    if meant.sense.period is not None or not asked:
        return meant
    if not any(reason.doubt is Doubt.NO_PERIOD for reason in meant.reasons):
        return meant
    kept = tuple(reason for reason in meant.reasons if reason.doubt is not Doubt.NO_PERIOD)
    return replace(
        meant,
        sense=replace(meant.sense, period=asked[0]),
        reasons=(*kept, Reason(Doubt.ASKED_PERIOD)),
    )
