"""Quoted earlier mail, which holds the requester's own words and is no part of the reply."""

import re
from collections.abc import Sequence

from cyberflag.foi.document import Grid, Line

_WROTE = re.compile(r"(?:on|am) .{6,120}(?:wrote|schrieb):?$", re.IGNORECASE)
_ORIGINAL = re.compile(r"[-_ ]*(?:original message|forwarded message)[-_ ]*$", re.IGNORECASE)
_FROM = re.compile(r"\*?from\s?:", re.IGNORECASE)
_NEXT = re.compile(r"\*?(?:sent|date|to|subject)\s?:", re.IGNORECASE)
ANSWER_LINES = 3
"""With fewer lines of its own above it, a mail forwards what it quotes, and that is the reply."""


def without_quotes(blocks: Sequence[Line | Grid]) -> tuple[list[Line | Grid], int]:
    """The mail's own blocks, and how many quoted ones were left out."""
    end = len(blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and _begins_quote(blocks, place):
            if _is_answer(blocks[:place]):
                end = place
            break
    own = [b for b in blocks[:end] if not (isinstance(b, Line) and b.text.startswith(">"))]
    return own, len(blocks) - len(own)


def _is_answer(blocks: Sequence[Line | Grid]) -> bool:
    own = [b for b in blocks if not (isinstance(b, Line) and b.text.startswith(">"))]
    return any(isinstance(b, Grid) for b in own) or len(own) >= ANSWER_LINES


def _begins_quote(blocks: Sequence[Line | Grid], place: int) -> bool:
    block = blocks[place]
    text = block.text if isinstance(block, Line) else ""
    following = [b.text for b in blocks[place + 1 : place + 4] if isinstance(b, Line)]
    if _ORIGINAL.match(text) or _WROTE.match(text):
        return True
    if _WROTE.match(f"{text} {following[0]}" if following else text) and text.startswith("On "):
        return True
    # A mail program may set the whole head of the quoted mail on one line.
    one_line = _FROM.match(text) and re.search(r"\bSent\s?:", text)
    return bool((_FROM.match(text) and any(_NEXT.match(t) for t in following)) or one_line)
