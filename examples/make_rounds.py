"""Write the example rounds: replies of police forces in their many forms, and the truth.

Run it from the checkout: ``python examples/make_rounds.py``. The same bytes come out each
time. ``--into FOLDER`` writes elsewhere. Confirmed decisions are made by
``examples/confirm_rounds.py``.
"""

import argparse
import random
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generator.files import ending, letter_of, write
from benchmarks.generator.layouts import prose
from benchmarks.generator.paper import UNKNOWN_AGE, Age, Block, Span, Written, text_line
from benchmarks.generator.records import Record
from benchmarks.generator.tabulate import BANDS, FINE_BANDS, Case
from cyberflag.core.forces import FORCES
from examples.figures import (
    ASKED,
    FIRST,
    PUBLISHED,
    SECOND,
    first_round,
    second_round,
    share_out,
)
from examples.files_of_round import Reply, write_round
from examples.people import Ages, Share, draw_force_ages, people, unflagged
from examples.plans import BANDED, FIRST_ROUND, SECOND_ROUND, SINGLE_YEARS, WITH_OFFENCES, Plan
from examples.real_replies import write_real_replies
from examples.without_figures import FIRST_ROUND as FIRST_WITHOUT
from examples.without_figures import SECOND_ROUND as SECOND_WITHOUT
from examples.without_figures import NoFigure

SEED = "cyberflag example rounds"
YEAR_15, YEAR_16 = (Span(date(y, 4, 1), date(y + 1, 3, 31)) for y in (2015, 2016))
BANDS_TO_10 = (Age(0, 10), Age(11, 15), Age(16, 17), UNKNOWN_AGE)
FINE_TO_10 = (Age(0, 5), Age(6, 10), Age(11, 15), Age(16, 17), UNKNOWN_AGE)

NOTICE = (
    "Real in total and where a source is named, illustrative elsewhere: the replies were made "
    "for this example."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One round as it is to be made: who answers how, with how many offences in each year."""

    name: str
    title: str
    sent: date
    spans: tuple[Span, ...]
    plans: Mapping[str, Plan]
    without: Mapping[str, NoFigure]
    totals: tuple[Mapping[str, int], ...]
    ages: tuple[Ages, ...]
    rapes: tuple[int, ...]
    bands: tuple[tuple[Age, ...], tuple[Age, ...]]


def first_sheet() -> Sheet:
    """The round of April 2016, asking for 2015/16."""
    return Sheet(
        name="round-2015-16",
        title="Online sexual offences against children, 2015/16",
        sent=date(2016, 4, 11),
        spans=(YEAR_15,),
        plans=FIRST_ROUND,
        without=FIRST_WITHOUT,
        totals=(first_round(random.Random(f"{SEED} {FIRST}")),),
        ages=(Ages(thirteen=535, young=272, young_to=9, youngest=1),),
        rapes=(117,),
        bands=(BANDS, FINE_BANDS),
    )


def second_sheet(first: Mapping[str, int]) -> Sheet:
    """The round of April 2017, asking for 2016/17 and again for 2015/16."""
    later, earlier = second_round(random.Random(f"{SEED} {SECOND}"), first)
    return Sheet(
        name="round-2016-17",
        title="Online sexual offences against children, 2016/17",
        sent=date(2017, 4, 10),
        spans=(YEAR_16, YEAR_15),
        plans=SECOND_ROUND,
        without=SECOND_WITHOUT,
        totals=(later, earlier),
        ages=(
            Ages(thirteen=257, young=97, young_to=10, youngest=3),
            Ages(thirteen=240, young=90, young_to=10, youngest=3),
        ),
        rapes=(160, 110),
        bands=(BANDS_TO_10, FINE_TO_10),
    )


def records_of(sheet: Sheet) -> dict[str, tuple[Record, ...]]:
    """The made-up records behind every force's reply."""
    found: dict[str, list[Record]] = {code: [] for code in sheet.plans}
    for span, totals, ages, rapes in zip(
        sheet.spans, sheet.totals, sheet.ages, sheet.rapes, strict=True
    ):
        rng = random.Random(f"{SEED} {sheet.name} {span.start}")
        shares = {code: _share(sheet.plans[code], totals[code]) for code in totals}
        drawn = draw_force_ages(rng, shares, ages)
        giving = {
            code: float(total)
            for code, total in totals.items()
            if sheet.plans[code].layout in WITH_OFFENCES
        }
        of_force = share_out(rapes, giving)
        for code in totals:
            found[code] += people(rng, drawn[code], span, rapes=of_force.get(code))
            found[code] += unflagged(rng, 3 * totals[code], span)
    return {code: tuple(records) for code, records in found.items()}


def _share(plan: Plan, total: int) -> Share:
    is_form = plan.layout is prose.form
    single = plan.layout in SINGLE_YEARS
    return Share(
        total=total,
        prints_thirteen=single or is_form or plan.layout is prose.sentences,
        prints_young=single or is_form or plan.layout in BANDED,
        youngest=plan.youngest,
        fixed=plan.fixed or None,
        no_young=plan.rule is not None,
    )


def replies_of(sheet: Sheet) -> Iterable[Reply]:
    """Every reply file of the round."""
    records = records_of(sheet)
    for number, code in enumerate(ASKED):
        if code in sheet.without:
            yield _without(sheet, code, number)
        if code not in sheet.plans:
            continue
        plan = sheet.plans[code]
        sent = plan.sent or sheet.sent + timedelta(days=14 + number % 14)
        if plan.withdrawn:
            earlier = date(sheet.sent.year, 5, 5)
            fewer = records[code][6:]
            plain = replace(plan, remarks=(), outcome="")
            yield replace(_reply(sheet, code, plain, fewer, number, earlier), counts=False)
        yield _reply(sheet, code, plan, records[code], number, sent)


def _reply(
    sheet: Sheet, code: str, plan: Plan, records: tuple[Record, ...], number: int, sent: date
) -> Reply:
    force = FORCES[code].name
    rng = random.Random(f"{SEED} {sheet.name} {code} {sent}")
    case = Case(
        force=force,
        spans=sheet.spans[:1] if plan.only_latest else sheet.spans,
        records=records,
        words=plan.words,
        rng=rng,
        rule=plan.rule,
        bands=sheet.bands[0],
        fine_bands=sheet.bands[1],
    )
    blocks: list[Block] = [text_line(remark) for remark in plan.remarks]
    blocks += plan.layout(case)
    letter = letter_of(force, 1200 + 37 * number, sheet.sent, sent, rng)
    return Reply(
        force_code=code,
        file=f"{sent.isoformat()}-response.{ending(plan.form)}",
        written=write(plan.form, blocks, letter),
        layout=f"{plan.layout.__name__.replace('_', ' ')}, {plan.form}",
        outcome=plan.outcome,
        section=plan.section,
    )


def _without(sheet: Sheet, code: str, number: int) -> Reply:
    said = sheet.without[code]
    rng = random.Random(f"{SEED} {sheet.name} {code}")
    force = FORCES[code].name
    letter = letter_of(force, 1200 + 37 * number, sheet.sent, said.sent, rng)
    blocks: list[Block] = [text_line(sentence) for sentence in said.sentences]
    written: Written = write(said.form, blocks, letter)
    return Reply(
        force_code=code,
        file=f"{said.sent.isoformat()}-reply.{ending(said.form)}",
        written=written,
        layout=f"letter, {said.form}",
        outcome=said.outcome,
        section=said.section,
    )


def make(into: Path) -> None:
    """Write the three rounds into a folder, replacing what stood there but ``confirmed``."""
    first = first_sheet()
    for sheet in (first, second_sheet(first.totals[0])):
        folder = into / sheet.name
        shutil.rmtree(folder / "replies", ignore_errors=True)
        years = {FIRST, SECOND} if len(sheet.spans) > 1 else {FIRST}
        published = [
            fact
            for fact in PUBLISHED
            if fact.fin_year in years
            and not (fact.note.startswith("second" if years == {FIRST} else "first"))
        ]
        write_round(
            folder,
            title=sheet.title,
            periods=[_label(span) for span in sheet.spans],
            sent=sheet.sent,
            notice=NOTICE,
            asked=ASKED,
            replies=list(replies_of(sheet)),
            published=published,
        )
    shutil.rmtree(into / "round-real-replies" / "replies", ignore_errors=True)
    write_real_replies(into / "round-real-replies")


def _label(span: Span) -> str:
    return f"{span.start.year}/{span.end.year % 100:02}"


def main() -> None:
    """Parse the command line and write the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=Path(__file__).resolve().parent)
    make(parser.parse_args().into)


if __name__ == "__main__":
    main()
