"""What an offence code by itself says of the victim: ages, sex, child or not; and when it is valid.

Read from the titles in :mod:`cyberflag.core.offences`, so that a code and its meaning stand in
one place. The suspect's age stands in the same titles and is taken out first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cyberflag.core.notifiable import NOTIFIABLE, NotifiableClass
from cyberflag.core.offences import OFFENCES, ChildVictim, Offence

NO_LIMIT = 999
CONTACT_GROUPS = frozenset({"rape", "sexual assault"})
"""Groups whose completed offences need the victim in person: no decoy can stand in for a child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFacts:
    """What follows from a code alone.

    ``lowest`` and ``highest`` are the victim's ages the offence is defined for. ``group`` is the
    publication group of a sexual offence, or the group of notifiable crime. ``committed`` and
    ``recorded`` are the first and last day it may be committed, or be recorded, under the code.
    """

    code: str
    known: bool
    sexual: bool
    child: bool
    by_age: bool
    group: str
    attempt: bool = False
    lowest: int = 0
    highest: int = NO_LIMIT
    sex: str = ""
    committed: tuple[date | None, date | None] = (None, None)
    recorded: tuple[date | None, date | None] = (None, None)

    @property
    def contact(self) -> bool:
        """Whether the offence needs the victim in person."""
        return self.group in CONTACT_GROUPS and not self.attempt


_SUSPECT = re.compile(
    r"\(offender aged 16 or over; |[-(;]?\s*offender (?:not |aged )?(?:under )?(?:18|16)?(?: or over)?"
    r"(?: at time of offence)?(?: and)?|\bby a male\b.*"
)
_UNDER = re.compile(r"under (13|16|18)")
_BETWEEN = re.compile(r"(?:aged )?(13|16) ?(?:-|to|or) ?(17)")
_FROM = re.compile(r"aged (13|16|18) (?:and|or) over")
_FEMALE = re.compile(r"\b(?:female|girls?)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:male|boys?)\b", re.IGNORECASE)


def _ages(title: str, child: bool) -> tuple[int, int]:
    lowest, highest = 0, 17 if child else NO_LIMIT
    if found := _BETWEEN.search(title):
        return int(found[1]), int(found[2])
    if found := _UNDER.search(title):
        highest = int(found[1]) - 1
    if found := _FROM.search(title):
        lowest = int(found[1])
    return lowest, highest


def _sex(title: str) -> str:
    female, male = bool(_FEMALE.search(title)), bool(_MALE.search(title))
    if female == male:
        return ""
    return "female" if female else "male"


def _of_sexual(offence: Offence) -> CodeFacts:
    child = offence.child_victim is ChildVictim.YES
    title = _SUSPECT.sub(" ", offence.title)
    lowest, highest = _ages(title, child)
    return CodeFacts(
        code=offence.code,
        known=True,
        sexual=True,
        child=child,
        by_age=offence.child_victim is ChildVictim.BY_AGE,
        group=offence.group,
        attempt=offence.title.startswith("Attempted"),
        lowest=lowest,
        highest=highest,
        sex=_sex(title),
        committed=(offence.valid_from, offence.valid_to),
    )


def _of_notifiable(one: NotifiableClass) -> CodeFacts:
    return CodeFacts(
        code=one.code,
        known=True,
        sexual=False,
        child=False,
        by_age=False,
        group=one.group,
        recorded=(one.valid_from, one.valid_to),
    )


CODES: Mapping[str, CodeFacts] = MappingProxyType(
    {code: _of_notifiable(one) for code, one in NOTIFIABLE.items()}
    | {code: _of_sexual(offence) for code, offence in OFFENCES.items()}
)
"""Every code that a record may carry."""


def code_facts(code: str) -> CodeFacts:
    """The facts of a code; of one in no table, that nothing is known."""
    return CODES.get(code) or CodeFacts(
        code=code, known=False, sexual=False, child=False, by_age=False, group=""
    )
