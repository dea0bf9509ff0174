"""Rules on the victim: age and sex against the offence, and what is not recorded."""

from cyberflag.records.facts import NOT_THERE, BatchFacts, Mask, all_of
from cyberflag.records.model import Method, Relationship, VictimSex, YesNo
from cyberflag.records.rules import COUNTING, ERROR, OURS, QUALITY, WARNING, Rule

_DECOY = (
    "Correct the age or the code. Where an officer posed as the child, leave the age empty: it is "
    "the victim's, and there was none."
)
_CONTACT = {
    "offence_code": "19D",
    "online_flag": "no",
    "platform": "none",
    "method": "in person",
    "relationship": "family",
}


def _too_old(batch: BatchFacts) -> Mask:
    return batch.has_age & (batch.age > batch.of_code(lambda code: code.highest))


def _too_young(batch: BatchFacts) -> Mask:
    return batch.has_age & (batch.age < batch.of_code(lambda code: code.lowest))


def _contact(batch: BatchFacts) -> Mask:
    return batch.by_code(lambda code: code.contact)


def _other_sex(batch: BatchFacts) -> Mask:
    female = batch.by_code(lambda code: code.sex == VictimSex.FEMALE)
    male = batch.by_code(lambda code: code.sex == VictimSex.MALE)
    return (female & batch.has("victim_sex", VictimSex.MALE)) | (
        male & batch.has("victim_sex", VictimSex.FEMALE)
    )


def _under_13_elsewhere(batch: BatchFacts) -> Mask:
    has_own = batch.by_code(
        lambda code: code.code in {"19D", "19G", "22B"} or code.code.startswith("022/")
    )
    under_16 = batch.of_code(lambda code: code.highest) == 15
    return all_of(has_own, under_16, batch.has_age, batch.age < 13)


VICTIM_RULES: tuple[Rule, ...] = (
    Rule(
        id="V401",
        title="The victim is older than the offence is defined for (rape, sexual assault)",
        why="A completed offence of this code has a child for its victim; one of the two is wrong.",
        source="Sexual Offences Act 2003; titles of the codes",
        severity=ERROR,
        remedy=_DECOY,
        fields=("offence_code", "victim_age"),
        broken=lambda batch: _contact(batch) & _too_old(batch),
        passes=(_CONTACT, {**_CONTACT, "record_id": "p2", "victim_age": ""}),
        fails=({**_CONTACT, "victim_age": "31"},),
    ),
    Rule(
        id="V402",
        title="The victim is older than the offence is defined for (other offences)",
        why="Where an officer posed as a child the officer's age is often written; the offence stands.",
        source="Sexual Offences Act 2003; titles of the codes",
        severity=WARNING,
        remedy=_DECOY,
        fields=("offence_code", "victim_age"),
        broken=lambda batch: ~_contact(batch) & _too_old(batch),
        fails=({"victim_age": "31", "support": "", "referral": ""},),
    ),
    Rule(
        id="V403",
        title="The victim is younger than the offence is defined for (rape, sexual assault)",
        why="The victim is a child of an age that has its own code; here the child is not seen.",
        source="Sexual Offences Act 2003; titles of the codes",
        severity=ERROR,
        remedy="Use the code for a child of this age, or correct the age.",
        fields=("offence_code", "victim_age"),
        broken=lambda batch: _contact(batch) & _too_young(batch),
        passes=({**_CONTACT, "offence_code": "19C", "victim_age": "16"},),
        fails=({**_CONTACT, "offence_code": "19C", "victim_age": "14"},),
    ),
    Rule(
        id="V404",
        title="The victim is younger than the offence is defined for (other offences)",
        why="Another subcode fits the age, and says more of the victim.",
        source="Sexual Offences Act 2003; titles of the codes",
        severity=WARNING,
        remedy="Use the subcode for a child of this age, or correct the age.",
        fields=("offence_code", "victim_age"),
        broken=lambda batch: ~_contact(batch) & _too_young(batch),
        fails=({"offence_code": "071/08", "victim_age": "11"},),
    ),
    Rule(
        id="V405",
        title="The victim is under 13, and the code is that for under 16",
        why="There is a code for victims under 13; figures by code show them there.",
        source=COUNTING,
        severity=WARNING,
        remedy="Use 19E, 19H or a subcode of class 21.",
        fields=("offence_code", "victim_age"),
        broken=_under_13_elsewhere,
        passes=({"offence_code": "022/08"},),
        fails=({"offence_code": "022/08", "victim_age": "11"},),
    ),
    Rule(
        id="V406",
        title="The victim's sex is not that of the offence",
        why="The code names the victim's sex; figures by code and by sex then differ.",
        source="titles of the codes",
        severity=WARNING,
        remedy="Correct the sex or the code.",
        fields=("offence_code", "victim_sex"),
        broken=_other_sex,
        fails=({"offence_code": "022/08", "victim_sex": "male"},),
    ),
    Rule(
        id="V407",
        title="No age in an offence that shows a child by age alone",
        why="A child in it cannot be counted as one; the age is what the figures rest on.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give the victim's age at the offence.",
        fields=("offence_code", "victim_age"),
        broken=lambda batch: batch.by_code(lambda code: code.by_age) & ~batch.has_age,
        passes=({**_CONTACT, "offence_code": "20A"},),
        fails=({**_CONTACT, "offence_code": "20A", "victim_age": "", "referral": ""},),
    ),
    Rule(
        id="V408",
        title="No age of an identified victim in an offence against a child",
        why="It is counted, but in no age band.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give the victim's age at the offence.",
        fields=("offence_code", "victim_age", "victim_identified"),
        broken=lambda batch: (
            batch.by_code(lambda code: code.child)
            & ~batch.has_age
            & batch.has("victim_identified", YesNo.YES)
        ),
        passes=({}, {"record_id": "p2", "victim_age": "", "victim_identified": "no"}),
        fails=({"victim_age": ""},),
    ),
    Rule(
        id="V409",
        title="No sex of an identified victim in a sexual offence",
        why="It is counted, but for neither sex.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give the victim's sex, or unknown.",
        fields=("offence_code", "victim_sex", "victim_identified"),
        broken=lambda batch: (
            batch.sexual & batch.empty("victim_sex") & batch.has("victim_identified", YesNo.YES)
        ),
        fails=({"victim_sex": ""},),
    ),
    Rule(
        id="V410",
        title="Age or sex of a victim who is not identified",
        why="Either somebody is known, or the two are guesses, as from an image.",
        source=OURS,
        severity=WARNING,
        remedy="Correct victim_identified, or leave age and sex empty.",
        fields=("victim_identified", "victim_age", "victim_sex"),
        broken=lambda batch: (
            batch.has("victim_identified", YesNo.NO)
            & (batch.has_age | batch.has("victim_sex", VictimSex.FEMALE, VictimSex.MALE))
        ),
        fails=({"victim_identified": "no"},),
    ),
    Rule(
        id="V411",
        title="An identified victim without age and sex",
        why="Of somebody who is known both can be recorded.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give age and sex.",
        fields=("victim_identified", "victim_age", "victim_sex"),
        broken=lambda batch: (
            batch.has("victim_identified", YesNo.YES) & ~batch.has_age & batch.empty("victim_sex")
        ),
        fails=({"victim_age": "", "victim_sex": ""},),
    ),
    Rule(
        id="V412",
        title="The victim is over 105",
        why="More often a year of birth or a slip than an age.",
        source=OURS,
        severity=WARNING,
        remedy="Check the age.",
        fields=("victim_age",),
        broken=lambda batch: batch.age > 105,
        fails=({**_CONTACT, "offence_code": "8N", "victim_age": "111"},),
    ),
    Rule(
        id="V413",
        title="A victim under five with whom contact was made online",
        why="So young a child does not write messages; the age, or the method, is another's.",
        source=OURS,
        severity=WARNING,
        remedy="Check age and method; images shared online has its own method.",
        fields=("victim_age", "method"),
        broken=lambda batch: (
            (batch.age != NOT_THERE) & (batch.age < 5) & batch.has("method", Method.CONTACT_ONLINE)
        ),
        fails=({"victim_age": "3"},),
    ),
    Rule(
        id="V414",
        title="A familial offence by somebody outside the family",
        why="The offence is defined by the family; one of the two is wrong.",
        source="Sexual Offences Act 2003, sections 25 to 27, 64 and 65",
        severity=WARNING,
        remedy="Correct the code or the relationship.",
        fields=("offence_code", "relationship"),
        broken=lambda batch: (
            batch.by_code(lambda code: code.code == "23" or code.code.startswith("023/"))
            & batch.given("relationship")
            & ~batch.has("relationship", Relationship.FAMILY, Relationship.UNKNOWN)
        ),
        passes=({"offence_code": "023/04", "relationship": "family"},),
        fails=({"offence_code": "023/04", "relationship": "stranger"},),
    ),
    Rule(
        id="V415",
        title="An abuse of trust by somebody in no position of trust",
        why="The offence is defined by the position; one of the two is wrong.",
        source="Sexual Offences Act 2003, sections 16 to 22A",
        severity=WARNING,
        remedy="Correct the code or the relationship.",
        fields=("offence_code", "relationship"),
        broken=lambda batch: (
            batch.by_code(lambda code: code.code == "73" or code.code.startswith("073/"))
            & batch.given("relationship")
            & ~batch.has("relationship", Relationship.TRUST, Relationship.UNKNOWN)
        ),
        passes=({"offence_code": "073/09", "relationship": "position of trust"},),
        fails=({"offence_code": "073/09", "relationship": "stranger"},),
    ),
    Rule(
        id="V416",
        title="No relationship in a sexual offence against an identified child",
        why="Who the suspect is to the child is asked of every figure.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give the relationship, or unknown.",
        fields=("offence_code", "victim_age", "relationship", "victim_identified"),
        broken=lambda batch: (
            batch.child & batch.has("victim_identified", YesNo.YES) & batch.empty("relationship")
        ),
        fails=({"relationship": ""},),
    ),
    Rule(
        id="V417",
        title="Not recorded whether a child victim is identified",
        why="An image without a known child and a child who is known are different harms to answer.",
        source="Statistics Canada: victim identified and not identified are shown apart",
        severity=WARNING,
        remedy="Give victim_identified: yes or no.",
        fields=("offence_code", "victim_age", "victim_identified"),
        broken=lambda batch: batch.child & batch.empty("victim_identified"),
        fails=({"victim_identified": ""},),
    ),
)
