"""Home Office offence codes that touch sexual offences against children, and their groups.

Traps held here, each with a test: 071/17 is numbered under 71 but counted in class 88A;
class 86 holds images of children only in three of its subcodes; some classes show a child
victim only through the victim's age.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from cyberflag.core.names import fold_name

GROUPS = (
    "rape",
    "sexual assault",
    "sexual activity and inciting",
    "grooming",
    "sexual communication",
    "images",
    "exploitation",
    "other",
)
"""The publication groups, in the order they are shown."""

ALL_OFFENCES = "all"


class ChildVictim(StrEnum):
    """How an offence code shows that the victim is a child."""

    YES = "yes"
    """By definition of the offence."""
    PARTIAL = "partial"
    """Only some of its subcodes (class 23, class 86)."""
    BY_AGE = "by age"
    """Only through the victim's recorded age."""
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """One Home Office code: a class (``88A``) or a subcode (``071/17``).

    ``counted_in`` is the class it is counted in, empty where unverified; ``group`` one of
    :data:`GROUPS`; ``valid_from`` and ``valid_to`` are the dates of commission it may be
    used for, None where open or unverified.
    """

    code: str
    title: str
    counted_in: str
    group: str
    child_victim: ChildVictim
    valid_from: date | None
    valid_to: date | None
    note: str

    @property
    def is_class(self) -> bool:
        """Whether the code is a recorded-crime class rather than a subcode."""
        return "/" not in self.code

    def valid_on(self, day: date) -> bool:
        """Whether an offence committed on ``day`` may carry this code."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


def _rows(table: str) -> list[dict[str, str]]:
    text = files("cyberflag.core").joinpath(f"tables/{table}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _load() -> Mapping[str, Offence]:
    return MappingProxyType(
        {
            row["code"]: Offence(
                code=row["code"],
                title=row["title"],
                counted_in=row["counted_in"],
                group=row["group"],
                child_victim=ChildVictim(row["child_victim"]),
                valid_from=_day(row["valid_from"]),
                valid_to=_day(row["valid_to"]),
                note=row["note"],
            )
            for row in _rows("offence_codes.csv")
        }
    )


OFFENCES: Mapping[str, Offence] = _load()
"""Every code by itself; subcodes are written with three digits before the stroke."""

_SUBCODE = re.compile(r"(\d{1,3})(?:\s*/\s*(?=\d{1,2}$)|\.(?=\d\d$))(\d+)")
_RUN_TOGETHER = re.compile(r"(\d{3})(\d{2})")
_CLASS = re.compile(r"0{0,2}(\d{2})\s*([A-Z]?)")


def parse_code(text: str) -> str | None:
    """The Home Office code that the whole text is, in its standard form, or None.

    Takes "71/17", "071/17", "71.17", "07117", "88A", "088 A"; only codes in the table. "71.1"
    is none: a spreadsheet shows 71.10 so.
    """
    folded = text.strip().upper()
    if found := _SUBCODE.fullmatch(folded) or _RUN_TOGETHER.fullmatch(folded):
        code = f"{int(found.group(1)):03d}/{int(found.group(2)):02d}"
    elif found := _CLASS.fullmatch(folded):
        code = found.group(1) + found.group(2)
    else:
        return None
    return code if code in OFFENCES else None


def group_of(offence: str) -> str | None:
    """The publication group of a code, or of a group itself; None for ``all`` and the rest."""
    if offence in GROUPS:
        return offence
    known = OFFENCES.get(offence)
    return known.group if known else None


def resolve_offence(text: str) -> str | None:
    """The code or group that the whole text exactly names, or None; never the nearest.

    Group names, aliases and titles count, whatever their case and punctuation; a title that
    several codes share names none of them.
    """
    return _by_title().get(_fold_title(text))


@cache
def _by_title() -> Mapping[str, str]:
    by_title: dict[str, str] = {}
    shared: set[str] = set()
    for offence in OFFENCES.values():
        title = _fold_title(offence.title)
        if title in by_title:
            shared.add(title)
        by_title[title] = offence.code
    for title in shared:
        del by_title[title]
    by_title.update(
        {fold_name(row["alias"]): row["offence"] for row in _rows("offence_aliases.csv")}
    )
    by_title.update({fold_name(group): group for group in GROUPS})
    return by_title


def _fold_title(text: str) -> str:
    return fold_name(text.replace("[", " ").replace("]", " "))
