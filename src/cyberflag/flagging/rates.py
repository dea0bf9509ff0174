"""Precision, recall and share, as functions of the numbers online on each side of a split.

Records are split by the recorded flag (yes | not) or by the decision of the rules (flag | no flag
| review). Every function works on arrays of draws too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cyberflag.flagging.interval import Numbers
from cyberflag.flagging.model import Decision


class Recorded(StrEnum):
    """The recorded flag; ``not`` is no or missing, ``not known`` where no records were given."""

    YES = "yes"
    NOT = "not"
    NOT_KNOWN = "not known"


class Split(StrEnum):
    """What is held against the truth: the recorded flag, the decision of the rules, or neither.

    The online share is of the truth alone; it is added up by the recorded flag all the same.
    """

    RECORDED = "recorded flag"
    RULES = "rules"
    TRUTH = "truth"


SIDES: dict[Split, tuple[str, ...]] = {
    Split.RECORDED: (Recorded.YES, Recorded.NOT),
    Split.RULES: (Decision.FLAG, Decision.NO_FLAG, Decision.REVIEW),
    Split.TRUTH: (Recorded.YES, Recorded.NOT),
}
"""The sides of each split, in the order in which their totals are given."""

Totals = Sequence[Numbers]
"""The number online on each side, in the order of :data:`SIDES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One rate: its split, its name, and how it follows from the totals.

    ``of`` takes the number online and the number of records on each side. ``sides`` are those
    it rests on: where too few were sampled on any of them, it is not given. Sides that only
    matter together are named together.
    """

    split: Split
    name: str
    says: str
    sides: tuple[tuple[int, ...], ...]
    of: Callable[[Totals, Sequence[int]], Numbers]


def ratio(part: Numbers, whole: Numbers | float) -> Numbers:
    """``part / whole``, not a number where the whole is nothing."""
    whole = np.asarray(whole, np.float64)
    nothing = np.full(np.shape(part), np.nan)
    return np.asarray(np.divide(part, whole, out=nothing, where=whole > 0), np.float64)


RATES: tuple[Rate, ...] = (
    Rate(
        split=Split.RECORDED,
        name="precision",
        says="of records carrying the flag, the share that is online",
        sides=((0,),),
        of=lambda online, records: ratio(online[0], records[0]),
    ),
    Rate(
        split=Split.RECORDED,
        name="recall",
        says="of online records, the share carrying the flag",
        sides=((0,), (1,)),
        of=lambda online, records: ratio(online[0], online[0] + online[1]),
    ),
    Rate(
        split=Split.RULES,
        name="precision",
        says="of records the rules flag, the share that is online",
        sides=((0,),),
        of=lambda online, records: ratio(online[0], records[0]),
    ),
    Rate(
        split=Split.RULES,
        name="recall outside review",
        says="of online records the rules decide, the share they flag",
        sides=((0,), (1,)),
        of=lambda online, records: ratio(online[0], online[0] + online[1]),
    ),
    Rate(
        split=Split.RULES,
        name="recall",
        says="of online records, the share the rules flag; those in review are not",
        sides=((0,), (1,), (2,)),
        of=lambda online, records: ratio(online[0], online[0] + online[1] + online[2]),
    ),
    Rate(
        split=Split.TRUTH,
        name="online share",
        says="of all records, the share that is online",
        sides=((0, 1),),
        of=lambda online, records: ratio(online[0] + online[1], float(records[0] + records[1])),
    ),
)
"""Every rate an audit gives, in the order it is shown."""
