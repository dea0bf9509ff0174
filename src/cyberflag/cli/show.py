"""How things are shown in a terminal: grids, proposals, outcomes, accounts."""

import json
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from cyberflag.core.ages import ALL_AGES, AgeBand
from cyberflag.core.counts import Interval, Online, Sex
from cyberflag.foi.confirm import is_sure
from cyberflag.foi.document import Cell, Document, Grid, Line
from cyberflag.foi.model import Outcome, Proposal, Question

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

MOST_ROWS = 60
"""A longer grid is shown to this row only; the proposals are listed whole."""


def print_json(value: object) -> None:
    """One JSON document on standard output, for a machine."""
    console.file.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def progress(what: str) -> Progress:
    """A bar on standard error, gone when the work is done."""
    return Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    )


def interval_text(value: Interval | None) -> str:
    """The interval in words; ``?`` where the reply does not define its mark."""
    return "?" if value is None else str(value)


def reading_text(proposal: Proposal) -> str:
    """What a proposal says, in words: "victim age 13, 2015/16, flag: online"."""
    said = [
        proposal.offence or "offence not said",
        _age_text(proposal.age),
        "" if proposal.sex is Sex.ALL else proposal.sex.value,
        "flag not mentioned" if proposal.online is Online.ALL else proposal.online.value,
        proposal.period.label if proposal.period else "period not said",
        proposal.unit.value if proposal.unit else "unit not said",
        "total" if proposal.is_total else "",
    ]
    return ", ".join(part for part in said if part)


def _age_text(age: AgeBand) -> str:
    return "all ages" if age == ALL_AGES else f"age {age}"


def show_document(document: Document, marked: Mapping[str, str]) -> None:
    """The document's lines and grids in order; ``marked`` gives a style by address."""
    for warning in document.warnings:
        console.print(f"[yellow]Note:[/] {escape(warning)}")
    for block in document.blocks:
        if isinstance(block, Grid):
            console.print(grid_table(block, marked))
        else:
            _show_line(block, marked)
    for part in document.parts:
        console.rule(f"attached: {escape(part.file)} ({part.kind})")
        show_document(part, marked)


def _show_line(line: Line, marked: Mapping[str, str]) -> None:
    style = marked.get(line.where, "bold" if line.heading else "")
    console.print(Text(f"{line.where:>14}  ", style="dim") + Text(line.text, style=style))


def grid_table(grid: Grid, marked: Mapping[str, str]) -> Table:
    """A grid as a table, with row and column numbers, and marked cells in their style."""
    hidden = " (hidden)" if grid.hidden else ""
    table = Table(title=f"{grid.name}{hidden}", title_justify="left", show_lines=False)
    cells = {(cell.row, cell.col): cell for cell in grid.cells}
    used = sorted({cell.col for cell in grid.cells if cell.text})
    table.add_column("", style="dim", justify="right")
    for col in used:
        table.add_column(str(col), overflow="fold")
    rows = sorted({cell.row for cell in grid.cells if cell.text})
    for row in rows[:MOST_ROWS]:
        table.add_row(str(row), *(_cell_text(cells.get((row, col)), marked) for col in used))
    if len(rows) > MOST_ROWS:
        table.caption = f"… and {len(rows) - MOST_ROWS:,} more rows"
    return table


def _cell_text(cell: Cell | None, marked: Mapping[str, str]) -> Text:
    if cell is None:
        return Text("")
    style = marked.get(cell.where) or ("bold" if cell.bold else "")
    return Text(cell.text, style=f"{style} dim" if cell.hidden else style)


def style_of(proposal: Proposal) -> str:
    """Green for a sure proposal, yellow for one that waits."""
    return "black on green" if is_sure(proposal) else "black on yellow"


def proposals_table(proposals: Sequence[Proposal]) -> Table:
    """One row per proposal: printed, number, reading, how sure, where."""
    table = Table(title=f"{len(proposals)} proposals", title_justify="left")
    for heading, justify in (("where", "left"), ("printed", "right"), ("count", "right")):
        table.add_column(heading, justify="right" if justify == "right" else "left")
    table.add_column("reading", overflow="fold")
    table.add_column("sure")
    table.add_column("doubts", overflow="fold")
    for proposal in proposals:
        sure = is_sure(proposal)
        table.add_row(
            proposal.source.where,
            Text(proposal.printed),
            interval_text(proposal.value),
            reading_text(proposal),
            Text("sure", style="green") if sure else Text("asks", style="yellow"),
            "" if sure else Text("; ".join(proposal.reasons)),
        )
    return table


def show_outcomes(outcomes: Iterable[Outcome], questions: Iterable[Question]) -> None:
    """Outcomes and questions, a line each."""
    for outcome in outcomes:
        section = f" under section {outcome.section}" if outcome.section else ""
        number = f"question {outcome.question}: " if outcome.question else ""
        console.print(f"[bold]Outcome:[/] {number}{outcome.outcome}{section} ({outcome.where})")
    for question in questions:
        console.print(Panel(Text(question.why), title=escape(question.where), style="yellow"))
