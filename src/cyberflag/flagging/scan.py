"""One scan over the bytes of an Arrow string column: which records could hold a mention.

Every text is folded where it lies in one buffer and searched once, by an automaton that knows
each term that can be evidence. It lets through too much rather than too little: what it finds
is looked at again by :mod:`cyberflag.flagging.search`, what it passes over holds no mention.
"""

from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.flagging import fold
from cyberflag.flagging.compiled import Automata

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

CONTINUES, LEAD_LATIN, LEAD_GENERAL, GENERAL = 0x80, 0xC2, 0xE2, 0x80


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieved:
    """Rows to look at: ``plain`` ones as bytes, ``lettered`` ones in plain Python.

    ``at`` gives, for each thing found in a plain row, that row by its place in ``plain``, and
    ``offset`` the byte of the text it begins at.
    """

    plain: Ints
    lettered: Ints
    at: Ints
    offset: Ints


def text_bytes(texts: pa.Array) -> tuple[Bytes, Ints]:
    """The bytes of an array of strings or bytes, not copied, and each text's bounds in them."""
    wide = pa.types.is_large_string(texts.type) or pa.types.is_large_binary(texts.type)
    _, offsets_buffer, value_buffer = texts.buffers()
    if offsets_buffer is None or len(texts) == 0:
        return np.zeros(0, np.uint8), np.zeros(len(texts) + 1, np.int64)
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64 if wide else np.int32)
    bounds = offsets[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    if value_buffer is None:
        return np.zeros(0, np.uint8), np.zeros_like(bounds)
    whole = np.frombuffer(value_buffer, dtype=np.uint8)
    return whole[bounds[0] : bounds[-1]], bounds - bounds[0]


def joined(parts: tuple[pa.Array | str, ...], gap: str, kind: pa.DataType) -> pa.Array:
    """Text by text, the parts with ``gap`` between them; null where a text is."""
    typed = [pa.scalar(part, kind) if isinstance(part, str) else part for part in (*parts, gap)]
    return pc.binary_join_element_wise(*typed)


def sieve(texts: pa.Array, finders: Automata) -> Sieved:
    """The rows that could hold a mention, and those with letters beyond ASCII."""
    raw, bounds = text_bytes(joined(("", texts, ""), " ", texts.type))
    folded = np.frombuffer(raw.tobytes().translate(fold.FOLD_BYTES), dtype=np.uint8)
    _, start, _ = found(finders.sieve, folded)
    row = np.searchsorted(bounds, start, side="right") - 1
    lettered = np.unique(np.searchsorted(bounds, _letters(raw), side="right") - 1)
    if lettered.size:
        plain = ~np.isin(row, lettered)
        row, start = row[plain], start[plain]
    begins = np.diff(row, prepend=-1) != 0
    return Sieved(
        plain=row[begins],
        lettered=lettered,
        at=np.cumsum(begins) - 1,
        offset=start - bounds[row],
    )


def found(automaton: ahocorasick_rs.BytesAhoCorasick, searched: Bytes) -> tuple[Ints, Ints, Ints]:
    """Every match, overlapping ones too: pattern, start, end."""
    matches = automaton.find_matches_as_indexes(searched.data, overlapping=True)
    flat = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches))
    return flat[0::3], flat[1::3], flat[2::3]


def _letters(raw: Bytes) -> Ints:
    """Where bytes stand that are neither ASCII nor part of a plain gap, such as a curly quote."""
    if raw.size == 0 or raw.max() < CONTINUES:
        return np.zeros(0, np.int64)
    high = np.flatnonzero(raw >= CONTINUES)
    ahead = np.concatenate([raw, np.zeros(2, np.uint8)])
    latin = high[(raw[high] == LEAD_LATIN) & fold.LATIN_GAPS[ahead[high + 1]]]
    general = high[
        (raw[high] == LEAD_GENERAL)
        & (ahead[high + 1] == GENERAL)
        & fold.GENERAL_GAPS[ahead[high + 2]]
    ]
    gaps = np.concatenate([latin, latin + 1, general, general + 1, general + 2])
    return np.setdiff1d(high, gaps, assume_unique=True)
