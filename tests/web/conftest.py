"""The example sites, written once for all tests of the pages, and a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.web.rounds import example

from cyberflag.publish.site import publish

CHROMIUM = "/usr/bin/chromium"
ROUNDS = {
    "2015-16": ("round-2015-16", None),
    "2016-17": ("round-2016-17", "round-2015-16"),
    "real-replies": ("round-real-replies", None),
}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one site for each example round, as counted from its truth."""
    folder = tmp_path_factory.mktemp("sites")
    for name, (round_name, against) in ROUNDS.items():
        round_, figures = example(round_name, against)
        publish(figures, round_, (), folder / name)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a network."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"],
        )
