"""``cyberflag figures``: what a round comes to, as a person reads it or a machine does."""

from pathlib import Path

import click

from cyberflag.cli.figures_json import round_json
from cyberflag.cli.figures_shown import show_round
from cyberflag.cli.show import print_json, progress
from cyberflag.foi.round import load_round, reply_files
from cyberflag.measures.count import CountedRound, count_round
from cyberflag.measures.model import RoundFigures


@click.command(name="figures")
@click.argument("round_folder", metavar="ROUND", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="EARLIER_ROUND",
    type=click.Path(path_type=Path),
    help="Compare with an earlier round that gives the same year.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def command(round_folder: Path, against: Path | None, as_json: bool) -> None:
    """Count a round: totals, per day, by offence, age and force.

    Only confirmed figures count. A figure that is not known exactly is given with both its
    ends, or as "at least"; --json gives the cells that each was added up from.

    \b
    Example: cyberflag figures examples/round-2016-17 --against examples/round-2015-16
    """
    earlier = counted(against).figures if against else None
    figures = counted(round_folder, against=earlier).figures
    if as_json:
        print_json(round_json(figures))
    else:
        show_round(figures)


def counted(folder: Path, *, against: RoundFigures | None = None) -> CountedRound:
    """The round in ``folder``, counted, with a bar while its files are read."""
    round_ = load_round(folder)
    files = sum(len(reply_files(round_, force_code)) for force_code in round_.asked)
    with progress(f"reading {folder.name}") as bar:
        task = bar.add_task("", total=files)
        return count_round(folder, against=against, on_done=lambda: bar.advance(task))
