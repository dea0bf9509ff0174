"""Age bands as an algebra (whole years, both ends inclusive).

Two bandings combine only where they fit exactly: nothing is ever split in proportion.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cyberflag.core.errors import CyberflagError

OLDEST = 120
"""The age an open end is taken to reach when bands are compared, and the highest one read."""


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Whole years of age from ``low`` to ``high``, both inclusive.

    ``AgeBand(None, None)`` is all ages, recorded or not; "16 and over" is
    ``AgeBand(16, None)``; ``unknown`` stands for "age not recorded" and has no ends. Bands of
    the same years are equal: an open lower end is 0, and an upper end of :data:`OLDEST` is open.
    """

    low: int | None = None
    high: int | None = None
    unknown: bool = False

    def __post_init__(self) -> None:
        if self.unknown and not (self.low is None and self.high is None):
            raise CyberflagError(
                "an unknown age has no ends",
                place="AgeBand",
                remedy="Give either ends or unknown=True.",
            )
        low, high = self.low or 0, OLDEST if self.high is None else self.high
        if not 0 <= low <= high <= OLDEST:
            raise CyberflagError(
                f"{self.low} to {self.high} is not a band of ages",
                place="AgeBand",
                remedy=f"Give whole years with 0 <= low <= high <= {OLDEST}.",
            )
        if self.high is not None and self.low is None:
            object.__setattr__(self, "low", 0)
        if self.high == OLDEST:
            object.__setattr__(self, "high", None)

    @property
    def is_all(self) -> bool:
        """Whether this is all ages, recorded or not."""
        return self.low is None and self.high is None and not self.unknown

    @property
    def single_year(self) -> int | None:
        """The one year of age the band holds, or None if it holds more."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def years(self) -> range:
        """The whole years the band holds; empty for an unknown age."""
        if self.unknown:
            return range(0)
        return range(self.low or 0, (OLDEST if self.high is None else self.high) + 1)

    def contains(self, other: "AgeBand") -> bool:
        """Whether every victim in ``other`` is in this band."""
        if self.is_all or self == other:
            return True
        if self.unknown or other.unknown or other.is_all:
            return False
        mine, theirs = self.years, other.years
        return mine.start <= theirs.start and theirs.stop <= mine.stop

    def overlaps(self, other: "AgeBand") -> bool:
        """Whether one victim could be in both bands."""
        if self.is_all or other.is_all or self == other:
            return True
        if self.unknown or other.unknown:
            return False
        return max(self.years.start, other.years.start) < min(self.years.stop, other.years.stop)

    def __str__(self) -> str:
        if self.unknown:
            return "unknown"
        if self.is_all:
            return "all ages"
        if self.high is None:
            return f"{self.low} and over"
        if self.low == self.high:
            return "under 1" if self.low == 0 else str(self.low)
        return f"{self.low} to {self.high}"


ALL_AGES = AgeBand()
UNKNOWN_AGE = AgeBand(unknown=True)


def partitions(bands: Iterable[AgeBand], whole: AgeBand) -> bool:
    """Whether the bands are disjoint and together are exactly ``whole``.

    All ages are partitioned only by bands that also hold the unknown ages.
    """
    listed = sorted(bands, key=lambda band: (band.unknown, band.years.start))
    if whole.unknown or any(band.is_all for band in listed):
        return listed == [whole]
    if whole.is_all and (not listed or not listed.pop().unknown):
        return False
    reached = whole.years.start
    for band in listed:
        if band.unknown or band.years.start != reached:
            return False
        reached = band.years.stop
    return bool(listed) and reached == whole.years.stop


def common_banding(first: Sequence[AgeBand], second: Sequence[AgeBand]) -> tuple[AgeBand, ...]:
    """The finest bands to which both bandings add up exactly.

    Unknown ages stay apart, and must be in both or in neither; a banding that is all ages
    undivided combines only with one that holds every age and the unknown. Raises
    :class:`CyberflagError` where a banding overlaps itself or has a gap, or where the two
    have no such bands.
    """
    if ALL_AGES in (*first, *second):
        if partitions(first, ALL_AGES) and partitions(second, ALL_AGES):
            return (ALL_AGES,)
        raise _do_not_combine(first, second)
    known = [_known(first), _known(second)]
    if (UNKNOWN_AGE in first) != (UNKNOWN_AGE in second) or not all(known):
        raise _do_not_combine(first, second)
    edges = [{edge for b in bands for edge in (b.years.start, b.years.stop)} for bands in known]
    shared = sorted(edges[0] & edges[1])
    spans = [(min(found), max(found)) for found in edges]
    if spans[0] != spans[1]:
        raise _do_not_combine(first, second)
    bands = tuple(_band_between(start, stop) for start, stop in itertools.pairwise(shared))
    return (*bands, UNKNOWN_AGE) if UNKNOWN_AGE in first else bands


def _known(bands: Sequence[AgeBand]) -> list[AgeBand]:
    known = sorted((band for band in bands if not band.unknown), key=lambda band: band.years.start)
    for before, after in itertools.pairwise(known):
        if before.years.stop != after.years.start:
            raise CyberflagError(
                f"the bands {before} and {after} overlap or leave a gap",
                place="age bands",
                remedy="Give bands that follow on from each other.",
            )
    return known


def _band_between(start: int, stop: int) -> AgeBand:
    return AgeBand(start, None if stop == OLDEST + 1 else stop - 1)


def _do_not_combine(first: Sequence[AgeBand], second: Sequence[AgeBand]) -> CyberflagError:
    return CyberflagError(
        "the two bandings have no common bands",
        place=f"{', '.join(map(str, first))} and {', '.join(map(str, second))}",
        remedy="Compare them only as far as both cover the same ages.",
    )


# --- reading ----------------------------------------------------------------------------

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
        ]
    )
}
_N = r"(\d{1,3}|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + ")"
_YEARS = r"(?:\s*-?\s*(?:years?|yrs?|y/o|yo|year-?olds?)\.?(?:[\s-]*(?:olds?|of age|or age))?)?"
_TO = r"\s*(?:-|to|until|through)\s*"
_DOWN = r"(?:under|below|younger|less)"
_UP = r"(?:over|above|older|more|up(?:wards)?)"
_AND = r"\s*(?:and|&|or|\+)\s*"
_FORMS: tuple[tuple[str, str], ...] = (
    ("single", rf"{_N}{_YEARS}"),
    ("band", rf"(?:between\s+)?{_N}{_YEARS}{_TO}{_N}{_YEARS}(?:\s*\(?inclusive\)?)?"),
    ("band", rf"between\s+{_N}{_YEARS}\s+and\s+{_N}{_YEARS}(?:\s*\(?inclusive\)?)?"),
    ("below", rf"(?:<|under|below|younger than|less than|up to but not including)\s*(?:the age of\s+)?{_N}(?:'?s)?{_YEARS}"),
    ("upto", rf"(?:<=|≤|up to|0 up to)\s*(?:the age of\s+)?{_N}{_YEARS}(?:\s*\(?inclusive\)?)?"),
    ("upto", rf"{_N}{_YEARS}{_AND}{_DOWN}"),
    ("pair", rf"(?:victims?\s+)?(?:ages|aged)\s+{_N}{_YEARS}\s*(?:and|&|or)\s*{_N}{_YEARS}"),
    ("from", rf"{_N}{_YEARS}(?:{_AND}{_UP}|\s*\+|\+)"),
    ("from", rf"(?:>=|≥|from)\s*{_N}{_YEARS}"),
    ("above", rf"(?:>|over|above|older than|more than)\s*(?:the age of\s+)?{_N}(?:'?s)?{_YEARS}"),
)  # fmt: skip
_COMPILED = tuple((form, re.compile(pattern)) for form, pattern in _FORMS)
_UNKNOWN = re.compile(
    r"(?:(?:victim\s+)?age\s*)?(?:is\s+)?(?:unknown|not known|not recorded|not stated|not given|not specified|"
    r"unspecified|unrecorded|undisclosed|not available|not held|missing|blank|null|no age(?: recorded)?|n/?k|"
    r"unk|not provided|no dob|dob unknown|to be confirmed)(?:\s*(?:age|ages|years))?(?:\s+recorded)?"
)
_ALL = re.compile(r"(?:all ages?|any age|all age groups|all victims|every age|all children)")
_BEFORE = re.compile(
    r"^(?:victims?(?:'s?)?\s+)?(?:who (?:was|were)\s+)?(?:ages?|aged|age group|age band|age range)\s*[:=]?\s+(?:of\s+)?"
)
_PLAIN = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | {"\u00a0": " ", "’": "'"})


def parse_age(text: str) -> AgeBand | None:
    """The age band that the whole text names, or None; never raises.

    Takes what forces print: "13", "aged 13", "13 yrs old", "Under 1", "11 and under", "10 &
    under", "0-4", "5 to 9", "16+", "Unknown Age", "not recorded", "All ages".
    """
    folded = re.sub(r"\s+", " ", text.translate(_PLAIN).casefold()).strip(" .:;*")
    folded = folded.replace("less than one year", "under 1").replace("under one year", "under 1")
    if not folded or len(folded) > 60:
        return None
    bare = _BEFORE.sub("", folded)
    if _UNKNOWN.fullmatch(folded) or _UNKNOWN.fullmatch(bare):
        return UNKNOWN_AGE
    if _ALL.fullmatch(folded):
        return ALL_AGES
    for candidate in dict.fromkeys((bare, folded)):
        for form, pattern in _COMPILED:
            found = pattern.fullmatch(candidate)
            if found:
                return _band(form, [_number(part) for part in found.groups()])
    return None


def _number(text: str) -> int:
    return _NUMBER_WORDS[text] if text in _NUMBER_WORDS else int(text)


def _band(form: str, numbers: list[int]) -> AgeBand | None:
    first, last = numbers[0], numbers[-1]
    if last > OLDEST or first > OLDEST:
        return None
    if form == "band":
        return AgeBand(first, last) if first < last else None
    if form == "pair":
        # "ages 16 and 17" are one band; "ages 10 and 15" are two.
        return AgeBand(first, last) if first + 1 == last else None
    if form == "below":
        return AgeBand(0, first - 1) if first > 0 else None
    if form == "above":
        return AgeBand(first + 1, None) if first < OLDEST else None
    return {
        "single": AgeBand(first, first),
        "upto": AgeBand(0, first),
        "from": AgeBand(first, None),
    }[form]
