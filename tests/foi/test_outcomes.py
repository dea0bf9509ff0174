"""What replies do with a request, numbers apart: letters in many wordings, and the examples."""

from collections.abc import Iterator

import pytest
from tests.foi.outcome_letters import DECISIONS, TRAPS, Letter
from tests.foi.outcomes_held_out import HELD_OUT

from cyberflag.foi.document import Cell, Document, Grid, Line
from cyberflag.foi.model import Outcome
from cyberflag.foi.outcomes import outcomes_of


def document_of(text: str, *, parts: tuple[Document, ...] = ()) -> Document:
    return Document(
        file="reply.txt", sha256="0" * 64, kind="txt", blocks=tuple(_blocks(text)), parts=parts
    )


def _blocks(text: str) -> Iterator[Line | Grid]:
    rows: list[str] = []
    tables = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if "|" in line:
            rows.append(line)
            continue
        if rows:
            tables += 1
            yield _grid(rows, f"table {tables}")
            rows = []
        yield Line(text=line.strip(), where=f"line {number}")


def _grid(rows: list[str], name: str) -> Grid:
    cells = tuple(
        Cell(row=r, col=c, text=text.strip(), where=f"{name} row {r} col {c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row.split("|"), 1)
    )
    return Grid(name=name, cells=cells, rows=len(rows), cols=max(cell.col for cell in cells))


def written(outcomes: tuple[Outcome, ...]) -> set[str]:
    return {
        (f"{one.question}: " if one.question else "")
        + one.outcome.value
        + (f" {one.section}" if one.section else "")
        for one in outcomes
    }


def expected_of(letter: Letter) -> set[str]:
    return {part.strip() for part in letter[2].split(";") if part.strip()}


@pytest.mark.parametrize(
    "letter", (*DECISIONS, *TRAPS, *HELD_OUT), ids=lambda letter: letter[1][:50]
)
def test_a_letter_does_what_it_says(letter: Letter) -> None:
    figures, text, _ = letter
    outcomes = outcomes_of(document_of(text), has_figures=figures)
    assert written(outcomes) == expected_of(letter)
    assert len(outcomes) == len(written(outcomes)), "no outcome is told twice"
