"""The mixes of a record's other fields; all weights are plausible and made up."""

from collections.abc import Mapping

from cyberflag.records.example.dice import Weights
from cyberflag.records.model import (
    Method,
    OffenceOutcome,
    Platform,
    Relationship,
    ReportedBy,
    Support,
)

POSTABLE = frozenset({Platform.SOCIAL_MEDIA, Platform.WEBSITE, Platform.OTHER_ONLINE})

_TALK = {
    Platform.SOCIAL_MEDIA: 45,
    Platform.MESSAGING: 30,
    Platform.EMAIL: 10,
    Platform.WEBSITE: 5,
    Platform.OTHER_ONLINE: 8,
}
_MEET = {
    Platform.SOCIAL_MEDIA: 42,
    Platform.MESSAGING: 26,
    Platform.GAMING: 14,
    Platform.LIVE_VIDEO: 7,
    Platform.WEBSITE: 4,
    Platform.DATING: 2,
    Platform.OTHER_ONLINE: 5,
}
_SELL = {
    Platform.WEBSITE: 55,
    Platform.SOCIAL_MEDIA: 25,
    Platform.MESSAGING: 12,
    Platform.OTHER_ONLINE: 8,
}
SERVICE_USED: Mapping[str, Weights] = {
    "harassment": _TALK,
    "stalking": _TALK,
    "malicious": _TALK,
    "threats": _TALK,
    "hate": _TALK,
    "justice": _TALK,
    "grooming": _MEET,
    "incite": _MEET,
    "images": {
        Platform.FILE_SHARING: 30,
        Platform.MESSAGING: 25,
        Platform.SOCIAL_MEDIA: 18,
        Platform.WEBSITE: 12,
        Platform.EMAIL: 3,
        Platform.OTHER_ONLINE: 12,
    },
    "intimate": {**_TALK, Platform.WEBSITE: 12},
    "exposure": {Platform.LIVE_VIDEO: 50, Platform.WEBSITE: 25, Platform.OTHER_ONLINE: 25},
    "exploitation": {Platform.SOCIAL_MEDIA: 40, Platform.WEBSITE: 30, Platform.MESSAGING: 30},
    "blackmail": _TALK,
    "dating": {Platform.DATING: 70, Platform.SOCIAL_MEDIA: 20, Platform.MESSAGING: 10},
    "sale": _SELL,
    "supply": {Platform.MESSAGING: 55, Platform.SOCIAL_MEDIA: 30, Platform.WEBSITE: 15},
    "forged": _SELL,
}
"""The service an offence used, by the theme of its online texts."""

METHOD_USED: Mapping[str, Weights] = {
    theme: {Method.CONTACT_ONLINE: 85, Method.THREAT_ONLINE: 10, Method.UNKNOWN: 5}
    for theme in SERVICE_USED
} | {
    "threats": {Method.THREAT_ONLINE: 92, Method.CONTACT_ONLINE: 8},
    "blackmail": {Method.THREAT_ONLINE: 85, Method.CONTACT_ONLINE: 15},
    "grooming": {Method.CONTACT_ONLINE: 95, Method.UNKNOWN: 5},
    "incite": {Method.CONTACT_ONLINE: 70, Method.IMAGES_SHARED: 25, Method.LIVE_STREAM: 5},
    "images": {Method.IMAGES_SHARED: 92, Method.LIVE_STREAM: 2, Method.UNKNOWN: 6},
    "intimate": {Method.IMAGES_SHARED: 75, Method.THREAT_ONLINE: 25},
    "exposure": {Method.LIVE_STREAM: 60, Method.CONTACT_ONLINE: 40},
    "dating": {Method.BOTH: 90, Method.CONTACT_ONLINE: 10},
    "sale": {Method.BOTH: 60, Method.CONTACT_ONLINE: 40},
}

AGES: Mapping[str, Weights] = {
    "none": {None: 1},
    "under 13": {4: 2, 5: 3, 6: 4, 7: 5, 8: 6, 9: 7, 10: 9, 11: 12, 12: 16},
    "13 to 15": {13: 30, 14: 38, 15: 32},
    "13 to 17": {13: 22, 14: 27, 15: 24, 16: 15, 17: 12},
    "16 or 17": {16: 50, 17: 50},
    "10 to 15": {10: 5, 11: 10, 12: 19, 13: 26, 14: 23, 15: 17},
    "child": {**dict.fromkeys(range(10), 3), **dict.fromkeys(range(10, 17), 9), 17: 6},
    "person": {age: max(1, 32 - abs(age - 30)) for age in range(6, 91)},
    "adult": {age: max(1, 36 - abs(age - 32)) for age in range(18, 95)},
}
"""Victims' ages at the offence, by the name of the mix; empty where there is no person."""

_CHILD_KNOWN = {
    Relationship.FAMILY: 35,
    Relationship.PEER: 25,
    Relationship.ACQUAINTANCE: 20,
    Relationship.TRUST: 6,
    Relationship.STRANGER: 8,
    Relationship.UNKNOWN: 6,
    None: 12,
}
_CHILD_ONLINE = {
    Relationship.ONLINE_CONTACT: 55,
    Relationship.PEER: 15,
    Relationship.STRANGER: 12,
    Relationship.UNKNOWN: 12,
    Relationship.ACQUAINTANCE: 6,
    None: 12,
}
_ADULT_KNOWN = {
    Relationship.ACQUAINTANCE: 40,
    Relationship.STRANGER: 25,
    Relationship.FAMILY: 15,
    Relationship.UNKNOWN: 12,
    None: 15,
}
_ADULT_ONLINE = {
    Relationship.ACQUAINTANCE: 50,
    Relationship.ONLINE_CONTACT: 22,
    Relationship.STRANGER: 15,
    Relationship.UNKNOWN: 8,
    None: 15,
}
_NOT_KNOWN = {None: 75, Relationship.UNKNOWN: 15, Relationship.STRANGER: 10}
RELATIONSHIPS: Mapping[tuple[str, bool], Weights] = {
    ("child", False): _CHILD_KNOWN,
    ("child", True): _CHILD_ONLINE,
    ("person", False): _ADULT_KNOWN,
    ("person", True): _ADULT_ONLINE,
    ("property", False): _NOT_KNOWN,
    ("property", True): _ADULT_ONLINE,
    ("none", False): {None: 1},
    ("none", True): {None: 1},
}
"""Suspect to victim, by whom the text is about and whether the offence is online."""

_PERSONAL_OUTCOMES = {
    OffenceOutcome.VICTIM_DOES_NOT_SUPPORT: 38,
    OffenceOutcome.EVIDENTIAL: 24,
    OffenceOutcome.NO_SUSPECT: 12,
    OffenceOutcome.CHARGED: 10,
    OffenceOutcome.OUT_OF_COURT: 4,
    OffenceOutcome.NOT_PUBLIC_INTEREST: 2,
    OffenceOutcome.OTHER: 4,
    OffenceOutcome.NONE_YET: 6,
}
_PROPERTY_OUTCOMES = {
    OffenceOutcome.NO_SUSPECT: 72,
    OffenceOutcome.EVIDENTIAL: 8,
    OffenceOutcome.CHARGED: 8,
    OffenceOutcome.VICTIM_DOES_NOT_SUPPORT: 5,
    OffenceOutcome.OUT_OF_COURT: 2,
    OffenceOutcome.OTHER: 2,
    OffenceOutcome.NONE_YET: 3,
}
OUTCOMES: Mapping[str, Weights] = {
    "child": {**_PERSONAL_OUTCOMES, OffenceOutcome.NONE_YET: 14, OffenceOutcome.CHARGED: 12},
    "person": _PERSONAL_OUTCOMES,
    "property": _PROPERTY_OUTCOMES,
    "none": {**_PROPERTY_OUTCOMES, OffenceOutcome.CHARGED: 24, OffenceOutcome.OUT_OF_COURT: 10},
}
REPORTERS: Mapping[str, Weights] = {
    "child": {
        ReportedBy.PARENT: 30,
        ReportedBy.SCHOOL: 16,
        ReportedBy.SOCIAL_CARE: 14,
        ReportedBy.VICTIM: 12,
        ReportedBy.POLICE: 10,
        ReportedBy.THIRD_PARTY: 6,
        None: 12,
    },
    "images": {ReportedBy.INDUSTRY: 55, ReportedBy.POLICE: 20, ReportedBy.PARENT: 12, None: 13},
    "person": {ReportedBy.VICTIM: 68, ReportedBy.THIRD_PARTY: 12, ReportedBy.POLICE: 8, None: 12},
    "property": {ReportedBy.VICTIM: 75, ReportedBy.THIRD_PARTY: 10, None: 15},
    "none": {ReportedBy.THIRD_PARTY: 50, ReportedBy.POLICE: 35, None: 15},
}
SUPPORT: Weights = {
    Support.OFFERED: 28,
    Support.ACCEPTED: 24,
    Support.DECLINED: 12,
    Support.NOT_OFFERED: 8,
    None: 28,
}
"""Support offered to a child victim; not recorded for adults."""

DELAYS: Mapping[str, Weights] = {
    "child": {0: 30, 1: 12, 3: 10, 10: 10, 30: 10, 90: 8, 200: 6, 700: 5, 2500: 5, 6000: 4},
    "person": {0: 52, 1: 18, 2: 7, 5: 6, 14: 6, 40: 5, 120: 3, 400: 2, 1500: 1},
    "property": {0: 58, 1: 24, 2: 7, 4: 5, 10: 4, 30: 2},
    "none": {0: 72, 1: 14, 3: 7, 12: 5, 40: 2},
}
"""Days from the offence to its recording, at most; the true number is spread below it."""
LASTING = frozenset({"harassment", "stalking", "coercive", "grooming", "exploitation", "slavery"})
"""Themes whose offence runs over days."""
