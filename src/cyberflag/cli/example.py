"""``cyberflag example``: neutral synthetic records with a hidden truth."""

from pathlib import Path

import click

from cyberflag.cli.show import console, progress
from cyberflag.records.example import example_records
from cyberflag.records.example.files import truth_path, write_example


@click.group(name="example")
def command() -> None:
    """Make neutral synthetic records to try everything on.

    \b
    Example: cyberflag example records --n 100000 --seed 1 -o records.parquet
    """


@command.command(name="records")
@click.option("--n", "count", type=click.IntRange(min=1), required=True, help="How many records.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, other records.")
@click.option(
    "--part",
    type=click.Choice(["all", "seen", "unseen"]),
    default="all",
    show_default=True,
    help="Families of texts: those rules may be written from, those kept back, or both.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="A file ending in .parquet, .csv, .jsonl or .arrow.",
)
def records(count: int, seed: int, part: str, output: Path) -> None:
    """Write synthetic records, and beside them the truth about each.

    The same seed gives the same records, and the first thousand of a million are the same
    thousand. The truth (was it online, and what makes the text hard to judge) is in a file of
    its own, NAME.truth.parquet.

    \b
    Example: cyberflag example records --n 1000000 -o records.parquet
    """
    with progress("records") as bar:
        task = bar.add_task("records", total=count)
        write_example(
            example_records(count, seed, part=part),
            output,
            written=lambda rows: bar.advance(task, rows),
        )
    console.print(f"{count:,} records, {output.stat().st_size:,} bytes: {output}", soft_wrap=True)
    console.print(f"The truth about them: {truth_path(output)}", soft_wrap=True)
