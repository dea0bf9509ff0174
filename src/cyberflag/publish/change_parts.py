"""The sections on change: the same forces in both years, and one year as two rounds give it."""

from cyberflag.core.forces import FORCES
from cyberflag.measures.model import Change, Revision, Revisions
from cyberflag.publish.catalogue import FigureKey, Of
from cyberflag.publish.cells import number_cell, whole_cell, word_cell
from cyberflag.publish.model import Column, Kind, Part, Row, Table, TableCell
from cyberflag.publish.rates import change_words
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import capital, in_list, plural

NOT_GIVEN = word_cell("not given")


def change_part(shown: Shown) -> Part | None:
    """From the earlier year to the later one, on the forces that gave both."""
    change = shown.figures.change
    if change is None:
        return None
    forces = len(change.later.forces)
    earlier = FigureKey(Of.CHANGE, change.earlier_period, "earlier")
    later = FigureKey(Of.CHANGE, change.later_period, "later")
    title = (
        f"{shown.figure(earlier).words} to {shown.figure(later).words} in the same {forces} forces"
    )
    if change.percent is not None:
        title = (
            f"{capital(change_words(change.percent))} the year before, in the same {forces} forces"
        )
    return Part(
        anchor="change",
        title=title,
        paragraphs=tuple(_change_paragraphs(shown, change)),
        table=Table(
            caption="The same forces in both years, as given in this round",
            columns=(
                Column(title="Year"),
                Column(title="Offences", kind=Kind.NUMBER),
                Column(title="Forces", kind=Kind.NUMBER),
            ),
            rows=tuple(
                Row(
                    head=word_cell(str(key.period)),
                    cells=(
                        number_cell(shown.figure(key), shown.entries[key].href),
                        whole_cell(forces),
                    ),
                )
                for key in (earlier, later)
            ),
        ),
    )


def _change_paragraphs(shown: Shown, change: Change) -> list[str]:
    left = [
        f"{in_list([FORCES[code].name for code in codes])} gave {period} only"
        for codes, period in (
            (change.only_later, change.later_period),
            (change.only_earlier, change.earlier_period),
        )
        if codes
    ]
    said = [
        "Both years are taken from this round’s replies, and only from forces that gave both. "
        + (f"{capital('; '.join(left))}: left out here. " if left else "")
        + "Part of a rise can be better recording and fuller use of the flag."
    ]
    revisions = shown.figures.revisions
    if revisions is not None:
        total = shown.figure(FigureKey(Of.TOTAL, change.later_period, "all"))
        before = shown.figure(FigureKey(Of.REVISION, revisions.period, "before"))
        said.append(
            f"It is not {total.words} against {before.words}. That would compare different "
            f"forces, and it would take {revisions.period} from the round before, which some "
            "forces have since corrected."
        )
    return said


def revision_part(shown: Shown) -> Part | None:
    """One year in two rounds: both totals, and the forces whose figures differ."""
    revisions = shown.figures.revisions
    if revisions is None:
        return None
    before = FigureKey(Of.REVISION, revisions.period, "before")
    after = FigureKey(Of.REVISION, revisions.period, "after")
    whole = Row(
        head=word_cell("All forces"),
        cells=tuple(
            number_cell(shown.figure(key), shown.entries[key].href) for key in (before, after)
        ),
        whole=True,
    )
    return Part(
        anchor="revisions",
        title=f"{revisions.period} has two totals: {shown.figure(before).words} then, "
        f"{shown.figure(after).words} now",
        paragraphs=(
            f"The round before ({revisions.before_title}) and this one both asked for "
            f"{revisions.period}. {_counted(revisions)} The figures of each round stay as its "
            "forces gave them.",
        ),
        table=Table(
            caption=f"{revisions.period} by force, where the two rounds differ",
            columns=(
                Column(title="Force"),
                Column(title="Round before", kind=Kind.NUMBER),
                Column(title="This round", kind=Kind.NUMBER),
            ),
            rows=(*(_revision_row(one) for one in revisions.forces), whole),
        ),
    )


def _counted(revisions: Revisions) -> str:
    both = sum(1 for one in revisions.forces if one.before and one.after)
    fresh = sum(1 for one in revisions.forces if one.before is None)
    gone = sum(1 for one in revisions.forces if one.after is None)
    said = [
        f"{plural(both, 'force', 'forces')} gave another figure" if both else "",
        f"{plural(fresh, 'force', 'forces')} gave one for the first time" if fresh else "",
        f"{plural(gone, 'force', 'forces')} gave one then and none now" if gone else "",
    ]
    words = in_list([part for part in said if part])
    return f"{capital(words)}." if words else "No force’s figure differs."


def _revision_row(one: Revision) -> Row:
    cells: list[TableCell] = []
    for figure in (one.before, one.after):
        cells.append(NOT_GIVEN if figure is None else TableCell(words=str(figure.value)))
    return Row(
        head=word_cell(FORCES[one.force_code].name, f"forces/{one.force_code}.html"),
        cells=tuple(cells),
    )
