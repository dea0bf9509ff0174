"""What governs each mention and which rule it speaks for, over all texts at once.

Hits lie in order of place. "The nearest trigger in front, with no stop between" is then the
greatest index so far of a trigger against that of a stop: one running maximum each.
"""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cyberflag.flagging.compiled import Compiled
from cyberflag.flagging.model import Decision, Modifier, ModifierKind, Ruleset
from cyberflag.flagging.scan import Ints
from cyberflag.flagging.search import Hits, Mask, Sentences, Texts

NONE = -1

SILENT, SET_ASIDE, DOUBT, ONLINE = range(4)
"""What a mention says, the stronger the greater."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Evidence, one element each, in order: rule and modifier by number, -1 for no modifier."""

    row: Ints
    start: Ints
    end: Ints
    rule: npt.NDArray[np.int32]
    modifier: npt.NDArray[np.int32]


def mentions(texts: Texts, sentences: Sentences, hits: Hits, ready: Compiled) -> Mentions:
    """The mentions among the hits of a search, each with what turned it aside."""
    holder = _holders(hits.last)
    inner = holder != NONE
    outer = np.flatnonzero(~inner)
    reading = _Reading(hits.take(outer), ready)
    rule = np.full(inner.size, NONE, np.int32)
    modifier = np.full(inner.size, NONE, np.int32)
    rule[outer], modifier[outer] = reading.rules(), reading.modifiers()
    within = np.flatnonzero(inner)
    held_by = hits.entry[holder[within]]
    governed = (held_by >= ready.first_modifier) & (held_by < ready.passing)
    within, held_by = within[governed], held_by[governed]
    modifier[within] = held_by - ready.first_modifier
    rule[within] = _plain_rules(ready)[hits.entry[within]]
    spoken = np.flatnonzero(rule != NONE)
    sentence, begin = sentences.begins(hits.first[spoken])
    row, start, end = texts.spans(begin, sentences.ends(hits.last[spoken], sentence))
    return Mentions(row=row, start=start, end=end, rule=rule[spoken], modifier=modifier[spoken])


def says(spoken: Mentions, ruleset: Ruleset) -> npt.NDArray[np.int8]:
    """How strong each mention is."""
    flags = np.array([rule.decision is Decision.FLAG for rule in ruleset.rules], dtype=bool)
    doubts = np.array([m.kind is ModifierKind.DOUBT for m in ruleset.modifiers] + [False])
    free = spoken.modifier == NONE
    strength = np.where(flags[spoken.rule] & free, ONLINE, DOUBT)
    return np.where(free | doubts[spoken.modifier], strength, SET_ASIDE).astype(np.int8)


def _holders(ends: Ints) -> Ints:
    """For each hit the index of the first longer one it stands in, or -1."""
    if ends.size == 0:
        return ends
    furthest = np.maximum.accumulate(ends)
    reaches = np.concatenate([[True], furthest[1:] > furthest[:-1]])
    held = np.maximum.accumulate(np.where(reaches, np.arange(ends.size), 0))
    return np.where(reaches, NONE, held)


def _plain_rules(ready: Compiled) -> npt.NDArray[np.int32]:
    """By entry: the first rule that asks for nothing beside the mention."""
    found = np.full(ready.passing + 1, NONE, np.int32)
    for number, rule in reversed(list(enumerate(ready.ruleset.rules))):
        if not rule.near:
            found[ready.mask(rule.any)] = number
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """Hits wanted in the same sentence or clause, with no stop between; places in order.

    ``in_front`` and ``behind`` are the most words they may be away; 0 is never.
    """

    wanted: Ints
    stops: Ints
    in_front: int
    behind: int
    clause: bool


class _Reading:
    """The outer hits, with what is worked out once. Hits are named by their place."""

    def __init__(self, hits: Hits, ready: Compiled) -> None:
        self.hits = hits
        self.ready = ready
        self.evidence = np.flatnonzero(ready.evidential[hits.entry])
        self.known: dict[tuple[str, ...], Ints] = {}
        self.by_entry = np.argsort(hits.entry.astype(np.int16), kind="stable")
        self.entry_starts = np.searchsorted(hits.entry[self.by_entry], np.arange(ready.passing + 2))

    def modifiers(self) -> npt.NDArray[np.int32]:
        """By hit: the first modifier that governs it, or -1."""
        found = np.full(self.hits.entry.size, NONE, np.int32)
        for number, modifier in enumerate(self.ready.ruleset.modifiers):
            triggers = self._entries(
                {number + self.ready.first_modifier} | self.ready.lists[modifier.by]
            )
            if triggers.size:
                asked = self.evidence[found[self.evidence] == NONE]
                found[self._governed(modifier, triggers, asked)] = number
        return found

    def _governed(self, modifier: Modifier, triggers: Ints, asked: Ints) -> Ints:
        """Which of the hits asked about the triggers govern."""
        if modifier.targets:
            asked = asked[self.ready.mask(modifier.targets)[self.hits.entry[asked]]]
        if modifier.unless:
            place = self._place(clause=modifier.clause)
            asked = asked[~self._held(place, self._of(modifier.unless))[place[asked]]]
        stops = self._of(modifier.stops)
        if modifier.needs:
            needed = _Beside(
                wanted=self._of(modifier.needs),
                stops=stops,
                in_front=modifier.needs_before,
                behind=modifier.needs_after,
                clause=modifier.clause,
            )
            triggers = triggers[self._has(triggers, needed)]
        governors = _Beside(
            wanted=triggers,
            stops=stops,
            in_front=modifier.after,
            behind=modifier.before,
            clause=modifier.clause,
        )
        return asked[self._has(asked, governors)]

    def rules(self) -> npt.NDArray[np.int32]:
        """By hit: the first rule it speaks for, or -1."""
        found = np.full(self.hits.entry.size, NONE, np.int32)
        nothing = np.zeros(0, np.int64)
        for number, rule in enumerate(self.ready.ruleset.rules):
            asked = self._of(rule.any)
            asked = asked[found[asked] == NONE]
            for wanted in filter(None, (rule.near, rule.also)):
                beside = _Beside(
                    wanted=self._of(wanted),
                    stops=nothing,
                    in_front=rule.within,
                    behind=rule.within,
                    clause=rule.clause,
                )
                asked = asked[self._has(asked, beside)]
            found[asked] = number
        return found

    def _of(self, concepts: tuple[str, ...]) -> Ints:
        if concepts not in self.known:
            self.known[concepts] = self._entries(self.ready.lists[concepts])
        return self.known[concepts]

    def _entries(self, entries: Set[int]) -> Ints:
        """The hits of some entries, in order of place."""
        starts = self.entry_starts
        found = [self.by_entry[starts[entry] : starts[entry + 1]] for entry in entries]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))

    def _has(self, asked: Ints, beside: _Beside) -> Mask:
        """Which of the hits asked about have a wanted one beside them: the nearest decides."""
        close = np.zeros(asked.size, dtype=bool)
        if beside.wanted.size == 0 or asked.size == 0:
            return close
        # Most sentences hold none that is wanted; only the others are looked at closely.
        held = self._held(self.hits.sentence, beside.wanted)
        where = np.flatnonzero(held[self.hits.sentence[asked]])
        near = asked[where]
        if beside.in_front:
            number = np.searchsorted(beside.wanted, near) - 1
            other = beside.wanted[number]
            close[where] |= (number >= 0) & self._reaches(other, near, beside.in_front, beside)
        if beside.behind:
            number = np.searchsorted(beside.wanted, near, side="right")
            there = number < beside.wanted.size
            other = beside.wanted[np.where(there, number, 0)]
            close[where] |= there & self._reaches(near, other, beside.behind, beside)
        return close

    def _place(self, *, clause: bool) -> Ints:
        """The clause or the sentence of each hit."""
        return self.hits.clause if clause else self.hits.sentence

    def _held(self, place: Ints, hits: Ints) -> Mask:
        """By place: whether one of the hits is in it."""
        held = np.zeros(int(place[-1]) + 1, dtype=bool)
        held[place[hits]] = True
        return held

    def _reaches(self, front: Ints, back: Ints, words: int, beside: _Beside) -> Mask:
        """Which pairs stand in one place, near enough, with no stop between."""
        place = self._place(clause=beside.clause)
        near = (self.hits.first[back] - self.hits.last[front] <= words) & (
            place[front] == place[back]
        )
        if beside.stops.size:
            upto = np.searchsorted(beside.stops, back)
            near &= np.searchsorted(beside.stops, front, side="right") >= upto
        reached: Mask = near
        return reached
