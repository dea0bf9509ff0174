"""How far the figures can be trusted: who is missing, what is wide, what waits, what was read."""

from cyberflag.core.forces import FORCES
from cyberflag.measures.model import PeriodFigures
from cyberflag.publish.catalogue import Entry
from cyberflag.publish.cells import number_cell, whole_cell, word_cell
from cyberflag.publish.force_page import CAVEAT_WORDS
from cyberflag.publish.force_parts import missing_table
from cyberflag.publish.model import Column, Kind, Page, Part, Row, Table
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import capital, in_list, plural


def quality_page(shown: Shown) -> Page:
    """``quality.html``; what protection promises is set in its template."""
    figures = shown.figures
    one = figures.periods[0]
    return Page(
        path="quality.html",
        template="quality.html",
        title="How far these figures can be trusted",
        kicker=figures.title,
        points=_points(shown),
        parts=(
            *(_coverage_part(period, first=period is one) for period in figures.periods),
            _ranges_part(shown),
            _caveats_part(one),
            _files_part(shown),
            _open_part(one, shown),
        ),
    )


def _points(shown: Shown) -> tuple[str, ...]:
    one = shown.figures.periods[0]
    account = shown.figures.account
    with_figure = sum(force.total is not None for force in one.forces)
    wide = [entry for entry in shown.entries.values() if not entry.figure.value.is_exact]
    return (
        f"{one.coverage.answered} of {one.coverage.asked} forces answered and {with_figure} gave "
        f"a figure for {one.period}.",
        "Every figure is exact."
        if not wide
        else f"{plural(len(wide), 'figure is', 'figures are')} not exact, because a force hid "
        "small numbers by a rule of its own; both ends are given.",
        "Nothing waits for a person."
        if not account.open_items
        else f"{plural(account.open_items, 'point waits', 'points wait')} for a person to decide "
        "and are not counted.",
    )


def _coverage_part(one: PeriodFigures, *, first: bool) -> Part:
    table = missing_table(one)
    coverage = one.coverage
    return Part(
        anchor="who-answered" if first else f"who-answered-{one.period.start.year}",
        title=f"Who answered for {one.period}: {coverage.answered} of {coverage.asked}",
        paragraphs=(
            "A total over the forces that answered is a floor for all forces together. Nothing is "
            "estimated for the others."
            if table is not None
            else "Every force asked gave a figure.",
        ),
        table=table,
    )


def _ranges_part(shown: Shown) -> Part:
    wide = sorted(
        (
            entry
            for entry in shown.entries.values()
            if not entry.figure.value.is_exact and entry.key not in shown.hidden
        ),
        key=lambda entry: -_width(entry),
    )
    return Part(
        anchor="ranges",
        title="Which figures are ranges, and how wide",
        paragraphs=(
            "Where a force printed a mark such as “<5” instead of a number, the count is a "
            "range by that force’s own rule, and every sum with it is a range too."
            if wide
            else "None is: no force hid a number that is in a figure here.",
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
                        word_cell("no end")
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


def _caveats_part(one: PeriodFigures) -> Part:
    rows = tuple(
        Row(
            head=word_cell(FORCES[force.force_code].name, f"forces/{force.force_code}.html"),
            cells=(
                word_cell(" ".join(CAVEAT_WORDS.get(c, f"{capital(c)}.") for c in force.caveats)),
            ),
        )
        for force in one.forces
        if force.caveats
    )
    return Part(
        anchor="caveats",
        title="What to know of single forces",
        paragraphs=() if rows else ("Nothing was noted of any force.",),
        table=Table(
            caption=f"Forces with a caveat, {one.period}",
            columns=(Column(title="Force"), Column(title="What to know")),
            rows=rows,
        )
        if rows
        else None,
    )


def _files_part(shown: Shown) -> Part:
    account = shown.figures.account
    refused = len(account.files_refused)
    counted = account.counts + account.rejected + account.open_proposals
    return Part(
        anchor="files",
        title="Nothing is lost between the replies and the figures",
        paragraphs=(
            f"Files in: {account.files:,} = {account.files_read:,} read + {refused:,} refused.",
            f"Figures found in them: {account.proposals:,} = {account.counts:,} counted + "
            f"{account.rejected:,} put aside by a person + {account.open_proposals:,} still open."
            if counted == account.proposals
            else f"Figures found in them: {account.proposals:,}; {account.counts:,} counted.",
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


def _open_part(one: PeriodFigures, shown: Shown) -> Part:
    rows = tuple(
        Row(
            head=word_cell(FORCES[force.force_code].name, f"forces/{force.force_code}.html"),
            cells=(whole_cell(force.open_items),),
        )
        for force in one.forces
        if force.open_items
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
