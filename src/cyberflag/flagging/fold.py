"""Text as matching sees it: words of lower-case letters and digits, and where sentences end.

A character folds to a letter, to nothing, or to a gap, whatever the machine: ASCII by case
alone, anything else by its compatibility decomposition, case folding, and the loss of its
accents. Most texts are ASCII with typographic quotes and dashes, and are folded byte by byte;
the tables for that are made from :func:`fold_character`, so the two ways cannot disagree.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

GAP = " "
_ENDS = frozenset(".!?;\n\r–—―…•\u2028\u2029\x85")
"""Characters a sentence ends at; a full stop between digits and a hyphen inside a word do not."""
_PAUSES = frozenset(",:")
"""Characters a clause ends at, besides those a sentence ends at."""

SPACE, HYPHEN, STOP = ord(" "), ord("-"), ord(".")


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """What one character becomes: letters and digits in lower case, a gap, or nothing."""
    if character.isascii():
        return character.lower() if character.isalnum() else GAP
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = [c for c in spread if unicodedata.category(c) not in ("Mn", "Me", "Cf")]
    return "".join(c.lower() if c.isalnum() else GAP for c in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: folded, with its character offsets and its place.

    ``sentence`` and ``clause`` number the sentences of the text and the clauses of all of them.
    """

    text: str
    start: int
    end: int
    sentence: int
    clause: int


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    found: list[Word] = []
    letters: list[str] = []
    start = end = sentence = clause = 0

    def close() -> None:
        if letters:
            word = "".join(letters)
            found.append(Word(text=word, start=start, end=end, sentence=sentence, clause=clause))
            letters.clear()

    for at, character in enumerate(text):
        for letter in fold_character(character):
            if letter == GAP:
                close()
            else:
                if not letters:
                    start = at
                letters.append(letter)
                end = at + 1
        if _ends_sentence(text, at):
            sentence += 1
            clause += 1
        elif character in _PAUSES:
            clause += 1
    close()
    return found


def _ends_sentence(text: str, at: int) -> bool:
    character = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if character == "-":
        return before == GAP or after == GAP
    if character == ".":
        return not (_is_digit(before) and _is_digit(after))
    return character in _ENDS


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()


def fold_term(term: str) -> tuple[str, ...]:
    """A term of a ruleset as the words a text is searched for."""
    return tuple(word.text for word in words_of(term))


def _plain(character: str) -> bool:
    """True of a character beyond ASCII that is a gap and nothing else."""
    return set(fold_character(character)) == {GAP}


_LATIN = [chr(code) for code in range(0x80, 0xC0)]
_GENERAL = [chr(code) for code in range(0x2000, 0x2040)]


def _last_bytes(characters: list[str]) -> np.ndarray:
    table = np.zeros(256, dtype=bool)
    table[[character.encode()[-1] for character in characters]] = True
    return table


LATIN_GAPS = _last_bytes([c for c in _LATIN if _plain(c)])
"""Second bytes of the two-byte gaps that begin with 0xC2."""
GENERAL_GAPS = _last_bytes([c for c in _GENERAL if _plain(c)])
"""Third bytes of the three-byte gaps that begin with 0xE2 0x80."""
LATIN_ENDS = _last_bytes([c for c in _LATIN if c in _ENDS])
GENERAL_ENDS = _last_bytes([c for c in _GENERAL if c in _ENDS])

FOLD_BYTES = bytes(ord(fold_character(chr(byte))) if byte < 0x80 else SPACE for byte in range(256))
"""For ``bytes.translate``: bytes of ASCII and of plain gaps, folded in place."""

IS_WORD = np.array([byte < 0x80 and chr(byte).isalnum() for byte in range(256)])
IS_DIGIT = np.array([byte < 0x80 and chr(byte).isdigit() for byte in range(256)])
MAY_END = np.array([byte < 0x80 and (chr(byte) in _ENDS or byte == HYPHEN) for byte in range(256)])
PAUSES = np.array([byte < 0x80 and chr(byte) in _PAUSES for byte in range(256)])
