"""Cells of tables: a number with the way to its source, words, a bar; and what a count counts."""

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Count, Online, Sex
from cyberflag.core.offences import ALL_OFFENCES, OFFENCES
from cyberflag.publish.model import TableCell
from cyberflag.publish.protect import MARK
from cyberflag.publish.shown import Number
from cyberflag.publish.words import capital

NOTHING = TableCell(words="–")
"""What stands where a reply gives no cell."""

ONLINE_WORDS = {
    Online.ONLINE: "with the flag",
    Online.NOT_ONLINE: "without the flag",
    Online.ALL: "flagged or not",
}
"""The online flag of a count in words."""

SEX_WORDS = {
    Sex.FEMALE: "female",
    Sex.MALE: "male",
    Sex.UNKNOWN: "sex not known",
    Sex.ALL: "both sexes",
}
"""The victim's sex in words."""


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


def offence_words(offence: str) -> str:
    """``Sexual grooming (88A)``, ``Rape``, ``All offences``."""
    if offence == ALL_OFFENCES:
        return "All offences"
    known = OFFENCES.get(offence)
    return f"{known.title} ({offence})" if known else capital(offence)


def short_offence(offence: str) -> str:
    """The group and the code, for where a title is too long: ``Images (086/02)``."""
    known = OFFENCES.get(offence)
    return f"{capital(known.group)} ({offence})" if known else offence_words(offence)


def age_label(age: AgeBand) -> str:
    """An age as the head of a row: ``13``, ``Under 10``, ``16 and over``, ``Not known``."""
    if age.unknown:
        return "Not known"
    if age.low in (None, 0) and age.high is not None:
        return f"Under {age.high + 1}"
    return capital(str(age))


def count_words(count: Count) -> str:
    """What one count counts: ``Rape, age 13, female``; ``All offences``."""
    age = "" if count.age.is_all else f"age {age_label(count.age).casefold()}"
    sex = "" if count.sex is Sex.ALL else SEX_WORDS[count.sex]
    online = "" if count.online is Online.ONLINE else ONLINE_WORDS[count.online]
    broken = [part for part in (age, sex, online) if part]
    if count.offence != ALL_OFFENCES or not broken:
        broken.insert(0, short_offence(count.offence))
    return capital(", ".join(broken))
