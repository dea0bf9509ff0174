"""One spelling for what printers spell in many ways: spaces, dashes, quotes, number words."""

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣-"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´"), "'") | dict.fromkeys(map(ord, "“”„″"), '"')
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060"), None)
_SUPERSCRIPT = re.compile(r"(?:(?<=\w)|(?<=\w ))([¹²³⁰⁴-⁹]+)")

_UNITS = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
NUMBER_WORDS: dict[str, int] = (
    {word: number for number, word in enumerate(_UNITS)}
    | {word: 20 + 10 * place for place, word in enumerate(_TENS)}
    | {
        f"{ten}-{_UNITS[one]}": 20 + 10 * place + one
        for place, ten in enumerate(_TENS)
        for one in range(1, 10)
    }
)
"""English words for 0 to 99."""

_WORD = re.compile(
    r"\b(" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")\b(?!-)", re.IGNORECASE
)
_TEN_SPACE_ONE = re.compile(
    r"\b(" + "|".join(_TENS) + r") (" + "|".join(_UNITS[1:10]) + r")\b", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """``text`` with plain spaces, dashes and quotes, on one line; case kept.

    A superscript figure after a word or number becomes ``^n``, so that ``12²`` is never 122.
    """
    text = text.translate(_INVISIBLE)
    text = _SUPERSCRIPT.sub(lambda hit: "^" + unicodedata.normalize("NFKC", hit[1]), text)
    text = unicodedata.normalize("NFKC", text.replace("…", "..."))
    return " ".join(text.translate(_DASHES).translate(_QUOTES).split())


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """:func:`tidy` in one case."""
    return tidy(text).casefold()


def digits_for_words(text: str) -> str:
    """Folded text with number words as digits: ``fewer than five`` -> ``fewer than 5``."""
    text = _TEN_SPACE_ONE.sub(r"\1-\2", text)
    return _WORD.sub(lambda hit: str(NUMBER_WORDS[hit[1].casefold()]), text)
