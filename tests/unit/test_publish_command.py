"""``cyberflag publish`` and ``cyberflag demo`` from folder to site."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import cyberflag
from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError

EXAMPLES = Path(__file__).parents[2] / "examples"
REAL = "round-real-replies"


def run(*arguments: str | Path) -> str:
    ran = CliRunner().invoke(commands, [str(a) for a in arguments], catch_exceptions=False)
    assert ran.exit_code == 0
    return re.sub(r"\s+", " ", ran.output)


def test_a_round_becomes_a_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    output = run("publish", EXAMPLES / REAL, "-o", out)
    assert f"10 pages. Open {out / 'index.html'}" in output
    assert len(list(out.rglob("*.html"))) == 10
    assert (out / "counts.csv").is_file()


def test_the_demo_accounts_for_every_file_and_proposal_and_says_where_to_look(
    tmp_path: Path,
) -> None:
    shutil.copytree(EXAMPLES / REAL, tmp_path / "examples" / REAL)
    output = run("demo", tmp_path / "examples", "-o", tmp_path / "out")
    files = re.search(r"(\d+) files in = (\d+) read \+ (\d+) refused", output)
    assert files
    given, read, refused = map(int, files.groups())
    assert given == read + refused == 2
    account = re.search(
        r"([\d,]+) proposals = ([\d,]+) counted \+ ([\d,]+) left out \+ ([\d,]+) open", output
    )
    assert account
    proposals, *became = (int(n.replace(",", "")) for n in account.groups())
    assert proposals == sum(became)
    index = tmp_path / "out" / "real-replies" / "index.html"
    assert f"Open {index} in a browser" in output
    assert index.is_file()


def test_without_example_rounds_the_demo_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in a package installed away from its checkout.
    monkeypatch.setattr(cyberflag, "__file__", str(tmp_path / "lib" / "cyberflag" / "x.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CyberflagError, match="no example round here") as fault:
        run("demo")
    assert "cyberflag demo FOLDER" in fault.value.remedy


def test_a_later_round_is_set_against_the_one_before(tmp_path: Path) -> None:
    """Small copies of both rounds, so that reading takes no time."""
    for name in ("round-2015-16", "round-2016-17"):
        shutil.copytree(
            EXAMPLES / name,
            tmp_path / "examples" / name,
            ignore=lambda folder, names: [
                n for n in names if Path(folder).name == "replies" and n not in ("E23000038", "BTP")
            ],
        )
    run("demo", tmp_path / "examples", "-o", tmp_path / "out")
    first = (tmp_path / "out" / "2015-16" / "index.html").read_text(encoding="utf-8")
    second = (tmp_path / "out" / "2016-17" / "index.html").read_text(encoding="utf-8")
    assert 'id="revisions"' not in first
    assert 'id="revisions"' in second


@pytest.mark.slow
def test_the_example_rounds_come_out_as_published(tmp_path: Path) -> None:
    output = run("demo", EXAMPLES, "-o", tmp_path)
    assert "3,186 online sexual offences against children recorded by the 38 of 44" in output
    assert "5,653 online sexual offences against children recorded by the 39 of 44" in output
    index = (tmp_path / "2015-16" / "index.html").read_text(encoding="utf-8")
    for number in ("3,186", "8.7", "535", "272", "1", "38 of 44"):
        assert f"<strong>{number}</strong>" in index
