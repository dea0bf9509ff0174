"""One scan over the bytes of an Arrow string column, then words, sentences and terms as arrays.

The sieve reads the column's buffer where it lies and finds the records in which a term could
stand. Only those are folded and searched for every term; nothing is done record by record.
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

LOWER = np.uint8(0x20)
"""Set in every small letter of ASCII: with it, capitals become small and no other byte a letter."""
CONTINUES, LEAD_LATIN, LEAD_GENERAL, GENERAL = 0x80, 0xC2, 0xE2, 0x80
GUARD = "   "
"""Put behind each text; its middle byte becomes NUL, which no term holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieved:
    """Rows to look at: ``plain`` ones as bytes, ``lettered`` ones in plain Python."""

    plain: Ints
    lettered: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Terms found, one element each, by row and place, the longer first where two begin together.

    ``row`` counts the texts searched; ``first`` and ``last`` number words, ``sentence``
    sentences and ``clause`` the clauses they begin in, over all texts; ``start`` and ``end`` are character offsets within the text.
    """

    entry: npt.NDArray[np.int32]
    row: Ints
    start: Ints
    end: Ints
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    sentence: Ints
    clause: Ints

    def take(self, which: Ints | npt.NDArray[np.bool_]) -> "Hits":
        """Some of them, in the order given."""
        return Hits(
            entry=self.entry[which],
            row=self.row[which],
            start=self.start[which],
            end=self.end[which],
            first=self.first[which],
            last=self.last[which],
            sentence=self.sentence[which],
            clause=self.clause[which],
        )


def text_bytes(texts: pa.Array) -> tuple[Bytes, Ints]:
    """The bytes of a string or large_string array without copying, and each text's bounds in them."""
    wide = pa.types.is_large_string(texts.type)
    _, offsets_buffer, value_buffer = texts.buffers()
    if offsets_buffer is None or len(texts) == 0:
        return np.zeros(0, np.uint8), np.zeros(len(texts) + 1, np.int64)
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64 if wide else np.int32)
    bounds = offsets[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    if value_buffer is None:
        return np.zeros(0, np.uint8), np.zeros_like(bounds)
    whole = np.frombuffer(value_buffer, dtype=np.uint8)
    return whole[bounds[0] : bounds[-1]], bounds - bounds[0]


def sieve(texts: pa.Array, finders: Automata) -> Sieved:
    """The rows whose text holds an anchor as a whole word, and those with letters beyond ASCII."""
    raw, bounds = text_bytes(texts)
    _, start, end = found(finders.sieve, raw | LOWER)
    row = np.searchsorted(bounds, start, side="right") - 1
    low, high = bounds[row], bounds[row + 1]
    begins = (start == low) | ~fold.IS_WORD[raw[start - 1]]
    ends = (end == high) | ((end < high) & ~fold.IS_WORD[raw[np.minimum(end, raw.size - 1)]])
    wanted = np.zeros(len(texts), dtype=bool)
    wanted[row[begins & ends]] = True
    lettered = np.zeros(len(texts), dtype=bool)
    lettered[np.searchsorted(bounds, _letters(raw), side="right") - 1] = True
    if texts.null_count:
        known = np.asarray(texts.is_valid())
        wanted, lettered = wanted & known, lettered & known
    return Sieved(plain=np.flatnonzero(wanted & ~lettered), lettered=np.flatnonzero(lettered))


def found(automaton: ahocorasick_rs.BytesAhoCorasick, searched: Bytes) -> tuple[Ints, Ints, Ints]:
    """Every match, overlapping ones too: pattern, start, end."""
    matches = automaton.find_matches_as_indexes(searched.data, overlapping=True)
    flat = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches))
    pattern, start, end = flat.reshape(-1, 3).T
    return pattern, start, end


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


def search(texts: pa.Array, finders: Automata) -> Hits:
    """Every term in texts that are ASCII but for plain gaps, none of them null."""
    joined = pc.binary_join_element_wise(texts, "", GUARD)
    body, bounds = text_bytes(joined)
    raw = np.concatenate([np.array([fold.SPACE], np.uint8), body])
    bounds = bounds + 1
    folded = np.frombuffer(bytearray(raw.data).translate(fold.FOLD_BYTES), dtype=np.uint8)
    folded[bounds[1:] - 2] = 0
    gap = folded == fold.SPACE
    keep = ~gap
    keep[1:] |= keep[:-1].copy()
    keep[0] = True
    dropped = np.flatnonzero(~keep)
    closed = folded[keep]
    gaps = np.flatnonzero(closed == fold.SPACE)
    spelled = _spelled(closed, finders)
    pattern, start, end = found(finders.terms, spelled)
    word = np.cumsum(spelled == fold.SPACE, dtype=np.int32)
    first, last = word[start], word[end - 2]
    # Word n of the text lies behind its nth gap, however it was spelled.
    shift = dropped - np.arange(dropped.size)
    raw_start, raw_end = _opened(gaps[first - 1] + 1, shift), _opened(gaps[last] - 1, shift) + 1
    sentence_ends, clause_ends = _ends(raw, gap, bounds)
    sentence = np.searchsorted(sentence_ends, raw_start)
    row = np.searchsorted(bounds, raw_start, side="right") - 1
    hits = Hits(
        entry=finders.entry[pattern],
        row=row,
        start=_characters(raw, bounds[row], raw_start),
        end=_characters(raw, bounds[row], raw_end),
        first=first,
        last=last,
        sentence=sentence,
        clause=np.searchsorted(clause_ends, raw_start),
    )
    whole = sentence == np.searchsorted(sentence_ends, raw_end)
    order = np.lexsort((-last, first))
    return hits.take(order[whole[order]])


def _opened(closed: Ints, shift: Ints) -> Ints:
    """Positions in text with single gaps, as positions in the text as it was."""
    return closed + np.searchsorted(shift, closed, side="right")


def _spelled(closed: Bytes, finders: Automata) -> Bytes:
    """The text with misspelt words set right; it has as many words as before."""
    pattern, start, end = found(finders.slips, closed)
    if not pattern.size:
        return closed
    whole, pieces, done = closed.tobytes(), [], 0
    for number, low, high in zip(pattern.tolist(), start.tolist(), end.tolist(), strict=True):
        # Two slips side by side share the gap between them.
        pieces += [whole[done : low + 1], finders.corrected[number][1:]]
        done = high
    pieces.append(whole[done:])
    return np.frombuffer(b"".join(pieces), dtype=np.uint8)


def _ends(raw: Bytes, gap: npt.NDArray[np.bool_], bounds: Ints) -> tuple[Ints, Ints]:
    """Where sentences end and where clauses do, as positions in ``raw``; a text's end is both."""
    marks = np.flatnonzero(gap & (raw != fold.SPACE))
    byte = raw[marks]
    behind, ahead = raw[marks - 1], raw[marks + 1]
    ends = fold.MAY_END[byte]
    ends &= (byte != fold.HYPHEN) | (behind == fold.SPACE) | (ahead == fold.SPACE)
    ends &= (byte != fold.STOP) | ~(fold.IS_DIGIT[behind] & fold.IS_DIGIT[ahead])
    ends |= (byte == LEAD_LATIN) & fold.LATIN_ENDS[ahead]
    general = (byte == LEAD_GENERAL) & (ahead == GENERAL)
    ends[general] |= fold.GENERAL_ENDS[raw[marks[general] + 2]]
    texts = bounds[1:] - 2
    pauses = ends | fold.PAUSES[byte]
    sentences = np.sort(np.concatenate([marks[ends], texts]))
    return sentences, np.sort(np.concatenate([marks[pauses], texts]))


def _characters(raw: Bytes, begin: Ints, at: Ints) -> Ints:
    """Bytes counted as characters, from ``begin`` to ``at``."""
    if raw.max() < CONTINUES:
        return at - begin
    inside = np.flatnonzero((raw & 0xC0) == CONTINUES)
    return at - begin - np.searchsorted(inside, at) + np.searchsorted(inside, begin)
