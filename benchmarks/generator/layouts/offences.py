"""Layouts by offence and by flag."""

from dataclasses import replace

from benchmarks.generator.layouts.common import heading, notes, offence_groups, recorded_ages, title
from benchmarks.generator.paper import (
    Blank,
    Block,
    Cell,
    Table,
    label,
    table,
    text_line,
)
from benchmarks.generator.records import GROUP_OF
from benchmarks.generator.tabulate import Case, Key, crosstab, with_total


def offences_down(case: Case) -> list[Block]:
    """Offence groups down, periods across."""
    down = with_total(case.offences(offence_groups(case)), case.total())
    drawn = crosstab(case, [down], [case.periods()], corner=["Offence"])
    return [heading(case), drawn, *notes(case)]


def offence_codes(case: Case) -> list[Block]:
    """Home Office codes and titles down in two columns, periods across."""
    case.words = replace(case.words, code="code")
    codes = case.present("code")
    keys = with_total(case.offences(codes), case.total())
    drawn = crosstab(case, [keys], [case.periods()], corner=["HO code"])
    titles = replace(case.words, code="title")
    texts = ["Offence description", *(titles.offence_label(code) for code in codes), ""]
    rows = [(row[0], label(text), *row[1:]) for row, text in zip(drawn.rows, texts, strict=True)]
    return [heading(case), table(rows), *notes(case)]


def offences_by_flag(case: Case) -> list[Block]:
    """Offence groups down; flag yes, flag no and both across."""
    return _by_flag(case, [f"{case.words.flag} - Yes", f"{case.words.flag} - No", "Total"])


def offences_by_flag_merged(case: Case) -> list[Block]:
    """The flag's name merged over a Yes and a No column."""
    blocks = _by_flag(case, ["Yes", "No", "Total"])
    drawn = next(block for block in blocks if isinstance(block, Table))
    top: tuple[Cell | None, ...]
    flag = case.words.flag
    top = (Cell(), label(f"{flag[0].upper()}{flag[1:]}?", cols=2, bold=True), None, Cell())
    merged = replace(drawn, rows=(top, *drawn.rows), header_rows=2)
    return [merged if block is drawn else block for block in blocks]


def _by_flag(case: Case, names: list[str]) -> list[Block]:
    span = case.spans[0]
    flags = [
        Key(text=name, online=online, period=span, is_total=online == "all")
        for name, online in zip(names, ("online", "not online", "all"), strict=True)
    ]
    down = with_total(case.offences(offence_groups(case)), case.total())
    drawn = crosstab(case, [down], [flags], corner=["Offence type"])
    when = case.words.period_label(span)
    text = (
        f"Sexual offences against persons under 18 recorded in {when}, number of "
        f"{case.words.unit} by {case.words.flag}"
    )
    return [text_line(text, heading=True), drawn, *notes(case)]


def years_by_flag(case: Case) -> list[Block]:
    """Periods down; flagged and all offences across."""
    across = [
        Key(text=f"All {case.words.unit}", online="all"),
        Key(text=f"Of which with {case.words.flag}", online="online"),
    ]
    drawn = crosstab(case, [case.periods()], [across], corner=["Financial year"])
    text = f"Sexual offences against persons under 18, number of {case.words.unit} recorded"
    return [text_line(text, heading=True), drawn, *notes(case)]


def offence_by_age(case: Case) -> list[Block]:
    """A matrix of offence groups by age band, with totals both ways, per period."""
    blocks: list[Block] = [heading(case)]
    for key in case.periods():
        down = with_total(case.offences(offence_groups(case)), case.total())
        down = [replace(one, period=key.period) for one in down]
        across = with_total(case.ages(case.bands), case.total())
        drawn = crosstab(case, [down], [across], corner=["Offence"])
        blocks += [Blank(), title(case, f"Offence by age of victim, {key.text}"), drawn]
    return [*blocks, *notes(case)]


def offence_subtotals(case: Case) -> list[Block]:
    """Codes under their groups, a subtotal after each group, a grand total at the end."""
    rows: list[list[Cell | None]] = [
        [label("Offence", bold=True), *(label(k.text, bold=True) for k in case.periods())]
    ]
    for group in offence_groups(case):
        codes = [code for code in case.present("code") if GROUP_OF[code] == group]
        name = case.words.offence_label(group)
        rows.append([label(name, bold=True)])
        for key in case.offences(codes):
            rows.append([label(key.text), *(case.cell(key, span) for span in case.periods())])
        total = Key(text=f"{name} total", offence=group, is_total=True)
        rows.append([label(total.text, bold=True), *(case.cell(total, s) for s in case.periods())])
    grand = case.total("Grand Total")
    rows.append([label(grand.text, bold=True), *(case.cell(grand, s) for s in case.periods())])
    return [heading(case), table(rows), *notes(case)]


def pivot(case: Case) -> list[Block]:
    """As a pivot table is exported: ``Count of …``, ``Row Labels``, ``Grand Total``."""
    down = with_total(case.offences(case.present("code")), case.total("Grand Total"))
    across = with_total(case.ages(recorded_ages(case)), case.total("Grand Total"))
    span = Key(text="", period=case.spans[0])
    drawn = crosstab(case, [[replace(k, period=span.period) for k in down]], [across])
    top: tuple[Cell | None, ...] = (
        label("Count of Crime Number"),
        label("Victim Age"),
        *(Cell(),) * (drawn.width - 2),
    )
    head = (label("Row Labels"), *drawn.rows[0][1:])
    when = case.words.period_label(case.spans[0])
    filters = [
        [label("Period"), label(when)],
        [label(case.words.flag), label("Y")],
        [Cell()],
    ]
    rows = [*filters, top, head, *drawn.rows[1:]]
    what = text_line(f"Recorded sexual offences against under 18s, {when}, {case.words.unit}")
    return [what, table(rows, header_rows=0), *notes(case)]


def tidy(case: Case) -> list[Block]:
    """One row per count, as a machine would write it."""
    return _tidy(case, with_sum=False)


def tidy_with_total(case: Case) -> list[Block]:
    """One row per count, then a row with their sum."""
    return _tidy(case, with_sum=True)


def _tidy(case: Case, *, with_sum: bool) -> list[Block]:
    span = case.spans[0]
    words = case.words
    heads = ["Period", "Offence", "Victim sex", "Victim age", words.flag, f"Number of {words.unit}"]
    rows: list[list[Cell | None]] = [[label(head) for head in heads]]
    for offence in case.offences(offence_groups(case)):
        for sex in case.sexes():
            for age in case.ages(case.bands):
                keys = (replace(offence, period=span), sex, age)
                if case.count(*keys):
                    texts = [words.period_label(span), offence.text, sex.text, age.text, "Yes"]
                    rows.append([*(label(text) for text in texts), case.cell(*keys)])
    if with_sum:
        total = replace(case.total(), period=span)
        rows.append([label(total.text), *(Cell(),) * 4, case.cell(total)])
    what = text_line(f"Sexual offences against persons under 18 ({words.unit})")
    return [what, table(rows), *notes(case)]
