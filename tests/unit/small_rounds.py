"""Rounds of a few hand-written counts, for tests of what is published."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from cyberflag.core.ages import ALL_AGES, AgeBand
from cyberflag.core.counts import REPORTED, Count, Interval, Missing, Online, Sex, SourceRef, Unit
from cyberflag.core.periods import fin_year
from cyberflag.foi.model import ForceAnswer, Round
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import Account, RoundFigures

YEAR = fin_year(2015)
FORCES = ("E23000021", "E23000036", "E23000013", "E23000009", "E23000007", "E23000022")


def count(
    force_code: str,
    value: Interval | int | None,
    where: str = "Sheet1!B2",
    *,
    offence: str = "all",
    age: AgeBand = ALL_AGES,
    online: Online = Online.ONLINE,
    file: str = "answer.xlsx",
) -> Count:
    """One count; None as its value is a mark that the reply does not explain."""
    return Count(
        force_code=force_code,
        period=YEAR,
        offence=offence,
        age=age,
        sex=Sex.ALL,
        online=online,
        unit=Unit.OFFENCES,
        value=Interval.exact(value) if isinstance(value, int) else value,
        status=Missing.SUPPRESSED if value is None else REPORTED,
        source=SourceRef(
            file=f"replies/{force_code}/{file}", sha256=f"{0:064}", where=f"{where} {offence} {age}"
        ),
    )


def table(force_code: str, ages: Mapping[int, int], whole: int | None = None) -> list[Count]:
    """A force's total and its single years of age."""
    total = sum(ages.values()) if whole is None else whole
    return [
        count(force_code, total),
        *(count(force_code, n, age=AgeBand(age, age)) for age, n in ages.items()),
    ]


def small_round(
    counts: Iterable[Count], *, asked: tuple[str, ...] = FORCES, flag: Online = Online.ONLINE
) -> tuple[Round, RoundFigures]:
    """A round and its figures: every count confirmed, other forces without an answer."""
    listed = tuple(counts)
    round_ = Round(
        folder=Path("round-small"),
        sha256=f"{0:064}",
        title="A small round, 2015/16",
        periods=(YEAR,),
        sent=date(2016, 4, 11),
        questions=(),
        asked=asked,
        notice="",
        flag=flag,
    )
    answers = [_answer(code, tuple(c for c in listed if c.force_code == code)) for code in asked]
    account = Account(
        files=len(answers),
        files_read=len(answers),
        files_refused=(),
        proposals=len(listed),
        counts=len(listed),
        rejected=0,
        open_proposals=0,
        open_items=0,
    )
    return round_, figures_of(round_, answers, account)


def _answer(force_code: str, counts: tuple[Count, ...]) -> ForceAnswer:
    return ForceAnswer(
        force_code=force_code,
        period=YEAR,
        status=REPORTED if counts else Missing.NO_ANSWER,
        section=None,
        caveats=(),
        counts=counts,
        open_items=0,
        source=SourceRef(file="round.toml", sha256=f"{0:064}", where=f"asked {force_code}"),
    )
