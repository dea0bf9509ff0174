"""A ruleset made ready to match: every term with its slips, and three automata.

The sieve knows one word of each term that can be evidence, and reads every byte. The others
read only what it lets through: one finds misspelt words, one every term.
"""

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

SHORT = 3

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
    anchors: frozenset[str]
    """A word of every term that can be evidence, and the slips of those words."""
    first_modifier: int
    passing: int
    evidential: npt.NDArray[np.bool_]
    """By entry: whether a rule acts on its mention."""

    def entries(self, concepts: Iterable[str]) -> frozenset[int]:
        """The numbers of concepts by their ids."""
        names = [concept.id for concept in self.ruleset.concepts]
        return frozenset(names.index(name) for name in concepts)

    def mask(self, concepts: Iterable[str]) -> npt.NDArray[np.bool_]:
        """By entry: whether it is one of these concepts."""
        found = np.zeros(self.passing + 1, dtype=bool)
        found[list(self.entries(concepts))] = True
        return found

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
    found = (term for term, entry in terms.items() if evidential[entry])
    words = _anchors(found, frozenset(ruleset.common_words))
    anchors = words | {slip for slip, word in slips.items() if word in words}
    return Compiled(
        ruleset=ruleset,
        terms=terms,
        longest=max(map(len, terms)),
        slips=slips,
        anchors=anchors,
        first_modifier=first_modifier,
        passing=passing,
        evidential=evidential,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Automata:
    """What bytes are searched with.

    ``sieve`` finds anchors anywhere. The patterns of ``slips`` and ``terms`` are ``b" words "``
    and find whole words of folded text only: ``corrected`` gives the right spelling for each of
    the first, ``entry`` the entry of each of the second.
    """

    sieve: ahocorasick_rs.BytesAhoCorasick
    slips: ahocorasick_rs.BytesAhoCorasick
    corrected: tuple[bytes, ...]
    terms: ahocorasick_rs.BytesAhoCorasick
    entry: npt.NDArray[np.int32]


@lru_cache(maxsize=4)
def automata(ruleset: Ruleset) -> Automata:
    """The ruleset's automata; one text can be read without them."""
    ready = compiled(ruleset)
    return Automata(
        sieve=_automaton(sorted(ready.anchors)),
        slips=_automaton(f" {slip} " for slip in ready.slips),
        corrected=tuple(f" {word} ".encode() for word in ready.slips.values()),
        terms=_automaton(f" {' '.join(term)} " for term in ready.terms),
        entry=np.fromiter(ready.terms.values(), dtype=np.int32, count=len(ready.terms)),
    )


def _automaton(patterns: Iterable[str]) -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(
        [pattern.encode() for pattern in patterns],
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
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


def _anchors(terms: Iterable[Term], common: frozenset[str]) -> frozenset[str]:
    """A word of every term, by choice a long one that is not common."""

    def worth(word: str) -> tuple[bool, bool, int]:
        return word not in common, len(word) > SHORT, len(word)

    anchors: set[str] = set()
    for term in sorted(terms, key=len):
        if anchors.isdisjoint(term):
            anchors.add(max(term, key=worth))
    return frozenset(anchors)


def fields_say(found: Iterable[FieldCondition]) -> FieldsSay:
    """What the fields say together, of the conditions that hold."""
    said = {condition.says for condition in found}
    if FieldsSay.ONLINE in said:
        return FieldsSay.MIXED if FieldsSay.OFFLINE in said else FieldsSay.ONLINE
    if FieldsSay.OFFLINE in said:
        return FieldsSay.OFFLINE
    return FieldsSay.OFTEN if FieldsSay.OFTEN in said else FieldsSay.SILENT
