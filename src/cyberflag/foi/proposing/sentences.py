"""Figures in running text: sentences, lists, answers.

A line is cut into clauses, one figure each; what a clause says besides its figure is read like
a label. ``2022/23 - 10``, ``Aged 13: 15``, ``There were 97 offences in 2015/16, of which 15 had
a victim aged 13`` give figures; a telephone number, a date, a section of an Act do not.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace

from cyberflag.core.periods import parse_period
from cyberflag.foi.proposing.clauses import (
    COUNTED,
    MAY,
    OF_WHICH,
    TALK,
    VALUE,
    Told,
    blanked,
    children_apart,
    doubted,
    places,
    told_in_sentence,
)
from cyberflag.foi.words.combine import combine
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import NOTHING, Facts, with_reason
from cyberflag.foi.words.fold import NUMBER_WORDS, digits_for_words, folded, tidy
from cyberflag.foi.words.labels import read_label
from cyberflag.foi.words.marks import Meaning, read_value
from cyberflag.foi.words.offencewords import resolved
from cyberflag.foi.words.questions import asks, opening_of, quotes_request

_WHOLE = re.compile(
    rf"^(?P<value>{VALUE}|-|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
    rf"(?P<unit> (?:[a-z-]+ ){{0,4}}?(?:offen[cs]es?|crimes?|victims?|incidents?|cases?|children|records?)\b.{{0,60}}?)?[.;]?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"^(?P<label>.*?[^\s:=-])(?: ?(?::|=| -+|-+ |->|\.{{3,}}) ?| )(?P<value>{VALUE}|-)"
    rf"(?P<unit> (?:recorded |reported )?(?:[a-z]+ )?(?:offen[cs]es?|crimes?|victims?|incidents?|cases?)(?: recorded| reported)?)?(?: \((?P<more>[^()]{{3,40}})\))?[.;,]?$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^(?:(?:the )?(?:answer|response|reply|result|figure|total)s?(?: is| was)?|a)(?: ?[:=-])+ ?|^(?:answer|response)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:\(cid:\d+\)|[•·▪●*‣o>-]|-{1,2}) +(?=\S)")
_SPELLED = re.compile(
    r"\b(?:" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r") \((\d+)\)", re.IGNORECASE
)
"""``sixty-one (61)``."""
_REVERSED = re.compile(rf"^(?P<value>{VALUE}) ?[-:=] ?(?P<label>[A-Za-z][A-Za-z ,/()'-]{{2,80}})$")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]%])[.;] +(?=[A-Z0-9(])")


def told_in(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> tuple[Told, ...]:
    """The figures of one line of running text, in order; none in a question."""
    plain = _SPELLED.sub(r"\1", _BULLET.sub("", tidy(text)))
    if quotes_request(plain):
        return ()
    opening = opening_of(plain)
    if opening is not None and not opening.text:
        return ()
    body = tidy(plain[len(plain) - len(opening.text) :]) if opening else plain
    alone = _alone(body, notes)
    if alone is not None:
        return (alone,)
    if body.rstrip(" \"'").endswith("?"):
        return ()
    labelled = _labelled(body, notes) or _reversed(body, notes)
    if labelled is not None:
        return (labelled,)
    if asks(body) or not (_has_digit(body) or COUNTED.search(body)):
        return ()
    found: list[Told] = []
    for start, end in _sentences(body):
        found += [
            replace(one, before_end=one.before_end + len(body) - end)
            for one in told_in_sentence(body[start:end], notes, found)
        ]
    return tuple(found)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [hit.end() for hit in _SENTENCE_END.finditer(text)]
    return list(itertools.pairwise([0, *ends, len(text)]))


def _alone(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> Told | None:
    """A line that is nothing but its figure: ``52``, ``97 offences``, ``Answer: 12``."""
    said = _ANSWER.match(text)
    rest = text[said.end() :].strip() if said else text
    hit = _WHOLE.match(rest)
    if hit is None or (hit["value"] == "-" and not said) or MAY.search(folded(rest)):
        return None
    if hit["value"].casefold() in NUMBER_WORDS or hit["value"].casefold() == "no":
        if hit["unit"] is None:
            return None
        value = read_value(digits_for_words(folded(hit["value"])).replace("no", "0"), notes)
    else:
        value = read_value(hit["value"], notes)
    if value is None:
        return None
    facts = children_apart(read_label(hit["unit"])) if hit["unit"] else NOTHING
    total = said is not None and "total" in said[0].casefold()
    facts = replace(facts, total=facts.total or total, counts=facts.counts or said is not None)
    facts = doubted(facts)
    return Told(
        hit["value"],
        value,
        facts,
        len(rest) - hit.start("value"),
        answers=not total,
        back=bool(OF_WHICH.search(rest)),
    )


def _labelled(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> Told | None:
    """``2022/23 - 10``, ``Rape: 3``, ``2015/16: Total Count 52``."""
    hit = _LABELLED.match(text)
    if hit is None or len(hit["label"]) > 200:
        return None
    if parse_period(text) is not None or _has_figure(text, hit):
        return None
    if hit["more"] and places(hit["more"], blanked(hit["more"]), counted=True):
        return None
    facts = children_apart(read_label(hit["label"]))
    if not facts.dims and facts.rest and resolved(facts.rest) is not None:
        # "Other: 4" in a list of offences, or of anything else.
        facts = Facts(offence=resolved(facts.rest), reasons=(Reason(Doubt.AMBIGUOUS_LABEL),))
    if facts.measure or not (facts.dims or facts.total or facts.counts or facts.unknown):
        return None
    if facts.rest and not (
        facts.total or facts.unit or (facts.dims and len(facts.rest.split()) <= 3)
    ):
        return None
    if facts.rest and TALK.search(folded(text)):
        return None
    value = read_value(hit["value"], notes)
    if value is None:
        return None
    if hit["unit"]:
        unit = read_label(hit["unit"])
        facts = replace(
            facts, unit=unit.unit or facts.unit, reasons=(*facts.reasons, *unit.reasons)
        )
    if hit["more"]:
        facts = combine((facts, read_label(hit["more"])))
    back = bool(OF_WHICH.search(folded(hit["label"])))
    return Told(hit["value"], value, doubted(facts), len(text) - hit.start("value"), back=back)


def _has_figure(text: str, hit: re.Match[str]) -> bool:
    """Whether the value belongs to a date or an age, or the label holds a figure of its own."""
    masked = blanked(text)
    start, end = hit.span("value")
    apart = re.search(r"[:=] ?$| [-]+ ?$|\.{3,} ?$", text[:start])
    if apart is None and "\x00" in masked[start:end]:
        return True
    return any(stop <= start for _, stop in places(text[:start], masked[:start]))


def _reversed(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> Told | None:
    """``5 - Rape``: the figure before its label, or an item's number; a person is asked."""
    hit = _REVERSED.match(text)
    if hit is None:
        return None
    facts = read_label(hit["label"])
    value = read_value(hit["value"], notes)
    if value is None or facts.rest or not facts.dims or facts.measure:
        return None
    facts = with_reason(facts, Reason(Doubt.SENTENCE, "a figure before its label"))
    return Told(hit["value"], value, facts, len(text))
