"""The counts as open data: ``counts.csv`` and the page that explains it."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from cyberflag.core.ages import AgeBand
from cyberflag.core.counts import Count
from cyberflag.publish.cells import word_cell
from cyberflag.publish.equations import key_of
from cyberflag.publish.model import Column, Kind, Page, Part, Row, Table
from cyberflag.publish.protect import MARK
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import plural

COLUMNS: tuple[tuple[str, str], ...] = (
    ("force_code", "the force: its ONS code, or BTP, PS, PSNI"),
    ("period_start", "the first day counted"),
    ("period_end", "the last day counted"),
    ("offence", "a Home Office code, a group of offences, or “all”"),
    ("age_low", "the victim’s age in whole years; both ends empty: all ages, one empty: open"),
    ("age_high", "the highest age counted; “unknown” in both: age not recorded"),
    ("sex", "female, male, unknown or all"),
    ("online", "online (flagged), not online, or all"),
    ("unit", "offences, victims or crimes, as the force printed"),
    ("low", f"the least the count can be, or {MARK}"),
    ("high", f"the most it can be, or {MARK}; empty where no end is known"),
    ("status", "reported, or why there is no number"),
    ("source", "file@sha256#cell"),
)
"""The columns of ``counts.csv`` and what they hold."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_counts(path: Path, shown: Shown) -> None:
    """Every count that stands on the site, hidden where it is hidden there."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(name for name, _ in COLUMNS)
        writer.writerows(count_rows(shown))


def count_rows(shown: Shown) -> Iterator[list[str]]:
    """One row for each count, in the order of :data:`COLUMNS`."""
    for count in shown.standing(shown.figures.counts):
        yield [plain(text) for text in _row(count, is_hidden=key_of(count) in shown.hidden)]


def plain(text: str) -> str:
    """The text so that a spreadsheet never takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(count: Count, *, is_hidden: bool) -> Iterable[str]:
    low, high = _ends(count, is_hidden=is_hidden)
    return (
        count.force_code,
        count.period.start.isoformat(),
        count.period.end.isoformat(),
        count.offence,
        _age(count.age, count.age.low),
        _age(count.age, count.age.high),
        count.sex.value,
        count.online.value,
        count.unit.value,
        low,
        high,
        str(count.status),
        str(count.source),
    )


def _ends(count: Count, *, is_hidden: bool) -> tuple[str, str]:
    if is_hidden:
        return MARK, MARK
    if count.value is None:
        return "", ""
    return str(count.value.low), "" if count.value.high is None else str(count.value.high)


def _age(age: AgeBand, end: int | None) -> str:
    if age.unknown:
        return "unknown"
    return "" if end is None else str(end)


def open_data_page(shown: Shown) -> Page:
    """``data.html``: what the file holds, column by column."""
    counts = shown.figures.counts
    standing = shown.standing(counts)
    hidden = sum(key_of(count) in shown.hidden for count in standing)
    left_out = len(counts) - len(standing)
    said = (
        f"{plural(len(standing), 'row', 'rows')}, of which {hidden:,} are hidden as {MARK}. "
        f"{plural(left_out, 'count is', 'counts are')} left out: they stand at a year of age "
        "that only one force gave, and their rows alone would name it."
        if left_out
        else f"{plural(len(standing), 'row', 'rows')}, of which {hidden:,} are hidden as {MARK}."
    )
    return Page(
        path="data.html",
        template="data.html",
        title="The counts as open data",
        kicker=shown.figures.title,
        parts=(
            Part(
                anchor="columns",
                title="What the columns hold",
                paragraphs=(said,),
                table=Table(
                    caption="Columns of counts.csv",
                    columns=(
                        Column(title="Column", kind=Kind.WORDS),
                        Column(title="What it holds"),
                    ),
                    rows=tuple(
                        Row(head=word_cell(name), cells=(word_cell(holds),))
                        for name, holds in COLUMNS
                    ),
                ),
            ),
        ),
    )
