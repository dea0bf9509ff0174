"""Rules on the flag against offence, platform, method and reporter. None is an error.

What makes an offence online is the facts of it, never its code: each rule here asks a person to
look, and keeps the record whatever it says.
"""

from cyberflag.records.facts import BatchFacts, Mask
from cyberflag.records.model import Method, Platform, Relationship, ReportedBy
from cyberflag.records.rules import FLAG_RULE, OURS, QUALITY, WARNING, Rule

IMAGES = frozenset({"086/02", "086/10", "086/15"})
INTIMATE = frozenset({"088/14", "088/15"})
LIVE = (
    Platform.LIVE_VIDEO,
    Platform.SOCIAL_MEDIA,
    Platform.MESSAGING,
    Platform.GAMING,
    Platform.WEBSITE,
    Platform.DATING,
    Platform.OTHER_ONLINE,
    Platform.UNKNOWN,
)
_OWN_RULE = "grooming", "sexual communication"


def _unflagged(batch: BatchFacts) -> Mask:
    return ~batch.flagged


def _communication(batch: BatchFacts) -> Mask:
    return batch.by_code(lambda code: code.group == "sexual communication")


def _own_rule(batch: BatchFacts) -> Mask:
    """Offences that have a rule of their own for a flag that is not there."""
    return batch.by_code(lambda code: code.group in _OWN_RULE or code.code in IMAGES | INTIMATE)


ONLINE_RULES: tuple[Rule, ...] = (
    Rule(
        id="V501",
        title="Sexual communication with a child without the flag",
        why="Nearly all of it is sent through a device; said face to face it is rare.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag, or confirm that no device, account or service was used.",
        fields=("offence_code", "online_flag"),
        broken=lambda batch: _communication(batch) & _unflagged(batch),
        fails=({"online_flag": "no"},),
    ),
    Rule(
        id="V502",
        title="Grooming without the flag",
        why="Most meetings after grooming begin with contact online, and part is enough.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag where any contact was online, or confirm that none was.",
        fields=("offence_code", "online_flag"),
        broken=lambda batch: (
            batch.by_code(lambda code: code.group == "grooming") & _unflagged(batch)
        ),
        passes=({"offence_code": "088/01"},),
        fails=({"offence_code": "088/01", "online_flag": ""},),
    ),
    Rule(
        id="V503",
        title="Images of children without the flag",
        why="Images on paper are rare: taken, stored or sent by a device they are online or near it.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag where an image was sent, received or kept on a service.",
        fields=("offence_code", "online_flag"),
        broken=lambda batch: batch.by_code(lambda code: code.code in IMAGES) & _unflagged(batch),
        passes=({"offence_code": "086/10"},),
        fails=({"offence_code": "086/10", "online_flag": ""},),
    ),
    Rule(
        id="V504",
        title="Intimate images sent or shared without the flag",
        why="Sending and sharing nearly always goes through a device.",
        source="Online Safety Act 2023, sections 187 and 188",
        severity=WARNING,
        remedy="Set the flag, or confirm that no device or service was used.",
        fields=("offence_code", "online_flag"),
        broken=lambda batch: batch.by_code(lambda code: code.code in INTIMATE) & _unflagged(batch),
        passes=({"offence_code": "088/15", "victim_age": "20", "support": "", "referral": ""},),
        fails=({"offence_code": "088/15", "online_flag": "no"},),
    ),
    Rule(
        id="V505",
        title="No flag in another sexual offence against a child",
        why="An empty field is neither yes nor no; the offence cannot be counted either way.",
        source=QUALITY,
        severity=WARNING,
        remedy="Record yes or no.",
        fields=("offence_code", "victim_age", "online_flag"),
        broken=lambda batch: batch.child & batch.flag_missing & ~_own_rule(batch),
        passes=({"offence_code": "022/08", "online_flag": "no"},),
        fails=({"offence_code": "022/08", "online_flag": ""},),
    ),
    Rule(
        id="V506",
        title="No flag in any other offence",
        why="The flag is asked of every notifiable offence; a force that leaves it empty has no figure.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Record yes or no.",
        fields=("offence_code", "victim_age", "online_flag"),
        broken=lambda batch: ~batch.child & batch.flag_missing & ~_own_rule(batch),
        fails=({"offence_code": "8L", "online_flag": ""},),
    ),
    Rule(
        id="V507",
        title="An online service, and the flag says no",
        why="An offence in part online is flagged; the two fields contradict each other.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag, or correct the platform.",
        fields=("platform", "online_flag"),
        broken=lambda batch: batch.service & batch.flagged_no,
        fails=({"online_flag": "no"},),
    ),
    Rule(
        id="V508",
        title="An online service, and no flag",
        why="Who wrote down the platform knew that it was online.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag.",
        fields=("platform", "online_flag"),
        broken=lambda batch: batch.service & batch.flag_missing,
        fails=({"online_flag": ""},),
    ),
    Rule(
        id="V509",
        title="An online method, and the flag says no",
        why="The two fields contradict each other.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag, or correct the method.",
        fields=("method", "online_flag"),
        broken=lambda batch: batch.by_service & batch.flagged_no,
        fails=({"online_flag": "no"},),
    ),
    Rule(
        id="V510",
        title="An online method, and no flag",
        why="Who wrote down the method knew that it was online.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag.",
        fields=("method", "online_flag"),
        broken=lambda batch: batch.by_service & batch.flag_missing,
        fails=({"online_flag": ""},),
    ),
    Rule(
        id="V511",
        title="Flagged, and the platform says none",
        why="The two fields contradict each other; the flag is kept.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Give the platform, or unknown; take the flag off if nothing was online.",
        fields=("platform", "online_flag"),
        broken=lambda batch: batch.flagged & batch.has("platform", Platform.NONE),
        fails=({"platform": "none"},),
    ),
    Rule(
        id="V512",
        title="Flagged, and the platform is not recorded",
        why="Through which kind of service is the next question asked of every figure.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give the platform, or unknown.",
        fields=("platform", "online_flag"),
        broken=lambda batch: batch.flagged & batch.empty("platform"),
        fails=({"platform": ""},),
    ),
    Rule(
        id="V513",
        title="Flagged, and the method is in person",
        why="In part online is online: then the method is both. Else the flag is a slip.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Write online and in person where both are true.",
        fields=("method", "online_flag"),
        broken=lambda batch: batch.flagged & batch.has("method", Method.IN_PERSON),
        passes=({"method": "online and in person"},),
        fails=({"method": "in person"},),
    ),
    Rule(
        id="V514",
        title="An online method, and the platform says none",
        why="The two fields contradict each other.",
        source=OURS,
        severity=WARNING,
        remedy="Give the platform, or correct the method.",
        fields=("method", "platform"),
        broken=lambda batch: batch.by_service & batch.has("platform", Platform.NONE),
        fails=({"platform": "none"},),
    ),
    Rule(
        id="V515",
        title="An online service, and the method is in person",
        why="In part online is online: then the method is both.",
        source=OURS,
        severity=WARNING,
        remedy="Write online and in person where both are true.",
        fields=("method", "platform"),
        broken=lambda batch: batch.service & batch.has("method", Method.IN_PERSON),
        fails=({"method": "in person"},),
    ),
    Rule(
        id="V516",
        title="A live stream over a service that has none",
        why="E-mail and file sharing carry no live picture.",
        source=OURS,
        severity=WARNING,
        remedy="Correct platform or method.",
        fields=("method", "platform"),
        broken=lambda batch: (
            batch.has("method", Method.LIVE_STREAM) & batch.service & ~batch.has("platform", *LIVE)
        ),
        passes=({"method": "live stream", "platform": "live video"},),
        fails=({"method": "live stream", "platform": "email"},),
    ),
    Rule(
        id="V517",
        title="The suspect is an online contact, and the flag is not yes",
        why="Somebody known from online alone committed it online, or met the victim through it.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag, or correct the relationship.",
        fields=("relationship", "online_flag"),
        broken=lambda batch: (
            batch.has("relationship", Relationship.ONLINE_CONTACT) & _unflagged(batch)
        ),
        fails=({"online_flag": "no"},),
    ),
    Rule(
        id="V518",
        title="Reported by the industry, and the flag is not yes",
        why="Services report what was on them.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Set the flag, or correct reported_by.",
        fields=("reported_by", "online_flag"),
        broken=lambda batch: batch.has("reported_by", ReportedBy.INDUSTRY) & _unflagged(batch),
        passes=({"reported_by": "industry referral"},),
        fails=({"reported_by": "industry referral", "online_flag": ""},),
    ),
    Rule(
        id="V519",
        title="Flagged, with nothing the flag could be checked by",
        why="Platform, method and summary are all empty.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give at least the method.",
        fields=("online_flag", "platform", "method", "summary"),
        broken=lambda batch: (
            batch.flagged & batch.empty("platform") & batch.empty("method") & batch.empty("summary")
        ),
        fails=({"platform": "", "method": "", "summary": ""},),
    ),
    Rule(
        id="V520",
        title="Flagged, and the method is not recorded",
        why="Contact, threat and images online need different answers.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give the method, or unknown.",
        fields=("method", "online_flag"),
        broken=lambda batch: batch.flagged & batch.empty("method"),
        fails=({"method": ""},),
    ),
)
