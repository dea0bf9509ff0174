"""Layouts in running text, lists, forms, and tables inside tables."""

from dataclasses import replace

from benchmarks.generator.layouts.common import heading, notes, offence_groups, recorded_ages
from benchmarks.generator.letters import long_date
from benchmarks.generator.paper import Age, Block, Cell, Line, label, table, text_line
from benchmarks.generator.tabulate import Case, Key, crosstab, with_total


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
