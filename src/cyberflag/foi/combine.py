"""Several texts that govern one figure, taken together."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from cyberflag.core.ages import AgeBand
from cyberflag.core.offences import group_of
from cyberflag.core.periods import Period
from cyberflag.foi.doubts import Doubt, Reason
from cyberflag.foi.facts import NOTHING, Facts
from cyberflag.foi.periodwords import part_of

T = TypeVar("T")


def combine(parts: Sequence[Facts]) -> Facts:
    """What labels on one axis say together; of two that nest, the narrower stands.

    ``2015/16`` over ``Q1`` is the first quarter of that year. Labels that contradict each
    other leave the dimension unsaid, with a doubt.
    """
    if not parts:
        return NOTHING
    if len(parts) == 1:
        return parts[0]
    reasons = [reason for part in parts for reason in part.reasons]
    period = _one((p.period for p in parts), _narrower_period, reasons, "period")
    piece = next((part.part for part in parts if part.part is not None), None)
    if piece is not None and period is not None:
        within = part_of(piece, period)
        if within is not None:
            period, piece = within, None
    counted = max((part for part in parts if part.unit is not None), key=_stress, default=NOTHING)
    return Facts(
        period=period,
        part=piece,
        offence=_one((p.offence for p in parts), _narrower_offence, reasons, "offence"),
        age=_one((p.age for p in parts), _narrower_age, reasons, "age"),
        sex=_one((p.sex for p in parts), _never, reasons, "sex"),
        online=_one((p.online for p in parts), _never, reasons, "flag"),
        unit=counted.unit,
        stress=counted.stress,
        total=any(part.total for part in parts),
        grand=any(part.grand for part in parts),
        of_which=any(part.of_which for part in parts),
        unknown=any(part.unknown for part in parts),
        counts=any(part.counts for part in parts),
        measure=next((part.measure for part in parts if part.measure), ""),
        names=frozenset().union(*(part.names for part in parts)),
        several=frozenset().union(*(part.several for part in parts)),
        rest=" ".join(part.rest for part in parts if part.rest),
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _stress(part: Facts) -> int:
    return part.stress


def _one(
    values: Iterable[T | None],
    narrower: Callable[[T, T], T | None],
    reasons: list[Reason],
    what: str,
) -> T | None:
    found = list(dict.fromkeys(value for value in values if value is not None))
    while len(found) > 1:
        kept = narrower(found[0], found[1])
        if kept is None:
            reasons.append(Reason(Doubt.CLASHING_LABELS, f"two readings of {what}"))
            return None
        found[:2] = [kept]
    return found[0] if found else None


def _narrower_period(first: Period, second: Period) -> Period | None:
    if first.contains(second):
        return second
    return first if second.contains(first) else None


def _narrower_age(first: AgeBand, second: AgeBand) -> AgeBand | None:
    if first.unknown or second.unknown:
        return first if second.is_all else second if first.is_all else None
    if first.contains(second):
        return second
    return first if second.contains(first) else None


def _narrower_offence(first: str, second: str) -> str | None:
    if group_of(first) == second or second == "all":
        return first
    if group_of(second) == first or first == "all":
        return second
    # A code beside its own title, which several codes may share.
    return first if group_of(first) == group_of(second) is not None and "/" in first else None


def _never(first: T, second: T) -> T | None:
    return None
