"""What every layout needs: titles that say flag, period and unit; notes; the keys of a case."""

from collections.abc import Callable
from dataclasses import replace

from benchmarks.generator.paper import (
    UNKNOWN_AGE,
    Age,
    Block,
    Line,
    text_line,
)
from benchmarks.generator.records import GROUP_OF
from benchmarks.generator.tabulate import Case, Key

Layout = Callable[[Case], list[Block]]


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


def replace_spans(case: Case, key: Key) -> Case:
    """The case narrowed to the period of ``key``; marks printed are still counted in ``case``."""
    return replace(case, spans=(key.period or case.spans[0],))


def offence_groups(case: Case) -> list[str]:
    """The publication groups that occur, in the order of the groups."""
    present = {GROUP_OF[code] for code in case.present("code")}
    return [group for group in dict.fromkeys(GROUP_OF.values()) if group in present]
