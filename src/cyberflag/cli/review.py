"""``cyberflag review``: learn from reviewed records, and put those to be reviewed in order."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet
from rich.table import Table

from cyberflag.cli.records_file import take_decisions, take_records
from cyberflag.cli.show import console
from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.model import Decision
from cyberflag.flagging.review import (
    FOUND,
    HeldOut,
    Truths,
    in_order,
    load_model,
    middle_and_ends,
    save_model,
)

KEYS = ("force_code", "record_id", "version")
FEATURES = ("summary", "platform", "method", "offence_code")
QUEUE, MISSES = "review", "likely miss"


def _learn() -> Any:  # Any: a module, loaded only where its extra is needed
    return import_module("cyberflag.flagging.learn")


@click.group(name="review")
def command() -> None:
    """Put the records that people must look at in order, the likeliest online first.

    The model is trained on what reviewers found. It changes no decision. Needs the extra learn
    (scikit-learn).

    \b
    Example: cyberflag review train records.parquet reviewed.csv -o model.npz
    """


_records = click.argument("records", type=click.Path(dir_okay=False, path_type=Path))


@command.command(name="train")
@_records
@click.argument("reviewed", type=click.Path(dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--repeats", type=click.IntRange(min=2), default=20, show_default=True)
@click.option("--held-out", type=click.FloatRange(0.1, 0.5), default=0.3, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def train(
    records: Path, reviewed: Path, output: Path, repeats: int, held_out: float, seed: int
) -> None:
    """Learn from reviewed records, and say how well it does on records held out.

    REVIEWED is a CSV or Parquet file with the columns record_id and online (yes or no), and
    force_code where ids of several forces may be alike. The model is derived from summaries and
    stays with the force.

    \b
    Example: cyberflag review train records.parquet reviewed.csv -o model.npz
    """
    learn = _learn()
    table, online = _reviewed_records(records, reviewed)
    judged = learn.hold_out(table, online, repeats=repeats, part=held_out, seed=seed)
    _show(judged, held_out)
    save_model(learn.train(table, online, seed=seed), output)
    console.print(f"Learned from {len(online):,} reviewed records: {output}", soft_wrap=True)


@command.command(name="order")
@_records
@click.argument("decisions", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--model", type=click.Path(dir_okay=False, path_type=Path), required=True, help="From `train`."
)
@click.option(
    "--misses",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="How many of the records decided no flag to list as likely misses.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="A file ending in .csv or .parquet.",
)
def order(records: Path, decisions: Path, model: Path, misses: int, output: Path) -> None:
    """List the review queue, and likely misses among no flag, the likeliest online first.

    The list holds ids, decisions and probabilities, no text. No decision is changed.

    \b
    Example: cyberflag review order records.parquet decisions.parquet --model model.npz -o order.csv
    """
    learned = load_model(model)
    learn = _learn()
    decided = take_decisions(decisions, (*KEYS, "decision"))
    open_ones = decided.filter(pc.not_equal(decided["decision"], Decision.FLAG.value))
    taken = take_records(records, (*KEYS, *FEATURES)).table
    places = pc.index_in(_key(taken), value_set=_key(open_ones).combine_chunks())
    table = taken.filter(pc.is_valid(places))
    if table.num_rows != open_ones.num_rows:
        raise CyberflagError(
            "the decisions are not about these records",
            place=decisions.name,
            remedy="Run `cyberflag flag` on this very file of records.",
        )
    decision = open_ones["decision"].take(places.drop_null())
    scores = learn.score(learned, table)
    queued = np.asarray(pc.equal(decision, Decision.REVIEW.value))
    listed = in_order(scores, queued, misses)
    rows = [place for places_ in listed for place in places_]
    ordered = pa.table(
        {
            "list": [name for name, own in zip((QUEUE, MISSES), listed, strict=True) for _ in own],
            "place": [place for own in listed for place in range(1, len(own) + 1)],
            **{key: table[key].take(rows) for key in KEYS},
            "decision": decision.take(pa.array(rows, pa.int64())),
            "probability": learned.probability(scores)[rows],
        }
    )
    _write(ordered, output)
    console.print(
        f"{len(listed[0]):,} to review, {len(listed[1]):,} likely misses: {output}", soft_wrap=True
    )


def _key(table: pa.Table) -> pa.ChunkedArray:
    parts = [table[name].cast(pa.string()) for name in KEYS]
    return pc.binary_join_element_wise(*parts, "\n")


def _write(table: pa.Table, output: Path) -> None:
    writers = {".csv": pa_csv.write_csv, ".parquet": pa_parquet.write_table}
    if output.suffix not in writers:
        raise CyberflagError(
            f"no format has the ending {output.suffix or '(none)'}",
            place=output.name,
            remedy="End the file in .csv or .parquet.",
        )
    writers[output.suffix](table, output)


def _reviewed_records(records: Path, reviewed: Path) -> tuple[pa.Table, Truths]:
    """The latest version of every reviewed record, and whether it was found online."""
    found = _read_reviewed(reviewed)
    by = ["record_id", *(["force_code"] if "force_code" in found.schema.names else [])]
    if found.group_by(by).aggregate([]).num_rows != found.num_rows:
        raise CyberflagError(
            "a record is reviewed twice",
            place=reviewed.name,
            remedy="Keep one line a record; add force_code where forces use the same ids.",
        )
    taken = take_records(records, (*KEYS, *FEATURES)).table
    newest = taken.group_by(["force_code", "record_id"]).aggregate([("version", "max")])
    newest = newest.rename_columns(["force_code", "record_id", "version"])
    # A join keeps no order; learning must not depend on it.
    table = (
        taken.join(newest, list(KEYS), join_type="inner")
        .join(found, by, join_type="inner")
        .sort_by([("force_code", "ascending"), ("record_id", "ascending")])
    )
    if table.num_rows != found.num_rows:
        raise CyberflagError(
            f"{found.num_rows:,} reviewed ids are of {table.num_rows:,} records in the file",
            place=reviewed.name,
            remedy="Give the records that were reviewed; add force_code where ids are shared.",
        )
    return table, np.asarray(table["online"])


def _read_reviewed(path: Path) -> pa.Table:
    try:
        table = pa_parquet.read_table(path) if path.suffix == ".parquet" else pa_csv.read_csv(path)
        names = [
            name for name in ("force_code", "record_id", "online") if name in table.schema.names
        ]
        table = table.select(names)
        word = pc.utf8_lower(table["online"].cast(pa.string()))
        online = pc.is_in(word, pa.array(["yes", "true"]))
        told = pc.or_(online, pc.is_in(word, pa.array(["no", "false"])))
        keys = table["record_id"].cast(pa.string())
    except (pa.ArrowException, OSError, KeyError) as fault:
        raise CyberflagError(
            "this is no table of reviewed records",
            place=path.name,
            remedy="Give CSV or Parquet with the columns record_id and online (yes or no).",
        ) from fault
    if not pc.all(told, min_count=0).as_py():
        raise CyberflagError(
            "a record is neither yes nor no",
            place=path.name,
            remedy="Leave out records that were not decided.",
        )
    table = table.set_column(names.index("record_id"), "record_id", keys)
    return table.set_column(names.index("online"), "online", online)


def _show(judged: Sequence[HeldOut], part: float) -> None:
    one = judged[0]
    console.print(
        f"Held out: {one.records:,} records, {one.online:,} online, {len(judged)} times "
        f"({part:.0%}). Mean, and where 95% of the times lie:"
    )
    for words, values in (
        ("Brier score", [held.brier for held in judged]),
        ("  of saying the share of every record", [held.brier_of_share for held in judged]),
        ("Calibration error", [held.error for held in judged]),
        ("  by chance alone", [held.error_by_chance for held in judged]),
    ):
        console.print(f"{words:<40} {_ends(values, '.4f')}")
    table = Table("to find", "reviews needed", "at random", "saved", title_justify="left")
    for place, found in enumerate(FOUND):
        table.add_row(
            f"{found:.0%} of the online",
            _ends([held.reviews[place] for held in judged], ".1%"),
            f"{one.reviews_at_random[place]:.1%}",
            _ends([held.saved[place] for held in judged], ".1%"),
        )
    console.print(table)
    table = Table("said", "online", "records", title="Reliability", title_justify="left")
    for bins in zip(*(held.bins for held in judged), strict=True):
        table.add_row(
            f"{np.mean([one.said for one in bins]):.1%}",
            _ends([one.online for one in bins], ".1%"),
            f"{sum(one.records for one in bins):,}",
        )
    console.print(table)


def _ends(values: Sequence[float], form: str) -> str:
    middle, low, high = middle_and_ends(values)
    return f"{middle:{form}} ({low:{form}} to {high:{form}})"
