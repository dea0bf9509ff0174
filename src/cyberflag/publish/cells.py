"""Cells of tables: a number with the way to its source, words, a bar."""

from cyberflag.publish.model import TableCell
from cyberflag.publish.protect import MARK
from cyberflag.publish.shown import Number

NOTHING = TableCell(words="–")
"""What stands where a reply gives no cell."""


def number_cell(number: Number, href: str = "") -> TableCell:
    """A number as printed, leading to its source cells."""
    is_number = number.value is not None or number.words == MARK
    return TableCell(words=number.words, href=href, is_number=is_number)


def whole_cell(number: int) -> TableCell:
    """A plain whole number."""
    return TableCell(words=f"{number:,}")


def word_cell(words: str, href: str = "") -> TableCell:
    """Words, leading somewhere or not."""
    return TableCell(words=words, href=href, is_number=False)


def bar_cell(number: Number, most: int) -> TableCell:
    """A bar from 0, as long as the number's share of ``most``."""
    return TableCell(low=number.low / most, high=number.high / most)
