"""What replies do with a request, numbers apart: letters in many wordings, and the examples."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.foi.outcome_letters import DECISIONS, TRAPS, Letter
from tests.foi.outcomes_held_out import HELD_OUT, HELD_OUT_LAST, HELD_OUT_LATER

from cyberflag.foi.claims import sections_in
from cyberflag.foi.document import Cell, Document, Grid, Line
from cyberflag.foi.fold import folded
from cyberflag.foi.model import Outcome
from cyberflag.foi.outcomes import outcomes_of
from cyberflag.foi.read import read_document


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
    "letter",
    (*DECISIONS, *TRAPS, *HELD_OUT, *HELD_OUT_LATER, *HELD_OUT_LAST),
    ids=lambda letter: letter[1][:50],
)
def test_a_letter_does_what_it_says(letter: Letter) -> None:
    figures, text, _ = letter
    outcomes = outcomes_of(document_of(text), has_figures=figures)
    assert written(outcomes) == expected_of(letter)
    assert len(outcomes) == len(written(outcomes)), "no outcome is told twice"


def test_an_outcome_has_the_address_of_its_sentence() -> None:
    text = "Dear Requester\nThank you.\nQ1. Total: 5\nQ2. Ages\nThis part is\nrefused under section 40(2)."
    refused = [
        one for one in outcomes_of(document_of(text), has_figures=True) if one.question == "2"
    ]
    assert [one.where for one in refused] == ["line 5"]


def test_a_row_of_a_table_of_answers_belongs_to_its_question() -> None:
    text = "Question | Response\n1 | 45\n2 | We do not hold this information."
    outcomes = outcomes_of(document_of(text), has_figures=True)
    assert {(one.question, one.outcome.value, one.where) for one in outcomes} == {
        ("1", "answered", "table 1 row 2 col 2"),
        ("2", "not held", "table 1 row 3 col 2"),
    }


def test_a_bare_age_is_no_question() -> None:
    text = "Age | Offences\n12 | We do not hold this information.\n13 | 4"
    outcomes = outcomes_of(document_of(text), has_figures=True)
    assert [(one.question, one.outcome.value) for one in outcomes] == [(None, "not held")]


def test_a_covering_mail_and_its_attachments_are_one_reply() -> None:
    letter = document_of("Your request is refused under section 14(1).")
    mail = document_of("Please find attached our response.", parts=(letter,))
    assert written(outcomes_of(mail, has_figures=False)) == {"refused 14"}


def test_an_empty_document_does_nothing() -> None:
    assert outcomes_of(document_of(""), has_figures=False) == ()


@pytest.mark.parametrize(
    ("printed", "sections"),
    [
        ("section 12(1)", ("12",)),
        ("S.40 (2)(a)(b)", ("40(2)",)),
        ("sections 40(2) and (3A)(a)", ("40(2)",)),
        ("s40(3A)(a)", ("40(3A)",)),
        ("Section 40(5B)(a)(i)", ("40(5)",)),
        ("sections 23(5), 24(2) and 31(3)", ("23(5)", "24(2)", "31(3)")),
        ("s31(1)(a)(b) and s38(1)(a)", ("31", "38")),
        ("Section 22A", ("22A",)),
        ("section 17(1), section 1(3), section 10 and section 50", ()),
        ("section 14 of the Sexual Offences Act 2003", ()),
        ("section 14(1) of the Freedom of Information Act 2000", ("14",)),
        ("section 45 code of practice", ()),
    ],
)
def test_sections_have_one_spelling(printed: str, sections: tuple[str, ...]) -> None:
    assert sections_in(folded(printed)) == sections


EXAMPLES = Path(__file__).parents[2] / "examples"
REPLIES = [
    (folder, row)
    for folder in sorted(EXAMPLES.glob("round-*"))
    for row in csv.DictReader((folder / "outcomes.csv").read_text(encoding="utf-8").splitlines())
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "row"), REPLIES, ids=[f"{folder.name} {row['file']}" for folder, row in REPLIES]
)
def test_the_example_rounds_say_what_they_were_made_to_say(
    folder: Path, row: dict[str, str]
) -> None:
    document = read_document(folder / "replies" / row["force_code"] / row["file"])
    outcomes = outcomes_of(document, has_figures=not row["layout"].startswith("letter"))
    whole = [one for one in outcomes if one.question is None]
    expected = (row["outcome"] or "answered", row["section"])
    assert [(one.outcome.value, one.section or "") for one in whole] == [expected]
