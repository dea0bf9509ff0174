"""How replies lay out their answers: each layout turns a case into the blocks of a reply.

In the manner of replies seen on forces' disclosure pages. Every layout prints the period,
the flag and the unit somewhere, so that a human reader could know what each figure is.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from benchmarks.generator.letters import long_date
from benchmarks.generator.paper import (
    UNKNOWN_AGE,
    Age,
    Blank,
    Block,
    Cell,
    Line,
    NewPage,
    Span,
    Table,
    label,
    noise,
    side_by_side,
    table,
    text_line,
    transposed,
)
from benchmarks.generator.records import GROUP_OF
from benchmarks.generator.tabulate import Case, Key, crosstab, with_total

Layout = Callable[[Case], list[Block]]

OPEN_BANDS = (Age(None, 11), Age(12, 15), Age(16, None), UNKNOWN_AGE)


def heading(case: Case, what: str = "Sexual offences against persons under 18") -> Line:
    """A title that says flag, period and unit."""
    words = case.words
    spans = sorted(case.spans, key=lambda span: span.start)
    when = " and ".join(words.period_label(span) for span in spans)
    return text_line(
        f"{what} with the {words.flag}, {when}, number of {words.unit} recorded", heading=True
    )


def title(case: Case, what: str) -> Line:
    """A table's short title."""
    return text_line(f"{what} (number of {case.words.unit} with the {case.words.flag})")


def notes(case: Case) -> list[Block]:
    """What the reply says of its marks, if it printed any."""
    if case.rule is None or not case.suppressed or not case.rule.note:
        return []
    return [text_line(case.rule.note)]


def recorded_ages(case: Case, *, low: int | None = None) -> tuple[Age, ...]:
    """Single years from the youngest victim to 17, then age not recorded."""
    known = [record.age for record in case.records if record.age is not None]
    start = min(known, default=0) if low is None else low
    ages = tuple(Age(age, age) for age in range(start, 18))
    has_unknown = any(record.age is None for record in case.records)
    return (*ages, UNKNOWN_AGE) if has_unknown else ages


def all_spans(case: Case) -> Span:
    """From the first day asked for to the last."""
    return Span(min(s.start for s in case.spans), max(s.end for s in case.spans))


# --- ages -------------------------------------------------------------------------------


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


def replace_spans(case: Case, key: Key) -> Case:
    """The case narrowed to the period of ``key``; marks printed are still counted in ``case``."""
    return replace(case, spans=(key.period or case.spans[0],))


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


# --- offences ---------------------------------------------------------------------------


def offence_groups(case: Case) -> list[str]:
    """The publication groups that occur, in the order of the groups."""
    present = {GROUP_OF[code] for code in case.present("code")}
    return [group for group in dict.fromkeys(GROUP_OF.values()) if group in present]


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


# --- running text -----------------------------------------------------------------------


def year_lines(case: Case) -> list[Block]:
    """``2015/16 - 52`` under each question."""
    blocks: list[Block] = [
        text_line(
            f"Q1. How many sexual offences against persons under 18 were recorded with a "
            f"{case.words.flag}? (number of {case.words.unit})"
        )
    ]
    for number, key in enumerate(case.periods()):
        dash = "–" if number % 2 else "-"
        total = replace(key, is_total=False)
        blocks.append(Line(parts=(f"{key.text} {dash} ", case.figure(total))))
    return [*blocks, *notes(case)]


def offence_lines(case: Case) -> list[Block]:
    """A bulleted list of offence groups under a heading, then the total."""
    span = Key(text="", period=case.spans[0])
    blocks: list[Block] = [heading(replace(case, spans=case.spans[:1]))]
    for key in case.offences(offence_groups(case)):
        blocks.append(Line(parts=(f"{key.text}: ", case.figure(span, key)), bullet=True))
    blocks.append(Line(parts=("Total: ", case.figure(span, case.total())), bullet=True))
    return [*blocks, *notes(case)]


def sentences(case: Case) -> list[Block]:
    """A sentence per period, and one with three ages."""
    words = case.words
    blocks: list[Block] = []
    for key in case.periods():
        text = f"Between {_dates(key)}, the force recorded "
        tail = (
            f" sexual {words.unit} against persons under 18 to which a {words.flag} was attached."
        )
        if words.unit == "victims":
            tail = f" victims under 18 of sexual offences to which a {words.flag} was attached."
        blocks.append(Line(parts=(text, case.figure(replace(key, is_total=True)), tail)))
    ages = sorted(
        (case.ages([Age(age, age) for age in (13, 14, 15)])),
        key=lambda key: key.text,
    )
    last = case.periods()[-1]
    shown = [case.figure(replace(last, age=key.age)) for key in ages]
    blocks.append(
        Line(
            parts=(
                f"In the period {_dates(last)} the victim was aged 13 in ",
                shown[0],
                f" of these {words.unit}, aged 14 in ",
                shown[1],
                " and aged 15 in ",
                shown[2],
                ".",
            )
        )
    )
    return [*blocks, *notes(case)]


def _dates(key: Key) -> str:
    assert key.period is not None
    start, end = key.period.start, key.period.end
    return f"{long_date(start)} and {long_date(end)}"


def form(case: Case) -> list[Block]:
    """The requester's own form, filled in."""
    span = Key(text="", period=case.spans[0])
    ages = [Key(text=f"aged {age}", age=Age(age, age)) for age in (13, 14, 15)]
    under10 = Key(text="aged under 10", age=Age(None, 9))
    known = [r.age for r in case.records if r.age is not None and r.flagged]
    words = case.words
    rows: list[list[Cell | None]] = [
        [label("Question"), label("Your answer")],
        [label("Period covered"), label(words.period_label(case.spans[0]))],
        [
            label(f"1. Total sexual {words.unit} against under 18s with a {words.flag}"),
            case.cell(span, case.total()),
        ],
    ]
    for number, key in enumerate([*case.sexes(("female", "male")), under10, *ages]):
        who = key.text.lower() + (" victims" if key.sex else "")
        text = f"{number + 2}. Number with {'victims ' if not key.sex else ''}{who}"
        rows.append([label(text), case.cell(span, key)])
    youngest = min(known, default=0)
    rows.append([label("8. Age of youngest victim"), label(str(youngest))])
    return [heading(replace(case, spans=case.spans[:1])), table(rows), *notes(case)]


def form_by_year(case: Case) -> list[Block]:
    """A question table with one answer column per period."""
    keys = [
        case.total(f"Total number of {case.words.unit} with a {case.words.flag}"),
        *(replace(k, text=f"Victim {k.text.lower()}") for k in case.sexes(("female", "male"))),
    ]
    drawn = crosstab(case, [keys], [case.periods()], corner=["Question"])
    return [
        text_line("Sexual offences against persons under 18", heading=True),
        drawn,
        *notes(case),
    ]


def nested(case: Case) -> list[Block]:
    """A page-layout table with the question on the left and a table of answers on the right."""
    down = with_total(case.ages(recorded_ages(case)), case.total())
    inner = crosstab(case, [down], [case.periods()], corner=["Age"])
    words = case.words
    ask = f"Number of {words.unit} with the {words.flag}, victims under 18, by age"
    rows: list[list[Cell | None]] = [
        [label("Question"), label("Response")],
        [label(ask), Cell(inner=inner)],
        [label("Please describe your recording practice."), label("See the letter.")],
    ]
    return [heading(case), table(rows), *notes(case)]
