"""What one sentence of a reply does with the request, and the sections it names.

A sentence that only explains the Act, sets a condition or tells of the right to complain
does nothing with the request, whatever sections it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cyberflag.foi import outcomewords as words
from cyberflag.foi.model import OutcomeKind


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence does. A ``weak`` claim counts only where nothing firmer is said;
    ``sections`` are those the sentence names itself."""

    kind: OutcomeKind
    sections: tuple[str, ...] = ()
    weak: bool = False


# Sections of the Act.
_ITEM = r"\d{1,2}[a-z]?(?: ?\(\w{1,3}\))*"
_SECTIONS = re.compile(
    rf"\b(?:sections?|sec\.?|ss?\.?|exemptions?(?: at| under)?) ?(?P<items>{_ITEM}"
    rf"(?:(?: ?, ?(?:and )?| and | ?& ?| ?/ ?| or |; ?)(?:sections? ?|ss?\.? ?)?(?:{_ITEM}(?![\d.,]*\d| \w+ (?:19|20)\d\d)|(?:\(\w{{1,3}}\))+))*)"
    r"(?=(?P<after>[^.;,]{0,70}))"
)
_OTHER_ACT = re.compile(
    r"^[^.;]{0,30}?\b(?:of|under) the (?!freedom|foi|foia|fois|act\b|above|said)[^.;]{0,60}?\b(?:act|code|regulations)\b"
)
_ONE_SECTION = re.compile(r"(\d{1,2}[a-z]?) ?(?:\((\d{1,2}[a-z]?)\))?")
_EXEMPTIONS = frozenset([12, 14, 18, *range(21, 45)])
"""Sections that refuse; 18 (Scotland) neither confirms nor denies. 1, 10, 16, 17, 19, 45, 50 do not."""
_NEITHER_SECTIONS = frozenset(
    [
        "12(2)",
        "18",
        "22(2)",
        "23(5)",
        "24(2)",
        "26(3)",
        "27(4)",
        "28(3)",
        "29(2)",
        "30(3)",
        "31(3)",
        "35(3)",
        "36(3)",
        "37(2)",
        "38(2)",
        "40(5)",
        "41(2)",
        "42(2)",
        "43(3)",
        "44(2)",
    ]
)
SCOTTISH_NOT_HELD = "17"
"""Under the Scottish Act section 17 is the notice that information is not held."""


def sections_in(sentence: str) -> tuple[str, ...]:
    """The exemptions a sentence names, as ``12``, ``40(2)``, ``31(3)``; other Acts' left out."""
    found: dict[str, None] = {}
    for hit in _SECTIONS.finditer(sentence):
        if _OTHER_ACT.match(hit["after"]):
            continue
        for item in re.finditer(rf"(?<![(\d]){_ITEM}", hit["items"]):
            section = _section(item[0])
            if section:
                found[section] = None
    if "40(2)" in found:
        found.pop("40(3A)", None)
    return tuple(found)


def _section(item: str) -> str | None:
    parts = _ONE_SECTION.match(item)
    if parts is None:
        return None
    number, sub = parts[1], (parts[2] or "")
    if int(re.sub(r"\D", "", number)) not in _EXEMPTIONS:
        return None
    # 40(3A)(a) is a condition of its own; 40(5A) and 40(5B) are limbs of 40(5).
    if number == "40" and sub:
        return f"40({'5' if sub[0] == '5' else sub.upper()})"
    full = f"{number}({sub})"
    return full if full in _NEITHER_SECTIONS else number.upper()


def neither_sections(sections: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``sections`` that allow neither confirming nor denying."""
    return tuple(section for section in sections if section in _NEITHER_SECTIONS)


def refusing_sections(sections: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``sections`` that exempt information."""
    return tuple(section for section in sections if section not in _NEITHER_SECTIONS)


_CONTRACTIONS = (
    ("can't", "cannot"), ("won't", "will not"), ("n't", " not"), ("i'm", "i am"), ("'re ", " are "),
    ("'ve ", " have "), ("'ll ", " will "),
)  # fmt: skip


def spelt_out(sentence: str) -> str:
    """A folded sentence without contractions: ``isn't`` -> ``is not``."""
    if "'" not in sentence:
        return sentence
    for short, long in _CONTRACTIONS:
        sentence = sentence.replace(short, long)
    return sentence


def does_nothing(sentence: str) -> bool:
    """Whether a sentence explains, sets a condition or denies rather than decides."""
    if words.HYPOTHETICAL.search(sentence) or words.REQUESTS_COUNTED.search(sentence):
        return True
    if words.COMPLAINT.search(sentence) or words.ABOUT_A_QUOTE.search(sentence):
        return True
    if words.DECIDES.search(sentence):
        return False
    return any(
        pattern(sentence)
        for pattern in (words.LAW.match, words.CONDITION.match, words.AUTHORITIES.search)
    )


@lru_cache(maxsize=16384)
def claims_in(sentence: str, *, asks: bool = False) -> tuple[Claim, ...]:
    """What a folded sentence does; ``asks`` where it stands in the requester's voice."""
    sentence = spelt_out(sentence)
    if not words.TRIGGER.search(sentence):
        return ()
    if asks or does_nothing(sentence):
        # "Could you clarify …?" is a question of the reply's own; it may also be the requester's.
        return tuple(_asks_back(sentence))
    if words.RETRACTED.search(sentence) and not words.NOT_A_REPLY.search(sentence):
        refusal = _refusal(sentence, sections_in(sentence))
        return (Claim(OutcomeKind.RETRACTED), *((refusal,) if refusal else ()))
    return (
        *_decides(sentence),
        *_of_the_flag(sentence),
        *_goodwill(sentence),
        *_sends_on(sentence),
    )


def _decides(sentence: str) -> Iterator[Claim]:
    sections = sections_in(sentence)
    if words.NEITHER.search(sentence):
        if not words.NEITHER_EXPLAINED.search(sentence):
            yield Claim(
                OutcomeKind.NEITHER_CONFIRM_NOR_DENY, neither_sections(sections) or sections
            )
        return
    denied = words.DENIED.search(sentence) or words.PEOPLE_REFUSED.search(sentence)
    if not denied:
        refusal = _refusal(sentence, sections)
        if refusal is not None:
            if sections and not refusing_sections(sections):
                # 40(5) and its like exempt from nothing but saying whether anything is held.
                refusal = Claim(OutcomeKind.NEITHER_CONFIRM_NOR_DENY, sections, refusal.weak)
            yield refusal
            if not refusal.weak:
                return
    if (
        words.NOT_HELD.search(sentence)
        and not words.HELD_SOMEHOW.search(sentence)
        and not words.ANY_OTHER.search(sentence)
        and not _speaks_of_flag(sentence)
    ):
        yield Claim(OutcomeKind.NOT_HELD)


def _refusal(sentence: str, sections: tuple[str, ...]) -> Claim | None:
    named = refusing_sections(sections) or reason_sections(sentence)
    if words.REFUSED.search(sentence):
        return Claim(OutcomeKind.REFUSED, named)
    if words.EXEMPTION_APPLIED.search(sentence) and (sections or "exemption" in sentence):
        return Claim(OutcomeKind.REFUSED, named)
    if words.CANNOT.search(sentence):
        return Claim(OutcomeKind.REFUSED, named, weak=True)
    if words.ACCESSIBLE.search(sentence) or words.VEXATIOUS.search(sentence):
        return Claim(OutcomeKind.REFUSED, named, weak=True)
    costs = words.COST.search(sentence) and not words.NO_COST.search(sentence)
    if costs or (sections and words.SECTION_STOPS.search(sentence)):
        return Claim(OutcomeKind.REFUSED, named, weak=True)
    return None


def reason_sections(sentence: str) -> tuple[str, ...]:
    """The section whose statutory words a sentence uses without naming it."""
    scottish = "scotland" in sentence or "600" in sentence
    return tuple(
        there if scottish else here
        for pattern, here, there in words.REASONS
        if pattern.search(sentence)
    )[:1]


def _speaks_of_flag(sentence: str) -> bool:
    return bool(words.FLAG_NOT_USED.search(sentence) or words.UNFLAGGED_COUNTED.search(sentence))


def _of_the_flag(sentence: str) -> Iterator[Claim]:
    if not re.search(words.FLAG, sentence):
        return
    if words.UNRELIABLE.search(sentence):
        yield Claim(OutcomeKind.FLAG_NOT_RELIABLE)
    elif words.FLAG_NOT_USED.search(sentence) and not words.UNFLAGGED_COUNTED.search(sentence):
        yield Claim(OutcomeKind.FLAG_NOT_USED)


def _goodwill(sentence: str) -> Iterator[Claim]:
    if words.PART_ONLY.search(sentence):
        yield Claim(OutcomeKind.PARTIAL, sections_in(sentence))
    elif (
        words.GOODWILL.search(sentence)
        and words.GIVES.search(sentence)
        and not words.GIVES_NOT.search(sentence)
    ):
        yield Claim(OutcomeKind.PARTIAL, weak=words.NAMED_GOODWILL.search(sentence) is None)


def _sends_on(sentence: str) -> Iterator[Claim]:
    if words.ACKNOWLEDGED.search(sentence) and not words.NOT_OF_THE_REQUEST.search(sentence):
        yield Claim(OutcomeKind.ACKNOWLEDGEMENT)
    yield from _asks_back(sentence)


def _asks_back(sentence: str) -> Iterator[Claim]:
    if (
        words.CLARIFY.search(sentence)
        and not words.ALREADY_CLEAR.search(sentence)
        and not words.COMPLAINT.search(sentence)
        and not words.CONDITION.match(sentence)
    ):
        yield Claim(OutcomeKind.CLARIFICATION)
