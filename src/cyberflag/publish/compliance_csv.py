"""The figures of a compliance report as CSV: a line per force, per group, per quarter."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from cyberflag.core.forces import FORCES
from cyberflag.core.periods import quarter_of
from cyberflag.records.compliance import Compliance, ForceCompliance

FORCE_HEADS = (
    "force_code",
    "force_name",
    "period",
    "use",
    "only_yes",
    "child_offences",
    "child_yes",
    "child_no",
    "child_missing",
    "ages_written",
    "ages_of",
    "compared_offences",
    "compared_flagged",
    "expected",
    "z",
    "z_adjusted",
    "limit",
    "so_few_by_chance",
    "so_few_between_forces",
    "all_yes",
    "all_no",
    "all_missing",
    "all_expected",
    "all_so_few_between_forces",
    "phi",
    "tau2",
)
GROUP_HEADS = ("force_code", "period", "offence", "records", "flagged", "national_share")
QUARTER_HEADS = ("force_code", "quarter", "quarter_start", "records", "flagged", "sudden_break")

Cell = str | int | float | bool | None


def csv_files(compliance: Compliance) -> dict[str, str]:
    """The text of each file by its name. An empty cell is what there is no figure for."""
    return {
        "compliance.csv": _text(
            FORCE_HEADS, (_force_line(compliance, force) for force in compliance.forces)
        ),
        "compliance-groups.csv": _text(GROUP_HEADS, _group_lines(compliance)),
        "compliance-quarters.csv": _text(QUARTER_HEADS, _quarter_lines(compliance)),
    }


def _text(heads: Sequence[str], lines: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(cell) for cell in line] for line in lines)
    return text.getvalue()


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.6g}" if isinstance(cell, float) else cell


def _force_line(compliance: Compliance, force: ForceCompliance) -> Sequence[Cell]:
    known, standing, spread = FORCES.get(force.force_code), force.standing, compliance.spread
    children, every_record = force.children, force.every_record
    place = standing.place if standing else None
    return (
        force.force_code,
        known.name if known else None,
        compliance.period.label,
        force.use.value,
        force.only_yes,
        children.written.whole,
        children.yes,
        children.no,
        children.missing,
        force.ages.part,
        force.ages.whole,
        place.offences if place else None,
        place.observed if place else None,
        place.expected if place else None,
        standing.z if standing else None,
        standing.z_adjusted if standing else None,
        standing.limit.value if standing and standing.limit else None,
        standing.by_chance if standing else None,
        standing.between_forces if standing else None,
        every_record.yes,
        every_record.no,
        every_record.missing,
        force.everywhere.expected if force.everywhere else None,
        force.so_few_everywhere,
        spread.phi if spread else None,
        spread.tau2 if spread else None,
    )


def _group_lines(compliance: Compliance) -> Iterator[Sequence[Cell]]:
    for force in compliance.forces:
        for one in force.groups:
            yield (
                force.force_code,
                compliance.period.label,
                one.group,
                one.share.whole,
                one.share.part,
                one.national,
            )


def _quarter_lines(compliance: Compliance) -> Iterator[Sequence[Cell]]:
    for force in compliance.forces:
        broken = {step.quarter for step in force.breaks}
        for quarter, share in sorted(force.quarters.items()):
            yield (
                force.force_code,
                quarter_of(quarter).label,
                quarter.isoformat(),
                share.whole,
                share.part,
                quarter in broken,
            )
