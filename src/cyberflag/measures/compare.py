"""Two periods of one round, and one period of two rounds: what may be compared, and on whom."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cyberflag.core.counts import Interval
from cyberflag.measures.model import (
    Change,
    Figure,
    PeriodFigures,
    Revision,
    Revisions,
    RoundFigures,
)
from cyberflag.measures.rates import percent_change


def change_of(
    rows: Sequence[Mapping[str, Any]],  # Any: a cell of a query's result, see sql
    periods: Sequence[PeriodFigures],
) -> Change | None:
    """From the second of the periods to the first, on the forces that gave both.

    ``rows`` are those of the measure ``change``: none where no force gave both.
    """
    if not rows:
        return None
    (row,) = rows
    later, earlier = periods[0], periods[1]
    both = [code for code in later.total.forces if code in earlier.total.forces]
    before = Interval(row["earlier_low"], row["earlier_high"])
    after = Interval(row["later_low"], row["later_high"])
    return Change(
        earlier_period=earlier.period,
        later_period=later.period,
        earlier=_among(earlier.total, both, before),
        later=_among(later.total, both, after),
        percent=percent_change(before, after),
        only_earlier=tuple(code for code in earlier.total.forces if code not in both),
        only_later=tuple(code for code in later.total.forces if code not in both),
    )


def _among(figure: Figure, forces: Iterable[str], value: Interval) -> Figure:
    """The figure over some of its forces only."""
    kept = tuple(forces)
    return Figure(
        value=value, parts=tuple(c for c in figure.parts if c.force_code in kept), forces=kept
    )


def revisions_of(periods: Sequence[PeriodFigures], against: RoundFigures) -> Revisions | None:
    """The earlier round's own period, as it gave it and as this round does.

    None where this round does not give that period.
    """
    before = against.periods[0] if against.periods else None
    after = next(
        (
            one
            for one in periods
            if before and (one.period, one.offence) == (before.period, before.offence)
        ),
        None,
    )
    if before is None or after is None:
        return None
    was = {force.force_code: force.total for force in before.forces}
    now = {force.force_code: force.total for force in after.forces}
    return Revisions(
        period=after.period,
        before_title=against.title,
        before=before.total,
        after=after.total,
        forces=tuple(
            Revision(force_code=code, before=was.get(code), after=now.get(code))
            for code in dict.fromkeys((*was, *now))
            if _value(was.get(code)) != _value(now.get(code))
        ),
    )


def _value(figure: Figure | None) -> Interval | None:
    return figure.value if figure else None
