"""What a label says on each dimension.

A label is read by taking out, one after the other, what is known: an Act's name, offences,
periods, the flag, ages, sexes, units, totals. What is left over and is no filler was not
understood (:attr:`Facts.rest`). A bare ``12``, ``15/16``, ``Unknown`` or ``Yes`` is read only
with a hint: the heading above it, or what its neighbours are.
"""

import re
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from cyberflag.core.ages import UNKNOWN_AGE, AgeBand, parse_age
from cyberflag.core.counts import Online, Sex, Unit
from cyberflag.core.forces import resolve_force
from cyberflag.core.offences import ALL_OFFENCES, OFFENCES
from cyberflag.core.periods import parse_period
from cyberflag.foi import vocabulary as words
from cyberflag.foi.doubts import Doubt, Reason
from cyberflag.foi.facts import Dim, Facts
from cyberflag.foi.fold import digits_for_words, folded
from cyberflag.foi.offencewords import resolved, take_offence
from cyberflag.foi.periodwords import part_of, take_part, take_period

T = TypeVar("T")

GAP = " | "
"""What stands where something was taken out, so that words on both sides do not join."""

NO_HINTS: frozenset[Dim] = frozenset()
FUZZY = 88.0
"""Least likeness (0 to 100) at which an unknown label is said to resemble an offence's title."""

_ACTS = re.compile(
    r"\b(?:the )?(?:(?:[a-z]+ ){0,4}?(?:act|regulations|order)(?: \(scotland\))? (?:19|20)\d\d|[a-z ]*? act (?:19|20)\d\d)\b"
    r"|\b(?:s\.|ss\.|section|sections|sec\.?) ?\d+[a-z]?(?:\(\d+\w?\))*(?:\([a-z]\))?"
)
_AGE_UNIT = r"(?:'?s\b|[- ]?(?:years?|yrs?|y/?o)\b(?:[- ](?:olds?|of age)\b)?)"
_AGE = re.compile(
    r"\b(?:unknown|not known|not recorded|unrecorded|unspecified|not stated) ages?\b"
    r"|\bages? (?:is |was )?(?:unknown|not known|not recorded|not stated|unspecified|n/k)\b|\b(?:all|any) ages?\b"
    r"|(?:\b(?:aged?|ages|age group|age band|victims?|children) (?:of )?(?:between )?)?(?:\b(?:under|below|less than|younger than|over|above|older than|up to)|<=?|>=?|≤|≥) ?"
    rf"(?:the )?(?:age of |aged? )?\d{{1,2}}\b(?: (?:or|and) (?:under|over))?{_AGE_UNIT}?"
    rf"|(?:\b(?:aged?|ages|age group|age band) (?:of )?)?\b(?:between )?\d{{1,2}}{_AGE_UNIT}? ?(?:-|\bto\b|\band\b(?= \d{{1,2}}\b(?! (?:over|above|under|older|younger|below)))) ?\d{{1,2}}\b{_AGE_UNIT}?(?: inclusive)?"
    rf"|(?:\b(?:aged?|ages|age group|age band) )?\b\d{{1,2}}{_AGE_UNIT}? ?(?:\+|(?:\bor\b|\band\b|&) ?(?:over|above|older|under|younger|below|less|more)\b)"
    rf"|\b(?:aged?|ages) (?:of )?\d{{1,2}}\b{_AGE_UNIT}?|\b\d{{1,2}}[- ]?(?:years?|yrs?|y/?o)\b(?:[- ](?:olds?|of age)\b)?"
)
CHILDHOOD = frozenset({AgeBand(0, 17), AgeBand(None, 17)})
"""Children as a whole."""
_PUNCTUATION = re.compile(r"[^\w%£/+-]+")
_FOOTNOTE = re.compile(
    r"(?<=[a-z)\]\d]) ?(?:\*+|[†‡#]|\^\d+|\[(?:note )?[a-z\d]\]|\(note \d+\))$"
    r"|(?<=[a-z]) \(\d\)$|^\*+ ?(?=[a-z])"
)
_QUOTED = re.compile(r"[\"']([a-z][a-z -]*)[\"']")
_NUMBERING = re.compile(
    r"^(?:q(?:uestion)? ?\d{1,2}[a-h]? ?[.):]|\d{1,2}[.)]|\(?[a-h]\)|\((?:\d{1,2}|i{1,3}|iv|v)\)) ?(?=\D)"
)
"""A question's or an item's number before a label's words."""


@lru_cache(maxsize=65536)
def read_label(text: str, hints: frozenset[Dim] = NO_HINTS) -> Facts:
    """What a cell's label says; ``hints`` are the dimensions its neighbours or heading speak of."""
    whole = _FOOTNOTE.sub("", digits_for_words(folded(text)).strip(" :;")).strip()
    whole = _QUOTED.sub(r"\1", _NUMBERING.sub("", whole))
    if not whole:
        return Facts()
    return _bare(whole, hints) or _read(whole, hints, prose=False)


@lru_cache(maxsize=16384)
def read_prose(text: str) -> Facts:
    """What a title, a heading or a sentence says: bare numbers are not read as ages or years.

    "Under 18" is no age here: children as a whole are the population of every request.
    """
    return _read(digits_for_words(folded(text)), NO_HINTS, prose=True)


def _bare(whole: str, hints: frozenset[Dim]) -> Facts | None:
    """A whole label that says one thing, its kind told by the hints alone."""
    if Dim.ONLINE in hints and whole in words.YES_NO:
        return Facts(online=words.YES_NO[whole])
    if Dim.AGE in hints and (age := _whole_age(whole)) is not None:
        return Facts(age=age)
    if Dim.PERIOD in hints and (period := parse_period(whole)) is not None:
        return Facts(period=period)
    if Dim.OFFENCE in hints and (offence := resolved(whole)) is not None:
        return Facts(offence=offence)
    if Dim.ONLINE in hints and re.fullmatch(r"(?:[a-z]+ )?without", whole):
        return Facts(
            online=Online.NOT_ONLINE, counts=True, unit=_unit(whole, False, [])[0], stress=1
        )
    if Dim.SEX in hints and whole in words.SEX_LETTERS:
        return Facts(sex=words.SEX_LETTERS[whole])
    if words.UNKNOWN.fullmatch(whole):
        kinds = hints & {Dim.AGE, Dim.SEX}
        if kinds == {Dim.AGE}:
            return Facts(age=UNKNOWN_AGE)
        if kinds == {Dim.SEX}:
            return Facts(sex=Sex.UNKNOWN)
        return Facts(unknown=True, reasons=(Reason(Doubt.AMBIGUOUS_LABEL, whole),))
    if whole in ("f", "m") and not hints:
        return Facts(sex=words.SEX_LETTERS[whole])
    if re.fullmatch(r"(?:19|20)\d\d", whole) and not hints & {Dim.AGE, Dim.OFFENCE}:
        return Facts(period=parse_period(whole))
    names = names_of(whole)
    if names:
        online = Online.ONLINE if Dim.ONLINE in names else None
        return Facts(names=names, online=online)
    if words.DATE_NAME.fullmatch(whole):
        return Facts(measure="a date", names=frozenset({Dim.PERIOD}))
    return None


def _whole_age(whole: str) -> AgeBand | None:
    if whole in ("all", "total"):
        return None
    age = parse_age(whole)
    if age is None and (hit := re.fullmatch(r"(\d{1,2}) ?/ ?(\d{1,2})", whole)):
        low, high = int(hit[1]), int(hit[2])
        age = AgeBand(low, high) if low < high else None
    if age is None and re.fullmatch(r"0?\d", whole):
        age = AgeBand(int(whole), int(whole))
    return age


@lru_cache(maxsize=4096)
def names_of(whole: str) -> frozenset[Dim]:
    """The dimensions a label names without giving a value (``Age / Year``)."""
    if words.FLAG_NAME.fullmatch(whole):
        return frozenset({Dim.ONLINE})
    parts = [part.strip(" ()") for part in re.split(r"\s*(?:/|\\|\band\b|\bby\b|,|\|)\s*", whole)]
    for pieces in ([whole], parts):
        found = [
            next((dim for pattern, dim in words.NAMES if pattern.fullmatch(piece)), None)
            for piece in pieces
        ]
        if found and all(dim is not None for dim in found):
            return frozenset(dim for dim in found if dim is not None)
    return frozenset()


def _read(text: str, hints: frozenset[Dim], *, prose: bool) -> Facts:
    reasons: list[Reason] = []
    left = _ACTS.sub(GAP, text)
    unit, stress = _unit(left, prose, reasons)
    if Dim.OFFENCE not in hints:
        online, spoken, left = _take_online(left, prose, reasons)
    if Dim.OFFENCE in hints:
        offences, everything, left = take_offence(left, True)
        periods, left, unclear = take_period(left, prose)
    else:
        periods, left, unclear = take_period(left, prose)
        offences, everything, left = take_offence(left, False)
    if Dim.OFFENCE in hints:
        online, spoken, left = _take_online(left, prose, reasons)
    ages, left = _take_ages(left, prose)
    sexes, left = _take_sexes(left)
    part = None
    if not prose and len(periods) < 2:
        part, rest = take_part(left)
        within = part_of(part, periods[0]) if part and periods else None
        if within is not None and not (part and part[0] == "quarter" and _rest(rest, ())):
            periods, part = (within,), None
        if (periods and within is None) or (part and part[0] == "quarter" and _rest(rest, ())):
            # "… of the offences in Q1" is a question's number.
            part = None
        else:
            left = rest
    if unclear:
        reasons.append(Reason(Doubt.YEAR_KIND))
    if not prose:
        reasons += _clashes(offences, periods, ages, sexes)
    if prose and unit is not None and not offences and words.CHILDREN.search(text):
        # "Offences with the flag, child victims": all offences against children.
        everything = True
    measure, left = _take_measure(left)
    total = words.TOTAL.search(left) is not None
    rest = _rest(left, offences)
    if Dim.OFFENCE in hints and rest and not offences and (named := resolved(rest)) is not None:
        offences, rest = (named,), ""
    return Facts(
        period=_only(periods),
        periods=periods,
        part=part,
        offence=_only(offences) or (ALL_OFFENCES if everything and not offences else None),
        age=_only(ages),
        sex=_only(sexes),
        online=online,
        unit=unit,
        stress=stress,
        total=total,
        grand=words.GRAND.search(left) is not None,
        of_which=words.OF_WHICH.search(left) is not None,
        counts=words.COUNTS.search(left) is not None or unit is not None,
        measure=measure,
        names=frozenset({Dim.ONLINE}) if spoken and online is None else NO_HINTS,
        several=frozenset(
            dim
            for dim, values in (
                (Dim.PERIOD, periods),
                (Dim.OFFENCE, offences),
                (Dim.AGE, ages),
                (Dim.SEX, sexes),
            )
            if len(values) > 1
        ),
        rest=rest,
        reasons=tuple(reasons),
    )


def _only(found: tuple[T, ...]) -> T | None:
    return found[0] if len(found) == 1 else None


def _clashes(*found: tuple[object, ...]) -> list[Reason]:
    return [
        Reason(Doubt.CLASHING_LABELS, "one label with two values") for one in found if len(one) > 1
    ]


def _take_online(text: str, prose: bool, reasons: list[Reason]) -> tuple[Online | None, bool, str]:
    """The flag's claim, whether the flag is spoken of at all, and the text without it."""
    found: list[Online] = []
    spoken = False
    for pattern, claim in words.ONLINE_PHRASES:
        text, taken = pattern.subn(GAP, text)
        spoken = spoken or taken > 0
        if taken and claim is not None:
            found.append(claim)
    distinct = set(found)
    if len(distinct) == 1:
        return distinct.pop(), True, text
    if distinct and not prose:
        reasons.append(Reason(Doubt.CLASHING_LABELS, "flagged and not flagged"))
    return None, spoken, text


def _take_ages(text: str, prose: bool) -> tuple[tuple[AgeBand, ...], str]:
    found: list[AgeBand] = []

    def replace(hit: re.Match[str]) -> str:
        if prose and not re.search(r"[a-z<>+]", hit[0].replace(" to ", "")):
            return hit[0]
        age = _age_of(hit[0])
        if age is None:
            return hit[0]
        if not (prose and age in CHILDHOOD and not words.REFERS_BACK.search(text)):
            found.append(age)
        return GAP

    text = _AGE.sub(replace, text)
    return tuple(dict.fromkeys(found)), text


def _age_of(text: str) -> AgeBand | None:
    plain = re.sub(r"^(?:victims?|children|aged?|ages|age group|age band)\b(?: of)? ?", "", text)
    plain = re.sub(r"^between (\d+\D*?) and (\d+)", r"\1-\2", plain)
    plain = re.sub(r"\bthe age of |\baged? |\bages ", "", plain)
    plain = re.sub(r" inclusive$", "", plain)
    plain = re.sub(rf"(?<=\d){_AGE_UNIT}(?= ?(?:-|to|or|and|&) )", "", plain)
    return parse_age(plain) or parse_age(text)


def _take_sexes(text: str) -> tuple[tuple[Sex, ...], str]:
    found: list[Sex] = []
    for pattern, sex in words.SEX_WORDS:
        text, taken = pattern.subn(GAP, text)
        if taken:
            found.append(sex)
    return tuple(found), text


def _take_measure(text: str) -> tuple[str, str]:
    for pattern, name in words.MEASURES:
        if pattern.search(text):
            return name, pattern.sub(GAP, text)
    return "", text


def _unit(text: str, prose: bool, reasons: list[Reason]) -> tuple[Unit | None, int]:
    places = [
        (-_stress(text, hit), hit.start(), unit)
        for pattern, unit in words.UNITS
        for hit in pattern.finditer(text)
    ]
    other = words.OTHER_UNIT.search(text)
    if other is not None and not prose:
        stress = (-_stress(text, other), other.start())
        if not places or stress < min(place[:2] for place in places):
            reasons.append(Reason(Doubt.OTHER_UNIT, other[0]))
            return None, 0
    # Of nouns alike the first is what is counted: "victims of offences", "offences by victim".
    if not places:
        return None, 0
    best = min(places)
    return best[2], -best[0]


def _stress(text: str, hit: re.Match[str]) -> int:
    """How plainly a noun is named as what is counted: "number of victims", "(victims)"."""
    before, after = text[: hit.start()], text[hit.end() :]
    if words.NUMBER_OF.search(before):
        return 3
    if words.ASKED_OF.search(before):
        return 2
    if not before.strip():
        return 2
    alone = re.search(r"[,(:;|-] ?(?:recorded )?$", before) and not hit[0].startswith("child")
    return 2 if alone and re.match(r" ?(?:recorded )?(?:$|[),;.|])", after) else 1


def _rest(text: str, offences: tuple[str, ...]) -> str:
    left = [
        word.strip("'") for word in words.OTHER_UNIT.sub(" ", _PUNCTUATION.sub(" ", text)).split()
    ]
    # A code beside words of its own title.
    titled = {word for code in offences for word in _title_words(code)}
    unknown = [word for word in left if word and word not in words.FILLER | titled]
    if unknown and resolve_force(" ".join(left)) is not None:
        return ""
    return " ".join(unknown)


@lru_cache(maxsize=512)
def _title_words(code: str) -> frozenset[str]:
    known = OFFENCES.get(code)
    return (
        frozenset(_PUNCTUATION.sub(" ", known.title.casefold()).split()) if known else frozenset()
    )


@lru_cache(maxsize=4096)
def resembles(text: str) -> str | None:
    """The offence whose title is most like an unknown label, for a person to look at."""
    found = process.extractOne(
        folded(text), _TITLES, scorer=fuzz.token_sort_ratio, score_cutoff=FUZZY
    )
    return found[2] if found is not None else None


_TITLES = {code: offence.title.casefold() for code, offence in OFFENCES.items()}
