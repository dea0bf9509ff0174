"""Rules on single fields: pseudonyms that are none, texts that name somebody, unknown forces."""

from cyberflag.core.forces import FORCES
from cyberflag.records.door import EMAIL, NINO, PHONE, POSTCODE
from cyberflag.records.facts import BatchFacts, Mask
from cyberflag.records.rules import COUNTING, ERROR, OURS, WARNING, Rule

LONGEST_ID = 64
LONGEST_SUMMARY = 4000
_CRIME_NUMBER = r"^(?:\d{2}[A-Za-z]{0,4}|[A-Za-z]{1,4})[/-]\d{3,}[/-]\d{2,4}$"
_IDENTIFIER = rf"^(?:{EMAIL}|{NINO}|(?:\+44|0)7\d{{9}})$"
_RETURNING = [
    *(code for code, force in FORCES.items() if force.nation in {"England", "Wales"}),
    "BTP",
]

# A full pattern over every text costs more than all other rules together, and hardly any text
# has the few characters that each pattern needs.
_FIVE_FIGURES = r"\d[\d ()-]{4}"
_INWARD = r"\d[A-Za-z]{2}\b"


def _phone(batch: BatchFacts) -> Mask:
    return batch.matches("summary", PHONE, among=batch.matches("summary", _FIVE_FIGURES))


def _postcode(batch: BatchFacts) -> Mask:
    return batch.matches("summary", POSTCODE, among=batch.matches("summary", _INWARD))


def _nino(batch: BatchFacts) -> Mask:
    return batch.matches("summary", NINO, among=batch.matches("summary", _FIVE_FIGURES))


FIELD_RULES: tuple[Rule, ...] = (
    Rule(
        id="V101",
        title="The record's id is longer than 64 characters",
        why="A pseudonym is short; what is long is text, and may say who somebody is.",
        source=OURS,
        severity=ERROR,
        remedy="Give the record a pseudonym of at most 64 characters.",
        fields=("record_id",),
        broken=lambda batch: batch.longer("record_id", LONGEST_ID),
        fails=({"record_id": "x" * 65},),
    ),
    Rule(
        id="V102",
        title="The record's id looks like a direct identifier",
        why="An e-mail address, telephone or National Insurance number is no pseudonym.",
        source="UK GDPR, article 5(1)(c): data minimisation",
        severity=ERROR,
        remedy="Replace it with a pseudonym of the force's own, for every version.",
        fields=("record_id",),
        broken=lambda batch: batch.matches("record_id", _IDENTIFIER),
        fails=({"record_id": "person@example.org"},),
    ),
    Rule(
        id="V103",
        title="The record's id looks like a crime number",
        why="A crime number leads back to the people in the crime; a pseudonym does not.",
        source="UK GDPR, article 4(5): pseudonymisation",
        severity=WARNING,
        remedy="Replace it with a pseudonym, and keep the key in the force.",
        fields=("record_id",),
        broken=lambda batch: batch.matches(
            "record_id", _CRIME_NUMBER, among=batch.matches("record_id", "[/-]")
        ),
        fails=({"record_id": "42AB/12345/24"},),
    ),
    Rule(
        id="V104",
        title="The record's id holds other than letters, figures and - _ . / :",
        why="Spaces and signs change between systems, and versions then lose each other.",
        source=OURS,
        severity=WARNING,
        remedy="Use letters, figures and - _ . / : only.",
        fields=("record_id",),
        broken=lambda batch: batch.matches("record_id", r"[^A-Za-z0-9._/:-]"),
        fails=({"record_id": "p 1"},),
    ),
    Rule(
        id="V105",
        title="There is no force with this code",
        why="A record counts for its force; it is never given to the likeliest.",
        source="Office for National Statistics: police force areas",
        severity=ERROR,
        remedy="`cyberflag forces` lists the codes.",
        fields=("force_code",),
        broken=lambda batch: ~batch.one_of("force_code", [*FORCES]),
        fails=({"force_code": "E23000099"},),
    ),
    Rule(
        id="V106",
        title="The force is outside England and Wales",
        why="The flag and these offence codes are the Home Office's; other nations have their own.",
        source=COUNTING,
        severity=WARNING,
        remedy="Leave these records out of the return, or map their codes first.",
        fields=("force_code",),
        broken=lambda batch: (
            batch.one_of("force_code", [*FORCES]) & ~batch.one_of("force_code", _RETURNING)
        ),
        fails=({"force_code": "PSNI"},),
    ),
    Rule(
        id="V107",
        title="The summary holds an e-mail address",
        why="Text stays with the force, but text that names somebody should not be in the file.",
        source="UK GDPR, article 5(1)(c): data minimisation",
        severity=WARNING,
        remedy="Write [e-mail] in its place.",
        fields=("summary",),
        broken=lambda batch: batch.matches("summary", EMAIL, among=batch.holds("summary", "@")),
        fails=({"summary": "Messages came from person@example.org."},),
    ),
    Rule(
        id="V108",
        title="The summary holds a telephone number",
        why="Text stays with the force, but text that names somebody should not be in the file.",
        source="UK GDPR, article 5(1)(c): data minimisation",
        severity=WARNING,
        remedy="Write [number] in its place.",
        fields=("summary",),
        broken=_phone,
        fails=({"summary": "Messages came from 07700 900123."},),
    ),
    Rule(
        id="V109",
        title="The summary holds a full postcode",
        why="Text stays with the force, but text that names somebody should not be in the file.",
        source="UK GDPR, article 5(1)(c): data minimisation",
        severity=WARNING,
        remedy="Write [location] in its place.",
        fields=("summary",),
        broken=_postcode,
        fails=({"summary": "Suspect lives at ZZ1 1ZZ."},),
    ),
    Rule(
        id="V110",
        title="The summary holds a National Insurance number",
        why="Text stays with the force, but text that names somebody should not be in the file.",
        source="UK GDPR, article 5(1)(c): data minimisation",
        severity=WARNING,
        remedy="Take it out.",
        fields=("summary",),
        broken=_nino,
        fails=({"summary": "Suspect gave AB 12 34 56 C."},),
    ),
    Rule(
        id="V111",
        title="The summary is longer than 4,000 characters",
        why="A summary is a sentence or two; a whole log holds more than is needed.",
        source=OURS,
        severity=WARNING,
        remedy="Give a short summary.",
        fields=("summary",),
        broken=lambda batch: batch.longer("summary", LONGEST_SUMMARY),
        fails=({"summary": "Messages were sent. " * 201},),
    ),
    Rule(
        id="V112",
        title="The summary is shorter than 10 characters",
        why="So short a text says nothing that the flag could be checked by.",
        source=OURS,
        severity=WARNING,
        remedy="Say in a sentence how the offence was committed, or leave the field empty.",
        fields=("summary",),
        broken=lambda batch: batch.given("summary") & ~batch.longer("summary", 9),
        fails=({"summary": "As above"},),
    ),
    Rule(
        id="V113",
        title="The summary holds control characters",
        why="They come from damaged exports, and hide words from any search.",
        source=OURS,
        severity=WARNING,
        remedy="Write the file again from the system it came from.",
        fields=("summary",),
        broken=lambda batch: batch.matches("summary", r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]"),
        fails=({"summary": "Suspect sent\x07 messages to the victim."},),
    ),
)
