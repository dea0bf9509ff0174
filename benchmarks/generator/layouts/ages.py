"""Layouts by age and sex of the victim, by period, by part of the year."""

from dataclasses import replace
from datetime import date

from benchmarks.generator.layouts.common import (
    heading,
    notes,
    offence_groups,
    recorded_ages,
    replace_spans,
    title,
)
from benchmarks.generator.paper import (
    UNKNOWN_AGE,
    Age,
    Blank,
    Block,
    Cell,
    Line,
    NewPage,
    Span,
    label,
    noise,
    side_by_side,
    table,
    text_line,
    transposed,
)
from benchmarks.generator.tabulate import Case, Key, crosstab, with_total

OPEN_BANDS = (Age(None, 11), Age(12, 15), Age(16, None), UNKNOWN_AGE)


def ages_down(case: Case) -> list[Block]:
    """Single years of age down; the periods across."""
    down = with_total(case.ages(recorded_ages(case)), case.total())
    drawn = crosstab(case, [down], [case.periods()], corner=["Age of victim"])
    return [heading(case), drawn, *notes(case)]


def ages_down_one_count(case: Case) -> list[Block]:
    """Single years of age down and one count column, one table per period."""
    blocks: list[Block] = [heading(case)]
    for key in case.periods():
        down = with_total(case.ages(recorded_ages(case)), case.total())
        down = [replace(one, period=key.period) for one in down]
        blocks += [
            Blank(),
            title(case, f"Age of victim at time of offence, {key.text}"),
            crosstab(case, [down], corner=["Age"], count_heading=f"Number of {case.words.unit}"),
        ]
    return [*blocks, *notes(case)]


def ages_across(case: Case) -> list[Block]:
    """Single years of age across, the periods down."""
    across = with_total(case.ages(recorded_ages(case)), case.total())
    drawn = crosstab(case, [case.periods()], [across], corner=["Period"])
    return [heading(case, "Sexual offences by age of victim"), drawn, *notes(case)]


def ages_transposed(case: Case) -> list[Block]:
    """Ages by sex, turned on its side with a merged header column."""
    across = [case.periods(), with_total(case.sexes(), case.total())]
    down = [with_total(case.ages(case.fine_bands), case.total())]
    drawn = transposed(crosstab(case, down, across))
    return [heading(case, "Offences by victim age and sex"), drawn, *notes(case)]


def bands_by_sex(case: Case) -> list[Block]:
    """Age bands across by sex down, one matrix per period, with sums both ways."""
    blocks: list[Block] = [heading(case)]
    for key in case.periods():
        down = with_total(case.sexes(), case.total("Sum:"))
        down = [replace(one, period=key.period) for one in down]
        across = with_total(case.ages(case.fine_bands), case.total())
        blocks += [Blank(), title(case, f"Victims by sex and age group, {key.text}")]
        blocks += [crosstab(case, [down], [across])]
    return [*blocks, *notes(case)]


def open_bands_by_sex(case: Case) -> list[Block]:
    """``11 and under``, ``12-15``, ``16 and over``, unknown across; sex down; empty corner."""
    blocks: list[Block] = [heading(case)]
    for key in case.periods():
        down = [replace(one, period=key.period) for one in case.sexes()]
        total = case.figure(Key(text="", period=key.period, is_total=True))
        blocks += [
            Line(parts=(f"{key.text}: Total Count ", total)),
            crosstab(case, [down], [case.ages(OPEN_BANDS)]),
        ]
    return [*blocks, *notes(case)]


def two_row_header(case: Case) -> list[Block]:
    """Ages down; a header of two rows, period merged over sex."""
    across = [case.periods(), with_total(case.sexes(), case.total())]
    down = [with_total(case.ages(case.bands), case.total())]
    drawn = crosstab(case, down, across, corner=["Age group"])
    return [heading(case), drawn, *notes(case)]


def two_row_header_unmerged(case: Case) -> list[Block]:
    """As before, but the period stands once over the first of its columns."""
    across = [case.periods(), with_total(case.sexes(), case.total())]
    down = [with_total(case.ages(case.bands), case.total())]
    drawn = crosstab(case, down, across, corner=["Age group"], merged=False)
    return [heading(case), drawn, *notes(case)]


def three_row_header(case: Case) -> list[Block]:
    """Flag over period over sex: a header of three rows."""
    flag = [Key(text=f"{case.words.flag} = Yes", online="online")]
    across = [flag, case.periods(), with_total(case.sexes(), case.total())]
    top = crosstab(case, [with_total(case.ages(case.bands), case.total())], across[1:])
    head: list[Cell | None] = [Cell(), label(flag[0].text, cols=top.width - 1, bold=True)]
    head += [None] * (top.width - 2)
    return [heading(case), replace(top, rows=(tuple(head), *top.rows), header_rows=3), *notes(case)]


def blocks_once(case: Case) -> list[Block]:
    """Sex given once for a block of age bands; a subtotal ends each block."""
    return _blocks(case, "once")


def blocks_merged(case: Case) -> list[Block]:
    """Sex merged over a block of age bands; a subtotal ends each block."""
    return _blocks(case, "merged")


def _blocks(case: Case, style: str) -> list[Block]:
    sexes = with_total(case.sexes(), case.total("All victims"))
    ages = with_total(case.ages(case.bands), case.total("Subtotal"))
    drawn = crosstab(
        case, [sexes, ages], [case.periods()], corner=["Sex of victim", "Age"], blocks=style
    )
    return [heading(case), drawn, *notes(case)]


def section_rows(case: Case) -> list[Block]:
    """The period as a row of its own above its ages."""
    rows: list[list[Cell | None]] = [
        [label("Age of victim", bold=True), label(f"No. of {case.words.unit}", bold=True)]
    ]
    for key in case.periods():
        rows.append([label(key.text, cols=2, bold=True), None])
        for one in with_total(case.ages(recorded_ages(case)), case.total()):
            rows.append([label(one.text, bold=one.is_total), case.cell(key, one)])
    return [heading(case), table(rows), *notes(case)]


def percentages(case: Case) -> list[Block]:
    """Ages down with a count and its share, which is no count."""
    key = case.periods()[-1]
    total = case.count(key)
    rows: list[list[Cell | None]] = [
        [label("Age group"), label(f"{key.text} number of {case.words.unit}"), label("% of total")]
    ]
    for one in with_total(case.ages(case.fine_bands), case.total()):
        share = 100 * case.count(key, one) / total if total else 0.0
        rows.append(
            [label(one.text), case.cell(key, one), noise(share / 100, f"{share:.1f}%", "0.0%")]
        )
    return [heading(replace_spans(case, key)), table(rows), *notes(case)]


def year_change(case: Case) -> list[Block]:
    """Periods across and the percentage change beside them, which is no count."""
    down = with_total(case.ages(case.bands), case.total())
    drawn = crosstab(case, [down], [case.periods()], corner=["Age group"])
    rows: list[tuple[Cell | None, ...]] = [(*drawn.rows[0], label("% change", bold=True))]
    for number, row in enumerate(drawn.rows[1:]):
        change = noise(0.1 + number / 20, f"{10 + 5 * number}%", "0%")
        rows.append((*row, change))
    return [heading(case), table(rows), *notes(case)]


def repeated_headers(case: Case) -> list[Block]:
    """A long table whose header row comes again half-way."""
    down = with_total(case.ages(recorded_ages(case)), case.total())
    across = with_total(case.sexes(), case.total())
    down = [replace(key, period=case.spans[0]) for key in down]
    drawn = crosstab(case, [down], [across], corner=["Age"])
    half = len(drawn.rows) // 2
    rows = (*drawn.rows[:half], drawn.rows[0], *drawn.rows[half:])
    return [heading(replace(case, spans=case.spans[:1])), replace(drawn, rows=rows), *notes(case)]


def quarters(case: Case) -> list[Block]:
    """Quarters of the year across, ages down."""
    year = case.spans[0].start.year
    starts = [date(year, 4, 1), date(year, 7, 1), date(year, 10, 1), date(year + 1, 1, 1)]
    ends = [date(year, 6, 30), date(year, 9, 30), date(year, 12, 31), date(year + 1, 3, 31)]
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    named = case.words.period_label(case.spans[0])
    across = [Key(text=f"Q{n + 1} {named}", period=span) for n, span in enumerate(spans)]
    across.append(replace(case.total(), period=case.spans[0]))
    down = with_total(case.ages(case.bands), case.total())
    drawn = crosstab(case, [down], [across], corner=["Age group"])
    return [heading(replace(case, spans=case.spans[:1])), drawn, *notes(case)]


def months(case: Case) -> list[Block]:
    """Months down, one count column and a total."""
    year = case.spans[0].start.year
    names = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    keys = []
    for number, name in enumerate(names):
        month, its_year = (number + 3) % 12 + 1, year + (number > 8)
        after = date(its_year + (month == 12), month % 12 + 1, 1)
        end = date.fromordinal(after.toordinal() - 1)
        keys.append(
            Key(text=f"{name}-{its_year % 100:02}", period=Span(date(its_year, month, 1), end))
        )
    keys.append(replace(case.total(), period=case.spans[0]))
    drawn = crosstab(case, [keys], corner=["Month"], count_heading=f"Number of {case.words.unit}")
    return [heading(replace(case, spans=case.spans[:1])), drawn, *notes(case)]


def side_tables(case: Case) -> list[Block]:
    """Two tables beside each other: by age and by sex."""
    key = case.periods()[-1]
    ages = [replace(k, period=key.period) for k in with_total(case.ages(case.bands), case.total())]
    sexes = [replace(k, period=key.period) for k in with_total(case.sexes(), case.total())]
    count = f"No. of {case.words.unit}"
    left = crosstab(case, [ages], corner=["Age group"], count_heading=count)
    right = crosstab(case, [sexes], corner=["Sex of victim"], count_heading=count)
    return [heading(replace_spans(case, key)), side_by_side(left, right), *notes(case)]


def several_tables(case: Case) -> list[Block]:
    """Three tables below each other, each with a title: by age, by sex, by offence."""
    groups = offence_groups(case)
    blocks: list[Block] = [heading(case)]
    for name, keys in (
        ("Table 1: age of victim", case.ages(recorded_ages(case))),
        ("Table 2: sex of victim", case.sexes()),
        ("Table 3: offence type", case.offences(groups)),
    ):
        drawn = crosstab(case, [with_total(keys, case.total())], [case.periods()])
        blocks += [Blank(), title(case, name), drawn]
        blocks += [text_line("Source: crime recording system, extracted on 4 May.")]
    return [*blocks, *notes(case)]


def several_sheets(case: Case) -> list[Block]:
    """A sheet by age and a sheet by offence, each with its own title."""
    ages = crosstab(
        case, [with_total(case.ages(recorded_ages(case)), case.total())], [case.periods()]
    )
    offences = crosstab(
        case, [with_total(case.offences(offence_groups(case)), case.total())], [case.periods()]
    )
    return [
        heading(case, "Age of victim: sexual offences against persons under 18"),
        ages,
        *notes(case),
        NewPage("Offence type"),
        heading(case, "Offence type: sexual offences against persons under 18"),
        offences,
        *notes(case),
    ]
