"""``cyberflag confirm``: a person walks through what is open, keyboard only."""

import getpass
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cyberflag.cli.ask import ask_added, ask_answer, ask_meaning, ask_why
from cyberflag.cli.show import (
    console,
    errors,
    grid_table,
    interval_text,
    print_json,
    progress,
    proposals_table,
    reading_text,
)
from cyberflag.core.errors import CyberflagError
from cyberflag.core.forces import FORCES
from cyberflag.foi.confirm import OpenItem, Settled, Waiting, accept_sure, decide, is_sure, settle
from cyberflag.foi.decisions import (
    Choice,
    Confirmed,
    Decision,
    FileDecisions,
    Signature,
    load_confirmed,
    save_confirmed,
)
from cyberflag.foi.document import Document, Grid
from cyberflag.foi.model import Reading, Round
from cyberflag.foi.names import named_force
from cyberflag.foi.readers.read import read_document
from cyberflag.foi.readers.worker import read_all
from cyberflag.foi.round import ReplyRead, load_round, read_replies, reply_files

KEYS = {
    Waiting.SURE: "[a]ccept all sure   [+] add a figure   [x] set the file aside   [s]kip   [q]uit",
    Waiting.PROPOSAL: "[a]ccept   [c]orrect   [r]eject   [+] add a figure   [s]kip   [q]uit",
    Waiting.QUESTION: "[n]oted, settled   [+] add a figure   [x] set the file aside   [s]kip   [q]uit",
    Waiting.OUTCOME: "[d]ecide the answer   [+] add a figure   [x] set the file aside   [s]kip   [q]uit",
    Waiting.CHANGED: "[o]pen it anew (decisions on the old file are dropped)   [s]kip   [q]uit",
}
"""What may be pressed for each kind of open item."""


@dataclass(slots=True)
class Desk:
    """The work in hand: the round, who decides, and what was decided so far."""

    round_: Round
    by: str
    readings: dict[str, Reading]
    confirmed: dict[str, Confirmed]

    def sign(self, why: str) -> Signature:
        """The person's signature, now."""
        return Signature(by=self.by, at=datetime.now(UTC).replace(microsecond=0), why=why)

    def keep(self, item: OpenItem, file: FileDecisions) -> None:
        """Take the decisions on a file and write them at once."""
        of_force = self.confirmed[item.force_code]
        self._save(replace(of_force, files={**of_force.files, file.file: file}))

    def keep_answer(self, item: OpenItem, why: str) -> None:
        """Ask what the force's answer comes to, and write it at once."""
        of_force = self.confirmed[item.force_code]
        answer = ask_answer(item, self.round_, self.sign(why))
        others = tuple(a for a in of_force.answers if a.period != answer.period)
        file = self.file_of(item)
        self._save(
            replace(
                of_force,
                files={**of_force.files, file.file: file},
                answers=(*others, answer),
            )
        )

    def file_of(self, item: OpenItem) -> FileDecisions:
        """The decisions on the item's file, fresh if the file changed."""
        reading = self.readings[item.file]
        decided = self.confirmed[item.force_code].files.get(item.file)
        if decided is None or decided.sha256 != reading.sha256:
            return FileDecisions(file=item.file, sha256=reading.sha256)
        return decided

    def _save(self, confirmed: Confirmed) -> None:
        self.confirmed[confirmed.force_code] = confirmed
        save_confirmed(self.round_.folder, confirmed)


@click.command(name="confirm")
@click.argument("round_folder", metavar="ROUND", type=click.Path(path_type=Path))
@click.option("--force", "force_name", help="Only this force (code or name).")
@click.option("--by", default=getpass.getuser, show_default="your user name", help="Who decides.")
@click.option(
    "--accept-sure",
    is_flag=True,
    help="Accept every file's sure proposals at once; the rest stays open.",
)
@click.option("--list", "only_list", is_flag=True, help="List what is open and stop.")
@click.option("--json", "as_json", is_flag=True, help="With --list: one JSON document.")
def command(
    round_folder: Path,
    force_name: str | None,
    by: str,
    accept_sure: bool,
    only_list: bool,
    as_json: bool,
) -> None:
    """Walk through what only a person can decide in a round; each decision is kept at once.

    Only confirmed figures are counted. How sure is sure enough is measured
    (docs/reference/quality.md); a file that changes after it was confirmed is open again.

    \b
    Example: cyberflag confirm examples/round-2015-16 --by "J Smith"
    """
    round_ = load_round(round_folder)
    if force_name is not None:
        force = named_force(force_name, place="--force")
        round_ = replace(round_, asked=(force.code,))
    with progress("reading replies") as bar:
        count = sum(len(reply_files(round_, force_code)) for force_code in round_.asked)
        task = bar.add_task("", total=count)
        replies = list(read_replies(round_, on_done=lambda: bar.advance(task)))
    desk = Desk(
        round_=round_,
        by=by,
        readings={r.file: r.result for r in replies if isinstance(r.result, Reading)},
        confirmed={code: load_confirmed(round_folder, code) for code in round_.asked},
    )
    settled = settle(round_, replies, desk.confirmed.values())
    if accept_sure:
        _accept_all_sure(desk, settled)
        settled = settle(round_, replies, desk.confirmed.values())
    if as_json:
        print_json([_item_json(item) for item in settled.open_items])
    elif only_list or accept_sure:
        _show_list(settled)
    else:
        _walk(desk, replies, settled)


def _accept_all_sure(desk: Desk, settled: Settled) -> None:
    accepted = 0
    for item in settled.open_items:
        if item.kind is not Waiting.SURE:
            continue
        reading = desk.readings[item.file]
        signed = desk.sign("sure proposals accepted together")
        sure = accept_sure(reading, signed)
        desk.keep(item, replace(desk.file_of(item), sure=sure))
        accepted += sure.proposals
    console.print(f"{accepted:,} sure proposals accepted by {escape(desk.by)}.")


def _show_list(settled: Settled) -> None:
    if not settled.open_items:
        console.print("Nothing is open: every proposal and question is settled.")
        return
    table = Table(title=f"{len(settled.open_items)} open", title_justify="left")
    for heading in ("force", "file", "kind", "where", "why"):
        table.add_column(heading, overflow="fold")
    for item in settled.open_items:
        force = FORCES[item.force_code].name
        table.add_row(force, Path(item.file).name, item.kind, item.where, Text(item.why))
    console.print(table)


def _item_json(item: OpenItem) -> dict[str, object]:
    return {
        "force_code": item.force_code,
        "file": item.file,
        "kind": item.kind.value,
        "where": item.where,
        "why": item.why,
        "printed": item.proposal.printed if item.proposal else None,
    }


def _walk(desk: Desk, replies: list[ReplyRead], settled: Settled) -> None:
    """Show one open item after another until none is left or the person stops."""
    skipped: set[tuple[str, str, str, int]] = set()
    documents: dict[str, Document] = {}
    while True:
        waiting = [item for item in settled.open_items if _key(item) not in skipped]
        if not waiting:
            break
        item = waiting[0]
        if item.file not in documents:
            documents[item.file] = _document(desk.round_.folder / item.file)
        _show_item(desk, item, documents[item.file], len(waiting))
        pressed = click.getchar()
        if pressed == "q":
            break
        if pressed == "s":
            skipped.add(_key(item))
        elif pressed == "+" and item.kind is not Waiting.CHANGED:
            desk.keep(item, decide(desk.file_of(item), _added(desk, documents[item.file])))
        elif not _decide(desk, item, pressed):
            errors.print(f"{pressed!r} is none of: {KEYS[item.kind]}", markup=False)
            continue
        settled = settle(desk.round_, replies, desk.confirmed.values())
    left = len(settled.open_items)
    console.print(f"{left} open." if left else "Nothing is open: the round can be counted.")


def _key(item: OpenItem) -> tuple[str, str, str, int]:
    printed = item.proposal.printed if item.proposal else item.why
    return item.file, item.where, printed, item.nth


def _document(path: Path) -> Document:
    _, document = next(iter(read_all((path,), read_document)))
    if isinstance(document, CyberflagError):
        raise document
    return document


def _decide(desk: Desk, item: OpenItem, pressed: str) -> bool:
    """Carry out the key pressed; False where the key means nothing here."""
    match item.kind, pressed:
        case Waiting.SURE, "a":
            sure = accept_sure(desk.readings[item.file], desk.sign("sure proposals accepted"))
            desk.keep(item, replace(desk.file_of(item), sure=sure))
        case Waiting.PROPOSAL, "a" | "c" | "r":
            desk.keep(item, decide(desk.file_of(item), _decision(desk, item, pressed)))
        case Waiting.QUESTION, "n":
            noted = Decision(
                where=item.where,
                printed="",
                nth=1,
                choice=Choice.NOTED,
                meaning=None,
                signed=desk.sign(ask_why("read and settled")),
            )
            desk.keep(item, decide(desk.file_of(item), noted))
        case Waiting.OUTCOME, "d":
            desk.keep_answer(item, ask_why(item.why))
        case Waiting.CHANGED, "o":
            desk.keep(item, desk.file_of(item))
        case ((Waiting.SURE | Waiting.QUESTION | Waiting.OUTCOME), "x"):
            signed = desk.sign(ask_why("retracted and replaced"))
            desk.keep(item, replace(desk.file_of(item), set_aside=signed))
        case _:
            return False
    return True


def _decision(desk: Desk, item: OpenItem, pressed: str) -> Decision:
    proposal = item.proposal
    assert proposal is not None  # an open proposal carries it
    choice = {"a": Choice.ACCEPTED, "c": Choice.CORRECTED, "r": Choice.REJECTED}[pressed]
    meaning = None
    # What the reply leaves unsaid cannot be accepted as it stands: the person completes it.
    unsaid = proposal.period is None or proposal.offence is None or proposal.unit is None
    if choice is Choice.CORRECTED or (choice is Choice.ACCEPTED and unsaid):
        choice = Choice.CORRECTED
        meaning = ask_meaning(proposal, desk.round_)
    default = {
        Choice.ACCEPTED: "as printed",
        Choice.CORRECTED: "read in its context",
        Choice.REJECTED: "not a count asked for",
    }[choice]
    return Decision(
        where=item.where,
        printed=proposal.printed,
        nth=item.nth,
        choice=choice,
        meaning=meaning,
        signed=desk.sign(ask_why(default)),
    )


def _added(desk: Desk, document: Document) -> Decision:
    """A figure that was missed, at an address that the file has."""
    blocks = [block for part in (document, *document.parts) for block in part.blocks]
    cells = {cell.where for grid in blocks if isinstance(grid, Grid) for cell in grid.cells}
    lines = {line.where for line in blocks if not isinstance(line, Grid)}
    where, printed, meaning = ask_added(cells | lines, desk.round_)
    return Decision(
        where=where,
        printed=printed,
        nth=1,
        choice=Choice.ADDED,
        meaning=meaning,
        signed=desk.sign(ask_why("printed there and not proposed")),
    )


def _show_item(desk: Desk, item: OpenItem, document: Document, waiting: int) -> None:
    console.clear()
    force = FORCES[item.force_code].name
    console.rule(f"{escape(force)} · {escape(Path(item.file).name)} · {waiting} open")
    reading = desk.readings[item.file]
    if item.kind is Waiting.SURE:
        marked = {p.source.where: "black on green" for p in reading.proposals if is_sure(p)}
    else:
        marked = {p.source.where: "black on yellow" for p in reading.proposals
                  if p.source.where in item.where}  # fmt: skip
        marked[item.where] = "bold black on yellow"
    _show_around(document, marked)
    if item.kind is Waiting.SURE:
        console.print(proposals_table([p for p in reading.proposals if is_sure(p)]))
    if item.proposal is not None:
        proposal = item.proposal
        console.print(
            f"[bold]{escape(item.where)}[/] prints [bold]{escape(proposal.printed)}[/] = "
            f"{interval_text(proposal.value)}: {escape(reading_text(proposal))}"
        )
    console.print(Panel(Text(item.why), title=item.kind.value, style="yellow"))
    console.print(KEYS[item.kind], markup=False, style="bold")


def _show_around(document: Document, marked: dict[str, str]) -> None:
    """The grids and lines that hold a marked address; the whole text where none does."""
    parts = [document, *document.parts]
    blocks = [block for part in parts for block in part.blocks]
    shown = False
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            if any(cell.where in marked for cell in block.cells):
                console.print(grid_table(block, marked))
                shown = True
        elif block.where in marked:
            for near in blocks[max(0, number - 2) : number + 3]:
                if not isinstance(near, Grid):
                    console.print(Text(near.text, style=marked.get(near.where, "dim")))
            shown = True
    if not shown:
        for block in blocks[:40]:
            if isinstance(block, Grid):
                console.print(grid_table(block, marked))
            else:
                console.print(Text(block.text, style="dim"))
