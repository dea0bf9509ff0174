"""The example rounds as figures, counted from their truth: quick, and without the reader."""

import csv
import hashlib
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from cyberflag.core.ages import UNKNOWN_AGE, AgeBand
from cyberflag.core.counts import REPORTED, Count, Interval, Missing, Online, Sex, SourceRef, Unit
from cyberflag.core.periods import Period
from cyberflag.foi.model import ForceAnswer, Round
from cyberflag.foi.round import load_round
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import Account, RoundFigures

EXAMPLES = Path(__file__).parents[2] / "examples"
STATUS_OF = {
    "refused": Missing.REFUSED,
    "neither confirm nor deny": Missing.REFUSED,
    "flag not used": Missing.FLAG_NOT_USED,
}
CAVEATS = {
    "partial": "partial",
    "flag not reliable": "flag not reliable",
    "retracted": "first answer retracted and replaced",
}


@cache
def example(name: str, against: str | None = None) -> tuple[Round, RoundFigures]:
    """A round of ``examples/`` and its figures, as if every cell had been confirmed."""
    round_ = load_round(EXAMPLES / name)
    counts, said = _counts(round_), _outcomes(round_)
    answers = [
        _answer(code, period, counts[code], said.get(code, {}))
        for code in round_.asked
        for period in (*round_.periods, *_further(round_, counts[code]))
    ]
    account = Account(
        files=46,
        files_read=45,
        files_refused=(("replies/E23000001/scan.pdf", "a scan without text"),),
        proposals=1_010,
        counts=992,
        rejected=17,
        open_proposals=1,
        open_items=2,
    )
    earlier = example(against)[1] if against else None
    return round_, figures_of(round_, answers, account, against=earlier)


def _further(round_: Round, counts: list[Count]) -> list[Period]:
    found = {count.period for count in counts}
    return [one for one in found if not any(asked.contains(one) for asked in round_.periods)]


def _counts(round_: Round) -> dict[str, list[Count]]:
    counts: defaultdict[str, list[Count]] = defaultdict(list)
    with (round_.folder / "truth.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["counts"] == "yes":
                counts[row["force_code"]].append(_count(row))
    return counts


def _count(row: dict[str, str]) -> Count:
    file = f"replies/{row['force_code']}/{row['file']}"
    unknown = row["age_low"] == "unknown"
    low = _number(row["low"])
    return Count(
        force_code=row["force_code"],
        period=Period(
            date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
        ),
        offence=row["offence"],
        age=UNKNOWN_AGE if unknown else AgeBand(_number(row["age_low"]), _number(row["age_high"])),
        sex=Sex(row["sex"]),
        online=Online(row["online"]),
        unit=Unit(row["unit"]),
        value=None if low is None else Interval(low, _number(row["high"])),
        status=row["status"],
        source=SourceRef(
            file=file, sha256=hashlib.sha256(file.encode()).hexdigest(), where=row["where"]
        ),
    )


def _number(text: str) -> int | None:
    return int(text) if text else None


def _outcomes(round_: Round) -> dict[str, dict[str, str]]:
    with (round_.folder / "outcomes.csv").open(encoding="utf-8", newline="") as text:
        return {row["force_code"]: row for row in csv.DictReader(text) if row["counts"] == "yes"}


def _answer(code: str, period: Period, counts: list[Count], said: dict[str, str]) -> ForceAnswer:
    within = tuple(count for count in counts if period.contains(count.period))
    outcome = said.get("outcome", "")
    caveat = CAVEATS.get(outcome)
    return ForceAnswer(
        force_code=code,
        period=period,
        status=REPORTED if within else STATUS_OF.get(outcome, Missing.NO_ANSWER),
        section=None if within else said.get("section") or None,
        caveats=(caveat,) if caveat and within else (),
        counts=within,
        open_items=2 if code == "E23000011" else 0,
        source=SourceRef(file="round.toml", sha256="0" * 64, where=f"asked {code}"),
    )
