"""The prose around an answer: letterheads, references and boilerplate, with numbers as noise.

Telephone numbers are from the range reserved for fiction, addresses from example domains.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.generator.paper import Blank, Block, Line, Reply, text_line

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_OPENINGS = (
    "I write in connection with your request for information dated {asked}.",
    "Thank you for your request under the Freedom of Information Act 2000, which we received on {asked}.",
    "Your request for information has now been considered and I am able to respond as follows.",
    "Further to your request of {asked}, please find our response below.",
)
_BEFORE = (
    "Following receipt of your request, searches were conducted within the force. Information relevant to your request was located.",
    "The figures were taken from a live crime recording system and may change as records are updated.",
    "The data were extracted by the Performance Team in 2 stages and checked against 1 further source.",
    "Please note that police forces use different systems; this response should not be used for comparison.",
)
_AFTER = (
    "You have the right to ask for an internal review. Requests must be made within 40 working days of the date of this letter.",
    "If you remain dissatisfied you may contact the Information Commissioner under section 50 of the Act, quoting this reference.",
    "The internal review will be completed within 20 working days.",
    "Every effort is made to ensure that the figures presented are accurate and complete.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stands around the answer: whose letter, its reference and its dates."""

    force: str
    reference: str
    asked: date
    sent: date
    rng: random.Random


def long_date(day: date) -> str:
    """``9 May 2016``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def in_letter(letter: Letter, blocks: Sequence[Block], *, head: bool = True) -> Reply:
    """The answer inside a letter."""
    rng = letter.rng
    opening = rng.choice(_OPENINGS).format(asked=long_date(letter.asked))
    before = rng.sample(_BEFORE, rng.randint(0, 2))
    after = rng.sample(_AFTER, rng.randint(1, 3))
    top: list[Block] = []
    if head:
        extension = rng.randint(100, 999)
        top = [
            text_line(f"{letter.force} Police Information Rights Unit"),
            text_line("PO Box 100, Headquarters"),
            text_line(f"Telephone 01632 960{extension}"),
            text_line(f"Our reference: {letter.reference}"),
            text_line(f"Date: {long_date(letter.sent)}"),
            Blank(),
        ]
    else:
        top = [text_line(f"Our reference: {letter.reference}")]
    return Reply(
        blocks=(
            *top,
            text_line("Dear Requester,"),
            Blank(),
            text_line(opening),
            *(text_line(text) for text in before),
            Blank(),
            *blocks,
            Blank(),
            *(text_line(text) for text in after),
            text_line("Yours faithfully,"),
            text_line("Information Rights Unit"),
        )
    )


def on_sheet(blocks: Sequence[Block], rng: random.Random, sheet: str = "Sheet1") -> Reply:
    """The answer on a spreadsheet, perhaps with a gap and a source line."""
    tail: list[Block] = []
    if rng.random() < 0.5:
        tail = [Blank(), text_line("Source: crime recording system. Extracted on request.")]
    return Reply(blocks=(*blocks, *tail), sheet=sheet)


def cover(text: Sequence[str]) -> Reply:
    """A short mail that only points to its attachment."""
    lines: list[Line | Blank] = [text_line("Dear Requester,"), Blank()]
    lines += [text_line(line) for line in text]
    return Reply(blocks=(*lines, Blank(), text_line("Information Rights Unit")))
