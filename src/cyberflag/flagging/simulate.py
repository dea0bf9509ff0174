"""Do the intervals hold? Samples drawn over and over from a population whose truth is known.

A scenario says how rare online records are and how good the recorded flag is. The population is
made as a national file has it: online records gather in a few offence groups; the rules are
better than the flag but err where the flag errs; most records are neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cyberflag.flagging.allocate import Cell, design_strata
from cyberflag.flagging.audit import Label, Stratum, as_strata, splits_of
from cyberflag.flagging.interval import Counts, Numbers, between, drawn_totals, estimates
from cyberflag.flagging.model import Decision
from cyberflag.flagging.rates import RATES, Rate, Recorded

GROUPS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "sexual communication": (0.02, 0.25),
        "images": (0.03, 0.35),
        "grooming": (0.01, 0.10),
        "other sexual": (0.10, 0.15),
        "violence": (0.34, 0.10),
        "other": (0.50, 0.05),
    }
)
"""Each group's share of all records, and of the online ones."""

DECIDED: Mapping[tuple[bool, bool], tuple[float, float, float]] = MappingProxyType(
    {
        (True, True): (0.93, 0.03, 0.04),
        (True, False): (0.80, 0.08, 0.12),
        (False, True): (0.30, 0.50, 0.20),
    }
)
"""By truth and recorded flag: the shares the rules flag, do not flag, and leave to review."""

DECISIONS = (Decision.FLAG, Decision.NO_FLAG, Decision.REVIEW)
REVIEWED = 0.02
"""The share left to review of records neither online nor flagged."""
RULES_WRONG = 0.03
"""Of what the rules flag, about the share that is neither online nor carries the flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A population: how many records, the share online, and precision and recall of the flag."""

    records: int
    share: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How often intervals held, as shares of all trials.

    ``below`` are trials whose whole interval lies below the truth, ``above`` over it. The half
    width is the mean over trials, the bias that of the estimate.
    """

    truth: float
    inside: float
    below: float
    above: float
    half_width: float
    bias: float

    @property
    def known(self) -> bool:
        """Whether there was nothing to estimate: all that bears on the rate was taken whole."""
        return self.half_width < 1e-9


def population(scenario: Scenario) -> dict[Label, tuple[int, int]]:
    """Records and online records by decision, recorded flag and group."""
    online = scenario.records * scenario.share
    of_records, of_online = np.array(list(GROUPS.values())).T
    total = scenario.records * of_records
    here = np.minimum(online * of_online, 0.8 * total)
    here += (online - here.sum()) * (total - here) / (total - here).sum()
    marked = _wrongly_flagged(scenario, of_online, total - here)
    made: dict[Label, tuple[int, int]] = {}
    for at, group in enumerate(GROUPS):
        offline = total[at] - here[at]
        astray = here[at] * RULES_WRONG / offline
        plain = (astray, 1 - REVIEWED - astray, REVIEWED)
        for recorded, true, false in (
            (Recorded.YES, here[at] * scenario.recall, marked[at]),
            (Recorded.NOT, here[at] * (1 - scenario.recall), offline - marked[at]),
        ):
            carries = recorded is Recorded.YES
            falsely = DECIDED[False, True] if carries else plain
            for decision, of_true, of_false in zip(
                DECISIONS, DECIDED[True, carries], falsely, strict=True
            ):
                found = round(true * of_true)
                if records := found + round(false * of_false):
                    made[Label(decision, recorded, group, "")] = (records, found)
    return made


def _wrongly_flagged(scenario: Scenario, of_online: Numbers, offline: Numbers) -> Numbers:
    """Records of each group that carry the flag and are not online.

    They gather where online records do, up to half of a group; the rest is spread.
    """
    right = scenario.records * scenario.share * scenario.recall
    wrong = right * (1 - scenario.precision) / scenario.precision
    gathered = np.minimum(wrong * of_online, offline / 2)
    room = offline / 2 - gathered
    return np.asarray(gathered + (wrong - gathered.sum()) * room / room.sum(), np.float64)


def online_by_stratum(strata: Sequence[Stratum], made: Mapping[Label, tuple[int, int]]) -> Counts:
    """The true number online in each stratum of ``made``."""
    return np.array(
        [
            sum(
                found
                for label, (_, found) in made.items()
                if label.cell == stratum.cell and label.group in stratum.by_group
            )
            for stratum in strata
        ],
        np.int64,
    )


def sample(
    strata: Sequence[Stratum], online: Counts, trials: int, rng: np.random.Generator
) -> Counts:
    """Trials by strata: the number online in simple random samples without replacement."""
    return np.stack(
        [
            rng.hypergeometric(found, stratum.records - found, stratum.sampled, size=trials)
            for stratum, found in zip(strata, online, strict=True)
        ],
        axis=1,
    )


def coverage(
    scenario: Scenario,
    size: int,
    *,
    trials: int,
    draws: int = 1000,
    seed: int = 1,
    confidence: float = 0.95,
) -> dict[Rate, Coverage]:
    """How often the intervals of an audit of ``size`` records hold, over ``trials`` samples."""
    made = population(scenario)
    strata = design_strata({label: total for label, (total, _) in made.items()}, size)
    online = online_by_stratum(strata, made)
    rng = np.random.default_rng(seed)
    found = sample(strata, online, trials, rng)
    return {
        rate: _held(*measured)
        for rate, measured in _measured(strata, online, found, draws, confidence, rng)
    }


def expected_widths(
    strata: Sequence[Stratum], assumed: Mapping[Cell, float], *, confidence: float = 0.95
) -> dict[Rate, float]:
    """The mean half width of each rate's interval, over samples from the assumed shares."""
    online = np.array([round(s.records * assumed[s.cell]) for s in strata], np.int64)
    rng = np.random.default_rng(1)
    found = sample(strata, online, 200, rng)
    return {
        rate: float(np.mean(high - low)) / 2
        for rate, (_, _, (low, high)) in _measured(strata, online, found, 500, confidence, rng)
    }


_Measured = tuple[float, Numbers, tuple[Numbers, Numbers]]


def _measured(
    strata: Sequence[Stratum],
    online: Counts,
    found: Counts,
    draws: int,
    confidence: float,
    rng: np.random.Generator,
) -> Iterator[tuple[Rate, _Measured]]:
    """Of each rate that can be measured: the truth, and each trial's estimate and interval."""
    for split in splits_of(strata):
        arrays = as_strata(strata, split)
        totals = drawn_totals(arrays, found, draws=draws, rng=rng)
        pointed = list(estimates(arrays, found).T)
        records = arrays.by_side(arrays.records)
        true = [np.asarray(number, np.float64) for number in arrays.by_side(online)]
        for rate in (rate for rate in RATES if rate.split is split):
            ends = between(rate.of(totals, records), confidence)
            yield rate, (float(rate.of(true, records)), rate.of(pointed, records), ends)


def _held(truth: float, point: Numbers, ends: tuple[Numbers, Numbers]) -> Coverage:
    low, high = ends
    slack = 1e-9
    below, above = high < truth - slack, low > truth + slack
    return Coverage(
        truth=truth,
        inside=float(np.mean(~below & ~above)),
        below=float(np.mean(below)),
        above=float(np.mean(above)),
        half_width=float(np.mean(high - low)) / 2,
        bias=float(np.nanmean(point)) - truth,
    )
