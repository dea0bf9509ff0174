"""A sentence cut into clauses, one figure each, and what each clause says.

What stands in a date, an age, a section of an Act, a telephone number or a cost is masked
first: no figure is seen there. ``There were 97 offences in 2015/16, of which 15 had a victim
aged 13`` gives two clauses; the second takes the period of the first.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cyberflag.foi.words import vocabulary as words
from cyberflag.foi.words.doubts import Doubt, Reason
from cyberflag.foi.words.facts import NOTHING, Dim, Facts, with_reason
from cyberflag.foi.words.fold import NUMBER_WORDS, digits_for_words, folded
from cyberflag.foi.words.labels import CHILDHOOD, read_label
from cyberflag.foi.words.marks import Meaning, PrintedValue, read_value


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
    r"(?<=\bin )\d{1,2}-\d{1,2}\b(?! ?(?:years|yrs|year|of age))|\b\d{1,2} ?- ?\d{1,2}\b(?= (?:of (?:these|those)|(?:\w+ ){0,3}?(?:offen[cs]es|crimes|victims)\b))|(?:<=?|>=?|≤|≥) ?\d{1,3}\b|(?:fewer|less|more) than (?:\d{1,3}|WORD)\b|(?:\d{1,3}|WORD) (?:or|and) (?:fewer|less)\b"
    r"|between (?:\d{1,3}|WORD) and (?:\d{1,3}|WORD)(?= (?:\w+ ){0,3}?(?:offen[cs]es|crimes|victims)\b)"
).replace("WORD", "(?:" + "|".join(list(NUMBER_WORDS)[:20]) + ")")
VALUE = rf"(?:{_BOUND}|(?:{_N})(?![\d/:]|\.\d|,\d|-\d| ?%)|\*+|\[[a-z]\]|\.\.|\bnil\b|\bnone\b|\bzero\b)"
_NOUN = r"(?:offen[cs]es?|crimes?|victims?)(?! (?:types?|codes?|categor|groups?|sub))"
COUNTED = re.compile(
    rf"(?P<value>{VALUE}|\b(?:{'|'.join(list(NUMBER_WORDS)[:20])}|no)\b)"
    rf"(?=(?: (?:recorded|reported|such|sexual|sex|child|online|cyber|flagged|rape|grooming|of|these|those|the|female|male|unique|individual|separate|further|other|notifiable|crime|cyber-flagged)\b){{0,5}} {_NOUN}\b"
    rf"|,? (?:were|was|had|have|has|involved|related|concerned|of (?:these|those|which|whom|them)|female|male|girls|boys|(?:victims? )?aged)\b)",
    re.IGNORECASE,
)
_IN_TAIL = re.compile(
    rf"(?:\b(?:in|for|was|were|is|recorded|being|of|to|at|totall?ing|totalled|and)|:|\() (?P<value>{VALUE})(?=$|[.,;)]| \(| (?:of (?:these|those|which|them|the)|and|in|for|cases|occasions|instances|times)\b)",
    re.IGNORECASE,
)
TALK = re.compile(
    r"£|\b(?:hours?|minutes?|cost|limit|working days|exceed\w*|section|act|internal review|stages?|per ?cent|"
    r"reference|telephone|population|nearest|rounded|officers?|staff)\b|%"
)
OF_WHICH = re.compile(
    r"\b(?:of|out of|among|from) (?:these|those|which|whom|them|the (?:above|total))\b|\bof the \d+\b|\bincluding\b"
)


def children_apart(facts: Facts) -> Facts:
    """Children as a whole are the population of every request, and no age."""
    return replace(facts, age=None) if facts.age in CHILDHOOD else facts


def doubted(facts: Facts) -> Facts:
    """The same facts, with a doubt if any of their words was not understood."""
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


def told_in_sentence(
    sentence: str,
    notes: Mapping[str, tuple[Meaning, ...]],
    earlier: Sequence[Told] = (),
) -> list[Told]:
    """The figures of one sentence.

    ``earlier`` are the paragraph's figures before it: a sentence that says less speaks of
    the same as the first of them, ``Of the 31`` of the one that is named.
    """
    before = _spoken_of(sentence, earlier)
    if sentence.rstrip().endswith("?") or MAY.search(folded(sentence)):
        return []
    found = places(sentence, blanked(sentence), counted=before is not None)
    if not found:
        return []
    talk = TALK.search(folded(sentence)) is not None
    clauses = [
        _clause(sentence[start:stop], place, start)
        for (start, stop), place in zip(_cuts(sentence, found), found, strict=True)
    ]
    head, told = NOTHING, []
    for number, (clause, (start, end)) in enumerate(zip(clauses, found, strict=True)):
        facts = clause.facts
        if number:
            facts = _inherited(facts, head, clauses[number - 1].facts, clause.of_which)
        elif before is not None:
            facts = head = _goes_on(facts, before, clause.of_which)
        else:
            head = facts
        value = read_value(_figure_text(sentence[start:end]), notes)
        if value is None or facts.measure or not (facts.dims - {Dim.PERIOD} or facts.counts):
            continue
        if talk:
            facts = with_reason(facts, Reason(Doubt.SENTENCE))
        facts = replace(facts, total=False)
        back = clause.of_which and number == 0 and before is None
        told.append(
            Told(sentence[start:end], value, doubted(facts), len(sentence) - start, back=back)
        )
    return told


def _spoken_of(sentence: str, earlier: Sequence[Told]) -> Facts | None:
    named = _OF_NUMBER.search(folded(sentence))
    if named is not None:
        for told in earlier:
            if told.printed.replace(",", "") == named[1].replace(",", ""):
                return told.facts
    return earlier[0].facts if earlier else None


def _goes_on(facts: Facts, before: Facts, of_which: bool) -> Facts:
    """A further sentence of a paragraph: it speaks of the same offences as the first."""
    taken = {
        dim.value: before.get(dim)
        for dim in (Dim.PERIOD, Dim.OFFENCE, Dim.ONLINE, Dim.UNIT)
        if facts.get(dim) is None and before.get(dim) is not None
    }
    result = replace(facts, **taken)  # type: ignore[arg-type]  # names and values come from Facts itself
    said = of_which or Dim.PERIOD in facts.dims or not taken
    return result if said else with_reason(result, Reason(Doubt.SENTENCE))


def _figure_text(printed: str) -> str:
    plain = digits_for_words(folded(printed))
    return "0" if plain == "no" else plain


_NOT_FIGURES = re.compile(
    r"\b0\d{2,4} \d{3} ?\d{3,4}\b|(?-i:\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b)|\b(?:1|one) in (?:every )?\d+\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:19|20)?\d\d ?[/-] ?(?:19|20)?\d\d\b|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (?:19|20)?\d\d\b)?|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d\b(?! (?:recorded |sexual |sex |child )*(?:offen[cs]es|crimes|victims))"
    r"|\bage[ds]? (?:of |under |over )?\d{1,2}\b(?: ?(?:-|to|or) ?\d{1,2}\b| ?(?:and|or|&) ?(?:under|over|younger|older|below|above)\b)?|\bbetween \d{1,2} and \d{1,2}\b(?! (?:offen|crimes|victims))"
    r"|\b(?:under|over|below|above) (?:the age of |age )?\d{1,2}'?s?\b(?! (?:recorded |sexual |sex |child )*(?:offen[cs]es|crimes|victims))|\b\d{1,2} ?(?:-|to) ?\d{1,2}[ -](?:years?|year-olds?|yrs?)\b"
    r"|\b\d{1,2}[ -]?(?:years?|yrs?|year-olds?)\b(?:[ -](?:olds?|of age))?|\b(?:section|sections|s\.|paragraph|article|code|class|table|appendix|annex|part|page|question|q|stage|desk|ext|extension|row|rule|box|phase)s? ?\d+(?: ?(?:-|to|and|,|&) ?\d+\b)*[a-z]?(?:/\d+)?(?:\(\d+\w?\))*"
    r"|\b\d{1,3}/\d{2}\b|\b\d{5,}\b|\b0\d{3,5} \d{3,}\b|(?-i:\b[A-Z]{2,}[/ -]?\d[\d/-]*\b|\b\d{1,2}[A-H]\b)|\bunder[ -]?18'?s?\b|\bthirteen-year|\b\d+ (?:working )?(?:days?|hours?|minutes?|months?|weeks?)\b",
    re.IGNORECASE,
)


def blanked(sentence: str) -> str:
    """The sentence with periods, ages, codes and sections blanked: no figure is seen there."""
    return _NOT_FIGURES.sub(lambda hit: "\x00" * len(hit[0]), sentence)


def places(sentence: str, masked: str, *, counted: bool = False) -> list[tuple[int, int]]:
    """Where the figures of a sentence stand; ``counted``: the text before counts offences."""
    found: list[tuple[int, int]] = []
    for pattern in (COUNTED, _IN_TAIL):
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
    if (
        kept
        and not counted
        and not any(COUNTED.match(masked, start) or _spoken_unit(sentence) for start, _ in kept)
    ):
        return []
    return kept


_ANY = re.compile(rf"(?<![\w/.,-])(?:{_N})(?![\d/:%]|\.\d|,\d|-\d| ?%)")
_OF_NUMBER = re.compile(r"\b(?:of|out of) (?:the|these|those) (\d[\d,]*)\b")
_OF_THE = re.compile(r"\b(?:of|from|among) (?:the|all|these|those) $", re.IGNORECASE)


def _spoken_unit(sentence: str) -> bool:
    return any(pattern.search(folded(sentence)) for pattern, _ in words.UNITS) or bool(
        re.search(r"\bvictim\b|\boffence\b|\bflag", folded(sentence))
    )


MAY = re.compile(
    r"\b(?:may|might|can|could|would|cannot|should)\b(?! 20)(?! (?:confirm|advise|report|inform|state|tell))"
)
"""A sentence of what may be gives no figure."""
_SEPARATOR = re.compile(
    r"[,;:](?! ?\d{3}\b)|\band\b|\bof which\b|\bof whom\b|\bof these\b|\bof those\b|\bwith\b",
    re.IGNORECASE,
)


def _cuts(sentence: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each figure's clause begins and ends: at the last separator between two figures."""
    edges = [0]
    before = _leads(sentence, places)
    for (_, end), (start, _) in itertools.pairwise(places):
        between = list(_SEPARATOR.finditer(blanked(sentence), end, start))
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
    facts = children_apart(facts)
    plain = folded(words_around)
    of_which = bool(OF_WHICH.search(plain)) or facts.of_which
    rest = " ".join(word for word in facts.rest.split() if word not in _PLAINTALK)
    return _Clause(text[first:last], text, replace(facts, rest=rest), of_which)


_PLAINTALK = frozenset(
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
