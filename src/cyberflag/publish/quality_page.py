"""How far the figures can be trusted: who is missing, what is wide, what waits, what was read."""

from collections.abc import Sequence

from cyberflag.core.forces import FORCES
from cyberflag.core.offences import ALL_OFFENCES
from cyberflag.measures.model import Account, PeriodFigures
from cyberflag.publish.catalogue import Entry, slug
from cyberflag.publish.cells import number_cell, whole_cell, word_cell
from cyberflag.publish.force_page import caveat_words
from cyberflag.publish.force_parts import missing_table
from cyberflag.publish.model import Column, Kind, Page, Part, Row, Table, TableCell
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import capital, in_list, plural

CONTRADICTS = "Its own numbers contradict each other in places."
"""What is said of a force whose reply gives two numbers for one thing; which, is not."""


def quality_page(shown: Shown) -> Page:
    """``quality.html``; what protection promises is set in its template."""
    figures = shown.figures
    asked_for_all = [one for one in figures.periods if one.offence == ALL_OFFENCES]
    return Page(
        path="quality.html",
        template="quality.html",
        title="How far these figures can be trusted",
        kicker=figures.title,
        points=_points(shown, asked_for_all),
        parts=(
            *(_coverage_part(one, first=one is asked_for_all[0]) for one in asked_for_all),
            _ranges_part(shown),
            _caveats_part(figures.periods),
            _files_part(figures.account),
            _open_part(figures.periods),
        ),
    )


def _points(shown: Shown, asked_for_all: Sequence[PeriodFigures]) -> tuple[str, ...]:
    account = shown.figures.account
    wide = _ranges(shown)
    answered = [
        f"{one.coverage.answered} of {one.coverage.asked} forces answered and "
        f"{len(one.total.forces)} gave a figure for {one.period}."
        for one in asked_for_all
    ]
    return (
        *answered,
        "Every figure is exact."
        if not wide
        else f"{plural(len(wide), 'figure is', 'figures are')} not exact, because a force hid "
        "small numbers by a rule of its own or left rows out; both ends are given.",
        "Nothing waits for a person."
        if not account.open_items
        else f"{plural(account.open_items, 'point waits', 'points wait')} for a person to decide "
        "and are not counted.",
    )


def _coverage_part(one: PeriodFigures, *, first: bool) -> Part:
    table = missing_table(one)
    coverage = one.coverage
    return Part(
        anchor="who-answered" if first else f"who-answered-{slug(one.period.label)}",
        title=f"Who answered for {one.period}: {coverage.answered} of {coverage.asked}",
        paragraphs=(
            "A total over the forces that answered is a floor for all forces together. Nothing is "
            "estimated for the others. A refusal is not counted as an answer; to say that the "
            "flag is not used is."
            if table is not None
            else "Every force asked gave a figure.",
        ),
        table=table,
    )


def _ranges(shown: Shown) -> list[Entry]:
    """The figures that are no single number, the widest first."""
    wide = (
        entry
        for entry in shown.entries.values()
        if not entry.figure.value.is_exact and entry.key not in shown.hidden
    )
    return sorted(wide, key=lambda entry: -_width(entry))


def _ranges_part(shown: Shown) -> Part:
    wide = _ranges(shown)
    return Part(
        anchor="ranges",
        title="Which figures are ranges, and how wide",
        paragraphs=(
            "Where a force printed a mark such as “<5” instead of a number, or left rows out, the "
            "count is a range by that force’s own rule, and every sum with it is a range too."
            if wide
            else "None is: every force gave numbers for what is in a figure here.",
        ),
        table=Table(
            caption="Figures that are ranges, the widest first",
            columns=(
                Column(title="Figure"),
                Column(title="Range", kind=Kind.NUMBER),
                Column(title="Wide", kind=Kind.NUMBER),
                Column(title="Marks of", optional=True),
            ),
            rows=tuple(
                Row(
                    head=word_cell(entry.title, entry.href),
                    cells=(
                        number_cell(shown.figure(entry.key)),
                        word_cell("no upper end")
                        if entry.figure.value.high is None
                        else whole_cell(_width(entry)),
                        word_cell(_marking(entry)),
                    ),
                )
                for entry in wide
            ),
        )
        if wide
        else None,
    )


def _width(entry: Entry) -> int:
    value = entry.figure.value
    return 1_000_000 if value.high is None else value.high - value.low


def _marking(entry: Entry) -> str:
    """The forces whose marks make the figure a range."""
    codes = dict.fromkeys(
        count.force_code
        for count in entry.figure.parts
        if count.value is None or not count.value.is_exact
    )
    return in_list([FORCES[code].name for code in codes])


def _caveats_part(periods: Sequence[PeriodFigures]) -> Part:
    said: dict[str, dict[str, None]] = {}
    for one in periods:
        for force in one.forces:
            if force.caveats:
                words = dict.fromkeys(caveat_words(caveat) for caveat in force.caveats)
                said.setdefault(force.force_code, {}).update(words)
        for doubt in one.doubts:
            said.setdefault(doubt.force_code, {})[CONTRADICTS] = None
    rows = tuple(
        Row(head=_force_cell(code), cells=(word_cell(" ".join(words)),))
        for code, words in said.items()
    )
    return Part(
        anchor="caveats",
        title="What to know of single forces",
        paragraphs=() if rows else ("Nothing was noted of any force.",),
        table=Table(
            caption="Forces with a caveat",
            columns=(Column(title="Force"), Column(title="What to know")),
            rows=rows,
        )
        if rows
        else None,
    )


def _force_cell(code: str) -> TableCell:
    return word_cell(FORCES[code].name, f"forces/{code}.html")


def _files_part(account: Account) -> Part:
    refused = len(account.files_refused)
    added = f" + {account.added:,} added by a person" if account.added else ""
    return Part(
        anchor="files",
        title="Nothing is lost between the replies and the figures",
        paragraphs=(
            f"Files in: {account.files:,} = {account.files_read:,} read + {refused:,} refused.",
            f"Numbers found in them: {account.proposals:,}{added} = {account.counts:,} counted + "
            f"{account.rejected:,} put aside by a person + {account.open_proposals:,} still open.",
        ),
        table=Table(
            caption="Files that could not be read",
            columns=(Column(title="File"), Column(title="Why")),
            rows=tuple(
                Row(head=word_cell(file), cells=(word_cell(capital(why)),))
                for file, why in account.files_refused
            ),
        )
        if refused
        else None,
    )


def _open_part(periods: Sequence[PeriodFigures]) -> Part:
    waiting = {f.force_code: f.open_items for one in periods for f in one.forces if f.open_items}
    rows = tuple(
        Row(head=_force_cell(code), cells=(whole_cell(items),)) for code, items in waiting.items()
    )
    return Part(
        anchor="open",
        title="What still waits for a person",
        paragraphs=(
            "Only what a person confirmed is counted. These points are not in any figure."
            if rows
            else "Nothing: every figure, question and outcome of the replies is settled.",
        ),
        table=Table(
            caption="Open points by force",
            columns=(Column(title="Force"), Column(title="Open", kind=Kind.NUMBER)),
            rows=rows,
        )
        if rows
        else None,
    )
