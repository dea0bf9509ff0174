"""What a coded sample says: precision, recall and the online share, with intervals.

A point is the Horvitz-Thompson estimate (a ratio of two for recall); its standard error is the
linearised one with the finite population correction; its interval is that of
:mod:`cyberflag.flagging.interval`, and a rescaled bootstrap (Rao and Wu 1988) stands beside it as
a check. The same is done within an offence group or a force, whose records in each stratum are
known, where enough of them were sampled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.audit import Code, Stratum, as_strata, side_of, splits_of
from cyberflag.flagging.interval import (
    Bounds,
    Counts,
    Numbers,
    Strata,
    between,
    clopper_pearson,
    drawn_totals,
    estimates,
)
from cyberflag.flagging.rates import RATES, Rate, Split

PART_DRAWS = 4000
REPLICATES = 4000
LEAST_IN_PART = 30
"""A rate of a group or force needs so many sampled records on each side it rests on."""
MOST_BORROWED = 0.1
"""Of a part's records on a side, the most whose stratum may lend its share from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One sampled record and what was settled about it."""

    stratum: str
    group: str
    force_code: str
    code: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RateEstimate:
    """One rate: its point, standard error and interval, and the bootstrap interval beside it.

    All four are None where too few were sampled to say. ``sampled`` is the number of records
    read on the sides the rate rests on.
    """

    rate: Rate
    sampled: int
    value: float | None = None
    error: float | None = None
    bounds: Bounds | None = None
    bootstrap: Bounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StratumEstimate:
    """What was found in one stratum, with its exact interval. ``unsaid`` could not be told."""

    stratum: Stratum
    read: int
    online: int
    unsaid: int
    bounds: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEstimate:
    """Everything a coded sample says; ``by_group`` and ``by_force`` are parts of the frame."""

    confidence: float
    rates: tuple[RateEstimate, ...]
    strata: tuple[StratumEstimate, ...]
    by_group: Mapping[str, tuple[RateEstimate, ...]]
    by_force: Mapping[str, tuple[RateEstimate, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    """Of each stratum: records, records read, read as online, and whether these are lent."""

    records: list[int]
    read: list[int]
    online: list[int]
    lent: list[bool]


def estimate(
    strata: Sequence[Stratum],
    coded: Sequence[Coded],
    *,
    confidence: float = 0.95,
    seed: int = 1,
    draws: int = 20_000,
) -> AuditEstimate:
    """The rates of the whole frame, of each offence group and of each force.

    Records that cannot be told either way count as not sampled. Raises :class:`CyberflagError`
    where a stratum has no record that was read.
    """
    told = [record for record in coded if record.code is not Code.CANNOT_SAY]
    whole = _tally(strata, told, [stratum.records for stratum in strata])
    empty = [s.id for s, read in zip(strata, whole.read, strict=True) if not read]
    if empty:
        raise CyberflagError(
            f"no record of {'stratum' if len(empty) == 1 else 'strata'} {', '.join(empty)} was coded",
            place="the coding sheets",
            remedy="Code at least one record of each stratum; the sample's file says which they are.",
        )
    rates = _rates(strata, whole, splits_of(strata), confidence, seed, draws)
    return AuditEstimate(
        confidence=confidence,
        rates=tuple(rates),
        strata=tuple(_by_stratum(strata, whole, coded, confidence)),
        by_group={
            name: _part(
                strata,
                whole,
                _tally(
                    strata,
                    [record for record in told if record.group == name],
                    [stratum.by_group.get(name, 0) for stratum in strata],
                ),
                confidence,
                seed,
            )
            for name in sorted({name for stratum in strata for name in stratum.by_group})
        },
        by_force={
            name: _part(
                strata,
                whole,
                _tally(
                    strata,
                    [record for record in told if record.force_code == name],
                    [stratum.by_force.get(name, 0) for stratum in strata],
                ),
                confidence,
                seed,
            )
            for name in sorted({name for stratum in strata for name in stratum.by_force})
        },
    )


def _tally(strata: Sequence[Stratum], told: Sequence[Coded], records: list[int]) -> _Tally:
    read = dict.fromkeys((stratum.id for stratum in strata), 0)
    online = dict(read)
    for record in told:
        read[record.stratum] += 1
        online[record.stratum] += record.code is Code.ONLINE
    return _Tally(
        records=records,
        read=list(read.values()),
        online=list(online.values()),
        lent=[False] * len(strata),
    )


def _by_stratum(
    strata: Sequence[Stratum], whole: _Tally, coded: Sequence[Coded], confidence: float
) -> Iterator[StratumEstimate]:
    for stratum, read, online in zip(strata, whole.read, whole.online, strict=True):
        share = online / read
        is_whole = read == stratum.records
        yield StratumEstimate(
            stratum=stratum,
            read=read,
            online=online,
            unsaid=sum(c.stratum == stratum.id and c.code is Code.CANNOT_SAY for c in coded),
            bounds=Bounds(low=share, high=share)
            if is_whole
            else clopper_pearson(online, read, confidence),
        )


def _rates(
    strata: Sequence[Stratum],
    tally: _Tally,
    splits: Sequence[Split],
    confidence: float,
    seed: int,
    draws: int,
) -> Iterator[RateEstimate]:
    online = np.array(tally.online, np.int64)
    for split in splits:
        arrays = as_strata(
            strata, split, records=tally.records, sampled=tally.read, lent=tally.lent
        )
        rng = np.random.default_rng(seed)
        records = arrays.by_side(arrays.records)
        read = arrays.by_side(arrays.sampled)
        point = [np.asarray(number) for number in estimates(arrays, online[np.newaxis])[0]]
        totals = drawn_totals(arrays, online[np.newaxis], draws=draws, rng=rng)
        again = _bootstrap(arrays, online, rng)
        for rate in (rate for rate in RATES if rate.split is split):
            value = float(rate.of(point, records))
            if np.isnan(value):
                yield RateEstimate(rate=rate, sampled=sum(read[s] for s in chain(*rate.sides)))
                continue
            yield RateEstimate(
                rate=rate,
                sampled=sum(read[side] for side in chain(*rate.sides)),
                value=value,
                error=_standard_error(arrays, online, rate, records),
                bounds=_bounds(rate.of(totals, records), confidence),
                bootstrap=_bounds(rate.of(again, records), confidence),
            )


def _bounds(drawn: Numbers, confidence: float) -> Bounds:
    low, high = between(np.nan_to_num(drawn), confidence)
    return Bounds(low=float(low[0]), high=float(high[0]))


def _standard_error(arrays: Strata, online: Counts, rate: Rate, records: list[int]) -> float:
    """The linearised standard error: of each stratum N²(1 - f) z² p(1 - p)/(n - 1)."""
    point = estimates(arrays, online[np.newaxis])[0]
    share = online / arrays.sampled
    left = arrays.rest / arrays.records
    spread = arrays.records**2 * left * share * (1 - share) / np.maximum(arrays.sampled - 1, 1)
    step = np.maximum(point * 1e-6, 1e-6)
    slope = np.zeros(arrays.sides)
    for side in range(arrays.sides):
        moved = np.where(np.arange(arrays.sides) == side, step, 0.0)
        up, down = rate.of(list(point + moved), records), rate.of(list(point - moved), records)
        slope[side] = float(up - down) / (2 * step[side])
    return float(np.sqrt((slope[arrays.side] ** 2 * spread).sum()))


def _bootstrap(arrays: Strata, online: Counts, rng: np.random.Generator) -> list[Numbers]:
    """Totals of each side over samples of n - 1 drawn with replacement, rescaled (Rao and Wu)."""
    share = online / arrays.sampled
    fewer = np.maximum(arrays.sampled - 1, 1)
    again = rng.binomial(fewer, share, size=(REPLICATES, len(online))) / fewer
    left = np.sqrt(arrays.rest / arrays.records)
    shares = np.clip(share + left * (again - share), 0.0, 1.0)
    return [
        (shares * arrays.records)[:, arrays.side == side].sum(axis=1)[np.newaxis]
        for side in range(arrays.sides)
    ]


def _part(
    strata: Sequence[Stratum], whole: _Tally, own: _Tally, confidence: float, seed: int
) -> tuple[RateEstimate, ...]:
    """The rates of a part of the frame, whose records in each stratum are known.

    Within a stratum the sampled records of the part are a simple random sample of it. Where
    fewer than two were, the stratum's own share stands in, for a small part of a side only.
    """
    held = [h for h, number in enumerate(own.records) if number]
    lent = [h for h in held if own.read[h] < min(2, own.records[h])]
    splits = splits_of(strata)
    judged = {rate: _enough(strata, rate, own, lent) for rate in RATES if rate.split in splits}
    if not any(enough for _, enough in judged.values()):
        return tuple(RateEstimate(rate=rate, sampled=read) for rate, (read, _) in judged.items())
    tally = _Tally(
        records=[own.records[h] for h in held],
        read=[(whole if h in lent else own).read[h] for h in held],
        online=[(whole if h in lent else own).online[h] for h in held],
        lent=[h in lent for h in held],
    )
    here = [strata[h] for h in held]
    return tuple(
        replace(found, sampled=judged[found.rate][0])
        if judged[found.rate][1]
        else RateEstimate(rate=found.rate, sampled=judged[found.rate][0])
        for found in _rates(here, tally, splits, confidence, seed, PART_DRAWS)
    )


def _enough(
    strata: Sequence[Stratum], rate: Rate, own: _Tally, lent: Sequence[int]
) -> tuple[int, bool]:
    """How many of a part were read for a rate, and whether they are enough on every side."""
    total, enough = 0, True
    for sides in rate.sides:
        on = [h for h, stratum in enumerate(strata) if side_of(stratum, rate.split) in sides]
        read = sum(own.read[h] for h in on)
        records = sum(own.records[h] for h in on)
        borrowed = sum(own.records[h] for h in on if h in lent)
        total += read
        enough &= bool(records) and read >= min(LEAST_IN_PART, records)
        enough &= borrowed <= MOST_BORROWED * records
    return total, enough
