"""The record: one offence as a force holds it, and the lists its fields are chosen from.

A record carries no name, address, date of birth or other direct identifier. ``summary`` is
optional, stays with the force, and never enters a return, a log, a message or a report.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OnlineFlag(StrEnum):
    """The Home Office online crime flag as recorded; an empty field is missing, never no."""

    YES = "yes"
    NO = "no"


class VictimSex(StrEnum):
    """The victim's sex as recorded."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class YesNo(StrEnum):
    """A plain answer; an empty field says it was not recorded."""

    YES = "yes"
    NO = "no"


class Relationship(StrEnum):
    """The suspect to the victim."""

    STRANGER = "stranger"
    ONLINE_CONTACT = "online contact"
    ACQUAINTANCE = "acquaintance"
    PEER = "peer"
    FAMILY = "family"
    TRUST = "position of trust"
    UNKNOWN = "unknown"


class OffenceOutcome(StrEnum):
    """The state of the case, by the groups of the Home Office outcomes framework."""

    NONE_YET = "not yet assigned"
    CHARGED = "charged or summonsed"
    OUT_OF_COURT = "out of court"
    VICTIM_DOES_NOT_SUPPORT = "evidential difficulties, victim does not support"
    EVIDENTIAL = "evidential difficulties, victim supports"
    NO_SUSPECT = "no suspect identified"
    NOT_PUBLIC_INTEREST = "not in the public interest"
    OTHER = "other"


class Platform(StrEnum):
    """The kind of service the offence used, by function and not by brand."""

    SOCIAL_MEDIA = "social media"
    MESSAGING = "messaging"
    GAMING = "gaming"
    LIVE_VIDEO = "live video"
    EMAIL = "email"
    FILE_SHARING = "file sharing"
    WEBSITE = "website or forum"
    DATING = "dating service"
    OTHER_ONLINE = "other online service"
    NONE = "none"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """How the offence was committed, so far as the flag turns on it."""

    CONTACT_ONLINE = "contact made online"
    IMAGES_SHARED = "images shared online"
    LIVE_STREAM = "live stream"
    THREAT_ONLINE = "threat made online"
    IN_PERSON = "in person"
    BOTH = "online and in person"
    UNKNOWN = "unknown"


class ReportedBy(StrEnum):
    """Who brought the offence to the police."""

    VICTIM = "victim"
    PARENT = "parent or carer"
    SCHOOL = "school"
    SOCIAL_CARE = "social care or health"
    INDUSTRY = "industry referral"
    POLICE = "police"
    THIRD_PARTY = "third party"
    UNKNOWN = "unknown"


class Support(StrEnum):
    """Whether support was offered to the child; an empty field says it was not recorded."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One version of one offence.

    ``record_id`` is a pseudonym of the force's own, the same for every version; the highest
    ``version`` (from 1) replaces the others. ``offence_code`` is a Home Office class or
    subcode. Ages are whole years at the offence. None is "not recorded" throughout.
    """

    force_code: str
    record_id: str
    version: int
    recorded_on: date
    committed_from: date | None
    committed_to: date | None
    offence_code: str
    online_flag: OnlineFlag | None
    victim_age: int | None
    victim_sex: VictimSex | None
    victim_identified: YesNo | None
    relationship: Relationship | None
    outcome: OffenceOutcome | None
    platform: Platform | None
    method: Method | None
    reported_by: ReportedBy | None
    support: Support | None
    referral: YesNo | None
    """Whether the child was referred to children's services."""
    summary: str | None
