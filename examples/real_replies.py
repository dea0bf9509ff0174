"""A small round of real replies: figures as two forces printed them, in words of our own."""

from datetime import date
from pathlib import Path

from benchmarks.generator.paper import (
    ALL_AGES,
    UNKNOWN_AGE,
    Age,
    Block,
    Cell,
    Figure,
    Line,
    Means,
    Place,
    Span,
    Table,
    Written,
    label,
    text_line,
)
from benchmarks.generator.paper import Reply as Paper
from benchmarks.generator.written_text import write_html, write_txt
from examples.figures import Published
from examples.files_of_round import Reply, write_round

NORTHANTS = "E23000022"
CLEVELAND = "E23000013"
NORTHANTS_URL = (
    "https://www.northants.police.uk/foi-ai/northamptonshire-police/disclosure-logs/2025/"
    "october/foi-10905-25-sexual-communication-with-a-child/"
)
CLEVELAND_SOURCE = "Cleveland Police, disclosure log (088/05, three financial years)"

YEAR = Span(date(2024, 4, 1), date(2025, 3, 31))
_BANDS = (Age(None, 11), Age(12, 15), Age(16, None), UNKNOWN_AGE)
_PRINTED = (
    ("Female", "female", ("", "22", "", "2")),
    ("Male", "male", ("*", "*", "", "")),
    ("Unknown", "unknown", ("", "*", "", "22")),
    ("Sum:", "all", ("0", "22", "0", "24")),
)
NOTICE = (
    "Real replies: figures as printed by the force, the words around them are ours. They count "
    "single offence codes, not flagged offences, and are no part of the national series."
)


def write_real_replies(folder: Path) -> None:
    """Write the round of real replies."""
    write_round(
        folder,
        title="Sexual communication with a child (071/17) and one further code: real replies",
        periods=["2024/25"],
        sent=date(2025, 9, 1),
        notice=NOTICE,
        asked=[CLEVELAND, NORTHANTS],
        replies=[_cleveland(), _northants()],
        published=[
            Published(
                area=NORTHANTS,
                fin_year="2024/25",
                value=52,
                note="071/17, all figures of the reply",
                source_url=NORTHANTS_URL,
            ),
            *(
                Published(
                    area=CLEVELAND,
                    fin_year=f"{year}/{(year + 1) % 100:02}",
                    value=value,
                    note="088/05",
                    source_url=CLEVELAND_SOURCE,
                )
                for year, value in ((2022, 10), (2023, 6), (2024, 0))
            ),
        ],
        questions=("How many offences were recorded under the code, by victim's sex and age?",),
        flag="all",
    )


def _northants() -> Reply:
    """A total in a sentence, then a matrix with an empty corner and empty columns."""
    code = "071/17"
    total = Means(low=52, high=52, period=YEAR, offence=code, online="all", is_total=True)
    blocks: list[Block] = [
        text_line("Sexual communication with a child", heading=True),
        text_line("Question 1"),
        Line(
            parts=(
                "Offences recorded under Home Office code 71/17 between 1 April 2024 and "
                "31 March 2025 - Total Count ",
                Figure(text="52", means=total),
            )
        ),
        text_line("Question 2"),
        _matrix(code),
        text_line("Question 3"),
        text_line(
            "The information is held but is exempt under section 40(2), personal information."
        ),
    ]
    return Reply(
        force_code=NORTHANTS,
        file="2025-10-disclosure.html",
        written=write_html(Paper(blocks=tuple(blocks)), title="Disclosure log"),
        layout="matrix of sex by age band with sums, html",
        outcome="partial",
        section="40(2)",
    )


def _matrix(code: str) -> Table:
    # The page's own markup gives an empty first column and an empty first row.
    head = (Cell(), Cell(), *(label(text) for text in _HEADS))
    rows: list[tuple[Cell | None, ...]] = [(Cell(),) * len(head), head]
    for name, sex, printed in _PRINTED:
        cells = [_cell(text, sex, band, code) for text, band in zip(printed, _BANDS, strict=True)]
        rows.append((Cell(), label(name), *cells))
    return Table(rows=tuple(rows), header_rows=0)


_HEADS = ("11 and under", "12-15", "16 and over", "Unknown Age")


def _cell(text: str, sex: str, band: Age, code: str) -> Cell:
    if not text:
        return Cell()
    is_sum = sex == "all"
    number = int(text) if text.isdigit() else None
    # The sums leave out the suppressed cells: each says "at least".
    means = Means(
        low=number,
        high=None if is_sum else number,
        period=YEAR,
        status="suppressed" if number is None else "reported",
        offence=code,
        age=band,
        sex=sex,
        online="all",
        is_total=is_sum,
    )
    return Cell(text=text, means=means)


def _cleveland() -> Reply:
    """Lines of three years under one question; the next question's years are fewer."""
    lines: list[Block] = [
        text_line("Q1. How many offences were recorded under Home Office code 088/05?"),
    ]
    for year, printed, dash in ((2022, "10", "-"), (2023, "6", "-"), (2024, "0", "–")):
        span = Span(date(year, 4, 1), date(year + 1, 3, 31))
        number = int(printed)
        means = Means(
            low=number, high=number, period=span, offence="088/05", age=ALL_AGES, online="all"
        )
        text = f"{year}/{(year + 1) % 100:02} {dash} "
        lines.append(Line(parts=(text, Figure(text=printed, means=means))))
    written = write_txt(Paper(blocks=tuple(lines)))
    return Reply(
        force_code=CLEVELAND,
        file="2025-response.txt",
        written=Written(content=written.content, places=tuple(_in_order(written.places))),
        layout="lines of years, txt",
    )


def _in_order(places: tuple[Place, ...]) -> list[Place]:
    return sorted(places, key=lambda place: int(place.where.rpartition(" ")[2]))
