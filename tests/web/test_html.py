"""The written pages as text: well-formed, labelled, linked, light, and without anything foreign."""

import itertools
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}
SVG_VOID = {"rect", "path", "line", "circle", "stop"}
HEAVIEST = 100_000
"""Bytes of a page without its charts."""


class Reader(HTMLParser):
    """Checks that tags are closed in order, and gathers ids, links, headings and references."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.named_by: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(tag, {name: value or "" for name, value in attrs})
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> says an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(tag, {name: value or "" for name, value in attrs})
        if "svg" not in self.open and tag not in VOID:
            self.faults.append(f"<{tag}/> closes itself outside a picture")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def _take(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.ids.append(values["id"])
        self.handlers.extend(name for name in values if name.startswith("on") or name == "style")
        if tag == "a":
            self.links.append(values.get("href", ""))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "aria-labelledby" in values:
            self.named_by.extend(values["aria-labelledby"].split())
        if tag in {"script", "img", "iframe", "object", "embed"}:
            self.loads.append(tag)
        if tag == "link":
            self.loads.append(values["href"])


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader


def all_pages(sites: Path) -> list[Path]:
    found = sorted(sites.rglob("*.html"))
    assert len(found) > 90
    return found


def test_every_page_is_well_formed_with_ids_of_its_own(sites: Path) -> None:
    for path in all_pages(sites):
        page = read(path)
        assert page.faults == [], path
        assert page.open == [], path
        assert [name for name, n in Counter(page.ids).items() if n > 1] == [], path
        assert set(page.named_by) <= set(page.ids), path


def test_headings_go_down_one_step_at_a_time(sites: Path) -> None:
    for path in all_pages(sites):
        headings = read(path).headings
        assert headings[0] == 1, path
        assert headings.count(1) == 1, path
        for before, after in itertools.pairwise(headings):
            assert after <= before + 1, path


def test_every_link_leads_to_a_page_and_a_place_of_the_site(sites: Path) -> None:
    pages = {path.resolve(): read(path) for path in all_pages(sites)}
    followed = 0
    for path, page in pages.items():
        for link in page.links:
            assert "://" not in link, (path, link)
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path, link)
            if anchor:
                assert anchor in pages[target].ids, (path, link)
            followed += 1
    assert followed > 1_000


def test_pages_need_no_script_and_nothing_from_elsewhere(sites: Path) -> None:
    for path in all_pages(sites):
        text = path.read_text(encoding="utf-8")
        assert {load for load in read(path).loads if not load.endswith("cyberflag.css")} == {
            "data:,"
        }, path
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text), path
        assert read(path).handlers == [], path


def test_pages_are_light(sites: Path) -> None:
    for path in all_pages(sites):
        text = path.read_text(encoding="utf-8")
        bare = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
        assert len(bare.encode()) < HEAVIEST, path


@pytest.mark.parametrize("name", ["2015-16", "2016-17"])
def test_every_chart_says_in_words_what_it_shows(sites: Path, name: str) -> None:
    text = (sites / name / "index.html").read_text(encoding="utf-8")
    charts = re.findall(r'<svg[^>]*role="img".*?</svg>', text, flags=re.DOTALL)
    assert len(charts) == 6, "three charts, each for a wide and a narrow screen"
    for chart in charts:
        title = re.search("<title[^>]*>(.+?)</title>", chart)
        described = re.search("<desc[^>]*>(.+?)</desc>", chart)
        assert title
        assert described
        assert len(re.findall(r"\d+", described.group(1))) >= 7


@pytest.mark.parametrize("name", ["2015-16", "2016-17", "real-replies"])
def test_the_notice_stands_on_every_page(sites: Path, name: str) -> None:
    words = "Real replies: figures as printed" if name == "real-replies" else "Real in total and"
    for path in (sites / name).rglob("*.html"):
        assert words in path.read_text(encoding="utf-8"), path
    assert words in (sites / name / "index.html").read_text(encoding="utf-8").split("<section")[0]
