"""From a reply to the bytes of a file, by format."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from benchmarks.generator.letters import Letter, cover, in_letter, on_sheet
from benchmarks.generator.paper import Block, Reply, Table, Written
from benchmarks.generator.pdf import write_pdf
from benchmarks.generator.spreadsheet import write_csv, write_ods, write_xls, write_xlsx
from benchmarks.generator.written_text import write_docx, write_eml, write_html, write_txt

FORMATS = (
    "xlsx",
    "xls",
    "ods",
    "csv",
    "tsv",
    "html",
    "docx",
    "pdf",
    "pdf unruled",
    "txt",
    "eml",
    "eml html",
    "eml xlsx",
    "eml pdf",
)
"""Every way of writing a reply; the part before the space is the file's ending."""

SHEETS = ("Sheet1", "Response", "FOI data", "Q1", "Figures")


def write(form: str, blocks: list[Block], letter: Letter) -> Written:
    """The answer ``blocks`` as a file of this format, with the prose such files have."""
    rng = letter.rng
    return _WRITERS[form](blocks, letter, rng)


def _sheet(blocks: list[Block], rng: random.Random) -> Reply:
    return on_sheet(blocks, rng, rng.choice(SHEETS))


def _unruled(reply: Reply) -> Reply:
    return replace(
        reply,
        blocks=tuple(
            replace(block, ruled=False) if isinstance(block, Table) else block
            for block in reply.blocks
        ),
    )


def _mail(
    body: Reply,
    letter: Letter,
    *,
    html: Reply | None = None,
    attached: dict[str, Written] | None = None,
) -> Written:
    return write_eml(
        body,
        subject=f"Freedom of Information request {letter.reference}",
        sent=datetime.combine(letter.sent, datetime.min.time()).replace(hour=10),
        sender="foi@police.example.org",
        reference=letter.reference.replace("/", "-"),
        html=html,
        attached=attached,
    )


_COVER = ("Please find attached our response to your request.", "Kind regards,")

_WRITERS: dict[str, Callable[[list[Block], Letter, random.Random], Written]] = {
    "xlsx": lambda blocks, letter, rng: write_xlsx(_sheet(blocks, rng)),
    "xls": lambda blocks, letter, rng: write_xls(_sheet(blocks, rng)),
    "ods": lambda blocks, letter, rng: write_ods(_sheet(blocks, rng)),
    "csv": lambda blocks, letter, rng: write_csv(
        on_sheet(blocks, rng), encoding=rng.choice(("utf-8", "utf-8-sig", "cp1252"))
    ),
    "tsv": lambda blocks, letter, rng: write_csv(
        on_sheet(blocks, rng), delimiter="\t", encoding=rng.choice(("utf-8", "utf-16"))
    ),
    "html": lambda blocks, letter, rng: write_html(in_letter(letter, blocks, head=False)),
    "docx": lambda blocks, letter, rng: write_docx(in_letter(letter, blocks)),
    "pdf": lambda blocks, letter, rng: write_pdf(in_letter(letter, blocks)),
    "pdf unruled": lambda blocks, letter, rng: write_pdf(_unruled(in_letter(letter, blocks))),
    "txt": lambda blocks, letter, rng: write_txt(
        in_letter(letter, blocks), encoding=rng.choice(("utf-8", "cp1252"))
    ),
    "eml": lambda blocks, letter, rng: _mail(in_letter(letter, blocks, head=False), letter),
    "eml html": lambda blocks, letter, rng: _mail(
        cover(("The response is below.",)), letter, html=in_letter(letter, blocks, head=False)
    ),
    "eml xlsx": lambda blocks, letter, rng: _mail(
        cover(_COVER), letter, attached={"response.xlsx": write_xlsx(_sheet(blocks, rng))}
    ),
    "eml pdf": lambda blocks, letter, rng: _mail(
        cover(_COVER), letter, attached={"response.pdf": write_pdf(in_letter(letter, blocks))}
    ),
}


def ending(form: str) -> str:
    """The ending of a file of this format."""
    return form.partition(" ")[0]


def letter_of(force: str, number: int, asked: date, sent: date, rng: random.Random) -> Letter:
    """The letter's frame."""
    return Letter(
        force=force,
        reference=f"FOI/{sent.year}/{number:05}",
        asked=asked,
        sent=sent,
        rng=rng,
    )
