"""Which lines ask and which question a line opens or answers."""

import re
from dataclasses import dataclass

from cyberflag.foi.fold import folded


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a question's section: its number and what it asks."""

    number: str
    text: str


_NUMBERED = re.compile(
    r"^[\"']?(?:(?:the |our )?(?:answer|response|reply) (?:to |for )?)?"
    r"(?:(?:q|qn|question)s?\.? ?(?:no\.? ?|number )?(?P<q>\d{1,2}(?:\.\d)? ?[a-h]?)(?: ?(?:-|to|and|,|&) ?q?\d{1,2})*\b(?: ?[.):-])*"
    r"|(?P<n>\d{1,2}(?:\.\d)?[a-h]?) ?[.)](?!\d)|\(?(?P<l>[a-h]|i{1,3}|iv|v)\)|a(?P<a>\d{1,2})(?: ?[.):-])+)(?: (?P<text>.*))?$"
)
_QUOTES_REQUEST = re.compile(
    r"^[\"']?(?:(?:your |the )?request(?:ed)?(?: was| information)? ?:|(?:in your (?:request|letter|e-?mail),? )?you (?:have |had )?(?:asked|requested|wrote|sought)\b"
    r"|(?:thank you for )?your (?:e-?mail|letter|request)\b.{0,80}\b(?:asked|requested|requesting)\b)"
)
_ASKS = re.compile(
    r"\?[\"']?\s*$|^(?:please (?:provide|can|could|state|supply|give|split|break|confirm)|how many|(?:can|could|would|does|do|did|has|have) (?:you|your)|"
    r"(?:the )?(?:total )?number of|what (?:is|was|were|number)|of (?:these|those|the above))"
)
_INLINE = re.compile(r"(?:(?<=[\s:\"'])|^)\(?(\d{1,2})[).] (?=[A-Z])")


def opening_of(text: str) -> Opening | None:
    """The question number a line opens with, if it does."""
    hit = _NUMBERED.match(folded(text))
    if hit is None:
        return None
    number = next(hit[name] for name in ("q", "n", "l", "a") if hit[name])
    return Opening(number.replace(" ", ""), (hit["text"] or "").strip())


def asks(text: str) -> bool:
    """Whether a text asks, rather than answers."""
    plain = folded(text)
    opening = opening_of(plain)
    return quotes_request(plain) or bool(_ASKS.search(opening.text if opening else plain))


def quotes_request(text: str) -> bool:
    """Whether a line gives back what was asked."""
    return bool(_QUOTES_REQUEST.match(folded(text)))


def questions_in(text: str) -> list[Opening]:
    """The numbered questions quoted inside one paragraph."""
    hits = list(_INLINE.finditer(text))
    if len(hits) < 2 or [int(hit[1]) for hit in hits] != list(range(1, len(hits) + 1)):
        return []
    ends = [*(hit.start() for hit in hits[1:]), len(text)]
    return [
        Opening(hit[1], text[hit.end() : end].strip(" \"'"))
        for hit, end in zip(hits, ends, strict=True)
    ]


def answered_inline(text: str) -> tuple[str, str] | None:
    """``How many …? 28``: the question and its answer, where one line holds both."""
    hit = re.match(r"^(.*\?)[\"']? +(?=\S)(.+)$", text)
    if hit is None or hit[2].rstrip().endswith("?") or not asks(hit[1]):
        return None
    return hit[1], hit[2]
