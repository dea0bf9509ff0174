"""``cyberflag demo``: read, count and publish the example rounds."""

from collections.abc import Iterable
from pathlib import Path

import click
from rich.markup import escape

import cyberflag
from cyberflag.cli.figures import counted
from cyberflag.cli.figures_shown import show_account
from cyberflag.cli.publish import publish_counted
from cyberflag.cli.show import console
from cyberflag.core.counts import Online
from cyberflag.core.errors import CyberflagError
from cyberflag.foi.model import Round
from cyberflag.foi.round import load_round
from cyberflag.measures.model import RoundFigures

PREFIX = "round-"
"""How the folder of an example round begins; the rest names its site."""


@click.command(name="demo")
@click.argument("examples", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    default=Path("out"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder that gets one site for each round.",
)
def command(examples: Path | None, out: Path) -> None:
    """Read, count and publish the example rounds, and say where to look.

    EXAMPLES is the folder that holds the rounds: examples/ of the checkout, if not given.

    \b
    Example: cyberflag demo
    """
    folders = _round_folders(examples)
    earlier: list[tuple[Round, RoundFigures]] = []
    first: Path | None = None
    for folder in folders:
        round_ = load_round(folder)
        before = next((figures for one, figures in earlier if _gives_own_year(round_, one)), None)
        done = counted(folder, against=before)
        earlier.append((round_, done.figures))
        site = publish_counted(done, out / folder.name.removeprefix(PREFIX))
        first = first or site.index
        console.print(f"\n[bold]{escape(done.figures.title)}[/]")
        if site.headline != done.figures.title:
            console.print(f"[bold cyan]{escape(site.headline)}[/]", soft_wrap=True, end="")
        show_account(done.figures.account)
        console.print(f"{site.pages} pages: {site.index}", soft_wrap=True)
    console.print(f"\n[bold]Open {first} in a browser.[/]", soft_wrap=True)


def _gives_own_year(round_: Round, earlier: Round) -> bool:
    """Whether the round asks again for the earlier round's own period."""
    both_flagged = round_.flag is earlier.flag is Online.ONLINE
    return both_flagged and earlier.periods[0] in round_.periods


def _round_folders(examples: Path | None) -> list[Path]:
    """The rounds of the first place that has any, in the order of their names."""
    checkout = Path(cyberflag.__file__).parents[2] / "examples"
    places = [examples] if examples else [Path("examples"), checkout]
    for place in places:
        if found := sorted(_rounds_in(place)):
            return found
    raise CyberflagError(
        "there is no example round here",
        place=str(places[0]),
        remedy="Run it in a checkout of cyberflag, or name the folder that holds the rounds: "
        "cyberflag demo FOLDER.",
    )


def _rounds_in(place: Path) -> Iterable[Path]:
    return (path.parent for path in place.glob(f"{PREFIX}*/round.toml"))
