"""What makes a summary plain or hard to judge, and how often each kind comes."""

from collections.abc import Mapping
from enum import StrEnum

from cyberflag.records.example.dice import Weights


class Kind(StrEnum):
    """What makes a text plain or hard to judge; the truth file carries it."""

    ONLINE = "plain online"
    BOTH = "online and in person"
    BESIDE_NEGATION = "online beside negation"
    BESIDE_UNRELATED = "online beside unrelated mention"
    FIELD_ONLY = "field only"
    OFFLINE = "plain offline"
    NEGATED = "negated"
    OTHER_PERSON = "other person"
    UNRELATED = "unrelated mention"
    PAST = "past"
    DOUBT = "doubt"
    NO_TEXT = "no text"


KIND_ONLINE: Mapping[str, Weights] = {
    "child": {
        Kind.ONLINE: 63,
        Kind.BOTH: 9,
        Kind.BESIDE_NEGATION: 7,
        Kind.BESIDE_UNRELATED: 4,
        Kind.FIELD_ONLY: 6,
        Kind.DOUBT: 3,
        Kind.NO_TEXT: 8,
    },
    "images": {Kind.ONLINE: 82, Kind.FIELD_ONLY: 7, Kind.DOUBT: 3, Kind.NO_TEXT: 8},
    "person": {
        Kind.ONLINE: 65,
        Kind.BOTH: 8,
        Kind.BESIDE_NEGATION: 7,
        Kind.BESIDE_UNRELATED: 4,
        Kind.FIELD_ONLY: 6,
        Kind.DOUBT: 3,
        Kind.NO_TEXT: 7,
    },
    "property": {Kind.ONLINE: 82, Kind.FIELD_ONLY: 5, Kind.DOUBT: 5, Kind.NO_TEXT: 8},
    "none": {Kind.ONLINE: 78, Kind.BESIDE_UNRELATED: 7, Kind.FIELD_ONLY: 7, Kind.NO_TEXT: 8},
    "dating": {Kind.BOTH: 86, Kind.FIELD_ONLY: 4, Kind.DOUBT: 3, Kind.NO_TEXT: 7},
}
"""Kinds of texts of offences committed online in full or part, by whom they are about."""

_OFFLINE: Mapping[str, Weights] = {
    "child": {
        Kind.OFFLINE: 66,
        Kind.NEGATED: 9,
        Kind.OTHER_PERSON: 8,
        Kind.UNRELATED: 6,
        Kind.DOUBT: 2.5,
        Kind.NO_TEXT: 8.5,
    },
    "person": {
        Kind.OFFLINE: 69,
        Kind.NEGATED: 7,
        Kind.OTHER_PERSON: 6,
        Kind.UNRELATED: 7,
        Kind.PAST: 2.5,
        Kind.DOUBT: 1.5,
        Kind.NO_TEXT: 7,
    },
    "property": {
        Kind.OFFLINE: 83,
        Kind.NEGATED: 0.5,
        Kind.OTHER_PERSON: 1.5,
        Kind.UNRELATED: 8,
        Kind.NO_TEXT: 7,
    },
    "none": {Kind.OFFLINE: 86, Kind.UNRELATED: 7, Kind.NO_TEXT: 7},
}
KIND_OFFLINE: Mapping[str, Weights] = {
    **_OFFLINE,
    "images": _OFFLINE["child"],
    "dating": _OFFLINE["person"],
}
"""Kinds of texts of the other offences."""
