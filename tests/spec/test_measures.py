"""Each worked example of the manual: counts in, a figure out."""

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from cyberflag.core.ages import parse_age
from cyberflag.core.counts import (
    REPORTED,
    Count,
    Interval,
    Missing,
    Online,
    Sex,
    SourceRef,
    Unit,
)
from cyberflag.core.periods import Period, parse_period
from cyberflag.foi.model import ForceAnswer, Round
from cyberflag.measures.definitions import MEASURES
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import Account, Bounds, Figure, RoundFigures

SPECS = tomllib.loads((Path(__file__).parent / "measures.toml").read_text(encoding="utf-8"))["spec"]
Line = dict[str, str]

NO_FILES = Account(
    files=0,
    files_read=0,
    files_refused=(),
    proposals=0,
    counts=0,
    rejected=0,
    open_proposals=0,
    open_items=0,
)


def lines_of(text: str) -> list[Line]:
    heads, *lines = (
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    )
    return [dict(zip(heads, line, strict=True)) for line in lines]


def interval(text: str) -> Interval | None:
    if text == "*":
        return None
    if text.startswith("at least "):
        return Interval(int(text.removeprefix("at least ")), None)
    low, _, high = text.partition(" to ")
    return Interval(int(low), int(high or low))


def period_named(text: str) -> Period:
    period = parse_period(text)
    assert period is not None, text
    return period


def count_of(line: Line, nth: int) -> Count:
    age = parse_age(line.get("age", "all ages"))
    assert age is not None
    value = interval(line["count"])
    return Count(
        force_code=line["force"],
        period=period_named(line.get("period", "2015/16")),
        offence=line.get("offence", "all"),
        age=age,
        sex=Sex(line.get("sex", "all")),
        online=Online(line.get("flag", "online")),
        unit=Unit(line.get("unit", "offences")),
        value=value,
        status=Missing.SUPPRESSED if value is None else REPORTED,
        source=SourceRef(file="reply.csv", sha256="0" * 64, where=f"line {nth}"),
    )


def worked(spec: dict[str, str]) -> RoundFigures:
    lines = lines_of(spec["counts"])
    periods = tuple(period_named(text) for text in spec.get("periods", ["2015/16"]))
    asked = tuple(dict.fromkeys(line["force"] for line in lines))
    counts = [count_of(line, nth) for nth, line in enumerate(lines, 1) if line["count"]]
    said = {line["force"]: line["status"] for line in lines if "status" in line}
    answers = []
    for force_code in asked:
        own = [count for count in counts if count.force_code == force_code]
        further = {c.period for c in own if not any(p.contains(c.period) for p in periods)}
        for period in (*periods, *further):
            within = tuple(count for count in own if period.contains(count.period))
            answers.append(
                ForceAnswer(
                    force_code=force_code,
                    period=period,
                    status=said.get(force_code, REPORTED if within else Missing.NO_ANSWER),
                    section=None,
                    caveats=(),
                    counts=within,
                    open_items=0,
                    source=SourceRef(file="round.toml", sha256="0" * 64, where=force_code),
                )
            )
    round_ = Round(
        folder=Path("round"),
        sha256="0" * 64,
        title="spec",
        periods=periods,
        sent=date(2016, 4, 1),
        questions=(),
        asked=asked,
        notice="",
    )
    return figures_of(round_, answers, NO_FILES)


def of_figure(figure: Figure) -> Line:
    return {"count": str(figure.value), "forces": str(len(figure.forces))}


def rounded(bounds: Bounds) -> str:
    ends = [bounds.low] if bounds.low == bounds.high else [bounds.low, bounds.high]
    return " to ".join(str(end.quantize(Decimal("0.1"), ROUND_HALF_UP)) for end in ends if end)


def total(figures: RoundFigures) -> list[Line]:
    return [of_figure(figures.periods[0].total)]


def per_day(figures: RoundFigures) -> list[Line]:
    return [{"per day": rounded(figures.periods[0].per_day)}]


def force_total(figures: RoundFigures) -> list[Line]:
    return [
        {"force": force.force_code, "count": str(force.total.value)}
        for force in figures.periods[0].forces
        if force.total
    ]


def by_offence(figures: RoundFigures) -> list[Line]:
    return [{"offence": one.group, **of_figure(one.figure)} for one in figures.periods[0].offences]


def by_age(figures: RoundFigures) -> list[Line]:
    return [{"age": str(one.age), **of_figure(one.figure)} for one in figures.periods[0].ages]


def commonest_age(figures: RoundFigures) -> list[Line]:
    commonest = figures.periods[0].commonest_age
    return [{"age": str(commonest.age)}] if commonest else []


def youngest(figures: RoundFigures) -> list[Line]:
    found = figures.periods[0].youngest
    return [{"age": str(found.age), "forces": ", ".join(found.forces)}]


def under_10(figures: RoundFigures) -> list[Line]:
    found = figures.periods[0].under_10
    return [of_figure(found.figure)] if found else []


def ten_and_under(figures: RoundFigures) -> list[Line]:
    found = figures.periods[0].ten_and_under
    return [of_figure(found.figure)] if found else []


def spread(name: str) -> Callable[[RoundFigures], list[Line]]:
    def shown(figures: RoundFigures) -> list[Line]:
        found = figures.periods[0].spread
        assert found is not None
        return {
            "smallest force": [{"force": found.smallest.force_code}],
            "largest force": [{"force": found.largest.force_code}],
            "median force": [{"median": str(found.median)}],
            "forces with 100 or more": [{"forces": str(found.hundreds)}],
            "forces with fewer than 10": [{"forces": str(found.under_ten)}],
        }[name]

    return shown


def coverage(figures: RoundFigures) -> list[Line]:
    found = figures.periods[0].coverage
    return [{"answered": str(found.answered), "asked": str(found.asked)}]


def change(figures: RoundFigures) -> list[Line]:
    found = figures.change
    assert found is not None
    assert found.percent is not None
    return [
        {
            "earlier": str(found.earlier.value),
            "later": str(found.later.value),
            "percent": rounded(found.percent),
        }
    ]


SHOWN: dict[str, Callable[[RoundFigures], list[Line]]] = {
    "total": total,
    "per day": per_day,
    "force total": force_total,
    "by offence": by_offence,
    "by age": by_age,
    "commonest age": commonest_age,
    "youngest": youngest,
    "under 10": under_10,
    "10 and under": ten_and_under,
    **{
        name: spread(name)
        for name in MEASURES
        if name.endswith(" force") or name.startswith("forces with")
    },
    "coverage": coverage,
    "change": change,
}


@pytest.mark.parametrize("spec", SPECS, ids=[f"{s['measure']}: {s['says']}" for s in SPECS])
def test_the_worked_example_holds(spec: dict[str, str]) -> None:
    assert SHOWN[spec["measure"]](worked(spec)) == lines_of(spec["expect"])


def test_every_measure_has_a_worked_example() -> None:
    assert {spec["measure"] for spec in SPECS} == set(MEASURES)
