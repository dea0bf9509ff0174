"""How figures are written: numbers with their ends, absence in words, hidden counts as ``[c]``."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cyberflag.core.counts import Interval, Missing

NO_NUMBER = "not known"
"""What stands where a reply gives no number that anything bounds."""

STATUS_WORDS: dict[str, str] = {
    Missing.SUPPRESSED: "hidden by the force",
    Missing.REFUSED: "refused",
    Missing.NOT_HELD: "not held",
    Missing.FLAG_NOT_USED: "flag not used",
    Missing.NO_ANSWER: "no answer",
    Missing.RETRACTED: "retracted",
}
"""What stands where a number would, by status."""


def status_words(status: str, section: str | None = None) -> str:
    """Why no number is there: ``refused (section 12)``, ``no answer`` …"""
    words = STATUS_WORDS.get(status, status)
    return f"{words} (section {section})" if section else words


def number_words(value: Interval | None, status: str = Missing.SUPPRESSED) -> str:
    """A count in words: ``1,234``, ``12 to 15``, ``at least 7``, or why there is none."""
    return status_words(status) if value is None else str(value)


def capital(words: str) -> str:
    """With a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def in_list(words: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def plural(number: int, one: str, many: str) -> str:
    """``1 force``, ``38 forces``."""
    return f"{number:,} {one if number == 1 else many}"


def rounded(number: Decimal, places: int) -> str:
    """A decimal written with ``places`` places, halves up."""
    return f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
