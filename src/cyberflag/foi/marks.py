"""What a printed value says: numbers, bounds and suppression marks.

A number is a number. A bound that spells itself out (``<5``, ``1-4``) has a literal
interval. Any other mark (``*``, ``[c]``, ``-``) means what the reply's own notes say
(:mod:`cyberflag.foi.marknotes`); where they say nothing it has no interval and a person is
asked. A blank says nothing here: it is never a zero.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cyberflag.core.counts import REPORTED, Interval, Missing
from cyberflag.foi.doubts import Doubt, Reason
from cyberflag.foi.fold import digits_for_words, folded


class Shape(StrEnum):
    """What kind of thing a cell's text is, before anyone reads its labels."""

    BLANK = "blank"
    COUNT = "count"
    MARK = "mark"
    BOUND = "bound"
    ABSENT = "absent"
    OTHER_NUMBER = "other number"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a note says a mark stands for: an interval (None: no bounds given), a status, where."""

    value: Interval | None
    status: str
    where: str


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A value cell, read: ``mark`` is the mark's one spelling, ``""`` for a plain number."""

    value: Interval | None
    status: str
    mark: str = ""
    reasons: tuple[Reason, ...] = ()
    unit_words: str = ""


_NUMBER = r"\d{1,3}(?:[, ']\d{3})+|\d+"
_UNIT_WORDS = (
    r"(?:recorded |reported )?(?:child |sexual |sex )*"
    r"(?:offences?|crimes?|victims?|incidents?|cases?|records?|reports?|children)"
    r"(?: recorded| in total| reported)?"
)
_PLAIN = re.compile(rf"(?P<n>{_NUMBER})(?:\.0+)?")
_WITH_UNIT = re.compile(rf"(?P<n>{_NUMBER}) (?P<unit>{_UNIT_WORDS})")
_NO_UNIT = re.compile(rf"(?:no|nil|zero) (?P<unit>{_UNIT_WORDS})")
_FOOTNOTED = re.compile(
    rf"(?P<n>{_NUMBER})(?:\.0+)? ?"
    r"(?P<sign>\*+|[†‡§#~]|\^\d{1,2}|\[(?:note )?\d{1,2}\]|\((?:note \d{1,2}|(?:note )?[a-z])\)|\[[pre]\]|[pre])"
)
_WITH_PERCENT = re.compile(rf"(?P<n>{_NUMBER}) ?[(\[] ?\d+(?:\.\d+)? ?% ?[)\]]")
_BRACKETED = re.compile(rf"[(\[](?P<n>{_NUMBER})[)\]]")
_BRACKETS_BESIDE = re.compile(rf"(?P<n>{_NUMBER}) ?\(\d{{1,4}}\)")
_ROUGH = re.compile(
    rf"(?:~|c\.? ?|ca\.? ?|approx(?:\.|imately)? ?|about |around |circa )(?P<n>{_NUMBER})"
)
_NEGATIVE = re.compile(rf"- ?(?P<n>{_NUMBER})(?:\.\d+)?")
_OTHER_NUMBER = re.compile(
    r"[£$€] ?[\d,.]+(?:m|k|bn)?|-?[\d,]*\.?\d+ ?%|[-+]\d[\d,.]* ?%?|\d+\.\d+|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?: \d{1,2}:\d{2}(?::\d{2})?)?|#(?:n/a|ref!|value!|div/0!|name\?)"
)

# (pattern, how the two ends follow from the numbers in it, spelling)
_BELOW = re.compile(
    r"(?:<|less than|fewer than|under|below|lower than) ?(\d{1,3})(?: \(?inclusive\)?)?"
)
_AT_MOST = re.compile(
    r"(?:<=|=<|≤|<=|up to|no more than|not more than|at most|maximum of) ?(\d{1,3})"
    r"|(\d{1,3}) ?(?:or|and|&) ?(?:fewer|less|under|below|lower)"
)
_RANGE = re.compile(
    r"(?:(?:between|from) )?(\d{1,3}) ?(?:-|to|and) ?(\d{1,3})(?: \(?inclusive\)?)?"
)
_ABOVE = re.compile(r"(?:>|more than|over|above|greater than) ?(\d{1,5})")
_AT_LEAST = re.compile(
    r"(?:>=|=>|≥|at least|minimum of) ?(\d{1,5})|(\d{1,5}) ?(?:\+|(?:or|and|&) ?(?:more|over|above))"
)

_BOUND_IN_BRACKETS = re.compile(r"\(([<≤][^)]*)\)")
# "Under 10 victims" heads a column of ages; "<5 victims" is a figure.
_BOUND_WITH_UNIT = re.compile(
    rf"((?:[<≤]|less than|fewer than|no more than).+?|\d+ or (?:fewer|less)) {_UNIT_WORDS}"
)

_MARKS = re.compile(
    r"\*+|\[(?:[a-z]|low)\]|\.{2,}|[-:.#~†‡^]|-{2,}|x+|[csz]|suppressed|redacted|withheld"
)
_ZERO_WORDS = frozenset(
    {"nil", "none", "zero", "nil return", "none recorded", "nil recorded", "no offences",
     "no crimes", "no victims", "no records", "none reported", "zero recorded", "0 recorded", "nought"}
)  # fmt: skip
_ABSENT: Mapping[str, str] = {
    **dict.fromkeys(
        ("n/a", "na", "n.a.", "n.a", "not applicable", "not available", "not held", "no data",
         "not known", "n/k", "no information held", "not recorded", "information not held",
         "data not available", "unavailable", "not collected", "nk", "tbc"),
        Missing.NOT_HELD,
    ),
    **dict.fromkeys(
        ("refused", "exempt", "exempted", "not disclosed", "not provided", "not released"),
        Missing.REFUSED,
    ),
    **dict.fromkeys(("flag not used", "not flagged yet"), Missing.FLAG_NOT_USED),
}  # fmt: skip
_SECTION_CELL = re.compile(
    r"(?:exempt(?:ed)?,? ?(?:under )?)?(?:s\.? ?|section ?|sec\.? ?)\d{2}(?:\(\d+\w*\))*"
)


@lru_cache(maxsize=65536)
def shape(text: str) -> Shape:
    """What kind of cell this is.

    Ages and years printed as bare numbers are COUNT here too, and age bands (``12-15``,
    ``under 10``) are BOUND: only their place in a table tells them from figures.
    """
    words = _in_digits(folded(text))
    if not words:
        return Shape.BLANK
    if _PLAIN.fullmatch(words):
        return Shape.COUNT
    if words in _ABSENT or _SECTION_CELL.fullmatch(words):
        return Shape.ABSENT
    if words in _ZERO_WORDS or _NO_UNIT.fullmatch(words):
        return Shape.COUNT
    if _MARKS.fullmatch(words):
        return Shape.MARK
    if bound_of(words) is not None:
        return Shape.BOUND
    if _OTHER_NUMBER.fullmatch(words) and not _PLAIN.fullmatch(words):
        return Shape.OTHER_NUMBER
    for pattern in (_WITH_UNIT, _FOOTNOTED, _WITH_PERCENT, _BRACKETED, _BRACKETS_BESIDE, _ROUGH):
        if pattern.fullmatch(words):
            return Shape.COUNT
    return Shape.OTHER_NUMBER if _NEGATIVE.fullmatch(words) else Shape.LABEL


def _in_digits(words: str) -> str:
    """``seven`` as ``7``, ``seven offences`` as ``7 offences``; other text as it is."""
    if not words[:1].isalpha():
        return words
    digits = digits_for_words(words)
    return digits if _PLAIN.fullmatch(digits) or _WITH_UNIT.fullmatch(digits) else words


@lru_cache(maxsize=16384)
def bound_of(words: str) -> tuple[str, Interval] | None:
    """The spelling and literal interval of a bound (``fewer than five`` -> ``<5``, [0, 4])."""
    words = digits_for_words(words)
    if hit := _BOUND_IN_BRACKETS.fullmatch(words) or _BOUND_WITH_UNIT.fullmatch(words):
        words = hit[1]
    if hit := _BELOW.fullmatch(words):
        number = int(hit[1])
        return (f"<{number}", Interval(0, number - 1)) if number > 0 else None
    if hit := _AT_MOST.fullmatch(words):
        number = int(hit[1] or hit[2])
        return f"<={number}", Interval(0, number)
    if hit := _RANGE.fullmatch(words):
        low, high = int(hit[1]), int(hit[2])
        return (f"{low}-{high}", Interval(low, high)) if low < high else None
    if hit := _ABOVE.fullmatch(words):
        return f">{int(hit[1])}", Interval(int(hit[1]) + 1, None)
    if hit := _AT_LEAST.fullmatch(words):
        number = int(hit[1] or hit[2])
        return f">={number}", Interval(number, None)
    return None


def mark_of(text: str) -> str:
    """The one spelling of a mark; ``""`` where the text is none."""
    words = folded(text)
    bound = bound_of(words)
    if bound is not None:
        return bound[0]
    return re.sub(r"-{2,}", "-", words) if _MARKS.fullmatch(words) else ""


def read_value(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> PrintedValue | None:
    """What a value cell says under the reply's notes; None where it gives no count at all.

    Percentages, money, dates and fractions are no counts. ``notes`` maps a mark's spelling
    to the meanings the reply gives it.
    """
    words = _in_digits(folded(text))
    kind = shape(text)
    if kind is Shape.COUNT:
        return _number(words, notes)
    if kind in (Shape.MARK, Shape.BOUND):
        return _mark(words, notes)
    if kind is Shape.ABSENT:
        status = _ABSENT.get(words, Missing.REFUSED)
        meanings = notes.get(words, ())
        if meanings:
            return _defined(words, meanings)
        return PrintedValue(None, status, words, (Reason(Doubt.MARK_UNDEFINED, text.strip()),))
    if kind is Shape.OTHER_NUMBER and _NEGATIVE.fullmatch(words) and "." not in words:
        return PrintedValue(None, REPORTED, words, (Reason(Doubt.NEGATIVE),))
    return None


def _number(words: str, notes: Mapping[str, tuple[Meaning, ...]]) -> PrintedValue | None:
    if words in _ZERO_WORDS:
        return PrintedValue(Interval.exact(0), REPORTED)
    if hit := _NO_UNIT.fullmatch(words):
        return PrintedValue(Interval.exact(0), REPORTED, unit_words=hit["unit"])
    if hit := _PLAIN.fullmatch(words):
        return PrintedValue(_exact(hit["n"]), REPORTED)
    if hit := _WITH_UNIT.fullmatch(words):
        return PrintedValue(_exact(hit["n"]), REPORTED, unit_words=hit["unit"])
    if hit := _WITH_PERCENT.fullmatch(words):
        return PrintedValue(_exact(hit["n"]), REPORTED, reasons=(Reason(Doubt.PERCENT_BESIDE),))
    if hit := _BRACKETED.fullmatch(words) or _BRACKETS_BESIDE.fullmatch(words):
        return PrintedValue(_exact(hit["n"]), REPORTED, reasons=(Reason(Doubt.BRACKETS),))
    if hit := _ROUGH.fullmatch(words):
        return PrintedValue(_exact(hit["n"]), REPORTED, reasons=(Reason(Doubt.APPROXIMATE),))
    if hit := _FOOTNOTED.fullmatch(words):
        meanings = notes.get(hit["sign"], ())
        # "12*" where * stands for suppressed figures contradicts itself.
        clash = any(meaning.status != REPORTED for meaning in meanings)
        doubt = Doubt.MARK_TWO_MEANINGS if clash else Doubt.FOOTNOTE
        return PrintedValue(_exact(hit["n"]), REPORTED, reasons=(Reason(doubt, hit["sign"]),))
    return None


def _exact(digits: str) -> Interval:
    return Interval.exact(int(re.sub(r"\D", "", digits)))


def _mark(words: str, notes: Mapping[str, tuple[Meaning, ...]]) -> PrintedValue:
    mark = mark_of(words)
    meanings = notes.get(mark, ())
    bound = bound_of(words)
    if meanings:
        defined = _defined(mark, meanings)
        if defined.value is not None or bound is None:
            return defined
    if bound is None:
        return PrintedValue(None, Missing.SUPPRESSED, mark, (Reason(Doubt.MARK_UNDEFINED, words),))
    # "1-4" says both its ends itself.
    says = bound[1].low > 0 and bound[1].high is not None
    doubts = () if says else (Reason(Doubt.MARK_LITERAL, words),)
    return PrintedValue(bound[1], Missing.SUPPRESSED, mark, doubts)


def _defined(mark: str, meanings: tuple[Meaning, ...]) -> PrintedValue:
    first = meanings[0]
    if len({(meaning.value, meaning.status) for meaning in meanings}) > 1:
        places = ", ".join(meaning.where for meaning in meanings)
        return PrintedValue(
            None, first.status, mark, (Reason(Doubt.MARK_TWO_MEANINGS, f"{mark!r}, {places}"),)
        )
    if first.value is None:
        return PrintedValue(None, first.status, mark, (Reason(Doubt.MARK_UNDEFINED, mark),))
    return PrintedValue(first.value, first.status, mark, (Reason(Doubt.DEFINED, first.where),))
