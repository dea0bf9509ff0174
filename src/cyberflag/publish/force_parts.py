"""The sections by force: how widely they vary, each force's total, who gave none."""

from cyberflag.core.counts import REPORTED
from cyberflag.core.forces import FORCES
from cyberflag.measures.model import ForceFigure, PeriodFigures, Spread
from cyberflag.publish.catalogue import FigureKey, Of
from cyberflag.publish.cells import bar_cell, number_cell, word_cell
from cyberflag.publish.charts import Chart, Dot, dot_chart
from cyberflag.publish.model import Column, Kind, Part, Row, Table
from cyberflag.publish.shown import Number, Shown
from cyberflag.publish.words import capital, in_list, plural, rounded, status_words

FEW = 5
"""Over fewer forces nothing is said of how they vary."""

NATIONWIDE = "Nationwide"
"""The row of a force that has no region."""

WHY_NONE = {
    "refused": "Refused to answer",
    "not held": "Says it does not hold the figures",
    "flag not used": "Answered, but did not use the flag",
    "no answer": "Did not answer, or sent only an acknowledgement or a question",
    "retracted": "Withdrew its answer",
}
"""Why a force has no figure, as a reader needs it."""


def forces_part(shown: Shown) -> Part | None:
    """How widely forces vary, and every force's total with the one before it."""
    one = shown.figures.periods[0]
    spread = one.spread
    if spread is None:
        return None
    with_total = [force for force in one.forces if force.total is not None]
    numbers = {f.force_code: shown.force_number(f, one.period) for f in one.forces}
    ordered = sorted(with_total, key=lambda force: -numbers[force.force_code].low)
    without = [force for force in one.forces if force.total is None]
    is_many = len(ordered) >= FEW
    most = max(1, *(number.high for number in numbers.values()))
    rows = [_force_row(shown, force, numbers, most) for force in (*ordered, *without)]
    low, high = numbers[ordered[-1].force_code].words, numbers[ordered[0].force_code].words
    return Part(
        anchor="forces",
        title=f"From {low} to {high}: forces vary widely" if is_many else "By force",
        paragraphs=(_spread_words(spread),) if is_many else (),
        chart=_region_chart(one, ordered, numbers) if is_many else None,
        stacked=True,
        table=Table(
            caption=f"Recorded offences by force, {one.period}",
            note="Each force leads to its own page, each number to its source cells.",
            columns=_columns(shown),
            rows=tuple(rows),
        ),
    )


def _spread_words(spread: Spread) -> str:
    return (
        f"Half of the {spread.forces} forces with a figure recorded "
        f"{rounded(spread.median, 0)} or fewer. {capital(_how_many(spread.hundreds))} recorded at "
        f"least 100, {_how_many(spread.under_ten)} fewer than 10. Forces differ in size, in how "
        "they record and in how they use the flag: this is not a ranking of harm."
    )


def _how_many(forces: int) -> str:
    return str(forces) if forces else "none"


def _region_chart(
    one: PeriodFigures, ordered: list[ForceFigure], numbers: dict[str, Number]
) -> Chart:
    rows: dict[str, list[ForceFigure]] = {}
    for force in ordered:
        rows.setdefault(FORCES[force.force_code].region or NATIONWIDE, []).append(force)
    dots = [
        Dot(
            row=region,
            value=numbers[force.force_code].low,
            label=FORCES[force.force_code].name if place == 0 else "",
        )
        for region, forces in rows.items()
        for place, force in enumerate(forces)
    ]
    said = "; ".join(
        f"{region}: {', '.join(numbers[f.force_code].words for f in forces)}"
        for region, forces in rows.items()
    )
    return dot_chart(
        "regions",
        f"Recorded offences by force and region, {one.period}",
        f"Dot chart, one dot a force, one row a region. {said}.",
        dots,
    )


def _columns(shown: Shown) -> tuple[Column, ...]:
    periods = [one.period for one in shown.figures.periods]
    return (
        Column(title="Force"),
        Column(title="", kind=Kind.BAR),
        *(
            Column(title=str(period), kind=Kind.NUMBER, optional=place > 0)
            for place, period in enumerate(periods)
        ),
        Column(title="To know", optional=True),
    )


def _force_row(shown: Shown, force: ForceFigure, numbers: dict[str, Number], most: int) -> Row:
    code = force.force_code
    cells = []
    for one in shown.figures.periods:
        same = next(f for f in one.forces if f.force_code == code)
        entry = shown.entries.get(FigureKey(Of.FORCE, one.period, code))
        cells.append(number_cell(shown.force_number(same, one.period), entry.href if entry else ""))
    return Row(
        head=word_cell(FORCES[code].name, f"forces/{code}.html"),
        cells=(
            bar_cell(numbers[code], most),
            *cells,
            word_cell(capital(in_list(force.caveats))),
        ),
    )


def missing_part(one: PeriodFigures) -> Part | None:
    """Who gave no figure, and why."""
    table = missing_table(one)
    if table is None:
        return None
    return Part(
        anchor="no-figure",
        title=f"{capital(plural(len(table.rows), 'force', 'forces'))} gave no figure for {one.period}",
        paragraphs=(
            "What they would have said is not known. No number is put in its place, and it does "
            "not mean that there were no offences.",
        ),
        table=table,
    )


def missing_table(one: PeriodFigures) -> Table | None:
    """The forces without a figure: what they did, in the order of the statuses."""
    rows = [
        Row(
            head=word_cell(FORCES[code].name, f"forces/{code}.html"),
            cells=(word_cell(_why(one, code)),),
        )
        for _, codes in one.coverage.without
        for code in codes
    ]
    if not rows:
        return None
    return Table(
        caption=f"Forces without a figure, {one.period}",
        columns=(Column(title="Force"), Column(title="What happened")),
        rows=tuple(rows),
    )


def _why(one: PeriodFigures, code: str) -> str:
    force = next(force for force in one.forces if force.force_code == code)
    words = WHY_NONE.get(force.status, capital(status_words(force.status)))
    if force.section:
        words = f"{words} (section {force.section} of the Act)"
    return words if force.status != REPORTED else "Answered without a total"
