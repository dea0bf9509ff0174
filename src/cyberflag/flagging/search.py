"""Every term in the sentences the sieve let through: words and their places as arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from cyberflag.flagging import fold
from cyberflag.flagging.compiled import Automata
from cyberflag.flagging.scan import (
    CONTINUES,
    GENERAL,
    LEAD_GENERAL,
    LEAD_LATIN,
    Bytes,
    Ints,
    Sieved,
    found,
    joined,
    text_bytes,
)

Mask = npt.NDArray[np.bool_]

GUARD = "   "
"""Put behind each text and sentence. Between sentences its middle byte becomes NUL, which no
term holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Terms found, one element each, in order of place, the longer first where two begin together.

    ``first`` and ``last`` number words, ``sentence`` sentences and ``clause`` the clauses they
    begin in, over all that was searched.
    """

    entry: npt.NDArray[np.int32]
    first: Ints
    last: Ints
    sentence: Ints
    clause: Ints

    def take(self, which: Ints | Mask) -> "Hits":
        """Some of them, in the order given."""
        return Hits(
            entry=self.entry[which],
            first=self.first[which],
            last=self.last[which],
            sentence=self.sentence[which],
            clause=self.clause[which],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Texts in one buffer, and where their sentences and clauses end in it."""

    raw: Bytes
    bounds: Ints
    """Where each text begins in ``raw``, and the end."""
    folded: Bytes
    sentence_ends: Ints
    clause_ends: Ints

    def spans(self, begin: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
        """The text of each stretch of ``raw``, and its character offsets there."""
        text = np.searchsorted(self.bounds, begin, side="right") - 1
        base = self.bounds[text]
        if not text.size or self.raw.max() < CONTINUES:
            return text, begin - base, end - base
        inside = np.flatnonzero((self.raw & 0xC0) == CONTINUES)
        before, upto, past = (np.searchsorted(inside, at) for at in (base, begin, end))
        return text, begin - base - (upto - before), end - base - (past - before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Sentences of texts laid end to end, and the way from their words back to the texts.

    ``closed`` is folded text with each run of gaps closed up to one, and NUL between sentences.
    Word n lies behind the nth gap. ``shift`` is how far places in it lag behind those before
    the closing, ``bounds`` where sentences began then, and ``begin`` where they do in the texts.
    """

    closed: Bytes
    gaps: Ints
    shift: Ints
    bounds: Ints
    begin: Ints

    def begins(self, word: Ints) -> tuple[Ints, Ints]:
        """The sentence of each word, and where the word begins in the texts."""
        at = self._opened(self.gaps[word - 1] + 1)
        sentence = np.searchsorted(self.bounds, at, side="right") - 1
        return sentence, at - self.bounds[sentence] + self.begin[sentence]

    def ends(self, word: Ints, sentence: Ints) -> Ints:
        """Where words end in the texts."""
        at = self._opened(self.gaps[word] - 1) + 1
        return at - self.bounds[sentence] + self.begin[sentence]

    def _opened(self, closed: Ints) -> Ints:
        return closed + np.searchsorted(self.shift, closed, side="right")


def lay_out(texts: pa.Array) -> Texts:
    """Texts that are ASCII but for plain gaps, none of them null, in one buffer."""
    body, bounds = text_bytes(joined((texts, ""), GUARD, texts.type))
    raw = np.concatenate([np.array([fold.SPACE], np.uint8), body])
    folded = np.frombuffer(raw.tobytes().translate(fold.FOLD_BYTES), dtype=np.uint8)
    marks = np.flatnonzero((folded == fold.SPACE) & (raw != fold.SPACE))
    byte = raw[marks]
    behind, ahead = raw[marks - 1], raw[marks + 1]
    ends = fold.MAY_END[byte]
    ends &= (byte != fold.HYPHEN) | (behind == fold.SPACE) | (ahead == fold.SPACE)
    ends &= (byte != fold.STOP) | ~(fold.IS_DIGIT[behind] & fold.IS_DIGIT[ahead])
    ends |= (byte == LEAD_LATIN) & fold.LATIN_ENDS[ahead]
    general = (byte == LEAD_GENERAL) & (ahead == GENERAL)
    ends[general] |= fold.GENERAL_ENDS[raw[marks[general] + 2]]
    last = bounds[1:] - 1
    return Texts(
        raw=raw,
        bounds=bounds + 1,
        folded=folded,
        sentence_ends=_merged(marks[ends], last),
        clause_ends=_merged(marks[ends | fold.PAUSES[byte]], last),
    )


def _merged(some: Ints, others: Ints) -> Ints:
    return np.sort(np.concatenate([some, others]), kind="stable")


def cut(texts: Texts, rows: Sieved) -> Sentences:
    """The sentences in which the sieve found something."""
    place = texts.bounds[rows.at] + rows.offset
    number = np.searchsorted(texts.sentence_ends, place)
    number = number[np.diff(number, prepend=-1) != 0]
    end = texts.sentence_ends[number]
    begin = np.where(number > 0, texts.sentence_ends[number - 1] + 1, 0)
    stretches = pa.LargeStringArray.from_buffers(
        max(2 * number.size - 1, 0),
        pa.py_buffer(np.stack([begin, end], axis=1)),
        pa.py_buffer(texts.folded),
    )
    chosen = stretches.take(pa.array(np.arange(0, 2 * number.size, 2)))
    return _close(*text_bytes(joined((chosen, ""), GUARD, chosen.type)), begin)


def _close(body: Bytes, bounds: Ints, begin: Ints) -> Sentences:
    spread = np.concatenate([np.array([fold.SPACE], np.uint8), body])
    spread[bounds[1:] - 1] = 0
    gap = spread == fold.SPACE
    keep = ~gap
    keep[1:] |= ~gap[:-1]
    keep[0] = True
    dropped = np.flatnonzero(~keep)
    closed = spread[keep]
    return Sentences(
        closed=closed,
        gaps=np.flatnonzero(closed == fold.SPACE),
        shift=dropped - np.arange(dropped.size),
        bounds=bounds + 1,
        begin=begin,
    )


def search(texts: Texts, sentences: Sentences, finders: Automata) -> Hits:
    """Every term in the sentences."""
    spelled = _spelled(sentences.closed, finders)
    pattern, start, end = found(finders.terms, spelled)
    word = np.cumsum(spelled == fold.SPACE, dtype=np.int32)
    first, last = word[start].astype(np.int64), word[end - 2].astype(np.int64)
    order = np.argsort(first * finders.longest - (last - first), kind="stable")
    first, last = first[order], last[order]
    sentence, begin = sentences.begins(first)
    return Hits(
        entry=finders.entry[pattern[order]],
        first=first,
        last=last,
        sentence=sentence,
        clause=np.searchsorted(texts.clause_ends, begin),
    )


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
