"""What ``confirm`` asks a person: a reason, a corrected reading, a force's answer."""

from collections.abc import Callable, Container
from typing import TypeVar

import click

from cyberflag.core.ages import ALL_AGES
from cyberflag.core.counts import (
    REPORTED,
    STATUSES,
    WITH_NUMBER,
    Interval,
    Online,
    Sex,
    SourceRef,
    Unit,
)
from cyberflag.core.offences import ALL_OFFENCES, GROUPS, parse_code, resolve_offence
from cyberflag.core.periods import Period, parse_period
from cyberflag.foi.confirm import OpenItem
from cyberflag.foi.decisions import AnswerDecided, Meaning, Signature, age_from, age_text
from cyberflag.foi.model import OutcomeKind, Proposal, Round

T = TypeVar("T")

_WHOLE = Proposal(
    printed="",
    value=None,
    status=REPORTED,
    period=None,
    offence=ALL_OFFENCES,
    age=ALL_AGES,
    sex=Sex.ALL,
    online=Online.ONLINE,
    unit=None,
    is_total=True,
    source=SourceRef(file="", sha256="", where=""),
    confidence=0.0,
    reasons=(),
)
"""What is offered for a figure that was not proposed: all flagged offences."""

STATUS_OF = {
    OutcomeKind.REFUSED: "refused",
    OutcomeKind.NEITHER_CONFIRM_NOR_DENY: "refused",
    OutcomeKind.NOT_HELD: "not held",
    OutcomeKind.FLAG_NOT_USED: "flag not used",
    OutcomeKind.RETRACTED: "retracted",
    OutcomeKind.CLARIFICATION: "no answer",
}
"""The status first offered for an outcome; anything else offers ``reported``."""


def ask_why(default: str) -> str:
    """One line saying why, for whoever reads the decision later."""
    return str(click.prompt("Why", default=default))


def ask_added(addresses: Container[str], round_: Round) -> tuple[str, str, Meaning]:
    """A figure that was not proposed: its address in the file, its print, its full reading."""

    def where(text: str) -> str:
        if text not in addresses:
            raise ValueError("no cell or line of this file has that address")
        return text

    return (
        _ask("Where (Sheet!B7, table 1 row 3 col 4, line 12 …)", "", where),
        _ask("Printed there", "", str),
        ask_meaning(None, round_),
    )


def ask_meaning(proposal: Proposal | None, round_: Round) -> Meaning:
    """The full reading of a count, field by field; Enter keeps what is proposed."""
    said = proposal or _WHOLE
    value = said.value
    status = _ask("Status", said.status, _one_of(STATUSES))
    low = high = None
    if status in WITH_NUMBER:
        low = _ask(
            "Lowest it can be" + ("" if status == REPORTED else " (empty: not known)"),
            str(value.low) if value else "",
            int if status == REPORTED else _number_or_none,
        )
    if low is not None:
        most = value.high if value else low
        high = _ask(
            "Highest it can be (empty: not known)",
            "" if most is None else str(most),
            _at_least(low),
        )
    return Meaning(
        value=None if low is None else Interval(low, high),
        status=status,
        period=_ask("Period", (said.period or round_.periods[0]).label, _period),
        offence=_ask("Offence (code, group or all)", said.offence or ALL_OFFENCES, _offence),
        age=_ask("Victim age", age_text(said.age), age_from),
        sex=_ask("Victim sex", said.sex.value, Sex),
        online=_ask("Flag (online, not online, all)", said.online.value, Online),
        unit=_ask("Unit", (said.unit or Unit.OFFENCES).value, Unit),
    )


def ask_answer(item: OpenItem, round_: Round, signed: Signature) -> AnswerDecided:
    """What the force's answer for a period comes to."""
    kind = item.outcome.outcome if item.outcome else None
    section = item.outcome.section if item.outcome else None
    status = STATUS_OF.get(kind, REPORTED) if kind else REPORTED
    caveat = kind.value if kind is not None and status == REPORTED else ""
    return AnswerDecided(
        period=_ask("Period", round_.periods[0].label, _period),
        status=_ask(f"Status ({', '.join(STATUSES)})", status, _one_of(STATUSES)),
        section=_ask("Section of the Act", section or "", str) or None,
        caveats=tuple(
            part.strip()
            for part in _ask("Caveats (separated by ;)", caveat, str).split(";")
            if part.strip()
        ),
        file=item.file,
        signed=signed,
    )


def _ask(question: str, default: str, take: Callable[[str], T]) -> T:
    """Ask until ``take`` accepts the answer (it raises ValueError to refuse)."""

    def proc(text: str) -> T:
        try:
            return take(text.strip())
        except ValueError as fault:
            raise click.BadParameter(str(fault)) from fault

    answer: T = click.prompt(question, default=default, value_proc=proc, show_default=True)
    return answer


def _number_or_none(text: str) -> int | None:
    return int(text) if text else None


def _at_least(low: int) -> Callable[[str], int | None]:
    def take(text: str) -> int | None:
        high = _number_or_none(text)
        if high is not None and high < low:
            raise ValueError(f"{high} is below the lowest it can be, {low}")
        return high

    return take


def _one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def take(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is none of: {', '.join(allowed)}")
        return text

    return take


def _period(text: str) -> Period:
    period = parse_period(text)
    if period is None:
        raise ValueError(f"{text!r} is not a period")
    return period


def _offence(text: str) -> str:
    if text == ALL_OFFENCES or text in GROUPS:
        return text
    found = parse_code(text) or resolve_offence(text)
    if found is None:
        raise ValueError(f"{text!r} is neither a code nor one of: {', '.join(GROUPS)}")
    return found
