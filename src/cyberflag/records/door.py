"""Columns that look like direct identifiers refuse the file at the door.

By heading, and by the look of values in the first block of the file. A refusal names columns by
their place and kind; it never prints a heading that is not one of ours, nor any value.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from cyberflag.core.errors import CyberflagError
from cyberflag.core.names import fold_name
from cyberflag.records.headings import field_of

SAMPLE = 1000
"""Values looked at in each column."""

ENOUGH, SHARE = 3, 0.2
"""So many values, and this share of a column's values, must look like an identifier."""

_ROLE = r"(?:victim|vic|suspect|sus|offender|witness|complainant|aggrieved|ip|person|child|parent|reporter|caller)"
_HEADINGS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "a name": rf"(?:{_ROLE} )?(?:sur|fore|first|last|middle|given|family|full|maiden|nick)?(?: )?names?"
        rf"(?: of {_ROLE})?|{_ROLE} (?:title )?name.*|alias(?:es)?|initials|.*\bcrime\b.*\bname",
        "an address": r"(?!.*\b(?:ip|web|force|area)\b)(?:.*\b)?address(?: line)?(?: \d)?|(?:house|street|building|flat)"
        r" (?:name|number|no)|street|address.*|uprn|(?:easting|northing|latitude|longitude|grid ref.*)",
        "a postcode": r".*\bpost ?codes?\b(?!.*\b(?:district|sector|area)\b).*",
        "a date of birth": r".*\b(?:dob|d o b|date of birth|birth ?da(?:te|y)|born(?: on)?)\b.*",
        "a telephone number": r".*\b(?:telephone|mobile|phone|tel|msisdn)(?: (?:no|number|num))?\b(?! (?:type|used|seized)).*",
        "an e-mail address": r".*\be ?mail(?: addr.*)?",
        "a National Insurance, NHS, PNC or passport number": r".*\b(?:nino|ni (?:no|number)|national insurance.*|nhs"
        r"(?: (?:no|number))?|pnc ?id|pnc (?:no|number)|cro (?:no|number)|passport.*|driving licen[cs]e.*)\b.*",
        "an account or device address": r"(?:user ?name|screen ?name|account name|handle|ip address|imei|imsi|mac address|url)s?",
        "a vehicle's registration": r"(?:vrm|vehicle reg.*|registration (?:no|number|mark|plate))",
        "a number of another system": r"(?:custody (?:no|number|record.*)|warrant (?:no|number)|collar (?:no|number))",
    }.items()
}

EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
PHONE = r"(?:\+44[ ()-]*0?|\b0)(?:7\d{3}|[1238]\d{2,3})\)?[ -]?\d{3}[ -]?\d{3,4}\b"
POSTCODE = r"\b(?:GIR ?0AA|[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})\b"
NINO = r"\b[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]\b"
_STREET = r"(?:street|st|road|rd|lane|ln|avenue|ave|close|drive|way|court|crescent|terrace|gardens|grove|place)"
_TITLE = r"(?:mr|mrs|ms|miss|master|dr)\.?"
_NAME = r"[A-Z][a-z'’-]{1,20}"
_VALUES: Mapping[str, re.Pattern[str]] = {
    "e-mail addresses": re.compile(EMAIL),
    "telephone numbers": re.compile(rf"{PHONE}|\+?447\d{{9}}|7\d{{9}}"),
    "full postcodes": re.compile(rf"(?:.*[ ,])?{POSTCODE}"),
    "National Insurance numbers": re.compile(NINO),
    "addresses": re.compile(rf"(?i:(?:flat \w+,? )?\d{{1,4}}[a-z]?,? [a-z'’. ]+ {_STREET}\b.*)"),
    "names": re.compile(
        rf"(?i:{_TITLE}) .+|{_NAME}(?: {_NAME}){{1,3}}|[A-Z'’-]{{2,}}, ?{_NAME}(?: {_NAME})*"
        rf"|[A-Z0-9/ -]{{5,20}}[ :–-]+{_NAME} {_NAME}"
    ),
}
_FREE_TEXT = frozenset({"summary"})
_NAMES_OF_OURS = frozenset({"force_code", "offence_code"})
"""Fields that may hold the name of a force or an offence's title in a force's own words."""


def guard_door(names: Sequence[str], rows: Sequence[Sequence[str]], *, place: str) -> None:
    """Raises :class:`CyberflagError` where a column's heading or values look like an identifier.

    ``rows`` are of the first block; at most :data:`SAMPLE` of them, evenly spaced, are looked at.
    """
    refuse([*by_heading(names), *_by_look(names, rows)], place)


def by_heading(names: Iterable[str]) -> list[tuple[int, str]]:
    """(place from 1, kind) of each heading that names an identifier; fields of ours never do."""
    return [
        (place, f"is headed as {kind}")
        for place, name in enumerate(names, 1)
        if field_of(name) is None and (kind := _kind_of_heading(name))
    ]


def look_of(name: str, values: Sequence[str]) -> str:
    """What the values of a column look like ("telephone numbers"), or nothing."""
    field = field_of(name)
    if field in _FREE_TEXT:
        return ""
    filled = [stripped for value in values if (stripped := value.strip())]
    for kind, pattern in _VALUES.items():
        if kind == "names" and field in _NAMES_OF_OURS:
            continue
        fits = sum(1 for value in filled if pattern.fullmatch(value))
        if fits >= ENOUGH and fits >= SHARE * len(filled):
            if kind == "names" and len(set(filled)) < _VARIED * len(filled):
                # A short list of choices in words, such as districts, is no list of persons.
                continue
            return kind
    return ""


_VARIED = 0.3


def refuse(found: Sequence[tuple[int, str]], place: str) -> None:
    """Raises :class:`CyberflagError` naming each column by its place, where there is any."""
    if not found:
        return
    columns = "; ".join(f"column {at} {what}" for at, what in dict(reversed(found)).items())
    raise CyberflagError(
        f"direct identifiers are not taken ({columns})",
        place=place,
        remedy="Take these columns out, not only their headings, and send the file again. A record "
        "needs a pseudonym of the force's own and the victim's age in years, nothing that tells "
        "who anybody is.",
    )


def _kind_of_heading(name: str) -> str:
    folded = fold_name(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    return next((kind for kind, pattern in _HEADINGS.items() if pattern.fullmatch(folded)), "")


def _by_look(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    step = max(1, len(rows) // SAMPLE)
    sampled = rows[::step][:SAMPLE]
    return [
        (place, f"holds what look like {kind}")
        for place, name in enumerate(names, 1)
        if (kind := look_of(name, [row[place - 1] for row in sampled]))
    ]
