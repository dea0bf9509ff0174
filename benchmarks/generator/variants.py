"""The layout variants of the benchmark: which layout, in which formats, with which periods."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.generator.files import letter_of, write
from benchmarks.generator.layouts import ages, odd, offences, prose
from benchmarks.generator.layouts.common import Layout
from benchmarks.generator.paper import (
    UNKNOWN_AGE,
    Age,
    Block,
    Cell,
    Means,
    Place,
    Span,
    Table,
    Written,
)
from benchmarks.generator.records import draw_ages, draw_records
from benchmarks.generator.tabulate import Case
from benchmarks.generator.words import RULES, UNDEFINED, draw_words

SHEETS = ("xlsx", "xls", "ods", "eml xlsx")
ONE_SHEET = (*SHEETS, "csv", "tsv")
PAPERS = ("html", "docx", "pdf", "eml html", "eml pdf")
TABLES = (*ONE_SHEET, *PAPERS, "pdf unruled", "txt", "eml")
PLAIN = (*ONE_SHEET, "html", "docx", "pdf", "pdf unruled", "txt", "eml", "eml html")
PROSE = ("docx", "pdf", "html", "txt", "eml", "eml html", "eml pdf", "xlsx", "csv")

FINANCIAL = (Span(date(2016, 4, 1), date(2017, 3, 31)), Span(date(2015, 4, 1), date(2016, 3, 31)))
CALENDAR = (Span(date(2016, 1, 1), date(2016, 12, 31)), Span(date(2015, 1, 1), date(2015, 12, 31)))
PART = (Span(date(2016, 10, 1), date(2017, 4, 2)), Span(date(2015, 10, 1), date(2016, 4, 2)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One layout variant: its formats and the periods it is asked for.

    ``summed`` says that totals are printed in the same table as their parts, so that a
    misprint shows. ``marked`` is the share of its files that hide small numbers.
    """

    layout: Layout
    formats: tuple[str, ...] = TABLES
    spans: tuple[Span, ...] = FINANCIAL
    summed: bool = True
    marked: float = 0.5


def _of(layout: Layout, formats: tuple[str, ...] = TABLES, **more: object) -> Variant:
    return Variant(layout=layout, formats=formats, **more)  # type: ignore[arg-type]  # names are checked by the dataclass


_NESTED = ("docx", "html", "eml html")
_WIDE = (*SHEETS, "csv", "html", "docx")

VARIANTS: Mapping[str, Variant] = {
    "ages down, years across": _of(ages.ages_down),
    "ages down, calendar years": _of(ages.ages_down, spans=CALENDAR),
    "ages down, part years": _of(ages.ages_down, PLAIN, spans=PART),
    "ages down, one year": _of(ages.ages_down, PLAIN, spans=FINANCIAL[:1]),
    "ages down, a table a year": _of(ages.ages_down_one_count),
    "ages across": _of(ages.ages_across, (*SHEETS, "csv", "html", "docx", "eml html")),
    "ages and sexes, transposed": _of(ages.ages_transposed, _WIDE),
    "bands by sex": _of(ages.bands_by_sex),
    "open bands by sex, no sums": _of(ages.open_bands_by_sex, summed=False),
    "header of two rows": _of(ages.two_row_header),
    "header of two rows, unmerged": _of(ages.two_row_header_unmerged, ONE_SHEET),
    "header of three rows": _of(ages.three_row_header, (*SHEETS, *PAPERS)),
    "blocks, label once": _of(ages.blocks_once),
    "blocks, label merged": _of(ages.blocks_merged, (*SHEETS, *PAPERS)),
    "periods as section rows": _of(ages.section_rows),
    "periods as blocks": _of(odd.periods_down_blocks),
    "percentages beside": _of(ages.percentages),
    "percentage change beside": _of(ages.year_change),
    "header repeated half-way": _of(ages.repeated_headers, PLAIN),
    "quarters across": _of(ages.quarters),
    "months down": _of(ages.months, PLAIN),
    "tables side by side": _of(ages.side_tables, ONE_SHEET),
    "three tables with titles": _of(ages.several_tables),
    "a sheet each": _of(ages.several_sheets, (*SHEETS, "pdf", "docx")),
    "a sheet a year": _of(odd.ages_by_offence_two_sheets, SHEETS),
    "offences down": _of(offences.offences_down),
    "offence codes": _of(offences.offence_codes),
    "flag yes, no, total": _of(offences.offences_by_flag),
    "flag merged over yes, no": _of(offences.offences_by_flag_merged, (*SHEETS, *PAPERS)),
    "years down, flag across": _of(offences.years_by_flag, PLAIN, summed=False),
    "offence by age": _of(offences.offence_by_age),
    "offence by sex by year": _of(odd.offence_by_sex),
    "subtotals among rows": _of(offences.offence_subtotals),
    "pivot export": _of(offences.pivot, (*SHEETS, "csv")),
    "one row per count": _of(offences.tidy, PLAIN, summed=False),
    "one row per count, total": _of(offences.tidy_with_total, PLAIN),
    "all and flagged": _of(odd.flagged_and_all),
    "footnote marks": _of(odd.footnotes),
    "hidden rows": _of(odd.hidden_rows, SHEETS),
    "total first": _of(odd.total_first),
    "number and remark columns": _of(odd.rank_and_remark, PLAIN),
    "noughts as dashes": _of(odd.zeros_dashed, PLAIN, marked=0.0),
    "noughts as nil": _of(odd.zeros_nil, PLAIN),
    "noughts blank": _of(odd.zeros_blank, PLAIN),
    "long table": _of(odd.long_list, (*ONE_SHEET, "html", "docx", "pdf", "eml pdf")),
    "lines of years": _of(prose.year_lines, PROSE, summed=False),
    "list of offences": _of(prose.offence_lines, PROSE),
    "list of ages": _of(odd.age_lines, PROSE, summed=False),
    "sentences": _of(prose.sentences, PROSE, summed=False),
    "question and answer": _of(odd.question_and_answer, PROSE, summed=False),
    "requester's form": _of(prose.form, (*SHEETS, "docx", "html", "pdf"), summed=False),
    "form by year": _of(prose.form_by_year, PLAIN),
    "table in a table": _of(prose.nested, _NESTED),
}
"""Every variant by name."""

MISPRINTED = 0.05
"""The share of files in which one figure was misprinted against its total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file of the benchmark: its bytes, its truth, and the misprinted place if there is one."""

    written: Written
    misprint: Place | None


def make(name: str, form: str, seed: int) -> Made:
    """The file of this variant, format and seed; the same each time."""
    variant = VARIANTS[name]
    rng = random.Random(f"{name} {form} {seed}")
    size = rng.choice((12, 40, 90, 250))
    records = [
        record
        for span in variant.spans
        for record in draw_records(rng, draw_ages(rng, rng.randint(size // 2, size)), span)
    ]
    for span in variant.spans:
        records += draw_records(rng, draw_ages(rng, size), span, flagged=False)
    is_misprinted = variant.summed and rng.random() < MISPRINTED
    rule = None
    if not is_misprinted and rng.random() < variant.marked:
        rule = UNDEFINED if rng.random() < 0.15 else rng.choice(RULES)
    words = draw_words(rng)
    case = Case(
        force="Testshire",
        spans=variant.spans,
        records=tuple(records),
        words=words,
        rng=rng,
        rule=rule,
    )
    if rng.random() < 0.4:
        case.bands = (Age(0, 10), Age(11, 15), Age(16, 17), UNKNOWN_AGE)
        case.fine_bands = (Age(0, 5), Age(6, 10), Age(11, 15), Age(16, 17), UNKNOWN_AGE)
    blocks = variant.layout(case)
    if is_misprinted:
        blocks = _misprint(blocks, rng)
    letter = letter_of(case.force, rng.randint(100, 9999), date(2017, 4, 10), date(2017, 5, 9), rng)
    written = write(form, blocks, letter)
    wrong = next((p for p in written.places if _is_misprint(p)), None)
    return Made(written=written, misprint=wrong)


def _is_misprint(place: Place) -> bool:
    digits = place.printed.replace(",", "")
    return digits.isdigit() and place.means.low is not None and int(digits) != place.means.low


def _misprint(blocks: list[Block], rng: random.Random) -> list[Block]:
    """The same blocks with one count, not a total, printed larger than it is."""
    tables = [n for n, block in enumerate(blocks) if isinstance(block, Table)]
    if not tables:
        return blocks
    chosen = rng.choice(tables)
    drawn = blocks[chosen]
    assert isinstance(drawn, Table)
    places = [
        (row, col)
        for row, cells in enumerate(drawn.rows)
        for col, cell in enumerate(cells)
        if cell is not None and cell.means is not None and _may_err(cell, cell.means)
    ]
    if not places:
        return blocks
    row, col = rng.choice(places)
    rows = [list(cells) for cells in drawn.rows]
    cell = rows[row][col] or Cell()
    wrong = int(cell.number or 0) + rng.choice((7, 9, 18, 27))
    rows[row][col] = replace(cell, text=str(wrong), number=float(wrong), number_format="")
    changed = replace(drawn, rows=tuple(tuple(cells) for cells in rows))
    return [*blocks[:chosen], changed, *blocks[chosen + 1 :]]


def _may_err(cell: Cell, means: Means) -> bool:
    return not means.is_total and means.status == "reported" and bool(cell.number)
