"""Rules on support, referral, outcome and who reported it."""

from cyberflag.records.facts import BatchFacts, Mask
from cyberflag.records.model import OffenceOutcome, Relationship, ReportedBy, Support, YesNo
from cyberflag.records.rules import OURS, QUALITY, SAFEGUARDING, WARNING, Rule

YOUNG = 13
WAITING_DAYS = 2 * 366
_KNOWN_SUSPECT = (Relationship.FAMILY, Relationship.TRUST)
_ADULT = {
    "offence_code": "8L",
    "victim_age": "40",
    "support": "",
    "referral": "",
}


def _known_child(batch: BatchFacts) -> Mask:
    return batch.child & batch.has("victim_identified", YesNo.YES)


SUPPORT_RULES: tuple[Rule, ...] = (
    Rule(
        id="V601",
        title="Support to an identified child is not recorded",
        why="Whether the child was offered support is the first question after safety.",
        source="Code of Practice for Victims of Crime in England and Wales, right 4",
        severity=WARNING,
        remedy="Record offered, accepted, declined or not offered.",
        fields=("offence_code", "victim_age", "victim_identified", "support"),
        broken=lambda batch: _known_child(batch) & batch.empty("support"),
        fails=({"support": ""},),
    ),
    Rule(
        id="V602",
        title="Referral of an identified child is not recorded",
        why="Whether children's services know is part of keeping the child safe.",
        source=SAFEGUARDING,
        severity=WARNING,
        remedy="Record yes or no.",
        fields=("offence_code", "victim_age", "victim_identified", "referral"),
        broken=lambda batch: _known_child(batch) & batch.empty("referral"),
        fails=({"referral": ""},),
    ),
    Rule(
        id="V603",
        title="Support was not offered to an identified child",
        why="A child victim of a sexual offence is entitled to it; perhaps the record is behind.",
        source="Code of Practice for Victims of Crime in England and Wales, right 4",
        severity=WARNING,
        remedy="Offer it, or correct the field.",
        fields=("offence_code", "victim_age", "victim_identified", "support"),
        broken=lambda batch: _known_child(batch) & batch.has("support", Support.NOT_OFFERED),
        fails=({"support": "not offered"},),
    ),
    Rule(
        id="V604",
        title="An identified child under 13 was not referred",
        why="A child so young who is a victim of a sexual offence is referred.",
        source=SAFEGUARDING,
        severity=WARNING,
        remedy="Refer, or correct the field.",
        fields=("offence_code", "victim_age", "victim_identified", "referral"),
        broken=lambda batch: (
            _known_child(batch)
            & batch.minor
            & (batch.age < YOUNG)
            & batch.has("referral", YesNo.NO)
        ),
        passes=({"referral": "no"},),
        fails=({"victim_age": "11", "referral": "no"},),
    ),
    Rule(
        id="V605",
        title="Support accepted or declined by a victim who is not identified",
        why="Nobody who is not known can answer.",
        source=OURS,
        severity=WARNING,
        remedy="Correct support or victim_identified.",
        fields=("support", "victim_identified"),
        broken=lambda batch: (
            batch.has("victim_identified", YesNo.NO)
            & batch.has("support", Support.ACCEPTED, Support.DECLINED)
        ),
        fails=({"victim_identified": "no", "support": "accepted"},),
    ),
    Rule(
        id="V606",
        title="A victim who is not identified was referred",
        why="Nobody who is not known can be referred.",
        source=OURS,
        severity=WARNING,
        remedy="Correct referral or victim_identified.",
        fields=("referral", "victim_identified"),
        broken=lambda batch: (
            batch.has("victim_identified", YesNo.NO) & batch.has("referral", YesNo.YES)
        ),
        fails=({"victim_identified": "no"},),
    ),
    Rule(
        id="V607",
        title="An adult victim was referred to children's services",
        why="The field is of the child; for an adult the age or the referral is wrong.",
        source=OURS,
        severity=WARNING,
        remedy="Correct the age, or leave referral empty.",
        fields=("victim_age", "referral"),
        broken=lambda batch: batch.adult & batch.has("referral", YesNo.YES),
        passes=(_ADULT,),
        fails=({**_ADULT, "referral": "yes"},),
    ),
    Rule(
        id="V608",
        title="Support to the child, and the victim is an adult",
        why="The field is of the child; for an adult the age or the field is wrong.",
        source=OURS,
        severity=WARNING,
        remedy="Correct the age, or leave support empty.",
        fields=("victim_age", "support"),
        broken=lambda batch: batch.adult & batch.given("support"),
        passes=(_ADULT,),
        fails=({**_ADULT, "support": "offered"},),
    ),
    Rule(
        id="V609",
        title="The victim does not support it, and no victim is identified",
        why="Nobody who is not known can withdraw.",
        source=OURS,
        severity=WARNING,
        remedy="Correct outcome or victim_identified.",
        fields=("outcome", "victim_identified"),
        broken=lambda batch: (
            batch.has("outcome", OffenceOutcome.VICTIM_DOES_NOT_SUPPORT)
            & batch.has("victim_identified", YesNo.NO)
        ),
        fails=(
            {
                "victim_identified": "no",
                "outcome": "evidential difficulties, victim does not support",
            },
        ),
    ),
    Rule(
        id="V610",
        title="No suspect identified, and the suspect is family or in a position of trust",
        why="Somebody whose place is known is hardly unknown.",
        source=OURS,
        severity=WARNING,
        remedy="Correct outcome or relationship.",
        fields=("outcome", "relationship"),
        broken=lambda batch: (
            batch.has("outcome", OffenceOutcome.NO_SUSPECT)
            & batch.has("relationship", *_KNOWN_SUSPECT)
        ),
        fails=({"outcome": "no suspect identified", "relationship": "family"},),
    ),
    Rule(
        id="V611",
        title="No outcome",
        why="An open case has one too: not yet assigned.",
        source="Home Office crime outcomes framework",
        severity=WARNING,
        remedy="Give the outcome, or not yet assigned.",
        fields=("outcome",),
        broken=lambda batch: batch.empty("outcome"),
        fails=({"outcome": ""},),
    ),
    Rule(
        id="V612",
        title="Not yet assigned more than two years after it was recorded",
        why="Most cases have an outcome by then; perhaps later versions were not sent.",
        source=OURS,
        severity=WARNING,
        remedy="Send the latest version.",
        fields=("outcome", "recorded_on"),
        broken=lambda batch: (
            batch.has("outcome", OffenceOutcome.NONE_YET)
            & (batch.today - batch.recorded > WAITING_DAYS)
        ),
        fails=(
            {
                "recorded_on": "2019-05-02",
                "committed_from": "2019-05-01",
                "committed_to": "2019-05-01",
            },
        ),
    ),
    Rule(
        id="V613",
        title="Reported by the victim, and no victim is identified",
        why="Who reported it is known.",
        source=OURS,
        severity=WARNING,
        remedy="Correct reported_by or victim_identified.",
        fields=("reported_by", "victim_identified"),
        broken=lambda batch: (
            batch.has("reported_by", ReportedBy.VICTIM) & batch.has("victim_identified", YesNo.NO)
        ),
        fails=({"reported_by": "victim", "victim_identified": "no"},),
    ),
    Rule(
        id="V614",
        title="Reported by a victim under five",
        why="Somebody spoke for so young a child; who, says where such offences come to light.",
        source=OURS,
        severity=WARNING,
        remedy="Correct reported_by or the age.",
        fields=("reported_by", "victim_age"),
        broken=lambda batch: (
            batch.has("reported_by", ReportedBy.VICTIM) & batch.minor & (batch.age < 5)
        ),
        fails=({"reported_by": "victim", "victim_age": "4"},),
    ),
    Rule(
        id="V615",
        title="Not recorded who reported a sexual offence against a child",
        why="Schools, parents and services are reached by different means.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give reported_by, or unknown.",
        fields=("offence_code", "victim_age", "reported_by"),
        broken=lambda batch: batch.child & batch.empty("reported_by"),
        fails=({"reported_by": ""},),
    ),
)
