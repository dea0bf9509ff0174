"""Why a force gives no number for a cell, and why a count goes into no figure, in words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cyberflag.core.counts import Count, Online, Unit
from cyberflag.core.periods import Period
from cyberflag.harmonise.dimensions import AGE, OFFENCE, cell_of
from cyberflag.harmonise.model import Cell


def why_none(counts: Sequence[Count], cell: Cell, *, flag: Online, units: Collection[Unit]) -> str:
    """Why ``counts`` of one force come to no number in ``cell``."""
    timely = [count for count in counts if cell.period.contains(count.period)]
    if not timely:
        return _no_period(counts, cell.period)
    flagged = [count for count in timely if count.online is flag]
    if not flagged:
        return _BY_FLAG[timely[0].online]
    unit_fits = [count for count in flagged if count.unit in units]
    if not unit_fits:
        return _no_unit(flagged)
    for dimension in (AGE, OFFENCE):
        own = dimension.of(cell)
        values = {dimension.of(cell_of(count)) for count in unit_fits} - {dimension.whole}
        if own == dimension.whole or own in values:
            continue
        if not values:
            return f"not broken down by {dimension.name}"
        if any(dimension.overlap(own, v) and not dimension.holds(own, v) for v in values):
            return f"its {_PARTS[dimension.name]} do not fit {own}"
        return f"does not show all of {own}, and what it shows leaves room for more"
    return "its marks or rows do not say enough"


_PARTS = {"age": "age bands", "offence": "offences"}


def _no_period(counts: Iterable[Count], asked: Period) -> str:
    others = sorted({count.period for count in counts if count.period.overlaps(asked)})
    if not others:
        return f"gives no count for {asked.label}"
    labels = ", ".join(period.label for period in others)
    return f"counts {labels}, which does not fit {asked.label}"


_BY_FLAG = {
    Online.ONLINE: "counts flagged offences only",
    Online.NOT_ONLINE: "counts offences without the flag",
    Online.ALL: "does not tell flagged offences apart",
}


def _no_unit(counts: Iterable[Count]) -> str:
    return f"counts {', '.join(sorted({count.unit.value for count in counts}))}, not offences"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedCount:
    """A confirmed count that no figure adds up, and why."""

    count: Count
    reason: str


def unused(
    counts: Iterable[Count],
    used: Collection[Count],
    *,
    periods: Collection[Period],
    flag: Online,
    units: Collection[Unit],
) -> tuple[UnusedCount, ...]:
    """The counts that are not among ``used``, each with its reason."""
    taken = set(used)
    return tuple(
        UnusedCount(count=count, reason=_why_unused(count, periods, flag, units))
        for count in counts
        if count not in taken
    )


def _why_unused(
    count: Count, periods: Collection[Period], flag: Online, units: Collection[Unit]
) -> str:
    if count.value is None:
        return f"no number: {count.status}"
    if not any(period.contains(count.period) for period in periods):
        return f"{count.period.label} is no part of a period asked for"
    if count.online is not flag:
        return _BY_FLAG[count.online]
    if count.unit not in units:
        return f"counts {count.unit.value}, not offences"
    return "another count already says it, or no figure is broken down so"
