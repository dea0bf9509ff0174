"""Which force answers in which layout and format, and what else its reply says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from benchmarks.generator import layouts
from benchmarks.generator.layouts import Layout
from benchmarks.generator.words import RULES, UNDEFINED, Rule, Words

SINGLE_YEARS = frozenset(
    {
        layouts.ages_down,
        layouts.ages_down_one_count,
        layouts.ages_across,
        layouts.section_rows,
        layouts.repeated_headers,
        layouts.several_tables,
        layouts.several_sheets,
        layouts.pivot,
        layouts.nested,
    }
)
"""Layouts that print every single year of age."""

BANDED = frozenset(
    {
        layouts.bands_by_sex,
        layouts.two_row_header,
        layouts.two_row_header_unmerged,
        layouts.three_row_header,
        layouts.blocks_once,
        layouts.blocks_merged,
        layouts.percentages,
        layouts.quarters,
        layouts.side_tables,
        layouts.offence_by_age,
        layouts.ages_transposed,
        layouts.tidy_with_total,
        layouts.year_change,
    }
)
"""Layouts that print age bands."""

WITH_OFFENCES = frozenset(
    {
        layouts.several_tables,
        layouts.several_sheets,
        layouts.pivot,
        layouts.offence_by_age,
        layouts.tidy_with_total,
        layouts.offences_down,
        layouts.offence_codes,
        layouts.offences_by_flag,
        layouts.offences_by_flag_merged,
        layouts.offence_subtotals,
        layouts.offence_lines,
    }
)
"""Layouts that print offences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One force's reply: its layout, format, words, rule for small numbers, and remarks.

    ``remarks`` are sentences printed before the figures; ``outcome`` and ``section`` what
    they amount to. ``withdrawn`` adds an earlier file that this one replaces.
    """

    layout: Layout
    form: str
    words: Words
    rule: Rule | None = None
    sent: date | None = None
    remarks: tuple[str, ...] = ()
    outcome: str = ""
    section: str | None = None
    withdrawn: bool = False
    only_latest: bool = False
    youngest: int | None = None
    fixed: Mapping[int, int] = field(default_factory=dict)


STARS, LESS_THAN, BRACKET_C, FEWER = RULES[0], RULES[1], RULES[2], RULES[3]

UNRELIABLE = (
    "Please note that the flag is not applied consistently by this force and these figures "
    "should not be relied upon as an accurate count."
)
PARTIAL = (
    "To answer the question by offence would exceed the appropriate limit of 18 hours and that "
    "part of your request is refused under section 12(1) of the Freedom of Information Act 2000.",
    "However, as a gesture of goodwill, the figures by age that are readily available are "
    "provided below.",
)
REPLACES = (
    "This response replaces the one of 5 May 2016, which we withdraw: an error was found in "
    "the figures given there. Please disregard the earlier figures."
)
LATE = "Please accept our apologies for the delay in responding to your request."


def _plan(layout: Layout, form: str, /, **more: object) -> Plan:
    words = {k: more.pop(k) for k in list(more) if k in Words.__dataclass_fields__}
    return Plan(layout=layout, form=form, words=Words(**words), **more)  # type: ignore[arg-type]  # names are checked by the dataclasses


FIRST_ROUND: Mapping[str, Plan] = {
    "E23000002": _plan(layouts.offence_lines, "txt", flag="online flag"),
    "E23000003": _plan(layouts.several_sheets, "ods", age="age", period="dash"),
    "E23000004": _plan(layouts.ages_across, "html", flag="cyber-flag", unknown="Not recorded"),
    "E23000005": _plan(layouts.several_tables, "xlsx", period="full", thousands=True),
    "E23000006": _plan(layouts.form, "docx", unit="crimes"),
    "E23000007": _plan(
        layouts.ages_down, "eml html", flag='"Internet Involved" marker', age="years"
    ),
    "E23000009": _plan(layouts.sentences, "docx"),
    "E23000010": _plan(layouts.several_tables, "pdf", period="dates", unknown="Not known"),
    "E23000011": _plan(
        layouts.ages_down,
        "docx",
        age="aged",
        remarks=(UNRELIABLE,),
        outcome="flag not reliable",
    ),
    "E23000012": _plan(layouts.offence_by_age, "pdf unruled", unit="crimes"),
    "E23000013": _plan(layouts.blocks_merged, "docx", flag="online crime flag"),
    "E23000015": _plan(layouts.ages_down, "pdf", remarks=PARTIAL, outcome="partial", section="12"),
    "E23000016": _plan(layouts.two_row_header, "xlsx", rule=UNDEFINED, sex="letters"),
    "E23000017": _plan(layouts.offence_codes, "pdf", period="ye", rule=FEWER),
    "E23000018": _plan(
        layouts.bands_by_sex,
        "html",
        rule=LESS_THAN,
        age="words",
        sent=date(2016, 5, 19),
        remarks=(REPLACES,),
        outcome="retracted",
        withdrawn=True,
    ),
    "E23000019": _plan(layouts.ages_down_one_count, "eml", age="year old"),
    "E23000020": _plan(layouts.section_rows, "xls", period="fy", total="Grand Total"),
    "E23000021": _plan(layouts.ages_down, "xlsx", fixed={13: 15, 14: 16, 15: 23}),
    "E23000022": _plan(layouts.form, "xlsx"),
    "E23000023": _plan(layouts.tidy_with_total, "csv", unit="crimes", sex="caps"),
    "E23000024": _plan(layouts.nested, "docx", rule=STARS, age="yrs"),
    "E23000025": _plan(layouts.side_tables, "xlsx", period="long", rule=STARS),
    "E23000027": _plan(layouts.ages_transposed, "pdf", rule=BRACKET_C),
    "E23000028": _plan(layouts.ages_down, "tsv", period="months", unknown="Age not stated"),
    "E23000029": _plan(layouts.pivot, "eml xlsx", flag="cyber enabled flag"),
    "E23000032": _plan(layouts.blocks_once, "xls", age="aged"),
    "E23000033": _plan(layouts.repeated_headers, "pdf", sex="children"),
    "E23000034": _plan(layouts.year_lines, "eml"),
    "E23000035": _plan(layouts.two_row_header_unmerged, "ods", rule=LESS_THAN, sex="stated"),
    "E23000036": _plan(layouts.ages_down, "pdf unruled", period="ending", youngest=5),
    "E23000037": _plan(
        layouts.offences_by_flag,
        "xlsx",
        remarks=(LATE,),
        sent=date(2016, 6, 2),
    ),
    "E23000038": _plan(layouts.year_lines, "txt", flag="online tag", unit="crimes"),
    "E23000039": _plan(layouts.offence_subtotals, "docx", code="both"),
    "W15000001": _plan(layouts.percentages, "html", age="dash"),
    "W15000002": _plan(layouts.quarters, "xlsx", rule=STARS),
    "W15000003": _plan(layouts.ages_down, "csv", rule=LESS_THAN, flag="online crime flag"),
    "BTP": _plan(layouts.offences_by_flag_merged, "xlsx", rule=STARS),
}
"""How the 37 forces that give a number answer the first round."""

NO_FLAG_BEFORE = (
    "The cyber flag was not in use on our recording system before April 2016; no figures are "
    "available for 2015/16."
)

SECOND_ROUND: Mapping[str, Plan] = {
    "E23000002": _plan(layouts.offences_down, "tsv"),
    "E23000003": _plan(layouts.offence_by_age, "ods", period="dash"),
    "E23000004": _plan(layouts.ages_across, "html", unknown="Not recorded"),
    "E23000005": _plan(layouts.offence_subtotals, "xlsx", period="full", code="both"),
    "E23000006": _plan(layouts.form_by_year, "docx", unit="crimes"),
    "E23000007": _plan(layouts.years_by_flag, "html", flag='"Internet Involved" marker'),
    "E23000008": _plan(
        layouts.offences_down,
        "docx",
        only_latest=True,
        remarks=(NO_FLAG_BEFORE,),
        outcome="flag not used",
    ),
    "E23000009": _plan(layouts.sentences, "eml"),
    "E23000010": _plan(layouts.offences_down, "xlsx", thousands=True),
    "E23000011": _plan(layouts.two_row_header, "xlsx"),
    "E23000013": _plan(layouts.blocks_merged, "docx", flag="online crime flag"),
    "E23000015": _plan(layouts.year_change, "xlsx"),
    "E23000016": _plan(layouts.blocks_once, "xlsx", sex="letters"),
    "E23000017": _plan(layouts.offence_codes, "csv"),
    "E23000018": _plan(layouts.bands_by_sex, "html", rule=LESS_THAN, age="words"),
    "E23000019": _plan(layouts.offence_subtotals, "docx"),
    "E23000020": _plan(layouts.section_rows, "xls", period="fy", total="Grand Total"),
    "E23000021": _plan(layouts.year_lines, "txt"),
    "E23000022": _plan(layouts.form_by_year, "xlsx"),
    "E23000023": _plan(layouts.ages_down, "xlsx", youngest=5),
    "E23000024": _plan(layouts.nested, "docx", age="yrs"),
    "E23000025": _plan(layouts.offence_codes, "pdf", rule=FEWER),
    "E23000026": _plan(layouts.ages_across, "eml xlsx", age="age"),
    "E23000027": _plan(layouts.two_row_header, "pdf", rule=BRACKET_C),
    "E23000029": _plan(layouts.offence_by_age, "pdf"),
    "E23000030": _plan(layouts.offences_down, "pdf", period="dates"),
    "E23000031": _plan(layouts.ages_down, "tsv", unknown="Age not stated"),
    "E23000032": _plan(layouts.two_row_header_unmerged, "ods", age="aged"),
    "E23000033": _plan(layouts.offence_by_age, "pdf unruled"),
    "E23000034": _plan(layouts.year_lines, "docx"),
    "E23000035": _plan(layouts.year_lines, "eml", flag="online tag"),
    "E23000036": _plan(layouts.ages_down, "pdf unruled", youngest=5),
    "E23000037": _plan(layouts.year_lines, "pdf", unit="crimes"),
    "E23000038": _plan(layouts.form_by_year, "csv"),
    "E23000039": _plan(layouts.offences_down, "eml html"),
    "W15000001": _plan(layouts.three_row_header, "xlsx"),
    "W15000003": _plan(layouts.ages_down, "csv", flag="online crime flag"),
    "W15000004": _plan(layouts.ages_down, "eml", age="year old"),
    "BTP": _plan(layouts.years_by_flag, "csv"),
}
"""How the 39 forces that answer the second round do so."""
