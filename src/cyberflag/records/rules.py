"""The rules a record is checked by: what each asks, why, on whose word, and two examples.

Errors turn a record away; warnings tell the sender and keep it. An error stands only on what
makes a record no record, or one that contradicts itself so that any count of it would be wrong.
**No error reads the flag, the platform or the method**: a rule of another country's collection
rejected online places for all but a fixed list of offences, and so made true online offences
unrecordable.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cyberflag.records.facts import BatchFacts, Mask

Rows = tuple[Mapping[str, str], ...]
"""Records of an example, as the fields in which each differs from :data:`PLAIN`."""

PLAIN: Mapping[str, str] = {
    "force_code": "E23000001",
    "record_id": "p1",
    "version": "1",
    "recorded_on": "2024-05-02",
    "committed_from": "2024-05-01",
    "committed_to": "2024-05-01",
    "offence_code": "071/17",
    "online_flag": "yes",
    "victim_age": "13",
    "victim_sex": "female",
    "victim_identified": "yes",
    "relationship": "online contact",
    "outcome": "not yet assigned",
    "platform": "messaging",
    "method": "contact made online",
    "reported_by": "parent or carer",
    "support": "offered",
    "referral": "yes",
    "summary": "Suspect sent messages to the victim through a messaging app.",
}
"""A record that breaks no rule."""

ONLINE_FIELDS = frozenset({"online_flag", "platform", "method"})
"""The fields no error may read."""


class Severity(StrEnum):
    """What a broken rule does: an error turns the record away, a warning tells the sender."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """Where a rule is seen to be broken."""

    READING = "reading"
    """While lines are read."""
    RECORD = "record"
    """On one record by itself."""
    ACROSS = "across"
    """Between records of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One numbered rule.

    ``broken`` says where a batch breaks it (rules of scope record only); ``sql`` gives its
    query (scope across only). ``passes`` and ``fails`` are examples: records, or the bytes of a
    file where the fault lies in how it is written.
    """

    id: str
    title: str
    why: str
    source: str
    severity: Severity
    remedy: str
    fields: tuple[str, ...]
    fails: Rows | bytes
    passes: Rows | bytes = ({},)
    broken: Callable[[BatchFacts], Mask] | None = None
    sql: str = ""

    def __post_init__(self) -> None:
        if self.severity is Severity.ERROR and ONLINE_FIELDS & set(self.fields):
            raise AssertionError(f"{self.id} is an error and reads the flag")

    @property
    def scope(self) -> Scope:
        """Where the rule is seen to be broken."""
        if self.broken is not None:
            return Scope.RECORD
        return Scope.ACROSS if self.sql else Scope.READING


ERROR, WARNING = Severity.ERROR, Severity.WARNING

OURS = "cyberflag: the record's own definition"
COUNTING = "Home Office Counting Rules for recorded crime"
CODE_TABLE = "the table of offence codes, with its sources"
FLAG_RULE = "Home Office online crime flag: committed in full or in part online"
SAFEGUARDING = "Working Together to Safeguard Children (statutory guidance)"
QUALITY = "completeness of what figures are shown by"
