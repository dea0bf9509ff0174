"""Do two coders agree beyond chance: Cohen's kappa (1960) and Krippendorff's nominal alpha.

Both are made of one small table a record, so an interval is a bootstrap over records: the tables
are summed again with weights drawn as records would be drawn with replacement.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cyberflag.flagging.interval import Bounds, Numbers

REPLICATES = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One coefficient over the records coded by two or more, with its interval.

    ``value`` is None where it is not defined: no record was coded twice, or every code is the
    same, which says nothing of chance.
    """

    name: str
    records: int
    value: float | None
    bounds: Bounds | None


def cohen_kappa(
    pairs: Sequence[tuple[str, str]], *, confidence: float = 0.95, seed: int = 1
) -> Agreement:
    """Cohen's kappa: (observed - expected agreement) / (1 - expected), of first and second coder."""
    codes = sorted({code for pair in pairs for code in pair})
    tables = np.zeros((len(pairs), len(codes), len(codes)))
    for at, (first, second) in enumerate(pairs):
        tables[at, codes.index(first), codes.index(second)] = 1
    return _with_interval("Cohen's kappa", tables, _kappa, confidence, seed)


def krippendorff_alpha(
    units: Sequence[Sequence[str | None]], *, confidence: float = 0.95, seed: int = 1
) -> Agreement:
    """Krippendorff's alpha for names: of each unit the codes of its coders, None where missing.

    Units with fewer than two codes say nothing of agreement and are left out.
    """
    coded = [[code for code in unit if code is not None] for unit in units]
    coded = [unit for unit in coded if len(unit) > 1]
    codes = sorted({code for unit in coded for code in unit})
    tables = np.zeros((len(coded), len(codes), len(codes)))
    for at, unit in enumerate(coded):
        counts = np.array([unit.count(code) for code in codes], np.float64)
        # The coincidences of a unit: its ordered pairs of codes, each over one coder fewer.
        tables[at] = (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return _with_interval("Krippendorff's alpha", tables, _alpha, confidence, seed)


def _kappa(tables: Numbers) -> Numbers:
    total = tables.sum(axis=(1, 2))
    observed = np.trace(tables, axis1=1, axis2=2) / total
    expected = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / total**2
    return _beyond(observed, expected)


def _alpha(tables: Numbers) -> Numbers:
    total = tables.sum(axis=(1, 2))
    marginal = tables.sum(axis=2)
    observed = np.trace(tables, axis1=1, axis2=2) / total
    expected = (marginal * (marginal - 1)).sum(axis=1) / (total * (total - 1))
    return _beyond(observed, expected)


def _beyond(observed: Numbers, expected: Numbers) -> Numbers:
    """Agreement beyond chance; not a number where chance alone agrees always."""
    by_chance_always = np.isclose(expected, 1.0)
    room = np.where(by_chance_always, 1.0, 1.0 - expected)
    return np.where(by_chance_always, np.nan, (observed - expected) / room)


def _with_interval(
    name: str,
    tables: Numbers,
    coefficient: Callable[[Numbers], Numbers],
    confidence: float,
    seed: int,
) -> Agreement:
    number = len(tables)
    value = float(coefficient(tables.sum(axis=0)[np.newaxis])[0]) if number else float("nan")
    if np.isnan(value):
        return Agreement(name=name, records=number, value=None, bounds=None)
    # Records with the same table are drawn together: a few kinds stand for thousands.
    kinds, times = np.unique(tables.reshape(number, -1), axis=0, return_counts=True)
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(number, times / number, size=REPLICATES)
    sums = (weights @ kinds).reshape(REPLICATES, *tables.shape[1:])
    again = coefficient(sums)
    tail = (1 - confidence) / 2
    low, high = np.nanquantile(again, [tail, 1 - tail])
    return Agreement(
        name=name, records=number, value=value, bounds=Bounds(low=float(low), high=float(high))
    )
