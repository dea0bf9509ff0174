"""Random numbers that depend on a record's place and a seed alone, and choices by weight.

Counter-based (SplitMix64): the draws of record *i* are the same whatever the batch it comes
in and however many records are asked for, so the first k of n records are always the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

Weights = Mapping[Any, float]  # Any: the values of whichever list is chosen from
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB
_WHOLE = (1 << 64) - 1
_LANES = 4
"""One 64-bit draw gives four draws of 16 bits."""
SIXTEEN = 1 << 16


def _word(number: int) -> pa.Scalar:
    return pa.scalar(number & _WHOLE, pa.uint64())


def _mixed(numbers: pa.Array) -> pa.Array:
    """SplitMix64's last step: a bijection of 64-bit numbers."""
    numbers = pc.multiply(
        pc.bit_wise_xor(numbers, pc.shift_right(numbers, _word(30))), _word(_FIRST)
    )
    numbers = pc.multiply(
        pc.bit_wise_xor(numbers, pc.shift_right(numbers, _word(27))), _word(_SECOND)
    )
    return pc.bit_wise_xor(numbers, pc.shift_right(numbers, _word(31)))


def scrambled(number: int) -> int:
    """One number through the same mill, for keys."""
    number = (number + _GOLDEN) & _WHOLE
    number = ((number ^ (number >> 30)) * _FIRST) & _WHOLE
    number = ((number ^ (number >> 27)) * _SECOND) & _WHOLE
    return number ^ (number >> 31)


class Dice:
    """Draws for the records at ``places`` (uint64), one array at a time, in a fixed order."""

    def __init__(self, places: pa.Array, seed: int) -> None:
        self._steps = pc.multiply(places, _word(_GOLDEN))
        self._key = scrambled(seed)
        self._draws = 0
        self._wide = self._steps

    def wide(self) -> pa.Array:
        """64 bits for each record; no two records of a seed have the same."""
        self._key = scrambled(self._key)
        return _mixed(pc.add(self._steps, _word(self._key)))

    def draw(self) -> pa.Array:
        """A number from 0 to 65,535 for each record (int32)."""
        lane = self._draws % _LANES
        if lane == 0:
            self._wide = self.wide()
        self._draws += 1
        shifted = pc.shift_right(self._wide, _word(16 * lane))
        return pc.cast(pc.bit_wise_and(shifted, _word(SIXTEEN - 1)), pa.int32())

    def chance(self, share: float | pa.Array) -> pa.Array:
        """True for this share of records; ``share`` is one number, or 0..65,536 by record."""
        bar = pa.scalar(round(share * SIXTEEN), pa.int32()) if isinstance(share, float) else share
        return pc.less(self.draw(), bar)


class Choice:
    """Weighted choice among values, one row of weights for each case; 2**bits slots a row.

    A value whose weight is not zero has at least one slot.
    """

    def __init__(self, rows: Sequence[Weights], arrow: pa.DataType, *, bits: int = 10) -> None:
        self._down = pa.scalar(16 - bits, pa.int32())
        self._up = pa.scalar(bits, pa.int32())
        slots = [slot for row in rows for slot in _slots(row, 1 << bits)]
        self._slots = pa.array(slots, arrow)

    def pick(self, draw: pa.Array, row: pa.Array | None = None) -> pa.Array:
        """The value for each record; ``row`` (int32) names its row of weights."""
        slot = pc.shift_right(draw, self._down)
        if row is not None:
            slot = pc.add(pc.shift_left(row, self._up), slot)
        return self._slots.take(slot)


def _slots(weights: Weights, count: int) -> list[object]:
    """``count`` slots shared by weight: the largest value takes what rounding leaves over."""
    total = sum(weights.values())
    shares = {
        value: max(1, int(count * weight / total)) for value, weight in weights.items() if weight
    }
    largest = max(shares, key=lambda value: shares[value])
    shares[largest] += count - sum(shares.values())
    return [value for value, share in shares.items() for _ in range(share)]
