"""A ruleset made ready to match: its terms, how their words are misspelt, and three automata."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.fold import fold_term
from cyberflag.flagging.model import FieldCondition, FieldsSay, Modifier, Ruleset
from cyberflag.flagging.terms import slips_of, spelled_out

Term = tuple[str, ...]
"""A term as folded words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compiled:
    """A ruleset's terms by entry, and the words misspelt ones are read as.

    Entries are numbered: concepts in order, then modifiers, then all passing phrases together.
    """

    ruleset: Ruleset
    terms: dict[Term, int]
    longest: int
    """Words of the longest term."""
    slips: dict[str, str]
    first_modifier: int
    passing: int
    evidential: npt.NDArray[np.bool_]
    """By entry: whether a rule acts on its mention."""
    lists: dict[tuple[str, ...], frozenset[int]]
    """The entries of each list of concepts the ruleset names."""

    def mask(self, concepts: tuple[str, ...]) -> npt.NDArray[np.bool_]:
        """By entry: whether it is one of these concepts."""
        mask = np.zeros(self.passing + 1, dtype=bool)
        mask[list(self.lists[concepts])] = True
        return mask

    def modifier(self, entry: int) -> Modifier | None:
        """The modifier an entry stands for, or None."""
        if self.first_modifier <= entry < self.passing:
            return self.ruleset.modifiers[entry - self.first_modifier]
        return None


@lru_cache(maxsize=4)
def compiled(ruleset: Ruleset) -> Compiled:
    """The ruleset made ready; kept, as making it takes longer than a batch."""
    terms = _terms(ruleset)
    known = [concept.id for concept in ruleset.concepts]
    first_modifier = len(known)
    passing = first_modifier + len(ruleset.modifiers)
    evidential = np.zeros(passing + 1, dtype=bool)
    evidential[[known.index(name) for name in ruleset.evidential]] = True
    vocabulary = frozenset(word for term in terms for word in term)
    misspelt = {word for term, _, slips in listed_terms(ruleset) if slips for word in term}
    slips = slips_of(sorted(misspelt), vocabulary | frozenset(ruleset.real_words))
    return Compiled(
        ruleset=ruleset,
        terms=terms,
        longest=max(map(len, terms)),
        slips=slips,
        first_modifier=first_modifier,
        passing=passing,
        evidential=evidential,
        lists={listed: frozenset(map(known.index, listed)) for listed in _lists(ruleset)},
    )


def _lists(ruleset: Ruleset) -> Iterator[tuple[str, ...]]:
    for rule in ruleset.rules:
        yield from (rule.any, rule.near, rule.also)
    for modifier in ruleset.modifiers:
        yield from (modifier.by, modifier.needs, modifier.stops, modifier.unless, modifier.targets)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Automata:
    """What bytes are searched with, each pattern matching whole words of folded text.

    ``sieve`` finds whatever a term that can be evidence cannot do without. ``corrected`` gives
    the right spelling for each pattern of ``slips``, and ``entry`` the entry of each of
    ``terms``.
    """

    sieve: ahocorasick_rs.BytesAhoCorasick
    slips: ahocorasick_rs.BytesAhoCorasick
    corrected: tuple[bytes, ...]
    terms: ahocorasick_rs.BytesAhoCorasick
    entry: npt.NDArray[np.int32]
    longest: int


@lru_cache(maxsize=4)
def automata(ruleset: Ruleset) -> Automata:
    """The ruleset's automata; one text can be read without them."""
    ready = compiled(ruleset)
    evidence = [term for term, entry in ready.terms.items() if ready.evidential[entry]]
    words = {word for term in evidence for word in term}
    needed = {pattern for term in evidence for pattern in _needed(term)}
    needed |= {f" {slip} " for slip, word in ready.slips.items() if word in words}
    return Automata(
        sieve=_automaton(sorted(needed)),
        slips=_automaton(f" {slip} " for slip in ready.slips),
        corrected=tuple(f" {word} ".encode() for word in ready.slips.values()),
        terms=_automaton(f" {' '.join(term)} " for term in ready.terms),
        entry=np.fromiter(ready.terms.values(), dtype=np.int32, count=len(ready.terms)),
        longest=ready.longest,
    )


def _needed(term: Term) -> Iterator[str]:
    """Stretches of folded text one of which is there wherever the term is, rightly spelled.

    Between two words lies a run of gaps of any length: of one or two, or the stretch ends in
    the first three of it.
    """
    begun = [f" {term[0]}"]
    for word in term[1:]:
        yield from (f"{text}   " for text in begun)
        begun = [f"{text}{gap}{word}" for text in begun for gap in (" ", "  ")]
    yield from (f"{text} " for text in begun)


def _automaton(patterns: Iterable[str]) -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(
        [pattern.encode() for pattern in patterns],
        implementation=ahocorasick_rs.Implementation.DFA,
    )


def listed_terms(ruleset: Ruleset) -> Iterator[tuple[Term, int, bool]]:
    """Every term as listed, its entry, and whether its slips count too."""
    entry = 0
    for entry, concept in enumerate(ruleset.concepts):
        yield from ((t, entry, concept.misspelt) for t in _folded(concept.terms))
    for entry, modifier in enumerate(ruleset.modifiers, start=len(ruleset.concepts)):
        yield from ((t, entry, modifier.misspelt) for t in _folded(modifier.terms))
    passing = len(ruleset.concepts) + len(ruleset.modifiers)
    yield from ((term, passing, True) for term in _folded(ruleset.passing))


def _folded(patterns: Iterable[str]) -> Iterator[Term]:
    return (fold_term(term) for pattern in patterns for term in spelled_out(pattern))


def _terms(ruleset: Ruleset) -> dict[Term, int]:
    terms: dict[Term, int] = {}
    for term, entry, _ in listed_terms(ruleset):
        if not term or terms.setdefault(term, entry) != entry:
            raise CyberflagError(
                f'the term "{" ".join(term)}" stands in two entries, or is empty',
                place="the ruleset",
                remedy="Keep it in the one that means it.",
            )
    return terms


def fields_say(found: Iterable[FieldCondition]) -> FieldsSay:
    """What the fields say together, of the conditions that hold."""
    said = {condition.says for condition in found}
    strongest = next((says for says in FieldsSay if says in said), FieldsSay.SILENT)
    if strongest in (FieldsSay.ONLINE, FieldsSay.PERHAPS) and FieldsSay.OFFLINE in said:
        return FieldsSay.MIXED
    return strongest
