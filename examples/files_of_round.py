"""A round on disk: round.toml, replies, the truth, and which figures are published."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.generator.paper import Age, Place, Written
from examples.figures import Published

TRUTH_HEADS = (
    "force_code",
    "file",
    "where",
    "printed",
    "low",
    "high",
    "status",
    "period_start",
    "period_end",
    "offence",
    "age_low",
    "age_high",
    "sex",
    "online",
    "unit",
    "is_total",
    "counts",
)
"""``counts`` is ``no`` for a file that a later one replaced."""

QUESTIONS = (
    "How many sexual offences against persons under 18 were recorded with a cyber flag in the period?",
    "Of these, how many by single year of the victim's age, or by the age bands you use, and by sex?",
    "Of these, how many by offence type?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply file, what it truly says, and what it amounts to besides figures."""

    force_code: str
    file: str
    written: Written
    layout: str
    outcome: str = ""
    section: str | None = None
    counts: bool = True


def write_round(
    folder: Path,
    *,
    title: str,
    periods: Sequence[str],
    sent: date,
    notice: str,
    asked: Sequence[str],
    replies: Sequence[Reply],
    published: Sequence[Published],
    questions: Sequence[str] = QUESTIONS,
    flag: str = "online",
) -> None:
    """Write the round's files; the order of everything is fixed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "replies").mkdir(exist_ok=True)
    for reply in replies:
        home = folder / "replies" / reply.force_code
        home.mkdir(exist_ok=True)
        (home / reply.file).write_bytes(reply.written.content)
    lines = [
        f'title = "{title}"',
        _list("periods", periods),
        f"sent = {sent.isoformat()}",
        f'notice = "{notice}"',
        _list("asked", asked),
        *([] if flag == "online" else [f'flag = "{flag}"']),
    ]
    for number, question in enumerate(questions, 1):
        lines += ["", "[[questions]]", f'number = "{number}"', f'text = "{question}"']
    (folder / "round.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_csv(folder / "truth.csv", TRUTH_HEADS, _truth_rows(replies))
    _write_csv(
        folder / "published.csv",
        ("area", "fin_year", "value", "note", "source_url"),
        ((p.area, p.fin_year, p.value, p.note, p.source_url) for p in published),
    )
    _write_csv(
        folder / "outcomes.csv",
        ("force_code", "file", "layout", "outcome", "section", "counts"),
        (
            (r.force_code, r.file, r.layout, r.outcome, r.section or "", _yes(r.counts))
            for r in replies
        ),
    )


def _list(key: str, values: Iterable[str]) -> str:
    return f"{key} = [" + ", ".join(f'"{value}"' for value in values) + "]"


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _truth_rows(replies: Iterable[Reply]) -> Iterable[tuple[object, ...]]:
    for reply in replies:
        for place in reply.written.places:
            yield (reply.force_code, reply.file, *_truth(place), _yes(reply.counts))


def _truth(place: Place) -> tuple[object, ...]:
    means = place.means
    period = means.period
    return (
        place.where,
        place.printed,
        means.low,
        means.high,
        means.status,
        period.start if period else "",
        period.end if period else "",
        means.offence,
        *_age(means.age),
        means.sex,
        means.online,
        means.unit,
        _yes(means.is_total),
    )


def _age(age: Age) -> tuple[object, object]:
    return ("unknown", "unknown") if age.unknown else (age.low, age.high)


def _write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)
