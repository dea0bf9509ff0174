"""What governs each mention and which rule it speaks for, over all texts at once.

Hits lie in order of place. "The nearest trigger in front, with no stop between" is then the
greatest index so far of a trigger against that of a stop: one running maximum each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cyberflag.flagging.compiled import Compiled
from cyberflag.flagging.model import Decision, Modifier, ModifierKind, Ruleset
from cyberflag.flagging.scan import Hits, Ints

Mask = npt.NDArray[np.bool_]
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


def mentions(hits: Hits, ready: Compiled) -> Mentions:
    """The mentions among the hits of a search, each with what turned it aside."""
    holder = _holders(hits.end + (hits.row << 32))
    inner = holder != NONE
    outer = hits.take(~inner)
    reading = _Reading(outer, ready)
    rule = np.full(inner.size, NONE, np.int32)
    modifier = np.full(inner.size, NONE, np.int32)
    rule[~inner], modifier[~inner] = reading.rules(), reading.modifiers()
    held_by = hits.entry[np.where(inner, holder, 0)]
    governed = inner & (held_by >= ready.first_modifier) & (held_by < ready.passing)
    modifier[governed] = held_by[governed] - ready.first_modifier
    rule[governed] = _plain_rules(ready)[hits.entry[governed]]
    spoken = np.flatnonzero(rule != NONE)
    return Mentions(
        row=hits.row[spoken],
        start=hits.start[spoken],
        end=hits.end[spoken],
        rule=rule[spoken],
        modifier=modifier[spoken],
    )


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


class _Reading:
    """The outer hits, with what is worked out once."""

    def __init__(self, hits: Hits, ready: Compiled) -> None:
        self.hits = hits
        self.ready = ready
        self.here = np.arange(hits.entry.size)
        # Of sentences only whether two are the same is asked, so those with hits are renumbered.
        self.sentence = np.cumsum(np.diff(hits.sentence, prepend=hits.sentence[:1]) != 0)

    def modifiers(self) -> npt.NDArray[np.int32]:
        """By hit: the first modifier that governs it, or -1."""
        found = np.full(self.here.size, NONE, np.int32)
        evidence = self.ready.evidential[self.hits.entry]
        for number, modifier in enumerate(self.ready.ruleset.modifiers):
            triggers = self._of(modifier.by)
            triggers |= self.hits.entry == number + self.ready.first_modifier
            if triggers.any():
                governed = evidence & (found == NONE) & self._governed(modifier, triggers)
                found[governed] = number
        return found

    def _governed(self, modifier: Modifier, triggers: Mask) -> Mask:
        stops = self._of(modifier.stops)
        place = self.hits.clause if modifier.clause else self.sentence
        if modifier.needs:
            needed = self._of(modifier.needs)
            reach = modifier.needs_before, modifier.needs_after
            triggers = triggers & self._beside(needed, reach, stops, place)
        governed = self._beside(triggers, (modifier.after, modifier.before), stops, place)
        if modifier.targets:
            governed &= self._of(modifier.targets)
        if modifier.unless:
            undone = np.zeros(self.here.size, dtype=bool)
            undone[self.sentence[self._of(modifier.unless)]] = True
            governed &= ~undone[self.sentence]
        return governed

    def rules(self) -> npt.NDArray[np.int32]:
        """By hit: the first rule it speaks for, or -1."""
        found = np.full(self.here.size, NONE, np.int32)
        nowhere = np.zeros(self.here.size, dtype=bool)
        for number, rule in enumerate(self.ready.ruleset.rules):
            speaks = (found == NONE) & self._of(rule.any)
            if rule.near:
                reach = rule.within, rule.within
                speaks &= self._beside(self._of(rule.near), reach, nowhere, self.sentence)
            found[speaks] = number
        return found

    def _of(self, concepts: Iterable[str]) -> Mask:
        chosen: Mask = self.ready.mask(concepts)[self.hits.entry]
        return chosen

    def _beside(self, wanted: Mask, reach: tuple[int, int], stops: Mask, place: Ints) -> Mask:
        """By hit: whether a wanted one stands near in the same place, with no stop between.

        ``reach`` is the most words it may be away, in front and behind; 0 is never.
        """
        in_front, behind = reach
        close = np.zeros(self.here.size, dtype=bool)
        if in_front:
            other, stop = _last_before(wanted), _last_before(stops)
            away = self.hits.first - self.hits.last[other]
            close |= (other > NONE) & (stop <= other) & (away <= in_front) & (place[other] == place)
        if behind:
            other, stop = _first_after(wanted), _first_after(stops)
            there = other < self.here.size
            other = np.where(there, other, 0)
            away = self.hits.first[other] - self.hits.last
            close |= there & (stop >= other) & (away <= behind) & (place[other] == place)
        return close


def _last_before(wanted: Mask) -> Ints:
    """By hit: the index of the last wanted one in front of it, or -1."""
    here = np.where(wanted, np.arange(wanted.size), NONE)
    return np.concatenate([[NONE], np.maximum.accumulate(here)[:-1]]) if wanted.size else here


def _first_after(wanted: Mask) -> Ints:
    """By hit: the index of the first wanted one behind it, or one past the last."""
    here = np.where(wanted, np.arange(wanted.size), wanted.size)
    if not wanted.size:
        return here
    return np.concatenate([np.minimum.accumulate(here[::-1])[::-1][1:], [wanted.size]])
