"""One value as a force may write it -> the value of the record, or that it cannot be read.

Dates are day first. Five styles of date are read: 2016-04-25 (with or without a time of day),
25/04/2016 (also with ``-`` or ``.``), 25 April 2016, 25-Apr-16, 20160425. A two-digit year is of
this century up to 49 and of the last from 50.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from cyberflag.core.forces import FORCES, resolve_force
from cyberflag.core.names import fold_name
from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import parse_code
from cyberflag.records.model import OnlineFlag, VictimSex, YesNo

_CACHED = 1 << 16
_CENTURY_TURNS = 50
MISSING_MARKS = frozenset({"", "null", "none recorded", "n a", "nan", "nat", "not recorded"})
"""What stands for an empty field, folded."""

_NUMBER = re.compile(r"\+?(\d{1,9})(?:\.0+)?")
_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d\d){_TIME}")
_WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]([A-Za-z]{{3,9}})[ ,-]+(\d{{4}}|\d\d){_TIME}")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
    for length in {3, len(name)}
} | {"sept": 9}

_ALSO: Mapping[type[StrEnum], Mapping[str, str]] = {
    OnlineFlag: {"y": "yes", "n": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"},
    YesNo: {"y": "yes", "n": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"},
    VictimSex: {"f": "female", "m": "male", "u": "unknown", "not known": "unknown"},
}


class Unreadable(Exception):
    """The text is none of the values the field can hold. Carries nothing of it."""


@lru_cache(_CACHED)
def read_number(text: str) -> int | None:
    """A whole number, perhaps written ``13.0`` or ``007``; None where the field is empty."""
    stripped = text.strip()
    if found := _NUMBER.fullmatch(stripped):
        return int(found.group(1))
    _must_be_missing(stripped)
    return None


@lru_cache(_CACHED)
def read_date(text: str) -> date | None:
    """The day, in one of the five styles; None where the field is empty."""
    stripped = text.strip()
    try:
        if found := _ISO.fullmatch(stripped) or _RUN.fullmatch(stripped):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(stripped):
            return date(_year(found[4]), int(found[3]), int(found[1]))
        if found := _WORDS.fullmatch(stripped):
            return date(_year(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    except (ValueError, KeyError):
        raise Unreadable from None
    _must_be_missing(stripped)
    return None


@lru_cache(_CACHED)
def read_listed(text: str, values: type[StrEnum]) -> str | None:
    """The member of the list, whatever its case and punctuation; None where empty."""
    folded = fold_name(text)
    value = _members(values).get(folded)
    if value is None:
        _must_be_missing(text)
    return value


@lru_cache(_CACHED)
def read_force(text: str) -> str | None:
    """The force's code, from its code or its exact name; anything else as it stands."""
    stripped = text.strip()
    if stripped.upper() in FORCES:
        return stripped.upper()
    found = resolve_force(stripped) if stripped else None
    return found.code if found else stripped or None


@lru_cache(_CACHED)
def read_offence(text: str) -> str | None:
    """The Home Office code in its standard form; anything else as it stands.

    A leading apostrophe, with which spreadsheets keep a code from being a number, is dropped.
    """
    stripped = text.strip().removeprefix("'").upper()
    if stripped in NOTIFIABLE:
        return stripped
    code = parse_code(stripped)
    if code is None and (bare := stripped.lstrip("0")) in NOTIFIABLE:
        code = bare
    return code or stripped or None


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < _CENTURY_TURNS else 1900)


def _must_be_missing(text: str) -> None:
    if fold_name(text) not in MISSING_MARKS and text.strip(" -"):
        raise Unreadable


@lru_cache(None)
def _members(values: type[StrEnum]) -> Mapping[str, str]:
    own = {fold_name(member.value): member.value for member in values}
    return {**own, **_ALSO.get(values, {})}
