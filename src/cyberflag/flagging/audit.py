"""The nouns of an audit, and its strata: how often is the flag right, from a sample read twice.

A frame is every record decided on, its latest version only. Strata are decision × recorded flag
× offence group; a group too small for a stratum of its own is joined with others like it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from cyberflag.flagging.interval import Strata
from cyberflag.flagging.rates import SIDES, Recorded, Split

OTHER_GROUPS = "other groups"
NO_GROUP = "group not known"


class Code(StrEnum):
    """What a coder says of one record, having read it."""

    ONLINE = "online"
    NOT_ONLINE = "not online"
    CANNOT_SAY = "cannot say"


class Label(NamedTuple):
    """What places a record: decision, recorded flag, offence group, force."""

    decision: str
    recorded: str
    group: str
    force_code: str

    @property
    def cell(self) -> tuple[str, str]:
        """Decision and recorded flag; strata of different cells are never joined."""
        return self.decision, self.recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Records sampled with one probability: ``sampled`` of ``records``.

    ``holds`` names the groups in it; ``by_group`` and ``by_force`` count its records.
    """

    id: str
    decision: str
    recorded: str
    group: str
    records: int
    sampled: int = 0
    double: int = 0
    """How many of the sampled are read by a second coder too."""
    by_group: Mapping[str, int] = field(default_factory=dict)
    by_force: Mapping[str, int] = field(default_factory=dict)

    @property
    def probability(self) -> float:
        """The inclusion probability of each of its records."""
        return self.sampled / self.records

    @property
    def cell(self) -> tuple[str, str]:
        """Decision and recorded flag."""
        return self.decision, self.recorded


def side_of(stratum: Stratum, split: Split) -> int:
    """The number of the side of ``split`` on which the stratum lies."""
    if split is Split.RULES:
        return SIDES[split].index(stratum.decision)
    return int(stratum.recorded != Recorded.YES)


def as_strata(
    strata: Sequence[Stratum],
    split: Split,
    *,
    records: Sequence[int] | None = None,
    sampled: Sequence[int] | None = None,
    lent: Sequence[bool] | None = None,
) -> Strata:
    """The arrays the interval works on; what is given replaces the design's."""
    return Strata(
        records=np.array(records or [s.records for s in strata], np.int64),
        sampled=np.array(sampled or [s.sampled for s in strata], np.int64),
        side=np.array([side_of(s, split) for s in strata], np.int64),
        sides=len(SIDES[split]),
        lent=np.array(lent or [False] * len(strata), bool),
    )


def splits_of(strata: Sequence[Stratum]) -> tuple[Split, ...]:
    """The splits that can be measured: the recorded flag only where it is known throughout."""
    known = all(stratum.recorded != Recorded.NOT_KNOWN for stratum in strata)
    return tuple(Split) if known else (Split.RULES, Split.TRUTH)


def stratify(
    frame: Mapping[Label, int], *, own_stratum: Mapping[tuple[str, str, str], bool]
) -> tuple[Stratum, ...]:
    """The strata of a frame; ``own_stratum`` says by (decision, recorded, group) which stand alone.

    Groups that do not are one stratum, "other groups", of their decision and recorded flag.
    """
    inside: dict[tuple[str, str, str], dict[Label, int]] = {}
    for label, records in sorted(frame.items()):
        alone = own_stratum[label[:3]]
        place = (*label.cell, label.group if alone else OTHER_GROUPS)
        inside.setdefault(place, {})[label] = records
    strata = []
    for number, (place, labels) in enumerate(inside.items(), 1):
        groups = {label.group for label in labels}
        strata.append(
            Stratum(
                id=f"S{number:02d}",
                decision=place[0],
                recorded=place[1],
                group=groups.pop() if len(groups) == 1 else place[2],
                records=sum(labels.values()),
                by_group=_summed((label.group, n) for label, n in labels.items()),
                by_force=_summed((label.force_code, n) for label, n in labels.items()),
            )
        )
    return tuple(strata)


def _summed(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for name, number in counts:
        total[name] = total.get(name, 0) + number
    return total
