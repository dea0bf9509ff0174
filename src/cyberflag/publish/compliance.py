"""The compliance report: one page that stands alone, and its figures as CSV.

Figures for the force itself: small numbers are not protected, and the page says so.
"""

from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from cyberflag.core.errors import CyberflagError
from cyberflag.core.forces import FORCES
from cyberflag.publish.cells import whole_cell, word_cell
from cyberflag.publish.charts import Chart
from cyberflag.publish.compliance_csv import csv_files
from cyberflag.publish.compliance_words import (
    findings,
    number,
    percent,
    percent_of,
    probability,
    quarter_name,
    step_words,
)
from cyberflag.publish.funnel_chart import FunnelDot, funnel_chart
from cyberflag.publish.model import Column, Kind, Link, Page, Part, Row, Table, TableCell
from cyberflag.publish.render import html_alone
from cyberflag.publish.words import capital, in_list, plural
from cyberflag.records.compliance import Compliance, FlagUse, ForceCompliance, Limit

PAGE = "compliance.html"
NAME_HEIGHT = 0.03
"""How far apart in share two names in the funnel must stand."""


def write_compliance(compliance: Compliance, folder: Path) -> Path:
    """Write the page and its CSV files into ``folder``; returns the page's path.

    Raises :class:`CyberflagError` where the disk refuses.
    """
    style = files("cyberflag.publish").joinpath("static/cyberflag.css").read_text("utf-8")
    texts = {PAGE: html_alone(compliance_page(compliance), style), **csv_files(compliance)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as fault:
        raise CyberflagError(
            f"cannot be written: {fault.strerror or 'the disk refused'}",
            place=str(folder),
            remedy="Make room or choose another folder.",
        ) from fault
    return folder / PAGE


def force_name(force: ForceCompliance) -> str:
    """The force's name, or its code where the code is none of a force."""
    known = FORCES.get(force.force_code)
    return known.name if known else force.force_code


def compliance_page(compliance: Compliance) -> Page:
    """Everything the page prints."""
    return Page(
        path=PAGE,
        template="compliance.html",
        title=f"How the online flag is used, {compliance.period}",
        kicker="Records, inside the force",
        lead="Whether flag and age are written, how often sexual offences against children are "
        "flagged against what the national mix implies, and where the use of the flag changed.",
        points=_points(compliance),
        parts=(
            _funnel_part(compliance),
            _forces_part(compliance),
            _zero_part(compliance),
            _breaks_part(compliance),
            *(_force_part(force) for force in compliance.forces),
        ),
        near=tuple(
            Link(words=force_name(force), href=f"#{force.force_code}")
            for force in compliance.forces
        ),
    )


def _points(compliance: Compliance) -> tuple[str, ...]:
    points = [
        f"{plural(len(compliance.forces), 'force', 'forces')} with records; nationally "
        f"{percent_of(compliance.national_share)} of sexual offences against children are flagged."
    ]
    for use, words in (
        (FlagUse.MISSING_EVERYWHERE, "The flag is missing on every record of"),
        (FlagUse.NEVER_YES, "No record has the flag yes in"),
        (FlagUse.SEEMS_UNUSED, "The flag seems not to be used in"),
    ):
        names = [force_name(force) for force in compliance.forces if force.use is use]
        if names:
            points.append(f"{words} {in_list(names)}.")
    broken = [force_name(force) for force in compliance.forces if force.breaks]
    if broken:
        points.append(f"The share flagged broke suddenly at some time in {in_list(broken)}.")
    return tuple(points)


# --- the funnel -------------------------------------------------------------------------


def _funnel_part(compliance: Compliance) -> Part:
    spread = compliance.spread
    if spread is None:
        return Part(
            anchor="funnel",
            title="No limits: too few forces",
            paragraphs=(
                "How much forces differ can be told from five forces that use the flag or more. "
                "The tables below give what is expected of each, without limits.",
            ),
        )
    outside = [force for force in compliance.forces if _limit(force) is not Limit.WITHIN]
    title = f"{plural(len(outside), 'force stands', 'forces stand')} outside the 95% limits"
    return Part(
        anchor="funnel",
        title=title if outside else "No force stands outside the limits",
        paragraphs=(
            f"Between the {spread.forces} forces that use the flag the variance is "
            f"{number(spread.phi)} times that of chance alone (φ); the limits allow for it.",
        ),
        chart=_funnel(compliance),
        chart_note="Share flagged, with each force’s own mix of offences allowed for; limits of "
        "95% and 99.8%",
        table=_outside_table(outside) if outside else None,
    )


def _limit(force: ForceCompliance) -> Limit:
    standing = force.standing
    return Limit.WITHIN if standing is None or standing.limit is None else standing.limit


def _funnel(compliance: Compliance) -> Chart | None:
    centre, spread = compliance.national_share, compliance.spread
    if centre is None or spread is None:
        return None
    dots = _named_apart(
        FunnelDot(
            weight=centre * (1 - centre) / force.standing.place.variance,
            share=min(1.0, max(0.0, centre + force.standing.place.difference)),
            label="" if _limit(force) is Limit.WITHIN else force_name(force),
            marked=_limit(force) is not Limit.WITHIN,
        )
        for force in compliance.forces
        if force.standing is not None
    )
    outside = [force_name(f) for f in compliance.forces if _limit(f) is not Limit.WITHIN]
    named = in_list(outside) or "none"
    return funnel_chart(
        f"Sexual offences against children flagged, {compliance.period}",
        f"{len(dots)} forces around the national share of {percent_of(centre)}; outside the "
        f"95% limits: {named}.",
        dots,
        centre,
        spread.tau2,
    )


def _named_apart(dots: Iterable[FunnelDot]) -> list[FunnelDot]:
    """Of names that would lie on each other only the largest force's; the table has them all."""
    named: list[float] = []
    apart: list[FunnelDot] = []
    for dot in sorted(dots, key=lambda dot: -dot.weight):
        if dot.label and any(abs(dot.share - share) < NAME_HEIGHT for share in named):
            apart.append(replace(dot, label=""))
            continue
        if dot.label:
            named.append(dot.share)
        apart.append(dot)
    return apart


def _outside_table(outside: list[ForceCompliance]) -> Table:
    return Table(
        caption="Forces outside the limits",
        columns=(
            Column(title="Force"),
            Column(title="Flagged", kind=Kind.NUMBER),
            Column(title="Expected", kind=Kind.NUMBER),
            Column(title="Limit"),
        ),
        rows=tuple(
            Row(
                head=word_cell(force_name(force), f"{PAGE}#{force.force_code}"),
                cells=(
                    whole_cell(force.standing.place.observed),
                    _number(force.standing.place.expected),
                    word_cell(str(force.standing.limit)),
                ),
            )
            for force in outside
            if force.standing is not None
        ),
    )


# --- all forces -------------------------------------------------------------------------


def _forces_part(compliance: Compliance) -> Part:
    return Part(
        anchor="forces",
        title="Every force",
        table=Table(
            caption=f"Sexual offences against children, {compliance.period}",
            note="z: distance from what is expected, the spread between forces allowed for.",
            columns=(
                Column(title="Force"),
                Column(title="Flag"),
                Column(title="Flag written", kind=Kind.NUMBER),
                Column(title="Age written", kind=Kind.NUMBER),
                Column(title="Offences", kind=Kind.NUMBER),
                Column(title="Flagged", kind=Kind.NUMBER),
                Column(title="Expected", kind=Kind.NUMBER),
                Column(title="z", kind=Kind.NUMBER),
            ),
            rows=tuple(_force_row(force) for force in compliance.forces),
        ),
    )


def _force_row(force: ForceCompliance) -> Row:
    standing = force.standing
    flags = force.children
    return Row(
        head=word_cell(force_name(force), f"{PAGE}#{force.force_code}"),
        cells=(
            word_cell(force.use.value),
            TableCell(words=percent(flags.written)),
            TableCell(words=percent(force.ages)),
            whole_cell(flags.written.whole),
            whole_cell(flags.yes),
            _number(standing.place.expected if standing else None),
            _number(standing.z_adjusted if standing else None),
        ),
    )


def _number(value: float | None) -> TableCell:
    return TableCell(words=number(value))


def _zero_part(compliance: Compliance) -> Part:
    return Part(
        anchor="zero-and-missing",
        title="Zero is not missing",
        paragraphs=(
            "No on every record says that nothing was online. Missing says nothing. All crimes, "
            "so that a force that flags other crimes is seen.",
        ),
        table=Table(
            caption=f"The flag on all crimes, {compliance.period}",
            note="So few: the probability of so few flags as forces differ.",
            columns=(
                Column(title="Force"),
                *(
                    Column(title=title, kind=Kind.NUMBER)
                    for title in ("Yes", "No", "Missing", "Expected", "So few")
                ),
            ),
            rows=tuple(
                Row(
                    head=word_cell(force_name(force)),
                    cells=(
                        whole_cell(force.every_record.yes),
                        whole_cell(force.every_record.no),
                        whole_cell(force.every_record.missing),
                        _number(force.everywhere.expected if force.everywhere else None),
                        TableCell(words=probability(force.so_few_everywhere)),
                    ),
                )
                for force in compliance.forces
            ),
        ),
    )


def _breaks_part(compliance: Compliance) -> Part:
    rows = tuple(
        Row(
            head=word_cell(force_name(force), f"{PAGE}#{force.force_code}"),
            cells=(word_cell(quarter_name(step)), word_cell(capital(step_words(step)))),
        )
        for force in compliance.forces
        for step in force.breaks
    )
    return Part(
        anchor="breaks",
        title=plural(len(rows), "sudden break", "sudden breaks") if rows else "No sudden break",
        paragraphs=(
            "In the share of sexual offences against children that is flagged, in all quarters "
            "of the records. The known break of April 2024 (NDQIS) is not among them.",
        ),
        table=Table(
            caption="Sudden breaks, a year before and a year after",
            columns=(Column(title="Force"), Column(title="From"), Column(title="Flagged")),
            rows=rows,
        )
        if rows
        else None,
    )


def _force_part(force: ForceCompliance) -> Part:
    return Part(
        anchor=force.force_code,
        title=force_name(force),
        paragraphs=tuple(findings(force)),
        table=Table(
            caption=f"{force_name(force)}: flagged by group of offences",
            columns=(
                Column(title="Group"),
                Column(title="Offences", kind=Kind.NUMBER),
                Column(title="Flagged", kind=Kind.NUMBER),
                Column(title="Share", kind=Kind.NUMBER),
                Column(title="National", kind=Kind.NUMBER),
            ),
            rows=tuple(
                Row(
                    head=word_cell(capital(one.group)),
                    cells=(
                        whole_cell(one.share.whole),
                        whole_cell(one.share.part),
                        TableCell(words=percent(one.share)),
                        TableCell(words=percent_of(one.national)),
                    ),
                )
                for one in force.groups
            ),
        )
        if force.groups
        else None,
    )
