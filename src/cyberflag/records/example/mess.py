"""Spelling as it comes: typing slips, abbreviations, missing articles, odd quotes and spaces."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

SERVICE = "\x1a"
"""Stands in a sentence where the service used will be named; nothing here touches it."""

_ARTICLE = re.compile(r" (?:the|a|an|their|his|her) ")
_WORD = re.compile(r"(?<![\w\[{/'.-])[A-Za-z]{5,}(?![\w\]}/'-])")
_SHORTEST_SENTENCE = 12


def one_of(choices: Sequence[str], random: Random) -> str:
    """One of ``choices``, each as likely; several times as fast as ``Random.choice``."""
    return choices[int(random.random() * len(choices))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mess:
    """How one author's spelling goes wrong; each rate is a share of sentences.

    ``swap`` gives a word's shorter forms; ``swap_rate`` is the share of its occurrences.
    """

    typo: float
    drop_article: float
    lower_start: float
    curly: float
    swap: Mapping[str, Sequence[str]]
    swap_rate: float


def messed(sentence: str, mess: Mess, random: Random) -> str:
    """``sentence`` as this author might have typed it; :data:`SERVICE` is left whole."""
    for word, shorter in mess.swap.items():
        if word in sentence and random.random() < mess.swap_rate:
            sentence = sentence.replace(word, one_of(shorter, random), 1)
    if random.random() < mess.drop_article:
        sentence = _ARTICLE.sub(" ", sentence)
    if random.random() < mess.typo and (words := list(_WORD.finditer(sentence))):
        found = random.choice(words)
        slip = _slip(found.group(), random)
        sentence = sentence[: found.start()] + slip + sentence[found.end() :]
    if random.random() < mess.lower_start and not sentence[1:2].isupper():
        sentence = sentence[:1].lower() + sentence[1:]
    if "'" in sentence and random.random() < mess.curly:
        sentence = sentence.replace("'", "\u2019")
    return _spaced(sentence, random)


def _slip(word: str, random: Random) -> str:
    """``word`` with two letters changed about, one lost, or one doubled."""
    at = random.randrange(1, len(word) - 2)
    match random.randrange(3):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]


def _spaced(sentence: str, random: Random) -> str:
    roll = random.random()
    if roll > 0.06 or len(sentence) < _SHORTEST_SENTENCE:
        return sentence
    if roll > 0.02:
        return sentence.replace(" ", "  ", 1)
    if roll > 0.01:
        return sentence.replace(" ", "\u00a0", 1)
    return sentence.replace(", ", " \u2013 ", 1)
