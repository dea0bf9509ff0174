"""The notes of a reply that say what its marks mean.

``* denotes a number under 5``, ``Figures fewer than 5 have been suppressed (1 to 4)``,
``blank cells indicate zero``. Only what is said is taken: a note without bounds gives none.
"""

import re
from collections.abc import Iterable, Mapping

from cyberflag.core.counts import REPORTED, Interval, Missing
from cyberflag.foi.document import Line
from cyberflag.foi.fold import digits_for_words, folded
from cyberflag.foi.marks import Meaning, bound_of, mark_of

BLANK = ""
"""The spelling of a blank cell among the marks a note may define."""

ANY_MARK = "any"
"""The spelling of a rule that names no mark: it holds for every suppression mark used."""

_NAMED = {
    "asterisk": "*", "asterisks": "*", "star": "*", "stars": "*", "dash": "-", "dashes": "-",
    "hyphen": "-", "hyphens": "-", "hash": "#", "blank": BLANK, "blanks": BLANK,
    "blank cell": BLANK, "blank cells": BLANK, "empty cell": BLANK, "empty cells": BLANK,
    "blank space": BLANK, "blank spaces": BLANK, "a blank": BLANK, "cells left blank": BLANK,
    "two dots": "..", "zero": "0", "zeros": "0",
}  # fmt: skip
_SIGN = (
    r"\*+|\[(?:[a-z]|low)\]|(?:<|<=|≤|=<) ?\d{1,2}|\.{2,}|[-#~†‡^:]|\b[xcsz]\b|\bn/a\b|\b0\b"
    r"|\d{1,2} or (?:fewer|less)|(?:less|fewer) than \d{1,2}|\d{1,2}-\d{1,2}"
)
_NAMES = "|".join(sorted((re.escape(name) for name in _NAMED), key=len, reverse=True))
_MARK = rf"(?:(?:\b(?:an?|the|any|all) )?(?:\b(?P<name>{_NAMES})\b)?(?: \(?in the table\)?)? ?[\"'(]*(?P<sign>{_SIGN})?[\"')]*)"
_VERB = (
    r"(?:=|:|denot(?:es?|ing)|means?|meaning|indicat(?:es?|ing)|represent(?:s|ing)?|signif(?:y|ies)"
    r"|refers? to|stands? for|equals?|(?:is|are|has been|have been|was|were) used (?:for|to (?:denote|show|"
    r"indicate|represent|mask|replace)|where|when)|(?:is|are) (?:to be )?(?:read|treated|taken) as|shows?|is|are)"
)
_DEFINES = re.compile(rf"{_MARK} {_VERB} (?P<meaning>.+)")
_OPENS = re.compile(
    r"(?P<sign>\*+|\[(?:[a-z]|low)\]|\.{2,}|#) ?(?:[-:] )?"
    r"(?P<meaning>(?:a |any |the )?(?:fewer|less|under|below|numbers?|figures?|values?|counts?|suppress|"
    r"redact|withheld|between|from|small|confidential|low |\d|not |data|cells?).*)"
)
_SHOWN_AS = re.compile(
    r"(?P<meaning>.+?)(?:replaced (?:with|by)|(?:shown|displayed|denoted|represented|indicated|marked|"
    r"given|recorded|appear|suppressed|expressed|written|masked|redacted|reported|published|presented)"
    rf"(?: simply)? (?:as|by|with|to|using))(?: the (?:symbol|mark|sign|letter|range|words?|term|phrase))? {_MARK}(?:$|[ .,;)])(?P<after>.*)"
)
_SUPPRESSED = re.compile(
    r"(?:suppress|withheld|redact|not (?:been )?(?:shown|disclosed|provided|released|published)|"
    r"removed|omitted|masked|disclosure control)"
)
_ZERO = re.compile(r"\b(?:nil|none|zero|no (?:\w+ )?(?:offences?|crimes?|victims?|records?)|0)\b")
_ABSENT = re.compile(
    r"\bnot (?:applicable|available|held|recorded|known|collected)\b|no data|unavailable"
)
_WITH_ZERO = re.compile(
    r"(?:includ(?:es?|ing)|or|(?:may|can|could|might) (?:also )?be) (?:an? |the )?(?:zeros?|0|nil)\b|\b0 ?(?:-|to|or|and) ?\d"
)
_WITHOUT_ZERO = re.compile(
    r"(?:exclud(?:es|ing)|not includ(?:e|es|ing)|but not|other than|except(?:ing)?|apart from) (?:zeros?|0|nil)"
    r"|non-?(?:zero|0)|(?:more|greater|higher) than (?:zero|0|nil)|(?:above|over|>) ?(?:zero|0)\b|at least (?:one|1)\b"
    r"|positive"
)
_ZEROS_SHOWN = re.compile(
    r"\b(?:zeros?|0s?|nils?)\b(?: \w+)? (?:is|are|has been|have been) (?:shown|given|printed|displayed|reported|recorded|left)?"
    r" ?(?:as (?:0|zeros?|such|nil)\b|true\b|genuine\b|a true\b|actual\b)"
)
_ZERO_SAID = re.compile(
    rf"{_MARK} (?:may |can |does |do |could )?(?:also )?(?P<zero>(?:not )?(?:includ|exclud)es? (?:zeros?|0)\b)"
)
_SMALL = re.compile(r"\b(?:small|low) (?:numbers?|figures?|counts?|values?)\b")
_PERCENT = re.compile(r"\bper ?cent|%")
_BOUND_IN_TEXT = re.compile(
    r"(?:(?:between|from) )?\b\d{1,2} ?(?:-|to|and) ?\d{1,2}\b|(?:>=?|≥|at least|more than|greater than|over|above) ?\d{1,2}\b|(?:<=|=<|≤|<|less than|fewer than|under|below|"
    r"lower than|up to|no more than) ?\d{1,2}\b|\b\d{1,2} (?:or|and) (?:fewer|less|under|below)\b"
)
_OF_FIGURES = re.compile(r"\b(?:figures?|values?|numbers?|counts?|totals?) (?:of |are |is )?$")
_LISTED = re.compile(r"\b\d{1,2}(?:, ?\d{1,2})*,? or \d{1,2}\b")
MOST_HIDDEN = 50
"""A larger number in a note is no bound of a mark."""
_ROUNDED = re.compile(
    r"(?:rounded|rounding) (?:up |down )?(?:to|off to) (?:the )?(?:nearest|base|multiples?)|figures (?:are|have been) "
    r"(?:rounded|approximate)|are approximate"
)
_SENTENCES = re.compile(r"(?<=[a-z0-9)\]])[.;] (?=\S)|\n")


def marks_defined(lines: Iterable[Line]) -> dict[str, tuple[Meaning, ...]]:
    """Each mark a reply defines, with every distinct meaning it gives, and where."""
    found: dict[str, dict[tuple[Interval | None, str], Meaning]] = {}
    sentences = [
        (sentence.strip(), line.where)
        for line in lines
        for sentence in _SENTENCES.split(digits_for_words(folded(line.text)))
    ]
    # Where zeros are printed as 0, no mark stands for one.
    zeros_shown = any(_ZEROS_SHOWN.search(sentence) for sentence, _ in sentences)
    for sentence, where in sentences:
        for mark, meaning in _definitions(sentence, where):
            if zeros_shown:
                meaning = _without_zero(meaning)
            if mark != "0" or meaning.value != Interval.exact(0):
                found.setdefault(mark, {}).setdefault((meaning.value, meaning.status), meaning)
    return {mark: _strongest(tuple(meanings.values())) for mark, meanings in found.items()}


def meanings_for(
    marks: Iterable[str], defined: Mapping[str, tuple[Meaning, ...]]
) -> dict[str, tuple[Meaning, ...]]:
    """The meanings of the marks in use, a rule without a mark holding for those undefined.

    A rule of ``fewer than 5`` does not define a printed ``<3``, and an undefined dash may be
    nil as well as suppressed: it stays undefined.
    """
    result = {mark: meanings for mark, meanings in defined.items() if mark != ANY_MARK}
    general = tuple(m for m in defined.get(ANY_MARK, ()) if m.value is not None)
    for mark in marks:
        if mark in result or not general or mark in ("-", BLANK) or mark in "..:.":
            continue
        bound = bound_of(mark)
        fitting = tuple(m for m in general if bound is None or _within(m.value, bound[1]))
        if fitting:
            result[mark] = fitting
    return result


def says_rounded(lines: Iterable[Line]) -> Line | None:
    """The line that says figures are rounded, if any."""
    return next((line for line in lines if _says_rounded(folded(line.text))), None)


def _says_rounded(text: str) -> bool:
    return any(
        _ROUNDED.search(sentence) and not _PERCENT.search(sentence)
        for sentence in _SENTENCES.split(text)
    )


def _within(value: Interval | None, literal: Interval) -> bool:
    return value is not None and value.high == literal.high and value.low >= literal.low


def _strongest(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    # "* = suppressed" and "* = 1 to 4" do not contradict each other: the bound says more;
    # and of two bounds with one upper end the one that speaks of zero says more.
    bounded = tuple(m for m in meanings if m.value is not None)
    if not bounded:
        return meanings[:1]
    highs = {m.value.high for m in bounded if m.value is not None}
    if len(highs) == 1 and len(bounded) == 2:
        return (max(bounded, key=lambda m: m.value.low if m.value is not None else 0),)
    return bounded


def _definitions(sentence: str, where: str) -> Iterable[tuple[str, Meaning]]:
    if len(sentence) > 400:
        return
    if (hit := _OPENS.match(sentence)) and (meaning := _meaning(hit["meaning"], where)):
        yield hit["sign"], meaning
        return
    if hit := _SHOWN_AS.search(sentence):
        mark = _spelling(hit)
        meaning = _meaning(f"{hit['meaning']} {hit['after']}", where)
        bound = bound_of(mark) if mark else None
        if bound is not None and bound[1].low and (meaning is None or meaning.value is None):
            # "Small numbers are shown as the range 1-4": the mark says itself what it is.
            meaning = Meaning(bound[1], Missing.SUPPRESSED, where)
        if mark is not None and mark != "0" and meaning is not None:
            yield mark, meaning
            return
    if (hit := _ZERO_SAID.search(sentence)) and (said := _zero_said(hit, where)):
        yield said
        return
    for hit in _DEFINES.finditer(sentence):
        if hit["sign"] is not None and _OF_FIGURES.search(sentence[: hit.start("sign")]):
            continue
        mark = _spelling(hit)
        meaning = _meaning(hit["meaning"], where)
        if mark is not None and meaning is not None:
            yield mark, meaning
            return
    if _SUPPRESSED.search(sentence) and not _PERCENT.search(sentence):
        meaning = _meaning(sentence, where)
        if meaning is not None and meaning.value is not None and meaning.status != REPORTED:
            yield ANY_MARK, meaning


def _spelling(hit: re.Match[str]) -> str | None:
    sign, name = hit["sign"], hit["name"]
    if sign is not None:
        return mark_of(sign) or sign
    return _NAMED[name] if name is not None else None


def _meaning(text: str, where: str) -> Meaning | None:
    text = _LISTED.sub(_ends, text)
    value = _narrowest(text)
    if value is not None:
        if _WITHOUT_ZERO.search(text):
            value = _from_one(value)
        elif _WITH_ZERO.search(text):
            value = Interval(0, value.high)
        return Meaning(value, Missing.SUPPRESSED, where)
    if _SUPPRESSED.search(text) or _SMALL.search(text):
        return Meaning(None, Missing.SUPPRESSED, where)
    if _ABSENT.search(text):
        return Meaning(None, Missing.NOT_HELD, where)
    if _ZERO.search(text):
        return Meaning(Interval.exact(0), REPORTED, where)
    return None


def _zero_said(hit: re.Match[str], where: str) -> tuple[str, Meaning] | None:
    """``<5 includes zero``: the bound is the mark's own, the note says which end it has."""
    mark = _spelling(hit)
    bound = bound_of(mark) if mark else None
    if mark is None or bound is None:
        return None
    excluded = ("not" in hit["zero"]) != ("exclud" in hit["zero"])
    value = _from_one(bound[1]) if excluded else bound[1]
    return mark, Meaning(value, Missing.SUPPRESSED, where)


def _without_zero(meaning: Meaning) -> Meaning:
    if meaning.value is None or meaning.status == REPORTED or meaning.value.low > 0:
        return meaning
    return Meaning(_from_one(meaning.value), meaning.status, meaning.where)


def _from_one(value: Interval) -> Interval:
    return Interval(max(1, value.low), max(1, value.high or 1))


def _ends(hit: re.Match[str]) -> str:
    """``1, 2 or 3`` and ``1 or 2`` are written by their ends: ``1-3``."""
    numbers = [int(number) for number in re.findall(r"\d+", hit[0])]
    follow = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return f"{numbers[0]}-{numbers[-1]}" if follow else hit[0]


def _narrowest(text: str) -> Interval | None:
    """The bounds a note gives, taken together: ``fewer than 5 (1 to 4)``, ``over 0, under 5``."""
    bounds = [
        bound[1] for hit in _BOUND_IN_TEXT.finditer(text) if (bound := bound_of(hit[0])) is not None
    ]
    highs = [one.high for one in bounds if one.high is not None]
    if not highs:
        return None
    low = max(one.low for one in bounds)
    return Interval(low, max(highs)) if low <= max(highs) and max(highs) < MOST_HIDDEN else None
