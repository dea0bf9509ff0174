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
    r"(?P<sign>\*+|\[(?:[a-z]|low)\]|\.{2,}|#) ?(?:- )?"
    r"(?P<meaning>(?:a |any |the )?(?:fewer|less|under|below|numbers?|figures?|values?|counts?|suppress|"
    r"redact|withheld|between|small|\d|not |data|cells?).*)"
)
_SHOWN_AS = re.compile(
    r"(?P<meaning>.+?)(?:replaced (?:with|by)|(?:shown|displayed|denoted|represented|indicated|marked|"
    r"given|recorded|appear|suppressed|expressed|written|masked|redacted|reported|published|presented)"
    rf"(?: simply)? (?:as|by|with|to|using))(?: the (?:symbol|mark|sign|letter))? {_MARK}(?:$|[ .,;)])(?P<after>.*)"
)
_SUPPRESSED = re.compile(
    r"(?:suppress|withheld|redact|not (?:been )?(?:shown|disclosed|provided|released|published)|"
    r"removed|omitted|masked|disclosure control)"
)
_ZERO = re.compile(r"\b(?:nil|none|zero|no (?:\w+ )?(?:offences?|crimes?|victims?|records?)|0)\b")
_ABSENT = re.compile(
    r"\bnot (?:applicable|available|held|recorded|known|collected)\b|no data|unavailable"
)
_WITH_ZERO = re.compile(r"(?:includ(?:es|ing)|or) (?:a )?(?:zero|0|nil)|0 ?(?:-|to) ?\d")
_WITHOUT_ZERO = re.compile(
    r"(?:exclud(?:es|ing)|not includ(?:e|es|ing)|but not|other than|except(?:ing)?|apart from) (?:zeros?|0|nil)"
    r"|non-?zero|(?:more|greater|higher) than (?:zero|0|nil)|(?:above|over|>) ?(?:zero|0)\b|at least (?:one|1)\b"
    r"|\b0 (?:is|are) (?:shown|given|printed) as 0|zeros are (?:shown|given|true)|positive"
)
_BOUND_IN_TEXT = re.compile(
    r"(?:between )?\b\d{1,2} ?(?:-|to|and) ?\d{1,2}\b|(?:<=|=<|≤|<|less than|fewer than|under|below|"
    r"lower than|up to|no more than) ?\d{1,2}\b|\b\d{1,2} (?:or|and) (?:fewer|less|under|below)\b"
)
_ROUNDED = re.compile(
    r"(?:rounded|rounding) (?:up |down )?(?:to|off to) (?:the )?(?:nearest|base|multiples?)|figures (?:are|have been) "
    r"(?:rounded|approximate)|are approximate"
)
_SENTENCES = re.compile(r"(?<=[a-z0-9)\]])[.;] (?=\S)|\n")


def marks_defined(lines: Iterable[Line]) -> dict[str, tuple[Meaning, ...]]:
    """Each mark a reply defines, with every distinct meaning it gives, and where."""
    found: dict[str, dict[tuple[Interval | None, str], Meaning]] = {}
    for line in lines:
        for sentence in _SENTENCES.split(digits_for_words(folded(line.text))):
            for mark, meaning in _definitions(sentence.strip(), line.where):
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
    return next((line for line in lines if _ROUNDED.search(folded(line.text))), None)


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
    if hit := _SHOWN_AS.search(sentence):
        mark = _spelling(hit)
        meaning = _meaning(f"{hit['meaning']} {hit['after']}", where)
        if mark is not None and meaning is not None:
            yield mark, meaning
            return
    for hit in _DEFINES.finditer(sentence):
        mark = _spelling(hit)
        meaning = _meaning(hit["meaning"], where)
        if mark is not None and meaning is not None:
            yield mark, meaning
            return
    if hit := _OPENS.match(sentence):
        meaning = _meaning(hit["meaning"], where)
        if meaning is not None:
            yield hit["sign"], meaning
            return
    if _SUPPRESSED.search(sentence):
        meaning = _meaning(sentence, where)
        if meaning is not None and meaning.value is not None and meaning.status != REPORTED:
            yield ANY_MARK, meaning


def _spelling(hit: re.Match[str]) -> str | None:
    sign, name = hit["sign"], hit["name"]
    if sign is not None:
        return mark_of(sign) or sign
    return _NAMED[name] if name is not None else None


def _meaning(text: str, where: str) -> Meaning | None:
    # The narrowest of several bounds in one note: "fewer than 5 (1 to 4)".
    bounds = [
        bound[1]
        for hit in _BOUND_IN_TEXT.finditer(text)
        if (bound := bound_of(hit[0])) is not None and bound[1].high is not None
    ]
    if bounds:
        value = max(bounds, key=lambda one: one.low)
        if _WITHOUT_ZERO.search(text):
            value = Interval(max(1, value.low), value.high)
        elif _WITH_ZERO.search(text):
            value = Interval(0, value.high)
        return Meaning(value, Missing.SUPPRESSED, where)
    if _SUPPRESSED.search(text):
        return Meaning(None, Missing.SUPPRESSED, where)
    if _ABSENT.search(text):
        return Meaning(None, Missing.NOT_HELD, where)
    if _ZERO.search(text):
        return Meaning(Interval.exact(0), REPORTED, where)
    return None
