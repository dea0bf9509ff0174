"""Figures in running text: sentences, lists, answers.

A line is cut into clauses, one figure each; what a clause says besides its figure is read like
a label. ``2022/23 - 10``, ``Aged 13: 15``, ``There were 97 offences in 2015/16, of which 15 had
a victim aged 13`` give figures; a telephone number, a date, a section of an Act do not.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cyberflag.core.periods import parse_period
from cyberflag.foi import vocabulary as words
from cyberflag.foi.doubts import Doubt, Reason
from cyberflag.foi.facts import NOTHING, Dim, Facts, with_reason
from cyberflag.foi.fold import NUMBER_WORDS, digits_for_words, folded, tidy
from cyberflag.foi.labels import CHILDHOOD, read_label
from cyberflag.foi.marks import Meaning, PrintedValue, read_value
from cyberflag.foi.questions import asks, opening_of


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of a line: as printed, what it says, what the words around it say.

    ``answers`` says that nothing but the question above tells what it is; ``back`` that it
    refers to a figure before it (``of these``).
    """

    printed: str
    value: PrintedValue
    facts: Facts
    before_end: int = 0
    """How many characters before the text's end the figure begins."""
    answers: bool = False
    back: bool = False


_N = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_BOUND = (
    r"\b\d{1,2} ?- ?\d{1,2}\b(?= (?:of (?:these|those)|(?:\w+ ){0,3}?(?:offen[cs]es|crimes|victims)\b))|(?:<=?|>=?|≤|≥) ?\d{1,3}\b|(?:fewer|less|more) than (?:\d{1,3}|WORD)\b|(?:\d{1,3}|WORD) (?:or|and) (?:fewer|less)\b"
    r"|between (?:\d{1,3}|WORD) and (?:\d{1,3}|WORD)(?= (?:\w+ ){0,3}?(?:offen[cs]es|crimes|victims)\b)"
).replace("WORD", "(?:" + "|".join(list(NUMBER_WORDS)[:20]) + ")")
_VALUE = rf"(?:{_BOUND}|(?:{_N})(?![\d/:]|\.\d|,\d|-\d| ?%)|\*+|\[[a-z]\]|\.\.|\bnil\b|\bnone\b|\bzero\b)"
_WHOLE = re.compile(
    rf"^(?P<value>{_VALUE}|-|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
    rf"(?P<unit> (?:[a-z-]+ ){{0,4}}?(?:offen[cs]es?|crimes?|victims?|incidents?|cases?|children|records?)\b.{{0,60}}?)?[.;]?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"^(?P<label>.*?[^\s:=-])(?: ?(?::|=| -+|-+ |->|\.{{3,}}) ?| )(?P<value>{_VALUE}|-)"
    rf"(?P<unit> (?:recorded |reported )?(?:[a-z]+ )?(?:offen[cs]es?|crimes?|victims?|incidents?|cases?)(?: recorded| reported)?)?[.;,]?$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^(?:(?:the )?(?:answer|response|reply|result|figure|total)s?(?: is| was)?|a)(?: ?[:=-])+ ?|^(?:answer|response)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:\(cid:\d+\)|[•·▪●*‣o>-]|-{1,2}) +(?=\S)")
_NOUN = r"(?:offen[cs]es?|crimes?|victims?)"
_COUNTED = re.compile(
    rf"(?P<value>{_VALUE}|\b(?:{'|'.join(list(NUMBER_WORDS)[:20])}|no)\b)"
    rf"(?=(?: (?:recorded|reported|such|sexual|sex|child|online|cyber|flagged|rape|grooming|of|these|those|the|female|male|unique|individual|separate|further|other|notifiable|crime|cyber-flagged)\b){{0,5}} {_NOUN}\b"
    rf"|,? (?:were|was|had|have|has|involved|related|concerned|of (?:these|those|which|whom|them)|female|male|girls|boys|(?:victims? )?aged)\b)",
    re.IGNORECASE,
)
_IN_TAIL = re.compile(
    rf"(?:\b(?:in|for|was|were|is|recorded|being|of|to|at|totall?ing|totalled|and)|:|\() (?P<value>{_VALUE})(?=$|[.,;)]| (?:of (?:these|those|which|them|the)|and|in|for|cases|occasions|instances|times)\b)",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"£|\b(?:hours?|minutes?|cost|limit|working days|exceed\w*|section|act|internal review|stages?|per ?cent|"
    r"reference|telephone|population|nearest|rounded|officers?|staff)\b|%"
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]%])[.;] +(?=[A-Z0-9(])")
_OF_WHICH = re.compile(
    r"\b(?:of|out of|among|from) (?:these|those|which|whom|them|the (?:above|total))\b|\bof the \d+\b|\bincluding\b"
)
_HIDDEN = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\bq\d+\b", re.IGNORECASE)


def told_in(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> tuple[Told, ...]:
    """The figures of one line of running text, in order; none in a question."""
    plain = _BULLET.sub("", tidy(text))
    if not any(ch.isdigit() for ch in plain) and len(plain) > 160 and not _has_word_figure(plain):
        return ()
    opening = opening_of(plain)
    numbered = opening is not None
    body = tidy(plain[len(plain) - len(opening.text) :]) if opening and opening.text else plain
    if opening is not None and not opening.text:
        return ()
    alone = _alone(body, notes)
    if alone is not None:
        return (alone,)
    if asks(body) and body.rstrip().endswith("?"):
        return ()
    labelled = _labelled(body, notes)
    if labelled is not None:
        return (labelled,)
    if numbered and asks(body):
        return ()
    found: list[Told] = []
    for start, end in _sentences(body):
        after = len(body) - end
        found += [
            replace(one, before_end=one.before_end + after)
            for one in _in_sentence(body[start:end], notes)
        ]
    return tuple(found)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [hit.end() for hit in _SENTENCE_END.finditer(text)]
    return list(itertools.pairwise([0, *ends, len(text)]))


def _has_word_figure(text: str) -> bool:
    return _COUNTED.search(text) is not None


def _alone(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> Told | None:
    """A line that is nothing but its figure: ``52``, ``97 offences``, ``Answer: 12``."""
    said = _ANSWER.match(text)
    rest = text[said.end() :].strip() if said else text
    hit = _WHOLE.match(rest)
    if hit is None or (hit["value"] == "-" and not said):
        return None
    if hit["value"].casefold() in NUMBER_WORDS or hit["value"].casefold() == "no":
        if hit["unit"] is None:
            return None
        value = read_value(digits_for_words(folded(hit["value"])).replace("no", "0"), notes)
    else:
        value = read_value(hit["value"], notes)
    if value is None:
        return None
    facts = _children_apart(read_label(hit["unit"])) if hit["unit"] else NOTHING
    total = said is not None and "total" in said[0].casefold()
    facts = replace(facts, total=facts.total or total)
    facts = _doubted(facts)
    return Told(
        hit["value"],
        value,
        facts,
        len(rest) - hit.start("value"),
        answers=True,
        back=bool(_OF_WHICH.search(rest)),
    )


def _labelled(text: str, notes: Mapping[str, tuple[Meaning, ...]]) -> Told | None:
    """``2022/23 - 10``, ``Rape: 3``, ``2015/16: Total Count 52``."""
    hit = _LABELLED.match(text)
    if hit is None or len(hit["label"]) > 200:
        return None
    if parse_period(text) is not None or _has_figure(text, hit):
        return None
    facts = _children_apart(read_label(hit["label"]))
    if facts.measure or not (facts.dims or facts.total or facts.counts or facts.unknown):
        return None
    if facts.rest and not (
        facts.total or facts.unit or (facts.dims and len(facts.rest.split()) <= 3)
    ):
        return None
    if facts.rest and _TALK.search(folded(text)):
        return None
    value = read_value(hit["value"], notes)
    if value is None:
        return None
    if hit["unit"]:
        unit = read_label(hit["unit"])
        facts = replace(
            facts, unit=unit.unit or facts.unit, reasons=(*facts.reasons, *unit.reasons)
        )
    back = bool(_OF_WHICH.search(folded(hit["label"])))
    return Told(hit["value"], value, _doubted(facts), len(text) - hit.start("value"), back=back)


def _has_figure(text: str, hit: re.Match[str]) -> bool:
    """Whether the value belongs to a date or an age, or the label holds a figure of its own."""
    masked = _blanked(text)
    start, end = hit.span("value")
    apart = re.search(r"[:=] ?$| [-]+ ?$|\.{3,} ?$", text[:start])
    if apart is None and "\x00" in masked[start:end]:
        return True
    return any(stop <= start for _, stop in _places(text[:start], masked[:start]))


def _children_apart(facts: Facts) -> Facts:
    """Children as a whole are the population of every request, and no age."""
    return replace(facts, age=None) if facts.age in CHILDHOOD else facts


def _doubted(facts: Facts) -> Facts:
    if facts.rest:
        return with_reason(facts, Reason(_kind(facts.rest), facts.rest))
    return facts


def _kind(rest: str) -> Doubt:
    return Doubt.RESTRICTED if words.RESTRICTING.search(rest) else Doubt.SENTENCE


@dataclass(frozen=True, slots=True)
class _Clause:
    """One figure's clause: where its figure stands and what its other words say."""

    printed: str
    text: str
    facts: Facts
    of_which: bool


def _in_sentence(sentence: str, notes: Mapping[str, tuple[Meaning, ...]]) -> list[Told]:
    if sentence.rstrip().endswith("?"):
        return []
    places = _places(sentence, _blanked(sentence))
    if not places:
        return []
    talk = _TALK.search(folded(sentence)) is not None
    cuts = _cuts(sentence, places)
    clauses = [
        _clause(sentence[start:stop], place, start)
        for (start, stop), place in zip(cuts, places, strict=True)
    ]
    head, told = NOTHING, []
    for number, (clause, (start, end)) in enumerate(zip(clauses, places, strict=True)):
        facts = clause.facts
        if facts.measure:
            continue
        if number:
            before = clauses[number - 1]
            facts = _inherited(facts, head, before.facts, clause.of_which)
        else:
            head = facts
        value = read_value(_figure_text(sentence[start:end]), notes)
        if value is None:
            continue
        if talk:
            facts = with_reason(facts, Reason(Doubt.SENTENCE))
        back = clause.of_which and number == 0
        told.append(
            Told(sentence[start:end], value, _doubted(facts), len(sentence) - start, back=back)
        )
    return told


def _figure_text(printed: str) -> str:
    plain = digits_for_words(folded(printed))
    return "0" if plain == "no" else plain


_NOT_FIGURES = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:19|20)?\d\d ?[/-] ?(?:19|20)?\d\d\b|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (?:19|20)?\d\d\b)?|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d\b(?! (?:recorded |sexual |sex |child )*(?:offen[cs]es|crimes|victims))"
    r"|\bage[ds]? (?:of |between |under |over )?\d{1,2}(?: ?(?:-|to|and|or|&) ?(?:\d{1,2}\b|under|over|younger|older|below|above))?"
    r"|\b(?:under|over|below|above) (?:the age of |age )?\d{1,2}'?s?\b(?! (?:recorded |sexual |sex |child )*(?:offen[cs]es|crimes|victims))|\b\d{1,2} ?(?:-|to) ?\d{1,2}[ -](?:years?|year-olds?|yrs?)\b"
    r"|\b\d{1,2}[ -]?(?:years?|yrs?|year-olds?)\b(?:[ -](?:olds?|of age))?|\b(?:section|sections|s\.|paragraph|article|code|class|table|appendix|annex|part|page|question|q|stage)s? ?\d+[a-z]?(?:/\d+)?(?:\(\d+\w?\))*"
    r"|\b\d{1,3}/\d{2}\b|\b\d{5,}\b|\b0\d{3,5} \d{3,}\b|(?-i:\b[A-Z]{2,}[/ -]?\d[\d/-]*\b|\b\d{1,2}[A-H]\b)|\bunder[ -]?18'?s?\b|\bthirteen-year|\b\d+ (?:working )?(?:days?|hours?|minutes?|months?|weeks?)\b",
    re.IGNORECASE,
)


def _blanked(sentence: str) -> str:
    """The sentence with periods, ages, codes and sections blanked: no figure is seen there."""
    return _NOT_FIGURES.sub(lambda hit: "\x00" * len(hit[0]), sentence)


def _places(sentence: str, masked: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for pattern in (_COUNTED, _IN_TAIL):
        for hit in pattern.finditer(masked):
            span = hit.span("value")
            if not any(span[0] < end and start < span[1] for start, end in found):
                found.append(span)
    if found:
        # Beside a figure, every further number is one, if only to be asked about.
        for hit in _ANY.finditer(masked):
            span = hit.span()
            if not any(span[0] < end and start < span[1] for start, end in found):
                found.append(span)
    kept = [span for span in sorted(found) if not _OF_THE.search(masked[: span[0]])]
    if kept and not any(
        _COUNTED.match(masked, start) or _spoken_unit(sentence) for start, _ in kept
    ):
        return []
    return kept


_ANY = re.compile(rf"(?<![\w/.,-])(?:{_N})(?![\d/:%]|\.\d|,\d|-\d| ?%)")
_OF_THE = re.compile(r"\b(?:of|from|among) (?:the|all|these|those) $", re.IGNORECASE)


def _spoken_unit(sentence: str) -> bool:
    return any(pattern.search(folded(sentence)) for pattern, _ in words.UNITS) or bool(
        re.search(r"\bvictim\b|\boffence\b|\bflag", folded(sentence))
    )


_SEPARATOR = re.compile(
    r"[,;:](?! ?\d{3}\b)|\band\b|\bof which\b|\bof whom\b|\bof these\b|\bof those\b|\bwith\b",
    re.IGNORECASE,
)


def _cuts(sentence: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each figure's clause begins and ends: at the last separator between two figures."""
    edges = [0]
    before = _leads(sentence, places)
    for (_, end), (start, _) in itertools.pairwise(places):
        between = list(_SEPARATOR.finditer(_blanked(sentence), end, start))
        if not between:
            edges.append(start)
        elif before:
            edges.append(between[0].start())
        else:
            edges.append(between[-1].start() if len(between) == 1 else _main(between))
    edges.append(len(sentence))
    return list(itertools.pairwise(edges))


def _main(between: list[re.Match[str]]) -> int:
    marked = [hit for hit in between if hit[0].casefold().startswith("of ") or hit[0] in ",;"]
    return (marked or between)[-1].start()


def _leads(sentence: str, places: list[tuple[int, int]]) -> bool:
    """Whether labels stand before their figures (``aged 13 in 12 and aged 14 in 9``)."""
    return all(
        re.search(r"\b(?:in|was|were|:|=) ?$", sentence[:start], re.IGNORECASE)
        for start, _ in places[1:]
    )


def _clause(text: str, place: tuple[int, int], start: int) -> _Clause:
    first, last = place[0] - start, place[1] - start
    words_around = f"{text[:first]} | {text[last:]}"
    facts = read_label(re.sub(r"^\W+|\b(?:and|but) ?$", "", words_around).strip(" .,;:"))
    facts = _children_apart(facts)
    plain = folded(words_around)
    of_which = bool(_OF_WHICH.search(plain)) or facts.of_which
    rest = " ".join(word for word in facts.rest.split() if word not in _PLAIN_TALK)
    return _Clause(text[first:last], text, replace(facts, rest=rest), of_which)


_PLAIN_TALK = frozenset(
    """there were was a an the force we our records show shows that has have had recorded record been be
    police constabulary total number of which these those whom them and attached applied used received
    during period between in for from to with where on it this i can confirm confirmed also further they
    out given marked flagged carrying carried bore bearing identified who whose victim's aged same
    then time made reported cases occasions instances times following respectively including other
    found located searched search revealed advise informed inform year""".split()  # noqa: SIM905
)


def _inherited(facts: Facts, head: Facts, before: Facts, of_which: bool) -> Facts:
    """What a later clause takes from the first: all it does not say itself."""
    source = head
    mine = facts.dims - {Dim.UNIT}
    sibling = before is not head and bool(mine) and mine == before.dims - {Dim.UNIT}
    taken = {}
    for dim in Dim:
        if facts.get(dim) is None and source.get(dim) is not None:
            taken[dim.value] = source.get(dim)
    result = replace(facts, **taken)  # type: ignore[arg-type]  # names and values come from Facts itself
    if before is not head and not sibling and not of_which:
        result = with_reason(result, Reason(Doubt.SENTENCE))
    return result
