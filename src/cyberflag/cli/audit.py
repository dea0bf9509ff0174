"""``cyberflag audit``: how often the online flag is right, from a sample that people read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pa_parquet

from cyberflag.cli.audit_shown import design_json, estimate_json, show_design, show_estimate
from cyberflag.cli.records_file import sha256_of
from cyberflag.cli.show import console, print_json
from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.agreement import cohen_kappa, krippendorff_alpha
from cyberflag.flagging.allocate import ASSUMED, Cell
from cyberflag.flagging.designfile import read_design, write_design
from cyberflag.flagging.estimate import estimate as estimate_rates
from cyberflag.flagging.frame import (
    JOINED,
    NEEDED,
    Frame,
    groups_of,
    join_records,
    make_frame,
)
from cyberflag.flagging.rates import RATES
from cyberflag.flagging.sample import DOUBLE, drawn_rows, make_design, size_for
from cyberflag.flagging.sample import draw as draw_sample
from cyberflag.flagging.settle import CODER_1, CODER_2, DESIGN, SAMPLE, SAMPLE_HEADS, settle
from cyberflag.flagging.sheets import AUDIT_ID, CODE, write_sheet, write_table
from cyberflag.records.read import record_batches

RATE_NAMES = [f"{rate.split.value} {rate.name}" for rate in RATES]
CELL_NAMES = {f"{decision}/{recorded}": (decision, recorded) for decision, recorded in ASSUMED}
DECISION_COLUMNS = ("force_code", "record_id", "version")

decisions_argument = click.argument("decisions", type=click.Path(dir_okay=False, path_type=Path))
records_option = click.option(
    "--records",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The records decided on: gives offence groups, and the recorded flag of those in review.",
)


@click.group(name="audit")
def command() -> None:
    """Say how often the online flag is right, with an interval.

    Design a stratified sample of decided records, draw it, let people code it (a part of it
    twice), and estimate: precision and recall of the recorded flag and of the rules, and the
    true online share.

    \b
    Example: cyberflag audit design decisions.parquet --records records.parquet --size 2000
    """


@command.command()
@decisions_argument
@records_option
@click.option("--size", type=click.IntRange(min=1), help="How many records are to be read.")
@click.option(
    "--half-width",
    type=click.FloatRange(min=0, max=0.5, min_open=True),
    help="Instead of a size: the half width wanted, such as 0.03 for plus or minus 3 points.",
)
@click.option(
    "--rate",
    type=click.Choice(RATE_NAMES),
    default=RATE_NAMES[0],
    show_default=True,
    help="The rate whose interval should be so narrow.",
)
@click.option(
    "--confidence",
    type=click.FloatRange(min=0.5, max=0.999),
    default=0.95,
    show_default=True,
    help="Of the intervals.",
)
@click.option(
    "--double",
    type=click.FloatRange(min=0, max=1),
    default=DOUBLE,
    show_default=True,
    help="The share of the sample a second coder reads too.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of the draw."
)
@click.option(
    "--assume",
    multiple=True,
    metavar="CELL=SHARE",
    help='The share online you expect, as "no flag/not=0.001"; may be given again.',
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(DESIGN),
    show_default=True,
    help="The file the design is written to.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def design(
    decisions: Path,
    records: Path | None,
    size: int | None,
    half_width: float | None,
    rate: str,
    confidence: float,
    double: float,
    seed: int,
    assume: Sequence[str],
    output: Path,
    as_json: bool,
) -> None:
    """Say how many records of each stratum to read, and how wide the intervals will be.

    Strata are decision by recorded flag by offence group. Those in which errors matter are read
    more than their size bids; what is assumed of them costs width if wrong, never truth.

    \b
    Example: cyberflag audit design decisions.parquet --records records.parquet --half-width 0.03
    """
    if (size is None) == (half_width is None):
        raise click.UsageError("Give either --size or --half-width.")
    assumed = {**ASSUMED, **dict(map(_assumed, assume))}
    frame = _frame(decisions, records)
    counts = frame.counts()
    if size is None and half_width is not None:
        wanted = RATES[RATE_NAMES.index(rate)]
        size = size_for(counts, half_width, wanted, confidence=confidence, assumed=assumed)
    made = make_design(
        counts, size or 0, seed=seed, double=double, confidence=confidence, assumed=assumed
    )
    made = replace(made, superseded=frame.superseded)
    sources = {path.name: sha256_of(path) for path in (decisions, records) if path}
    write_design(made, output, sources)
    if as_json:
        print_json(design_json(made))
    else:
        show_design(made)
        console.print(f"The design: {output}", soft_wrap=True)


@command.command()
@decisions_argument
@records_option
@click.option(
    "--design",
    "design_file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(DESIGN),
    show_default=True,
    help="The file `audit design` wrote.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="A folder for the sheets; it may hold none yet.",
)
@click.option(
    "--with-text",
    is_flag=True,
    help="Put each record's summary on the sheets. They must then stay with the force.",
)
def draw(
    decisions: Path, records: Path | None, design_file: Path, output: Path, with_text: bool
) -> None:
    """Draw the sample and write a sheet for each coder.

    The same design draws the same records. A sheet shows neither the flag nor the decision; the
    file that does, sample.csv, is not for coders.

    \b
    Example: cyberflag audit draw decisions.parquet --records records.parquet -o audit
    """
    if with_text and records is None:
        raise click.UsageError("--with-text needs --records.")
    if there := sorted(output.glob("coder-*")):
        raise CyberflagError(
            f"{there[0].name} is already there",
            place=str(output),
            remedy="Draw into another folder; nothing that was coded is overwritten.",
        )
    made = read_design(design_file)
    frame = _frame(decisions, records)
    drawn = draw_sample(frame, made)
    named = drawn_rows(_decisions(decisions, DECISION_COLUMNS), drawn, DECISION_COLUMNS)
    groups = groups_of(frame, drawn.keys)
    ids = [f"A{number:05d}" for number in range(1, len(named) + 1)]
    write_table(
        output / SAMPLE,
        SAMPLE_HEADS,
        [
            (audit_id, *row, stratum, group, "yes" if double else "no")
            for audit_id, row, stratum, group, double in zip(
                ids, named, drawn.stratum, groups, drawn.double, strict=True
            )
        ],
    )
    shown: tuple[str, ...] = ()
    more: list[tuple[str, ...]] = [()] * len(named)
    if records is not None:
        shown = ("offence_code", "summary") if with_text else ("offence_code",)
        more = drawn_rows(_records(records, (*DECISION_COLUMNS, *shown)), drawn, shown)
    heads = (AUDIT_ID, *DECISION_COLUMNS, *shown, CODE, "note")
    rows = [(i, *row, *extra, "", "") for i, row, extra in zip(ids, named, more, strict=True)]
    write_sheet(output / CODER_1, heads, rows)
    twice = [row for row, double in zip(rows, drawn.double, strict=True) if double]
    if twice:
        write_sheet(output / CODER_2, heads, twice)
    (output / DESIGN).write_bytes(design_file.read_bytes())
    console.print(
        f"{len(rows):,} records for the first coder, {len(twice):,} of them for the second too: "
        f"{output}",
        soft_wrap=True,
    )


@command.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def estimate(folder: Path, as_json: bool) -> None:
    """Read the coded sheets and say how often flag and rules are right.

    A line that cannot be used is named with its remedy, and counts as not sampled. Where the
    two coders differ, a sheet to decide on is written first.

    \b
    Example: cyberflag audit estimate audit
    """
    made = read_design(folder / DESIGN)
    settled = settle(folder)
    found = estimate_rates(made.strata, settled.coded, confidence=made.confidence, seed=made.seed)
    agreed = (
        cohen_kappa(settled.pairs, confidence=made.confidence, seed=made.seed),
        krippendorff_alpha(settled.pairs, confidence=made.confidence, seed=made.seed),
    )
    if as_json:
        print_json(estimate_json(made, settled, found, agreed))
    else:
        show_estimate(made, settled, found, agreed)


def _assumed(text: str) -> tuple[Cell, float]:
    name, _, share = text.rpartition("=")
    try:
        value = float(share)
        if 0 <= value <= 1:
            return CELL_NAMES[name.strip()], value
    except (KeyError, ValueError):
        pass
    raise click.BadParameter(
        f"write CELL=SHARE, the share from 0 to 1 and the cell one of {', '.join(CELL_NAMES)}",
        param_hint="--assume",
    )


def _frame(decisions: Path, records: Path | None) -> Frame:
    joined = join_records(_records(records, JOINED)) if records else None
    return make_frame(_decisions(decisions, NEEDED), joined)


def _records(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    for read in record_batches(path):
        yield read.records.select(list(columns))


def _decisions(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    try:
        with pa_parquet.ParquetFile(path) as file:
            if absent := set(columns) - set(file.schema_arrow.names):
                raise CyberflagError(
                    f"this is not a whole file of decisions: no column {', '.join(sorted(absent))}",
                    place=path.name,
                    remedy="Give the Parquet file that `cyberflag flag` wrote.",
                )
            yield from file.iter_batches(columns=list(columns))
    except (pa.ArrowException, OSError) as fault:
        raise CyberflagError(
            "this is not a whole file of decisions",
            place=path.name,
            remedy="Give the Parquet file that `cyberflag flag` wrote.",
        ) from fault
