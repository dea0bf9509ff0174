"""The nouns of flagging: what a text and fields say, the decision, its evidence, the ruleset.

A ruleset is all that a decision rests on besides the record itself: concepts (terms that mean
something online), modifiers (what turns a mention aside), rules, conditions on fields, and one
table that weighs text against fields. Its ``version`` is a hash over all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """Whether the online flag applies; ``review`` leaves it to a person."""

    FLAG = "flag"
    NO_FLAG = "no flag"
    REVIEW = "review"


class Against(StrEnum):
    """A decision held against the recorded flag; a flag not recorded counts as no."""

    AGREES = "agrees"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    UNDECIDED = "undecided"


class TextSays(StrEnum):
    """What a summary says, its strongest mention deciding."""

    ONLINE = "online"
    DOUBT = "doubt"
    SET_ASIDE = "set aside"
    SILENT = "silent"
    NO_TEXT = "no text"


class FieldsSay(StrEnum):
    """What platform, method and offence code say together.

    A platform alone says that the offence is perhaps online: it is filled in by habit too. An
    offence that is often or, by its nature, seldom online speaks where platform and method do not.
    """

    ONLINE = "online"
    PERHAPS = "perhaps online"
    MIXED = "mixed"
    OFFLINE = "offline"
    OFTEN = "often online"
    SELDOM = "seldom online"
    SILENT = "silent"


class ModifierKind(StrEnum):
    """Why a mention does not make the offence online; ``doubt`` alone leaves it to a person."""

    NEGATION = "negation"
    UNRELATED = "unrelated mention"
    OTHER_PERSON = "other person"
    PAST = "past"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """Terms that mean one thing. ``misspelt`` terms are also found with one slip in a word.

    A concept named by a rule is evidence; the others only steer modifiers (who acts, what is
    sent, where a scope stops).
    """

    id: str
    title: str
    terms: tuple[str, ...]
    misspelt: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """Triggers that turn mentions aside within their reach, in the manner of ConText.

    Triggers are ``terms`` of its own and mentions of the concepts ``by``.

    A trigger governs mentions of its sentence that begin at most ``after`` words behind its
    last word or end at most ``before`` words in front of its first, unless a concept of
    ``stops`` stands between; and every mention inside its own words. Where ``needs`` names
    concepts, a trigger counts only with one of them at most ``needs_before`` words in front or
    ``needs_after`` behind. ``unless`` names concepts that, anywhere in the sentence, undo it;
    ``targets``, where given, are the only concepts it governs. With ``clause`` a clause takes
    the place of the sentence: it ends at a comma or colon too.
    """

    id: str
    title: str
    kind: ModifierKind
    terms: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    after: int = 0
    before: int = 0
    needs: tuple[str, ...] = ()
    needs_before: int = 0
    needs_after: int = 0
    stops: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    clause: bool = False
    misspelt: bool = True
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One reason to flag or to review: a mention of ``any``, or one with ``near`` beside it.

    ``near`` stands in the same sentence, at most ``within`` words away on either side, and so
    does ``also`` where it is given; with ``clause`` both stand in the same clause.
    """

    id: str
    title: str
    decision: Decision
    any: tuple[str, ...]
    near: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    within: int = 0
    clause: bool = False
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCondition:
    """What a record says by a value of ``column``, matched exactly."""

    id: str
    title: str
    column: str
    says: FieldsSay
    values: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ruleset:
    """Everything a decision rests on. Two rulesets are equal when their versions are.

    ``passing`` are phrases that only look like triggers or mentions ("no further"); they hide
    what stands inside them. ``real_words`` are never taken for a slip of another word.
    """

    version: str
    concepts: tuple[Concept, ...]
    modifiers: tuple[Modifier, ...]
    passing: tuple[str, ...]
    rules: tuple[Rule, ...]
    fields: tuple[FieldCondition, ...]
    weigh: Mapping[tuple[TextSays, FieldsSay], Decision]
    real_words: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ruleset) and other.version == self.version

    def __hash__(self) -> int:
        return hash(self.version)

    @property
    def evidential(self) -> frozenset[str]:
        """The concepts whose mention a rule acts on."""
        return frozenset(name for rule in self.rules for name in rule.any)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One mention or field a decision rests on, or that was set aside.

    ``start`` and ``end`` are character offsets into the summary, -1 for a field. ``modifier``
    is the id of what turned the mention aside or put it in doubt, empty where nothing did.
    """

    rule: str
    start: int
    end: int
    modifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The decision about one record, and why."""

    decision: Decision
    text: TextSays
    fields: FieldsSay
    evidence: tuple[Evidence, ...]
    ruleset: str
