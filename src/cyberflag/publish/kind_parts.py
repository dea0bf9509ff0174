"""The sections by offence and by the victim's age: a finding, a chart, the table beside it."""

from cyberflag.core.counts import Interval
from cyberflag.measures.model import AgeFigure, PeriodFigures
from cyberflag.publish.catalogue import FigureKey, Of, age_key
from cyberflag.publish.cells import age_label, number_cell, whole_cell, word_cell
from cyberflag.publish.charts import Bar, bar_chart, column_chart
from cyberflag.publish.model import Column, Kind, Part, Row, Table
from cyberflag.publish.protect import MARK
from cyberflag.publish.shown import Number, Shown
from cyberflag.publish.words import capital, plural


def bar(label: str, number: Number, *, marked: bool) -> Bar:
    """A bar of a chart; where no number is printed the words stand at its foot."""
    value = Interval.exact(0) if number.value is None else number.value
    return Bar(label=label, value=value, words=number.words, marked=marked)


def offences_part(shown: Shown, one: PeriodFigures) -> Part | None:
    """By publication group of offence, the largest first."""
    if not one.offences:
        return None
    numbers = {
        offence.group: shown.figure(FigureKey(Of.OFFENCE, one.period, offence.group))
        for offence in one.offences
    }
    ordered = sorted(one.offences, key=lambda offence: -numbers[offence.group].low)
    largest = ordered[0].group
    forces = {force for offence in one.offences for force in offence.figure.forces}
    title = f"{capital(largest)} is the largest type: {numbers[largest].words}"
    rows = tuple(
        Row(
            head=word_cell(capital(offence.group)),
            cells=(
                number_cell(
                    numbers[offence.group],
                    shown.entries[FigureKey(Of.OFFENCE, one.period, offence.group)].href,
                ),
                whole_cell(len(offence.figure.forces)),
            ),
        )
        for offence in ordered
    )
    said = "; ".join(f"{o.group} {numbers[o.group].words}" for o in ordered)
    return Part(
        anchor="offences",
        title=title,
        paragraphs=(
            f"{plural(len(forces), 'force gave', 'forces gave')} types of offence"
            + (
                "; the others gave a total or ages only, so the types do not add up to the total."
                if len(forces) < len(one.total.forces)
                else "."
            ),
        ),
        chart=bar_chart(
            "offences",
            f"Recorded offences by type, {one.period}",
            f"Bar chart, largest first: {said}.",
            [bar(capital(o.group), numbers[o.group], marked=o.group == largest) for o in ordered],
        ),
        has_ranges=any(_is_range(number) for number in numbers.values()),
        table=Table(
            caption=f"By type of offence, {one.period}",
            note="Each number leads to its source cells.",
            columns=_columns("Type of offence"),
            rows=rows,
        ),
    )


def ages_part(shown: Shown, one: PeriodFigures) -> Part | None:
    """By single year of the victim's age; the two young bands below the table."""
    commonest = one.commonest_age
    if not one.ages or commonest is None:
        return None
    numbers = [(age, shown.figure(age_key(one.period, age.age))) for age in one.ages]
    bands = [band for band in (one.under_10, one.ten_and_under) if band is not None]
    said = "; ".join(f"{age_label(age.age)}: {number.words}" for age, number in numbers)
    return Part(
        anchor="ages",
        title=f"{commonest.age} is the age of the largest group of victims",
        paragraphs=_age_paragraphs(shown, one, commonest),
        chart=column_chart(
            "ages",
            f"Recorded offences by victim’s age, {one.period}",
            f"Column chart by single year of age. {said}.",
            [
                bar(age_label(age.age), number, marked=age.age == commonest.age)
                for age, number in numbers
            ],
        ),
        chart_note="Forces that gave single years of age only.",
        has_ranges=any(_is_range(number) for _, number in numbers),
        table=Table(
            caption=f"By victim’s age, {one.period}",
            note="Each number leads to its source cells.",
            columns=_columns("Age"),
            rows=tuple(
                [_age_row(shown, one, age) for age in one.ages]
                + [_age_row(shown, one, band, whole=True) for band in bands]
            ),
        ),
    )


def _age_paragraphs(shown: Shown, one: PeriodFigures, commonest: AgeFigure) -> tuple[str, ...]:
    number = shown.figure(age_key(one.period, commonest.age))
    at = plural(len(commonest.figure.forces), "force", "forces")
    first = f"{capital(number.words)} offences had a victim aged {commonest.age}, in {at}."
    rest = (
        "Forces that gave bands of age are counted where a band fits exactly, such as under 10; "
        "a band is never split. The ages therefore do not add up to the total."
    )
    hidden = any(shown.figure(age_key(one.period, age.age)).words == MARK for age in one.ages)
    mark = f"{MARK} is a number that only one force could give: it is hidden." if hidden else ""
    return tuple(filter(None, [f"{first} {rest}", mark]))


def _age_row(shown: Shown, one: PeriodFigures, age: AgeFigure, *, whole: bool = False) -> Row:
    key = age_key(one.period, age.age)
    return Row(
        head=word_cell(age_label(age.age)),
        cells=(
            number_cell(shown.figure(key), shown.entries[key].href),
            whole_cell(len(age.figure.forces)),
        ),
        whole=whole,
    )


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(title=first),
        Column(title="Offences", kind=Kind.NUMBER),
        Column(title="Forces", kind=Kind.NUMBER),
    )


def _is_range(number: Number) -> bool:
    return number.value is not None and not number.value.is_exact
