"""The first page of a round on single offence codes: each code's count, never added up."""

from cyberflag.core.forces import FORCES
from cyberflag.publish.catalogue import force_key
from cyberflag.publish.cells import number_cell, word_cell
from cyberflag.publish.labels import offence_words
from cyberflag.publish.model import Column, Kind, Page, Part, Row, Table
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import plural


def codes_page(shown: Shown) -> Page:
    """``index.html``: one row for each code, force and period."""
    periods = shown.figures.periods
    rows = []
    for one in periods:
        for force in one.forces:
            entry = shown.entries.get(force_key(one, force.force_code))
            number = number_cell(shown.force_number(one, force), entry.href if entry else "")
            rows.append(
                Row(
                    head=word_cell(
                        FORCES[force.force_code].name, f"forces/{force.force_code}.html"
                    ),
                    cells=(
                        word_cell(offence_words(one.offence)),
                        word_cell(str(one.period)),
                        number,
                    ),
                )
            )
    codes = len({one.offence for one in periods})
    forces = len({force.force_code for one in periods for force in one.forces})
    return Page(
        path="index.html",
        template="index.html",
        title=shown.figures.title,
        kicker="Counts of single offence codes",
        lead=f"{plural(codes, 'code', 'codes')} in the replies of {plural(forces, 'force', 'forces')}. "
        "Different codes are different offences: they are not added up.",
        parts=(
            Part(
                anchor="codes",
                title="Each code, force and year",
                table=Table(
                    caption="Recorded offences by force, code and year",
                    note="Each force leads to its own page, each number to its source cells.",
                    columns=(
                        Column(title="Force"),
                        Column(title="Offence"),
                        Column(title="Year"),
                        Column(title="Offences", kind=Kind.NUMBER),
                    ),
                    rows=tuple(rows),
                ),
            ),
        )
        if rows
        else (),
    )
