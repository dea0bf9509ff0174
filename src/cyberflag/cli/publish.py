"""``cyberflag publish``: a round's figures as a static site."""

from pathlib import Path

import click
from rich.markup import escape

from cyberflag.cli.figures import counted
from cyberflag.cli.show import console
from cyberflag.foi.decisions import load_confirmed
from cyberflag.measures.count import CountedRound
from cyberflag.publish.site import Site, publish


@click.command(name="publish")
@click.argument("round_folder", metavar="ROUND", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write; a site already there is replaced when the new one is whole.",
)
@click.option(
    "--against",
    metavar="EARLIER_ROUND",
    type=click.Path(path_type=Path),
    help="Compare with an earlier round that gives the same year.",
)
def command(round_folder: Path, out: Path, against: Path | None) -> None:
    """Write a round's figures as a static site: pages, charts, source cells, open data.

    Counts from 1 to 4 below a force's total are hidden, and what would give them away.

    \b
    Example: cyberflag publish examples/round-2015-16 -o out/2015-16
    """
    earlier = counted(against).figures if against else None
    site = publish_counted(counted(round_folder, against=earlier), out)
    console.print(f"[bold]{escape(site.headline)}[/]")
    console.print(f"{site.pages} pages. Open {site.index}", soft_wrap=True)


def publish_counted(round_: CountedRound, out: Path) -> Site:
    """Write the site of a counted round, with how each count was confirmed."""
    folder = round_.round_.folder
    confirmed = [load_confirmed(folder, force_code) for force_code in round_.round_.asked]
    return publish(round_.figures, round_.round_, confirmed, out)
