"""Layouts with the oddities of real replies: footnotes, hidden rows, totals first, zeros by mark."""

from dataclasses import replace

from benchmarks.generator.layouts.common import (
    heading,
    notes,
    offence_groups,
    recorded_ages,
    replace_spans,
    title,
)
from benchmarks.generator.paper import (
    Age,
    Blank,
    Block,
    Cell,
    Line,
    NewPage,
    Table,
    label,
    noise,
    table,
    text_line,
)
from benchmarks.generator.tabulate import Case, Key, crosstab, with_total


def footnotes(case: Case) -> list[Block]:
    """Labels with footnote marks, explained below the table."""
    down = with_total(case.ages(recorded_ages(case)), case.total())
    drawn = crosstab(case, [down], [case.periods()], corner=["Age of victim (1)"])
    rows = [list(row) for row in drawn.rows]
    rows[-1][0] = label(f"{case.total().text} (2)", bold=True)
    return [
        heading(case),
        replace(drawn, rows=tuple(tuple(row) for row in rows)),
        text_line("(1) Age at the time the offence was recorded."),
        text_line("(2) Figures are correct as at 4 May and may change."),
        *notes(case),
    ]


def hidden_rows(case: Case) -> list[Block]:
    """Rows hidden in the spreadsheet that hold the extract's own references, no counts."""
    down = with_total(case.ages(case.fine_bands), case.total())
    drawn = crosstab(case, [down], [case.periods()], corner=["Age group"])
    extra: tuple[Cell | None, ...] = (label("Extract run"), noise(20417), *(Cell(),) * 3)
    rows = (extra[: drawn.width], *drawn.rows)
    hidden = replace(drawn, rows=rows, hidden_rows=frozenset({0}), header_rows=2)
    return [heading(case), hidden, *notes(case)]


def total_first(case: Case) -> list[Block]:
    """The total in the first row and in the first column of counts."""
    sexes = [case.total(), *case.sexes()]
    down = [case.total("All ages"), *case.ages(case.bands)]
    key = case.periods()[-1]
    down = [replace(one, period=key.period) for one in down]
    drawn = crosstab(case, [down], [sexes], corner=["Age group"])
    return [heading(replace_spans(case, key)), drawn, *notes(case)]


def flagged_and_all(case: Case) -> list[Block]:
    """Two questions: all offences, then those with the flag, each with its own table."""
    words = case.words
    blocks: list[Block] = []
    asked = (
        (f"Q1. All sexual {words.unit} recorded against persons under 18", "all"),
        (f"Q2. Sexual {words.unit} against persons under 18 with a {words.flag}", "online"),
    )
    for text, online in asked:
        keys = [replace(one, online=online) for one in case.offences(offence_groups(case))]
        down = with_total(keys, replace(case.total(), online=online))
        drawn = crosstab(case, [down], [case.periods()], corner=["Offence type"])
        blocks += [text_line(text, heading=True), drawn, Blank()]
    return [*blocks, *notes(case)]


def rank_and_remark(case: Case) -> list[Block]:
    """A running number before the label and a remark after the count."""
    key = case.periods()[-1]
    rows: list[list[Cell | None]] = [
        [label("No."), label("Offence"), label(f"{key.text} ({case.words.unit})"), label("Comment")]
    ]
    for number, one in enumerate(case.offences(offence_groups(case)), 1):
        remark = "Includes attempts" if number % 3 == 0 else ""
        rows.append([label(str(number)), label(one.text), case.cell(key, one), label(remark)])
    rows.append([Cell(), label(case.total().text), case.cell(key, case.total()), Cell()])
    return [heading(replace_spans(case, key)), table(rows), *notes(case)]


def zeros_dashed(case: Case) -> list[Block]:
    """Noughts printed as a dash, with a note that says so."""
    return _zeros(case, "-", "A dash (-) means that there were none.")


def zeros_nil(case: Case) -> list[Block]:
    """Noughts printed as ``Nil``."""
    return _zeros(case, "Nil", "")


def zeros_blank(case: Case) -> list[Block]:
    """Blanks where there was nothing: a blank says nothing by itself."""
    return _zeros(case, "", "")


def _zeros(case: Case, mark: str, note: str) -> list[Block]:
    case.words = replace(case.words, zero=mark)
    down = with_total(case.ages(recorded_ages(case, low=3)), case.total())
    across = with_total(case.sexes(), case.total())
    key = case.periods()[-1]
    down = [replace(one, period=key.period) for one in down]
    drawn = crosstab(case, [down], [across], corner=["Age of victim"])
    said: list[Block] = [text_line(note)] if note else []
    return [heading(replace_spans(case, key)), drawn, *said, *notes(case)]


def periods_down_blocks(case: Case) -> list[Block]:
    """The period given once for a block of ages, sexes across."""
    down = [case.periods(), with_total(case.ages(case.bands), case.total())]
    across = [with_total(case.sexes(), case.total())]
    style = case.rng.choice(("once", "merged", "repeated"))
    drawn = crosstab(case, down, across, corner=["Period", "Age group"], blocks=style)
    return [heading(case), drawn, *notes(case)]


def offence_by_sex(case: Case) -> list[Block]:
    """Offences down; a header of two rows, period over sex."""
    down = [with_total(case.offences(offence_groups(case)), case.total())]
    across = [case.periods(), case.sexes()]
    drawn = crosstab(case, down, across, corner=["Offence"])
    return [heading(case), drawn, *notes(case)]


def ages_by_offence_two_sheets(case: Case) -> list[Block]:
    """One sheet per period, the period only in the sheet's name and its title."""
    blocks: list[Block] = []
    for number, key in enumerate(case.periods()):
        if number:
            blocks.append(NewPage(f"Page {number + 1}"))
        down = [replace(one, period=key.period) for one in case.ages(case.bands)]
        down.append(replace(case.total(), period=key.period))
        drawn = crosstab(case, [down], [with_total(case.sexes(), case.total())])
        blocks += [title(case, f"Sexual offences against under 18s, {key.text}"), drawn]
    return [*blocks, *notes(case)]


def age_lines(case: Case) -> list[Block]:
    """A list of single years of age under a heading for each period."""
    blocks: list[Block] = []
    for key in case.periods():
        one = replace_spans(case, key)
        blocks.append(heading(one, "Sexual offences against persons under 18 by age of victim"))
        for age in recorded_ages(case, low=10):
            if age.low is not None:
                named = Key(text="", period=key.period, age=Age(age.low, age.low))
                parts = (f"Aged {age.low}: ", case.figure(named))
                blocks.append(Line(parts=parts, bullet=True))
    return [*blocks, *notes(case)]


def question_and_answer(case: Case) -> list[Block]:
    """Numbered questions, each answered by a number of its own on the next line."""
    words = case.words
    when = words.period_label(case.spans[0])
    span = Key(text="", period=case.spans[0])
    asked = [
        (f"1. How many sexual {words.unit} against under 18s had a {words.flag} in {when}?", span),
        (f"2. How many of these {words.unit} had a female victim?", replace(span, sex="female")),
        (f"3. How many of these {words.unit} had a male victim?", replace(span, sex="male")),
    ]
    blocks: list[Block] = []
    for text, key in asked:
        blocks += [text_line(text), Line(parts=("Answer: ", case.figure(key)))]
    return [*blocks, *notes(case)]


def long_list(case: Case) -> list[Block]:
    """A long table over two pages: the period given once, single years, sexes across."""
    down = [case.periods(), with_total(case.ages(recorded_ages(case, low=0)), case.total())]
    across = [with_total(case.sexes(), case.total())]
    drawn: Table = crosstab(case, down, across, corner=["Period", "Age"], blocks="repeated")
    return [heading(case), drawn, *notes(case)]
