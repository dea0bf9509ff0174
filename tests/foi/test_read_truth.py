"""Every figure of made-up replies stands at the address its maker gave it, as it was printed."""

from collections import defaultdict
from pathlib import Path

import pytest
from tests.foi.reading import read_content

from benchmarks.generator.files import FORMATS, ending
from benchmarks.generator.variants import VARIANTS, make
from cyberflag.foi.document import Document, Grid

FAST = ("header of two rows", "noughts blank", "sentences", "periods as blocks")
EVERY = [(name, form) for name, variant in VARIANTS.items() for form in variant.formats]


def printed_at(document: Document) -> dict[str, list[str]]:
    at: dict[str, list[str]] = defaultdict(list)
    for block in document.blocks:
        for one in block.cells if isinstance(block, Grid) else (block,):
            at[one.where].append(one.text)
    for part in document.parts:
        for where, texts in printed_at(part).items():
            at[where] += texts
    return at


def check(tmp_path: Path, name: str, form: str, seed: int) -> None:
    made = make(name, form, seed).written
    at = printed_at(read_content(tmp_path, f"reply.{ending(form)}", made.content))
    missing = [
        (place.where, place.printed)
        for place in made.places
        # A figure inside a sentence is part of a longer text.
        if not any(
            place.printed == text or (not text.isdigit() and place.printed in text)
            for text in at.get(place.where, ())
        )
    ]
    assert missing == []


@pytest.mark.parametrize("form", FORMATS)
def test_figures_stand_where_they_were_put(tmp_path: Path, form: str) -> None:
    for name in FAST:
        if form in VARIANTS[name].formats:
            check(tmp_path, name, form, seed=11)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), EVERY)
def test_figures_of_every_layout_stand_where_they_were_put(
    tmp_path: Path, name: str, form: str
) -> None:
    for seed in (21, 22):
        check(tmp_path, name, form, seed)
