"""``cyberflag read``: one reply, its cells and what they seem to say."""

from datetime import date
from pathlib import Path

import click

from cyberflag.cli.show import (
    console,
    print_json,
    proposals_table,
    show_document,
    show_outcomes,
    style_of,
)
from cyberflag.core.ages import AgeBand
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period
from cyberflag.foi.confirm import is_sure
from cyberflag.foi.document import Document
from cyberflag.foi.model import Proposal, Reading
from cyberflag.foi.propose import propose
from cyberflag.foi.readers.read import read_document
from cyberflag.foi.readers.worker import read_all


@click.command(name="read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def command(file: Path, as_json: bool) -> None:
    """Read one reply (xlsx, xls, ods, csv, html, docx, pdf, eml, txt) and show what it says.

    Nothing is counted by this: a figure counts once a person has confirmed it.

    \b
    Example: cyberflag read examples/round-2015-16/replies/E23000021/*
    """
    _, result = next(iter(read_all((file,), read_and_propose)))
    if isinstance(result, CyberflagError):
        raise result
    document, reading = result
    if as_json:
        print_json(reading_json(reading))
        return
    show_document(document, {p.source.where: style_of(p) for p in reading.proposals})
    console.print(proposals_table(reading.proposals))
    show_outcomes(reading.outcomes, reading.questions)
    sure = sum(is_sure(p) for p in reading.proposals)
    console.print(
        f"{len(reading.proposals)} proposals: {sure} sure, "
        f"{len(reading.proposals) - sure} ask a person. {len(reading.questions)} questions."
    )


def read_and_propose(path: Path) -> tuple[Document, Reading]:
    """The document and its reading; runs in a child process with limits."""
    document = read_document(path)
    return document, propose(document)


def reading_json(reading: Reading) -> dict[str, object]:
    """The stable interface of ``cyberflag read --json`` (docs/reference/read-json.md)."""
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "outcomes": [
            {
                "question": outcome.question,
                "outcome": outcome.outcome.value,
                "section": outcome.section,
                "where": outcome.where,
            }
            for outcome in reading.outcomes
        ],
        "questions_for_a_person": [
            {"where": question.where, "why": question.why} for question in reading.questions
        ],
        "proposals": [_proposal_json(proposal) for proposal in reading.proposals],
    }


def _proposal_json(proposal: Proposal) -> dict[str, object]:
    value = proposal.value
    period: Period | None = proposal.period
    return {
        "printed": proposal.printed,
        "low": value.low if value else None,
        "high": value.high if value else None,
        "status": str(proposal.status),
        "period_start": _iso(period.start) if period else None,
        "period_end": _iso(period.end) if period else None,
        "offence": proposal.offence,
        "age_low": _age(proposal.age, proposal.age.low),
        "age_high": _age(proposal.age, proposal.age.high),
        "sex": proposal.sex.value,
        "online": proposal.online.value,
        "unit": proposal.unit.value if proposal.unit else None,
        "is_total": proposal.is_total,
        "where": proposal.source.where,
        "sure": is_sure(proposal),
        "reasons": list(proposal.reasons),
    }


def _age(age: AgeBand, end: int | None) -> int | str | None:
    return "unknown" if age.unknown else end


def _iso(day: date) -> str:
    return day.isoformat()
