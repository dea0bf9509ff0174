"""A round's figures as a static site: all pages or none."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from cyberflag.foi.decisions import Confirmed
from cyberflag.foi.model import Round
from cyberflag.measures.model import RoundFigures
from cyberflag.publish.confirmations import Confirmations
from cyberflag.publish.force_page import force_pages
from cyberflag.publish.front_page import front_page
from cyberflag.publish.method_page import method_page
from cyberflag.publish.model import Edition, Page
from cyberflag.publish.open_data import open_data_page, write_counts
from cyberflag.publish.quality_page import quality_page
from cyberflag.publish.render import html
from cyberflag.publish.shown import Shown, shown
from cyberflag.publish.source_pages import source_pages
from cyberflag.publish.switch import SIGN, new_folder

COUNTS_FILE = "counts.csv"


def publish(
    figures: RoundFigures, round_: Round, confirmed: Iterable[Confirmed], out: Path
) -> Path:
    """Write the site into the folder ``out`` and return its first page.

    A site already there is replaced in one step when the new one is whole. Raises
    :class:`CyberflagError` where ``out`` holds anything else.
    """
    seen = shown(figures)
    edition = Edition(
        title=figures.title, year=str(figures.periods[0].period), notice=figures.notice
    )
    with new_folder(out) as folder:
        for page in pages(seen, round_, Confirmations.of(confirmed)):
            path = folder / page.path
            path.parent.mkdir(exist_ok=True)
            path.write_text(html(page, edition), encoding="utf-8")
        write_counts(folder / COUNTS_FILE, seen)
        style = files("cyberflag.publish").joinpath(f"static/{SIGN}").read_bytes()
        (folder / SIGN).write_bytes(style)
    return out / "index.html"


def pages(seen: Shown, round_: Round, confirmations: Confirmations) -> list[Page]:
    """Every page of the site."""
    return [
        front_page(seen),
        quality_page(seen),
        method_page(round_, seen.figures.periods[0].total),
        open_data_page(seen),
        *source_pages(seen),
        *force_pages(seen, confirmations),
    ]
