"""The decision about one record, in plain Python: what the fast one is held against.

It says what the rules mean in the words of their definition, mention by mention. ``explain``
uses it, and so does a text with letters beyond ASCII, where folding changes lengths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cyberflag.flagging.compiled import Compiled, compiled, fields_say
from cyberflag.flagging.fold import Word, words_of
from cyberflag.flagging.model import (
    Decision,
    Evidence,
    Finding,
    Modifier,
    ModifierKind,
    Rule,
    Ruleset,
    TextSays,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A term found: its entry, its first and last word, its sentence, the clause it begins in."""

    entry: int
    first: int
    last: int
    sentence: int
    clause: int


STRENGTH = {TextSays.SILENT: 0, TextSays.SET_ASIDE: 1, TextSays.DOUBT: 2, TextSays.ONLINE: 3}


def decide_record(
    summary: str | None, fields: Mapping[str, str | None], ruleset: Ruleset
) -> Finding:
    """The finding about one record; ``fields`` gives its columns by name."""
    held = [c for c in ruleset.fields if fields.get(c.column) in c.values]
    fields_state = fields_say(held)
    text_state, mentions = read_text(summary, ruleset)
    shown = [Evidence(rule=condition.id, start=-1, end=-1) for condition in held]
    return Finding(
        decision=ruleset.weigh[text_state, fields_state],
        text=text_state,
        fields=fields_state,
        evidence=(*mentions, *shown),
        ruleset=ruleset.version,
    )


def decide_text(summary: str | None, ruleset: Ruleset) -> Finding:
    """The finding about a summary alone."""
    return decide_record(summary, {}, ruleset)


def read_text(summary: str | None, ruleset: Ruleset) -> tuple[TextSays, tuple[Evidence, ...]]:
    """What a summary says, and its mentions in order."""
    if not summary:
        return TextSays.NO_TEXT, ()
    ready = compiled(ruleset)
    words = words_of(summary)
    spelled = [replace(word, text=ready.slips.get(word.text, word.text)) for word in words]
    outer, inner = _split(_hits(spelled, ready))
    reading = _Reading(ready=ready, outer=outer)
    spoken = [
        (hit, rule, modifier)
        for at, hit in enumerate(outer)
        if (rule := reading.rule(at)) is not None
        for modifier in [reading.modifier(at)]
    ]
    spoken += [
        (hit, rule, modifier)
        for hit, holder in inner
        if (modifier := ready.modifier(holder.entry)) is not None
        if (rule := reading.plain_rule(hit)) is not None
    ]
    spoken.sort(key=lambda found: (found[0].first, -found[0].last))
    state = max(
        (_state(rule, modifier) for _, rule, modifier in spoken),
        key=STRENGTH.__getitem__,
        default=TextSays.SILENT,
    )
    return state, tuple(_evidence(words, *found) for found in spoken)


def _state(rule: Rule, modifier: Modifier | None) -> TextSays:
    if modifier is not None and modifier.kind is not ModifierKind.DOUBT:
        return TextSays.SET_ASIDE
    if modifier is not None or rule.decision is Decision.REVIEW:
        return TextSays.DOUBT
    return TextSays.ONLINE


def _evidence(words: Sequence[Word], hit: Hit, rule: Rule, modifier: Modifier | None) -> Evidence:
    return Evidence(
        rule=rule.id,
        start=words[hit.first].start,
        end=words[hit.last].end,
        modifier="" if modifier is None else modifier.id,
    )


def _hits(words: Sequence[Word], ready: Compiled) -> list[Hit]:
    """Every term, longest first where several begin at a word; none across a sentence's end."""
    found = []
    for first, word in enumerate(words):
        for last in range(min(first + ready.longest, len(words)) - 1, first - 1, -1):
            entry = ready.terms.get(tuple(w.text for w in words[first : last + 1]))
            if entry is not None and words[last].sentence == word.sentence:
                found.append(
                    Hit(
                        entry=entry,
                        first=first,
                        last=last,
                        sentence=word.sentence,
                        clause=word.clause,
                    )
                )
    return found


def _split(hits: Sequence[Hit]) -> tuple[list[Hit], list[tuple[Hit, Hit]]]:
    """Hits that stand in no longer one, and those that do, each with the one that holds it."""
    outer: list[Hit] = []
    inner: list[tuple[Hit, Hit]] = []
    for hit in hits:
        if outer and outer[-1].last >= hit.last:
            inner.append((hit, outer[-1]))
        else:
            outer.append(hit)
    return outer, inner


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The outer hits of one text, and what governs and supports each."""

    ready: Compiled
    outer: Sequence[Hit]

    def rule(self, at: int) -> Rule | None:
        """The first rule the hit speaks for."""
        for rule in self.ready.ruleset.rules:
            asked = self.outer[at].entry in self.ready.lists[rule.any]
            if asked and all(
                self._found(at, self._wanted(rule, beside))
                for beside in (rule.near, rule.also)
                if beside
            ):
                return rule
        return None

    def _wanted(self, rule: Rule, concepts: tuple[str, ...]) -> "_Beside":
        return _Beside(
            wanted=self.ready.lists[concepts],
            in_front=rule.within,
            behind=rule.within,
            clause=rule.clause,
        )

    def plain_rule(self, hit: Hit) -> Rule | None:
        """The first rule that asks for nothing beside the mention."""
        rules = self.ready.ruleset.rules
        return next((r for r in rules if not r.near and hit.entry in self.ready.lists[r.any]), None)

    def modifier(self, at: int) -> Modifier | None:
        """The first modifier, in the ruleset's order, that governs the hit."""
        for number, modifier in enumerate(self.ready.ruleset.modifiers):
            if self._governs(modifier, number + self.ready.first_modifier, at):
                return modifier
        return None

    def _governs(self, modifier: Modifier, entry: int, at: int) -> bool:
        hit = self.outer[at]
        entries = self.ready.lists
        if modifier.targets and hit.entry not in entries[modifier.targets]:
            return False
        undone = entries[modifier.unless]
        if any(
            h.entry in undone
            and h.sentence == hit.sentence
            and (h.clause == hit.clause or not modifier.clause)
            for h in self.outer
        ):
            return False
        triggers = _Beside(
            wanted=entries[modifier.by] | {entry},
            in_front=modifier.after,
            behind=modifier.before,
            stops=entries[modifier.stops],
            clause=modifier.clause,
        )
        needed = replace(
            triggers,
            wanted=entries[modifier.needs],
            in_front=modifier.needs_before,
            behind=modifier.needs_after,
        )
        return any(
            not modifier.needs or self._found(trigger, needed)
            for trigger in self._found(at, triggers)
        )

    def _found(self, at: int, beside: "_Beside") -> list[int]:
        """Where hits stand that are wanted beside the one at ``at``."""
        hit, found = self.outer[at], []
        for other_at, other in enumerate(self.outer):
            if other_at == at or other.entry not in beside.wanted:
                continue
            if (other.clause if beside.clause else other.sentence) != (
                hit.clause if beside.clause else hit.sentence
            ):
                continue
            first, second = sorted((at, other_at))
            reach = beside.in_front if other_at < at else beside.behind
            away = self.outer[second].first - self.outer[first].last
            between = self.outer[first + 1 : second]
            if reach and away <= reach and not any(h.entry in beside.stops for h in between):
                found.append(other_at)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """Entries wanted in the same sentence or clause, with no stop between.

    ``in_front`` and ``behind`` are the most words they may be away; 0 is never.
    """

    wanted: frozenset[int]
    in_front: int
    behind: int
    stops: frozenset[int] = frozenset()
    clause: bool = False
