"""A page for each force: its total, what to know of it, its tables, its cells, its files."""

from collections import Counter
from collections.abc import Sequence

from cyberflag.core.counts import Count, Missing
from cyberflag.core.forces import FORCES
from cyberflag.core.periods import Period
from cyberflag.measures.model import ForceFigure
from cyberflag.publish.catalogue import FigureKey, Of
from cyberflag.publish.cells import count_words, number_cell, word_cell
from cyberflag.publish.confirmations import Confirmations
from cyberflag.publish.crosstabs import tables
from cyberflag.publish.force_parts import NATIONWIDE, WHY_NONE
from cyberflag.publish.model import Column, KeyFigure, Kind, Link, Page, Part, Row, Table
from cyberflag.publish.protect import MARK
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import capital, in_list, plural

CAVEAT_WORDS = {
    "flag not reliable": "The force says that its flag is not reliable.",
    "answered late": "The answer came after the time the law allows.",
    "partial": "The answer is partial: some of what was asked was refused or left out.",
}
"""What a caveat means to a reader; any other is printed as the person wrote it."""


def force_pages(shown: Shown, confirmations: Confirmations) -> list[Page]:
    """One page for every force asked, each leading to the next."""
    codes = [force.force_code for force in shown.figures.periods[0].forces]
    pages = []
    for place, code in enumerate(codes):
        near = []
        if place > 0:
            near.append(_link("Previous", codes[place - 1]))
        if place + 1 < len(codes):
            near.append(_link("Next", codes[place + 1]))
        pages.append(_force_page(shown, confirmations, code, tuple(near)))
    return pages


def _link(which: str, code: str) -> Link:
    return Link(words=f"{which}: {FORCES[code].name}", href=f"forces/{code}.html")


def _force_page(
    shown: Shown, confirmations: Confirmations, code: str, near: tuple[Link, ...]
) -> Page:
    answers = [
        (one, next(force for force in one.forces if force.force_code == code))
        for one in shown.figures.periods
    ]
    one, answer = answers[0]
    force = FORCES[code]
    counts = shown.standing(c for c in shown.figures.counts if c.force_code == code)
    parts = [_tables_part(counts, shown), *_cells_parts(counts, shown, confirmations)]
    return Page(
        path=f"forces/{code}.html",
        template="force.html",
        title=force.name,
        kicker=f"{force.region or NATIONWIDE} · {shown.figures.title}",
        lead=_lead(answer, one.period),
        keys=_keys(shown, code, counts),
        points=_not_to_conclude(shown, answer, counts),
        parts=tuple(part for part in parts if part is not None),
        near=near,
    )


def _lead(answer: ForceFigure, period: Period) -> str:
    said = []
    if answer.total is None:
        said.append(f"No figure for {period}.")
        words = WHY_NONE.get(answer.status, "Answered, but gave no total")
        said.append(f"{words} (section {answer.section})." if answer.section else f"{words}.")
    said.extend(CAVEAT_WORDS.get(one, f"{capital(one)}.") for one in answer.caveats)
    if answer.open_items:
        waits = plural(answer.open_items, "point of its reply waits", "points of its reply wait")
        said.append(f"{waits} for a person to decide.")
    return " ".join(said)


def _keys(shown: Shown, code: str, counts: Sequence[Count]) -> tuple[KeyFigure, ...]:
    keys = []
    for one in shown.figures.periods:
        key = FigureKey(Of.FORCE, one.period, code)
        if key not in shown.entries:
            continue
        figure = shown.entries[key].figure
        value = figure.value
        units = {count.unit.value for count in figure.parts}
        most = "" if value.is_exact or value.high is None else f", at most {value.high:,}"
        keys.append(
            KeyFigure(
                before="Recorded" if value.is_exact else "At least",
                number=f"{value.low:,}",
                what=f"{in_list(sorted(units))} in {one.period}{most}",
                href=f"forces/{code}.html#cells",
                href_words="Source cells",
            )
        )
    return tuple(keys) if counts else ()


def _not_to_conclude(shown: Shown, answer: ForceFigure, counts: Sequence[Count]) -> tuple[str, ...]:
    numbers = [shown.count(count) for count in counts]
    total = answer.total
    points = []
    if total is None:
        points.append(
            "No figure does not mean no offences. It says only that this round has no number."
        )
    else:
        points.append(
            "A higher number is not more harm. A force that looks for online offences and flags "
            "them with care records more of them."
        )
        points.append(
            "It cannot be set beside another force’s number as it stands: forces differ in size, "
            "in recording and in how they use the flag."
        )
        points.append(
            "It counts records, not children. One child can be the victim of several offences."
        )
    if total is not None and total.value.low < 10:
        points.append("A number this small changes by chance: it shows no trend.")
    if "flag not reliable" in answer.caveats:
        points.append("The flag is not used reliably here, so the true number may well be higher.")
    if any(number.words == MARK for number in numbers):
        points.append(f"{MARK} is not zero. It is a number hidden to protect children.")
    if answer.status == Missing.FLAG_NOT_USED:
        points.append("Without the flag its online offences cannot be counted from its records.")
    return tuple(points)


def _tables_part(counts: Sequence[Count], shown: Shown) -> Part | None:
    found = tuple(tables(counts, shown))
    if not found:
        return None
    return Part(
        anchor="tables",
        title="What the force broke down",
        paragraphs=(
            f"As its reply groups it. {MARK} is a number hidden here to protect children, by the "
            "rule on the quality page.",
        )
        if any(cell.words == MARK for one in found for row in one.rows for cell in row.cells)
        else (),
        tables=found,
    )


def _cells_parts(counts: Sequence[Count], shown: Shown, confirmations: Confirmations) -> list[Part]:
    if not counts:
        return []
    files = {count.source.file: count.source.sha256 for count in counts}
    listed = []
    for file in files:
        of_file = [count for count in counts if count.source.file == file]
        listed.append(_cells_table(file, of_file, shown, confirmations))
    return [
        Part(
            anchor="cells",
            title="The cells it came from",
            paragraphs=(
                "Every confirmed count of this force, with the cell of the reply it stands in. "
                "The replies themselves are not part of this site.",
            ),
            tables=tuple(listed),
        ),
        Part(
            anchor="files",
            title="The files",
            table=Table(
                caption="Files behind these counts",
                note="The SHA-256 tells these bytes from any others.",
                columns=(Column(title="File"), Column(title="SHA-256", kind=Kind.CODE)),
                rows=tuple(
                    Row(head=word_cell(short_file(file)), cells=(word_cell(sha256),))
                    for file, sha256 in files.items()
                ),
            ),
        ),
    ]


def _cells_table(
    file: str, counts: Sequence[Count], shown: Shown, confirmations: Confirmations
) -> Table:
    ways = Counter(confirmations.how(count) for count in counts)
    usual = ways.most_common(1)[0][0]
    many_periods = len({count.period for count in counts}) > 1
    rows = []
    for count in counts:
        period = f", {count.period}" if many_periods else ""
        way = confirmations.how(count)
        rows.append(
            Row(
                head=word_cell(f"{count_words(count)}{period}"),
                cells=(
                    number_cell(shown.count(count)),
                    word_cell(count.source.where),
                    *([word_cell(way)] if len(ways) > 1 else []),
                ),
            )
        )
    return Table(
        caption=short_file(file),
        note=f"{plural(len(counts), 'count', 'counts')}, {usual}."
        if len(ways) == 1
        else f"{plural(len(counts), 'count', 'counts')}; {ways[usual]} {usual}.",
        columns=(
            Column(title="What it counts"),
            Column(title="Count", kind=Kind.NUMBER),
            Column(title="Cell", kind=Kind.CODE),
            *([Column(title="Confirmed", optional=True)] if len(ways) > 1 else []),
        ),
        rows=tuple(rows),
    )


def short_file(file: str) -> str:
    """A reply's file name without the folders every reply stands in."""
    return file.split("/", 2)[-1] if file.startswith("replies/") else file
