"""Which force answers in which layout and format, and what else its reply says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from benchmarks.generator.layouts import ages, offences, prose
from benchmarks.generator.layouts.common import Layout
from benchmarks.generator.words import RULES, UNDEFINED, Rule, Words

SINGLE_YEARS = frozenset(
    {
        ages.ages_down,
        ages.ages_down_one_count,
        ages.ages_across,
        ages.section_rows,
        ages.repeated_headers,
        ages.several_tables,
        ages.several_sheets,
        offences.pivot,
        prose.nested,
    }
)
"""Layouts that print every single year of age."""

BANDED = frozenset(
    {
        ages.bands_by_sex,
        ages.two_row_header,
        ages.two_row_header_unmerged,
        ages.three_row_header,
        ages.blocks_once,
        ages.blocks_merged,
        ages.percentages,
        ages.quarters,
        ages.side_tables,
        offences.offence_by_age,
        ages.ages_transposed,
        offences.tidy_with_total,
        ages.year_change,
    }
)
"""Layouts that print age bands."""

WITH_OFFENCES = frozenset(
    {
        ages.several_tables,
        ages.several_sheets,
        offences.pivot,
        offences.offence_by_age,
        offences.tidy_with_total,
        offences.offences_down,
        offences.offence_codes,
        offences.offences_by_flag,
        offences.offences_by_flag_merged,
        offences.offence_subtotals,
        prose.offence_lines,
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
    "E23000002": _plan(prose.offence_lines, "txt", flag="online flag"),
    "E23000003": _plan(ages.several_sheets, "ods", age="age", period="dash"),
    "E23000004": _plan(ages.ages_across, "html", flag="cyber-flag", unknown="Not recorded"),
    "E23000005": _plan(ages.several_tables, "xlsx", period="full", thousands=True),
    "E23000006": _plan(prose.form, "docx", unit="crimes"),
    "E23000007": _plan(ages.ages_down, "eml html", flag='"Internet Involved" marker', age="years"),
    "E23000009": _plan(prose.sentences, "docx"),
    "E23000010": _plan(ages.several_tables, "pdf", period="dates", unknown="Not known"),
    "E23000011": _plan(
        ages.ages_down,
        "docx",
        age="aged",
        remarks=(UNRELIABLE,),
        outcome="flag not reliable",
    ),
    "E23000012": _plan(offences.offence_by_age, "pdf unruled", unit="crimes"),
    "E23000013": _plan(ages.blocks_merged, "docx", flag="online crime flag"),
    "E23000015": _plan(ages.ages_down, "pdf", remarks=PARTIAL, outcome="partial", section="12"),
    "E23000016": _plan(ages.two_row_header, "xlsx", rule=UNDEFINED, sex="letters"),
    "E23000017": _plan(offences.offence_codes, "pdf", period="ye", rule=FEWER),
    "E23000018": _plan(
        ages.bands_by_sex,
        "html",
        rule=LESS_THAN,
        age="words",
        sent=date(2016, 5, 19),
        remarks=(REPLACES,),
        outcome="retracted",
        withdrawn=True,
    ),
    "E23000019": _plan(ages.ages_down_one_count, "eml", age="year old"),
    "E23000020": _plan(ages.section_rows, "xls", period="fy", total="Grand Total"),
    "E23000021": _plan(ages.ages_down, "xlsx", fixed={13: 15, 14: 16, 15: 23}),
    "E23000022": _plan(prose.form, "xlsx"),
    "E23000023": _plan(offences.tidy_with_total, "csv", unit="crimes", sex="caps"),
    "E23000024": _plan(prose.nested, "docx", rule=STARS, age="yrs"),
    "E23000025": _plan(ages.side_tables, "xlsx", period="long", rule=STARS),
    "E23000027": _plan(ages.ages_transposed, "pdf", rule=BRACKET_C),
    "E23000028": _plan(ages.ages_down, "tsv", period="months", unknown="Age not stated"),
    "E23000029": _plan(offences.pivot, "eml xlsx", flag="cyber enabled flag"),
    "E23000032": _plan(ages.blocks_once, "xls", age="aged"),
    "E23000033": _plan(ages.repeated_headers, "pdf", sex="children"),
    "E23000034": _plan(prose.year_lines, "eml"),
    "E23000035": _plan(ages.two_row_header_unmerged, "ods", rule=LESS_THAN, sex="stated"),
    "E23000036": _plan(ages.ages_down, "pdf unruled", period="ending", youngest=5),
    "E23000037": _plan(
        offences.offences_by_flag,
        "xlsx",
        remarks=(LATE,),
        sent=date(2016, 6, 2),
    ),
    "E23000038": _plan(prose.year_lines, "txt", flag="online tag", unit="crimes"),
    "E23000039": _plan(offences.offence_subtotals, "docx", code="both"),
    "W15000001": _plan(ages.percentages, "html", age="dash"),
    "W15000002": _plan(ages.quarters, "xlsx", rule=STARS),
    "W15000003": _plan(ages.ages_down, "csv", rule=LESS_THAN, flag="online crime flag"),
    "BTP": _plan(offences.offences_by_flag_merged, "xlsx", rule=STARS),
}
"""How the 37 forces that give a number answer the first round."""

NO_FLAG_BEFORE = (
    "The cyber flag was not in use on our recording system before April 2016; no figures are "
    "available for 2015/16."
)

SECOND_ROUND: Mapping[str, Plan] = {
    "E23000002": _plan(offences.offences_down, "tsv"),
    "E23000003": _plan(offences.offence_by_age, "ods", period="dash"),
    "E23000004": _plan(ages.ages_across, "html", unknown="Not recorded"),
    "E23000005": _plan(offences.offence_subtotals, "xlsx", period="full", code="both"),
    "E23000006": _plan(prose.form_by_year, "docx", unit="crimes"),
    "E23000007": _plan(offences.years_by_flag, "html", flag='"Internet Involved" marker'),
    "E23000008": _plan(
        offences.offences_down,
        "docx",
        only_latest=True,
        remarks=(NO_FLAG_BEFORE,),
        outcome="flag not used",
    ),
    "E23000009": _plan(prose.sentences, "eml"),
    "E23000010": _plan(offences.offences_down, "xlsx", thousands=True),
    "E23000011": _plan(ages.two_row_header, "xlsx"),
    "E23000013": _plan(ages.blocks_merged, "docx", flag="online crime flag"),
    "E23000015": _plan(ages.year_change, "xlsx"),
    "E23000016": _plan(ages.blocks_once, "xlsx", sex="letters"),
    "E23000017": _plan(offences.offence_codes, "csv"),
    "E23000018": _plan(ages.bands_by_sex, "html", rule=LESS_THAN, age="words"),
    "E23000019": _plan(offences.offence_subtotals, "docx"),
    "E23000020": _plan(ages.section_rows, "xls", period="fy", total="Grand Total"),
    "E23000021": _plan(prose.year_lines, "txt"),
    "E23000022": _plan(prose.form_by_year, "xlsx"),
    "E23000023": _plan(ages.ages_down, "xlsx", youngest=5),
    "E23000024": _plan(prose.nested, "docx", age="yrs"),
    "E23000025": _plan(offences.offence_codes, "pdf", rule=FEWER),
    "E23000026": _plan(ages.ages_across, "eml xlsx", age="age"),
    "E23000027": _plan(ages.two_row_header, "pdf", rule=BRACKET_C),
    "E23000029": _plan(offences.offence_by_age, "pdf"),
    "E23000030": _plan(offences.offences_down, "pdf", period="dates"),
    "E23000031": _plan(ages.ages_down, "tsv", unknown="Age not stated"),
    "E23000032": _plan(ages.two_row_header_unmerged, "ods", age="aged"),
    "E23000033": _plan(offences.offence_by_age, "pdf unruled"),
    "E23000034": _plan(prose.year_lines, "docx"),
    "E23000035": _plan(prose.year_lines, "eml", flag="online tag"),
    "E23000036": _plan(ages.ages_down, "pdf unruled", youngest=5),
    "E23000037": _plan(prose.year_lines, "pdf", unit="crimes"),
    "E23000038": _plan(prose.form_by_year, "csv"),
    "E23000039": _plan(offences.offences_down, "eml html"),
    "W15000001": _plan(ages.three_row_header, "xlsx"),
    "W15000003": _plan(ages.ages_down, "csv", flag="online crime flag"),
    "W15000004": _plan(ages.ages_down, "eml", age="year old"),
    "BTP": _plan(offences.years_by_flag, "csv"),
}
"""How the 39 forces that answer the second round do so."""
