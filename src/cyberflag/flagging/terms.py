"""Terms: what a pattern of a ruleset stands for, and how its words are misspelt."""

import re
from collections.abc import Iterable, Iterator

_CHOICE = re.compile(r"\{([^{}]*)\}|\(([^()]*)\)")
SHORTEST_MISSPELT = 5
"""Letters; slips in shorter words make other words."""


def spelled_out(pattern: str) -> list[str]:
    """The terms a pattern stands for: ``{a|b}`` is one of them, ``(s)`` is there or not."""
    found = _CHOICE.search(pattern)
    if found is None:
        return [pattern]
    choices = found[1].split("|") if found[1] is not None else ["", found[2]]
    head, tail = pattern[: found.start()], pattern[found.end() :]
    return [term for choice in choices for term in spelled_out(head + choice + tail)]


def misspellings(word: str) -> Iterator[str]:
    """One letter left out, two letters changed round, or one doubled; the first letter stands."""
    if len(word) < SHORTEST_MISSPELT or not word.isalpha():
        return
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        if at + 1 < len(word) and word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def slips_of(words: Iterable[str], real_words: frozenset[str]) -> dict[str, str]:
    """For each slip the one word it can be a slip of; none that is itself a word."""
    found: dict[str, str | None] = {}
    for word in words:
        for slip in misspellings(word):
            if slip not in real_words:
                found[slip] = word if found.get(slip, word) == word else None
    return {slip: word for slip, word in found.items() if word is not None}
