"""Design and draw: how many records of each stratum, and which.

The sample of a stratum is simple random without replacement: the records whose hash, mixed with
the seed, is smallest. The second coder's part is the first share of the same order, so it is
random too. Coders see the records in an order that tells nothing of strata.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.allocate import ASSUMED, Cell, design_strata
from cyberflag.flagging.audit import Label, Stratum
from cyberflag.flagging.frame import Frame, Keys, Places, mixed, record_keys, versions
from cyberflag.flagging.rates import RATES, Rate
from cyberflag.flagging.simulate import expected_widths

DOUBLE = 0.2
"""The share of a sample that two coders read, unless another is given."""
LARGEST_SAMPLE = 100_000
"""No wanted width is looked for beyond so many records: nobody reads more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A sample to be drawn: its strata, its seed, and how wide its intervals should be.

    ``widths`` are expected half widths by (split, rate), under the shares that were assumed.
    """

    strata: tuple[Stratum, ...]
    seed: int
    confidence: float
    widths: Mapping[tuple[str, str], float]
    superseded: int = 0

    @property
    def records(self) -> int:
        """Records in the frame."""
        return sum(stratum.records for stratum in self.strata)

    @property
    def size(self) -> int:
        """Records to be read."""
        return sum(stratum.sampled for stratum in self.strata)


def make_design(
    frame: Mapping[Label, int],
    size: int,
    *,
    seed: int,
    double: float = DOUBLE,
    confidence: float = 0.95,
    assumed: Mapping[Cell, float] = ASSUMED,
) -> Design:
    """A design of ``size`` records; ``double`` is the share a second coder reads too."""
    strata = tuple(
        replace(stratum, double=math.ceil(stratum.sampled * double))
        for stratum in design_strata(frame, size, assumed)
    )
    widths = expected_widths(strata, assumed, confidence=confidence)
    return Design(
        strata=strata,
        seed=seed,
        confidence=confidence,
        widths={(rate.split.value, rate.name): width for rate, width in widths.items()},
    )


def size_for(
    frame: Mapping[Label, int],
    half_width: float,
    rate: Rate,
    *,
    confidence: float = 0.95,
    assumed: Mapping[Cell, float] = ASSUMED,
) -> int:
    """About the smallest sample whose interval for ``rate`` is expected as narrow as wanted.

    Raises :class:`CyberflagError` where :data:`LARGEST_SAMPLE` is not enough.
    """
    every = sum(frame.values())
    low, high = 0, min(every, LARGEST_SAMPLE)
    if _width(frame, high, rate, confidence, assumed) > half_width:
        raise CyberflagError(
            f"{high:,} records are too few for a half width of {half_width}",
            place="--half-width",
            remedy="Ask for a wider interval, or audit a narrower set of records.",
        )
    while high - low > max(10, high // 50):
        middle = (low + high) // 2
        try:
            enough = _width(frame, middle, rate, confidence, assumed) <= half_width
        except CyberflagError:
            enough = False
        low, high = (low, middle) if enough else (middle, high)
    return high


def _width(
    frame: Mapping[Label, int],
    size: int,
    rate: Rate,
    confidence: float,
    assumed: Mapping[Cell, float],
) -> float:
    widths = expected_widths(design_strata(frame, size, assumed), assumed, confidence=confidence)
    if rate not in widths:
        raise CyberflagError(
            f"the {rate.name} of the {rate.split} cannot be measured",
            place="the decisions",
            remedy="Give the records too (--records): review says nothing of the recorded flag.",
        )
    return widths[rate]


def rate_named(split: str, name: str) -> Rate:
    """The rate of this split and name."""
    return next(rate for rate in RATES if (rate.split, rate.name) == (split, name))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """The keys drawn, in the order coders see them, each with its stratum and its part."""

    keys: Keys
    stratum: tuple[str, ...]
    double: tuple[bool, ...]


def draw(frame: Frame, design: Design) -> Drawn:
    """Draw the sample of ``design`` from the frame it was made for.

    Raises :class:`CyberflagError` where the frame is another.
    """
    of_label = _stratum_of(frame.labels, design.strata)
    stratum_of = of_label[frame.place]
    sizes = np.bincount(stratum_of[stratum_of >= 0], minlength=len(design.strata))
    if (stratum_of < 0).any() or sizes.tolist() != [s.records for s in design.strata]:
        raise CyberflagError(
            "the design was made for other decisions",
            place="the design",
            remedy="Give the same decisions and records as for the design, or design anew.",
        )
    keys: list[Keys] = []
    places: list[int] = []
    double: list[bool] = []
    for number, stratum in enumerate(design.strata):
        members = frame.keys[stratum_of == number]
        order = np.argsort(mixed(members, 2 * design.seed), kind="stable")[: stratum.sampled]
        keys.append(members[order])
        places += [number] * stratum.sampled
        double += [at < stratum.double for at in range(stratum.sampled)]
    chosen = np.concatenate(keys)
    shown = np.argsort(mixed(chosen, 2 * design.seed + 1), kind="stable")
    return Drawn(
        keys=chosen[shown],
        stratum=tuple(design.strata[places[at]].id for at in shown),
        double=tuple(double[at] for at in shown),
    )


def drawn_rows(
    batches: Iterable[pa.RecordBatch], drawn: Drawn, columns: Sequence[str]
) -> list[tuple[str, ...]]:
    """``columns`` of each drawn record as text, its latest version, in the order of ``drawn``.

    Raises :class:`CyberflagError` where one is not there.
    """
    order = np.argsort(drawn.keys)
    ordered = drawn.keys[order]
    rows: dict[int, tuple[int, tuple[str, ...]]] = {}
    for batch in batches:
        keys, version = record_keys(batch), versions(batch)
        at = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
        for row in np.flatnonzero(ordered[at] == keys).tolist():
            place = int(order[at[row]])
            if place not in rows or rows[place][0] < version[row]:
                cells = (batch.column(name)[row].as_py() for name in columns)
                text = tuple("" if cell is None else str(cell) for cell in cells)
                rows[place] = (int(version[row]), text)
    if len(rows) < len(drawn.keys):
        raise CyberflagError(
            f"{len(drawn.keys) - len(rows):,} drawn records are not in it",
            place="the records",
            remedy="Give the records file the decisions were made from.",
        )
    return [rows[place][1] for place in range(len(drawn.keys))]


def _stratum_of(labels: Sequence[Label], strata: Sequence[Stratum]) -> Places:
    """The number of the stratum of each label, -1 where there is none."""
    holding = {
        (*stratum.cell, group): number
        for number, stratum in enumerate(strata)
        for group in stratum.by_group
    }
    return np.array([holding.get(label[:3], -1) for label in labels], np.int32)
