"""What a person decided about a force's replies: the nouns, and ``confirmed/<force_code>.toml``.

The file is written for people to read and review in version control: who decided what,
when and why, about which cell of which bytes.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from cyberflag.core.ages import ALL_AGES, UNKNOWN_AGE, AgeBand, parse_age
from cyberflag.core.counts import REPORTED, Interval, Online, Sex, Unit
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period, parse_period

CONFIRMED = "confirmed"


class Choice(StrEnum):
    """What a person may do with one proposal or question."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"
    """A figure that was not proposed, given by the person with its full reading."""
    NOTED = "noted"
    """A question read and settled, without a count of its own."""

    @property
    def has_meaning(self) -> bool:
        """Whether the person gives the full reading of the count."""
        return self in (Choice.CORRECTED, Choice.ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who decided, when (with time zone) and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The full reading of a count, as a person gives it."""

    value: Interval | None
    status: str
    period: Period
    offence: str
    age: AgeBand
    sex: Sex
    online: Online
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision on one printed figure.

    ``where`` and ``printed`` name it; ``nth`` tells figures apart that are printed alike at
    one address (a line of text with two of the same number). ``meaning`` is given if, and
    only if, the choice is ``corrected`` or ``added``.
    """

    where: str
    printed: str
    nth: int
    choice: Choice
    meaning: Meaning | None
    signed: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SureAccepted:
    """The sure proposals of a file, accepted together: how many, and a digest of them all.

    If the file, or the way it is read, changes, the digest no longer fits and the file is
    open again.
    """

    proposals: int
    digest: str
    signed: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDecisions:
    """All that was decided about one file with these bytes.

    ``set_aside`` says why no figure of the file counts (retracted and replaced, a copy).
    """

    file: str
    sha256: str
    sure: SureAccepted | None = None
    set_aside: Signature | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDecided:
    """What the force's answer for a period comes to, as a person sees it.

    ``status`` is a status of ``counts``; ``caveats`` are shown beside every figure.
    """

    period: Period
    status: str
    section: str | None
    caveats: tuple[str, ...]
    file: str
    signed: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """``confirmed/<force_code>.toml``."""

    force_code: str
    files: Mapping[str, FileDecisions] = field(default_factory=dict)
    answers: tuple[AnswerDecided, ...] = ()


def confirmed_path(folder: Path, force_code: str) -> Path:
    """Where a round keeps what a person decided about a force."""
    return folder / CONFIRMED / f"{force_code}.toml"


def load_confirmed(folder: Path, force_code: str) -> Confirmed:
    """What was decided so far; nothing if there is no file.

    Raises :class:`CyberflagError` naming the entry that cannot be read.
    """
    path = confirmed_path(folder, force_code)
    if not path.exists():
        return Confirmed(force_code=force_code)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return Confirmed(
            force_code=force_code,
            files={entry["file"]: _file_from(entry) for entry in table.get("files", [])},
            answers=tuple(_answer_from(entry) for entry in table.get("answers", [])),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise CyberflagError(
            f"a decision cannot be read ({type(fault).__name__}: {fault})",
            place=str(path),
            remedy="Mend the entry, or remove it and decide again with `cyberflag confirm`.",
        ) from None


def save_confirmed(folder: Path, confirmed: Confirmed) -> None:
    """Write the decisions in one step, so that a stop half-way loses none."""
    document = tomlkit.document()
    document.add("force_code", confirmed.force_code)
    if confirmed.answers:
        answers = tomlkit.aot()
        for answer in confirmed.answers:
            answers.append(_answer_table(answer))
        document.append("answers", answers)
    files = tomlkit.aot()
    for file in sorted(confirmed.files.values(), key=lambda file: file.file):
        files.append(_file_table(file))
    document.append("files", files)
    path = confirmed_path(folder, confirmed.force_code)
    path.parent.mkdir(exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_text(tomlkit.dumps(document), encoding="utf-8")
    partial.replace(path)


# --- from TOML --------------------------------------------------------------------------


# Any: these take what a TOML table holds; a wrong type is caught by load_confirmed.
def _signature_from(entry: Mapping[str, Any]) -> Signature:  # Any: see above
    at = entry["at"]
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise ValueError(f"`at` needs a date, a time and a time zone, not {at}")
    return Signature(by=entry["by"], at=at, why=entry["why"])


def _file_from(entry: Mapping[str, Any]) -> FileDecisions:  # Any: see above
    sure = entry.get("sure")
    set_aside = entry.get("set_aside")
    return FileDecisions(
        file=entry["file"],
        sha256=entry["sha256"],
        sure=sure
        and SureAccepted(
            proposals=sure["proposals"], digest=sure["digest"], signed=_signature_from(sure)
        ),
        set_aside=set_aside and _signature_from(set_aside),
        decisions=tuple(_decision_from(decision) for decision in entry.get("decisions", [])),
    )


def _decision_from(entry: Mapping[str, Any]) -> Decision:  # Any: see above
    choice = Choice(entry["decision"])
    if choice.has_meaning != ("as" in entry):
        raise ValueError(
            f"`as` goes with a correction or an added figure, and only there ({entry['where']})"
        )
    return Decision(
        where=entry["where"],
        printed=entry["printed"],
        nth=entry.get("nth", 1),
        choice=choice,
        meaning=_meaning_from(entry["as"]) if "as" in entry else None,
        signed=_signature_from(entry),
    )


def _meaning_from(entry: Mapping[str, Any]) -> Meaning:  # Any: see above
    return Meaning(
        value=Interval(entry["low"], entry.get("high")) if "low" in entry else None,
        status=entry.get("status", REPORTED),
        period=_period_from(entry["period"]),
        offence=entry["offence"],
        age=age_from(entry["age"]),
        sex=Sex(entry["sex"]),
        online=Online(entry["online"]),
        unit=Unit(entry["unit"]),
    )


def _answer_from(entry: Mapping[str, Any]) -> AnswerDecided:  # Any: see above
    return AnswerDecided(
        period=_period_from(entry["period"]),
        status=entry["status"],
        section=entry.get("section"),
        caveats=tuple(entry.get("caveats", [])),
        file=entry["file"],
        signed=_signature_from(entry),
    )


def age_from(text: str) -> AgeBand:
    """The age band written as text; raises ValueError where it is none."""
    age = parse_age(text)
    if age is None:
        raise ValueError(f"{text!r} is not an age")
    return age


def _period_from(text: str) -> Period:
    period = parse_period(text)
    if period is None:
        raise ValueError(f"{text!r} is not a period")
    return period


# --- to TOML ----------------------------------------------------------------------------


def _signed(table: Table, signed: Signature) -> Table:
    table.add("by", signed.by)
    table.add("at", signed.at)
    table.add("why", signed.why)
    return table


def _file_table(file: FileDecisions) -> Table:
    table = tomlkit.table()
    table.add("file", file.file)
    table.add("sha256", file.sha256)
    if file.set_aside is not None:
        table.add("set_aside", _signed(tomlkit.table(), file.set_aside))
    if file.sure is not None:
        sure = tomlkit.table()
        sure.add("proposals", file.sure.proposals)
        sure.add("digest", file.sure.digest)
        table.add("sure", _signed(sure, file.sure.signed))
    decisions = tomlkit.aot()
    for decision in file.decisions:
        decisions.append(_decision_table(decision))
    if file.decisions:
        table.append("decisions", decisions)
    return table


def _decision_table(decision: Decision) -> Table:
    table = tomlkit.table()
    table.add("where", decision.where)
    table.add("printed", decision.printed)
    if decision.nth != 1:
        table.add("nth", decision.nth)
    table.add("decision", decision.choice.value)
    if decision.meaning is not None:
        table.add("as", _meaning_table(decision.meaning))
    return _signed(table, decision.signed)


def _meaning_table(meaning: Meaning) -> Table:
    table = tomlkit.table()
    if meaning.value is not None:
        table.add("low", meaning.value.low)
        if meaning.value.high is not None:
            table.add("high", meaning.value.high)
    table.add("status", str(meaning.status))
    table.add("period", meaning.period.label)
    table.add("offence", meaning.offence)
    table.add("age", age_text(meaning.age))
    table.add("sex", meaning.sex.value)
    table.add("online", meaning.online.value)
    table.add("unit", meaning.unit.value)
    return table


def _answer_table(answer: AnswerDecided) -> Table:
    table = tomlkit.table()
    table.add("period", answer.period.label)
    table.add("status", str(answer.status))
    if answer.section is not None:
        table.add("section", answer.section)
    if answer.caveats:
        table.add("caveats", list(answer.caveats))
    table.add("file", answer.file)
    return _signed(table, answer.signed)


def age_text(age: AgeBand) -> str:
    """The age band as text that :func:`age_from` takes back."""
    if age == ALL_AGES:
        return "all ages"
    return "unknown" if age == UNKNOWN_AGE else str(age)
