"""The pages in a real browser: readable by everyone, at both widths, in light and dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

KINDS = (
    "2015-16/index.html",
    "2016-17/index.html",
    "real-replies/index.html",
    "2016-17/quality.html",
    "2015-16/method.html",
    "2015-16/data.html",
    "2015-16/sources/index.html",
    "2016-17/sources/revision.html",
    "2015-16/forces/E23000029.html",
    "2015-16/forces/E23000008.html",
    "2016-17/forces/W15000001.html",
)
"""One page of every kind, the widest table among them."""


def opened(browser: Browser, path: Path, width: int, scheme: str, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (390, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.slow),
        pytest.param(390, "light", marks=pytest.mark.slow),
    ],
)
def test_no_page_shuts_anyone_out(browser: Browser, sites: Path, width: int, scheme: str) -> None:
    found = {}
    for kind in KINDS:
        page = opened(browser, sites / kind, width, scheme)
        result = Axe().run(page)
        if result.violations_count:
            found[kind] = result.generate_report()
        page.context.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_page_is_wider_than_its_screen(browser: Browser, sites: Path, width: int) -> None:
    for kind in KINDS:
        page = opened(browser, sites / kind, width, "light")
        assert page.evaluate("document.documentElement.scrollWidth") == width, kind
        page.context.close()


def test_a_page_asks_for_nothing_but_its_own_files(browser: Browser, sites: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto((sites / "2015-16" / "index.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
    page.close()


def test_charts_show_without_script_one_for_each_screen(browser: Browser, sites: Path) -> None:
    for width, shown, hidden in ((1280, "wide", "narrow"), (390, "narrow", "wide")):
        page = opened(browser, sites / "2015-16" / "index.html", width, "light", script=False)
        assert page.locator(f".chart .{shown} svg").count() == 3
        assert all(
            page.locator(f".chart .{shown} svg").nth(n).is_visible()
            and not page.locator(f".chart .{hidden} svg").nth(n).is_visible()
            for n in range(3)
        )
        page.context.close()


def test_colours_follow_the_reader_s_wish(browser: Browser, sites: Path) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = opened(browser, sites / "2015-16" / "index.html", 1280, scheme)
        seen[scheme] = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('.chart .wide text')).fill]"
        )
        page.context.close()
    assert seen["light"][0] == "rgb(255, 255, 255)"
    assert seen["dark"][0] == "rgb(16, 23, 30)"
    assert seen["light"][1] != seen["dark"][1]


def test_the_whole_page_prints(browser: Browser, sites: Path) -> None:
    page = opened(browser, sites / "2015-16" / "index.html", 1280, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".chart .wide svg").first.is_visible()
    assert not page.locator("nav[aria-label=Pages]").is_visible()
    assert len(page.pdf(format="A4")) > 10_000
    page.context.close()


def test_a_reader_reaches_the_cells_of_a_figure_by_keyboard(browser: Browser, sites: Path) -> None:
    page = opened(browser, sites / "2015-16" / "index.html", 1280, "light")
    page.get_by_role("link", name="Source cells").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/total-2015-16.html#of-all")
    assert page.get_by_role("heading", level=2).first.inner_text().endswith("3,186")
    page.get_by_role("link", name="Leicestershire").click()
    page.wait_for_url("**/forces/E23000021.html#cells")
    assert page.locator("#cells code").count() == 16
    page.context.close()
