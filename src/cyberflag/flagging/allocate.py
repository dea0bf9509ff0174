"""How many records of each stratum are read: Neyman's rule for several rates at once.

The variance of a rate is the sum over strata of N² · p(1 - p) · z² / n, where z is what one
online record more in the stratum changes the rate by. A stratum's sample is in proportion to
N · √(p(1 - p)) · √(sum of z² over the rates), at least :data:`LEAST`, at most all of it. So
strata in which errors matter are read more than their size bids. The shares online, p, are
assumed by decision and recorded flag; a wrong assumption costs width, never truth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.audit import Label, Stratum, stratify
from cyberflag.flagging.interval import Numbers
from cyberflag.flagging.model import Decision
from cyberflag.flagging.rates import Recorded

LEAST = 25
"""A stratum has at least so many sampled records, or all it has."""

Cell = tuple[str, str]

ASSUMED: Mapping[Cell, float] = MappingProxyType(
    {
        (Decision.FLAG, Recorded.YES): 0.95,
        (Decision.FLAG, Recorded.NOT): 0.80,
        (Decision.REVIEW, Recorded.YES): 0.70,
        (Decision.REVIEW, Recorded.NOT): 0.20,
        (Decision.REVIEW, Recorded.NOT_KNOWN): 0.30,
        (Decision.NO_FLAG, Recorded.YES): 0.30,
        (Decision.NO_FLAG, Recorded.NOT): 0.002,
    }
)
"""The share online assumed of each decision and recorded flag before anything was read."""


def design_strata(
    frame: Mapping[Label, int], size: int, assumed: Mapping[Cell, float] = ASSUMED
) -> tuple[Stratum, ...]:
    """Strata and how many of each are read, ``size`` in all.

    A group stands alone where the rule gives it :data:`LEAST` records or more; the others of
    its decision and recorded flag are joined. Raises :class:`CyberflagError` where ``size`` is
    too small for the strata, or there is no record.
    """
    if not frame:
        raise CyberflagError(
            "there is no record to sample",
            place="the decisions",
            remedy="Give the file that `cyberflag flag` wrote.",
        )
    every = stratify(frame, own_stratum={label[:3]: True for label in frame})
    wanted = size * _bids(every, assumed)
    alone = {
        (*stratum.cell, stratum.group): bool(bid >= LEAST)
        for stratum, bid in zip(every, wanted, strict=True)
    }
    strata = stratify(frame, own_stratum=alone)
    least = sum(min(LEAST, stratum.records) for stratum in strata)
    if size < least:
        raise CyberflagError(
            f"{size:,} records are too few for {len(strata)} strata",
            place="--size",
            remedy=f"Sample {least:,} or more: {LEAST} of each stratum, or all of it.",
        )
    sampled = allocate(strata, min(size, sum(frame.values())), assumed)
    return tuple(
        replace(stratum, sampled=int(number))
        for stratum, number in zip(strata, sampled, strict=True)
    )


def allocate(
    strata: Sequence[Stratum], size: int, assumed: Mapping[Cell, float] = ASSUMED
) -> list[int]:
    """The sample of each stratum; they sum to ``size``, which holds the least of each."""
    bids = _bids(strata, assumed)
    most = np.array([stratum.records for stratum in strata], np.float64)
    least = np.minimum(most, LEAST)
    low, high = 0.0, size / bids[bids > 0].min() if np.any(bids > 0) else 1.0
    for _ in range(200):
        # The one factor at which bids, held between least and most, sum to the size.
        middle = (low + high) / 2
        low, high = (
            (middle, high) if _held(bids, middle, least, most).sum() < size else (low, middle)
        )
    exact = _held(bids, high, least, most)
    return _rounded(exact, size, most)


def _held(bids: Numbers, factor: float, least: Numbers, most: Numbers) -> Numbers:
    return np.clip(bids * factor, least, most)


def _rounded(exact: Numbers, size: int, most: Numbers) -> list[int]:
    """Whole numbers with the sum ``size``: the largest remainders are rounded up."""
    whole = np.floor(exact + 1e-9)
    for place in np.argsort(whole - exact, kind="stable"):
        if whole.sum() >= size:
            break
        whole[place] += whole[place] < most[place]
    return [int(number) for number in whole]


def _bids(strata: Sequence[Stratum], assumed: Mapping[Cell, float]) -> Numbers:
    """What each stratum bids for, in shares of the sample."""
    records = np.array([stratum.records for stratum in strata], np.float64)
    share = np.array([assumed[stratum.cell] for stratum in strata])
    flagged = np.array([stratum.recorded == Recorded.YES for stratum in strata])
    decided = np.array([stratum.decision == Decision.FLAG for stratum in strata])
    online = (records * share).sum()
    squares = np.full(len(strata), 1 / records.sum() ** 2)
    for carries in (flagged, decided):
        if carries.any():
            recall = (records * share)[carries].sum() / online
            precise = np.where(carries, 1 / records[carries].sum(), 0.0)
            squares += precise**2 + np.where(carries, (1 - recall) / online, recall / online) ** 2
    bids = records * np.sqrt(share * (1 - share) * squares)
    return np.asarray(bids / bids.sum(), np.float64)
