"""Where each national figure came from: pages that list its cells, and the page that leads there."""

from collections import defaultdict

from cyberflag.core.forces import FORCES
from cyberflag.publish.catalogue import Entry, national, sources_path
from cyberflag.publish.cells import count_words, number_cell, whole_cell, word_cell
from cyberflag.publish.force_page import short_file
from cyberflag.publish.model import Column, Kind, Page, Part, Row, Table
from cyberflag.publish.shown import Shown
from cyberflag.publish.words import plural


def source_pages(shown: Shown) -> list[Page]:
    """``sources/index.html`` and one page for each kind of figure and period."""
    by_page: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in national(shown.entries.values()):
        by_page[sources_path(entry.key)].append(entry)
    return [
        _index_page(shown),
        *(_cells_page(shown, path, entries) for path, entries in by_page.items()),
    ]


def _index_page(shown: Shown) -> Page:
    figures = Table(
        caption="National figures and their cells",
        columns=(
            Column(title="Figure"),
            Column(title="Number", kind=Kind.NUMBER),
            Column(title="Cells", kind=Kind.NUMBER),
        ),
        rows=tuple(
            Row(
                head=word_cell(entry.title, entry.href),
                cells=(
                    number_cell(shown.figure(entry.key)),
                    whole_cell(len(shown.standing(entry.figure.parts))),
                ),
            )
            for entry in national(shown.entries.values())
        ),
    )
    counted: defaultdict[str, int] = defaultdict(int)
    files: defaultdict[str, set[str]] = defaultdict(set)
    for count in shown.standing(shown.figures.counts):
        counted[count.force_code] += 1
        files[count.force_code].add(count.source.file)
    forces = Table(
        caption="Forces and their cells",
        columns=(
            Column(title="Force"),
            Column(title="Cells", kind=Kind.NUMBER),
            Column(title="Files", kind=Kind.NUMBER),
        ),
        rows=tuple(
            Row(
                head=word_cell(FORCES[code].name, f"forces/{code}.html#cells"),
                cells=(whole_cell(cells), whole_cell(len(files[code]))),
            )
            for code, cells in counted.items()
        ),
    )
    return Page(
        path="sources/index.html",
        template="plain.html",
        title="Every figure leads back to its cells",
        kicker=shown.figures.title,
        lead="A cell is a place in a file a force sent: a sheet and cell, a row and column of a "
        "table, or a line. Whoever holds the replies can check any figure here.",
        parts=(
            Part(anchor="national", title="National figures", table=figures),
            Part(anchor="by-force", title="Each force’s cells", table=forces),
        ),
    )


def _cells_page(shown: Shown, path: str, entries: list[Entry]) -> Page:
    parts = tuple(_cells_part(shown, entry) for entry in entries)
    return Page(
        path=path,
        template="plain.html",
        title=f"Source cells: {entries[0].key.of.value}, {entries[0].key.period}"
        if len({entry.key.period for entry in entries}) == 1
        else f"Source cells: {entries[0].key.of.value}",
        kicker=shown.figures.title,
        lead="Each figure with the counts added up in it and the cells they stand in. Small "
        "counts are hidden here as everywhere.",
        parts=parts,
    )


def _cells_part(shown: Shown, entry: Entry) -> Part:
    parts = shown.standing(entry.figure.parts)
    left_out = len(entry.figure.parts) - len(parts)
    number = shown.figure(entry.key)
    forces = plural(len(entry.figure.forces), "force", "forces")
    said = [f"{plural(len(parts), 'cell', 'cells')} of {forces}."] if parts else []
    if left_out:
        said.append(
            f"{plural(left_out, 'cell is', 'cells are')} left out: the row alone would say which "
            "force gave the number."
        )
    rows = tuple(
        Row(
            head=word_cell(FORCES[count.force_code].name, f"forces/{count.force_code}.html#cells"),
            cells=(
                word_cell(count_words(count)),
                number_cell(shown.count(count)),
                word_cell(f"{short_file(count.source.file)} {count.source.where}"),
            ),
        )
        for count in parts
    )
    return Part(
        anchor=entry.anchor,
        title=f"{entry.title}: {number.words}",
        paragraphs=(" ".join(said),),
        table=Table(
            caption=f"Cells of: {entry.title}",
            columns=(
                Column(title="Force"),
                Column(title="What it counts", optional=True),
                Column(title="Count", kind=Kind.NUMBER),
                Column(title="File and cell", kind=Kind.CODE),
            ),
            rows=rows,
        )
        if rows
        else None,
    )
