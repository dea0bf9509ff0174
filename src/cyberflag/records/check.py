"""A file of records against every rule: what is accepted, what is not, and why.

Records in = accepted + rejected. One pass reads the file, checks each record, and lays aside what
the rules between records need; they are asked at the end. What is accepted is written by a second
pass, since a copy or a second saying of a version is known only then.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.core.errors import CyberflagError
from cyberflag.engine.spool import Spool, open_spool
from cyberflag.records.account import Account, Finding, ReadBatch
from cyberflag.records.columns import SCHEMA
from cyberflag.records.facts import BatchFacts
from cyberflag.records.read import record_batches
from cyberflag.records.rulebook import RULE, RULES
from cyberflag.records.rules import Rule, Scope, Severity
from cyberflag.records.write import open_writer

FIRST_LINES = 5
"""How many lines a report names for each rule; the error file names all."""

ERROR_FILE = pa.schema(
    [
        ("line", pa.int64()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("fields", pa.string()),
        ("fault", pa.string()),
        ("remedy", pa.string()),
    ]
)
"""The file for the sender: no identifier, no text, nothing of what a field holds."""

_Lines = npt.NDArray[np.int64]
_PLACES: Mapping[str, int] = {rule.id: place for place, rule in enumerate(RULES)}
_RECORD_RULES = tuple(rule for rule in RULES if rule.scope is Scope.RECORD)
_ACROSS_RULES = tuple(rule for rule in RULES if rule.scope is Scope.ACROSS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How many lines broke a rule, and the first of them."""

    rule: Rule
    count: int
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What came of a check. ``account`` is of the reading; ``records_in`` are lines that should
    each be a record, ``accepted`` and ``rejected`` add up to them. ``replaced`` of the accepted are
    earlier versions. ``broken`` lists rules by their numbers.
    """

    account: Account
    accepted: int
    rejected: int
    replaced: int
    broken: tuple[RuleCount, ...]

    def __post_init__(self) -> None:
        if self.accepted + self.rejected != self.records_in:
            raise AssertionError(
                f"{self.records_in} records in, {self.accepted} + {self.rejected} out"
            )

    @property
    def records_in(self) -> int:
        """Lines that should each be a record."""
        return self.account.rows


def check_records(
    path: Path,
    *,
    today: date,
    errors: Path | None = None,
    accepted: Path | None = None,
    done: Callable[[float], None] = lambda _: None,
) -> CheckReport:
    """Check every record of a file by every rule.

    ``errors`` is where the file for the sender is written, ``accepted`` where the accepted
    records are; both appear whole or not at all. ``done`` is told the share of the file read.
    Raises :class:`CyberflagError` where the file cannot be taken at all.
    """
    with open_spool() as spool:
        tally = _Tally(spool=spool if errors else None)
        account = _check_each(path, spool, tally, today, done)
        replaced = _check_across(spool, tally)
        rejected = tally.rejected_lines()
        report = CheckReport(
            account=account,
            accepted=account.records - len(rejected),
            rejected=account.rejected + len(rejected),
            replaced=replaced,
            broken=tally.counts(),
        )
        if accepted is not None:
            _write_accepted(path, accepted, rejected, report)
        if errors is not None:
            _write_errors(spool, errors)
    return report


@dataclass(slots=True, kw_only=True)
class _Tally:
    """Counts by rule, the lines turned away, and every finding where somebody wants them."""

    spool: Spool | None
    number: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[int]] = field(default_factory=dict)
    away: list[_Lines] = field(default_factory=list)
    held: list[tuple[str, _Lines]] = field(default_factory=list)

    def add(self, rule: Rule, lines: _Lines, *, reading: bool = False) -> None:
        """Lines on which a rule is broken; ``reading`` where they never became records."""
        if not len(lines):
            return
        self.number[rule.id] = self.number.get(rule.id, 0) + len(lines)
        first = [*self.first.get(rule.id, []), *lines[:FIRST_LINES].tolist()]
        self.first[rule.id] = sorted(set(first))[:FIRST_LINES]
        if rule.severity is Severity.ERROR and not reading:
            self.away.append(lines)
        if self.spool is not None:
            self.held.append((rule.id, lines))

    def add_told(self, findings: tuple[Finding, ...], *, reading: bool) -> None:
        """Findings of the reader."""
        by_rule: dict[str, set[int]] = {}
        for one in findings:
            by_rule.setdefault(one.rule, set()).add(one.line)
        for rule, lines in by_rule.items():
            self.add(RULE[rule], np.array(sorted(lines), dtype=np.int64), reading=reading)

    def flush(self) -> None:
        """Lay aside what was found since the last time."""
        if self.spool is None:
            return
        places = [np.full(len(lines), _PLACES[rule], np.int16) for rule, lines in self.held]
        batch = pa.table(
            {
                "line": np.concatenate([_NONE, *(lines for _, lines in self.held)]),
                "rule": np.concatenate([np.empty(0, np.int16), *places]),
            }
        )
        self.spool.append("findings", batch)
        self.held.clear()

    def rejected_lines(self) -> _Lines:
        """The lines of records turned away by a rule, in order, each once."""
        return np.unique(np.concatenate([_NONE, *self.away]))

    def counts(self) -> tuple[RuleCount, ...]:
        """The rules broken, by number."""
        return tuple(
            RuleCount(rule=rule, count=self.number[rule.id], first=tuple(self.first[rule.id]))
            for rule in RULES
            if rule.id in self.number
        )


_NONE: _Lines = np.empty(0, dtype=np.int64)


def _check_each(
    path: Path, spool: Spool, tally: _Tally, today: date, done: Callable[[float], None]
) -> Account:
    account = Account(lines=0)
    for batch in record_batches(path):
        tally.add_told(batch.rejects, reading=True)
        tally.add_told(batch.remarks, reading=False)
        lines: _Lines = batch.lines.to_numpy()
        facts = BatchFacts(batch.records, today=today)
        good = np.ones(facts.rows, dtype=bool)
        for rule, broken in broken_rules(facts):
            tally.add(rule, lines[broken])
            if rule.severity is Severity.ERROR:
                good &= ~broken
        tally.flush()
        spool.append("versions", _with_lines(batch, good), _VERSION_COLUMNS)
        account = batch.account
        done(batch.done)
    return account


def broken_rules(facts: BatchFacts) -> Iterator[tuple[Rule, npt.NDArray[np.bool_]]]:
    """Each rule on single records that some record of the batch breaks, and where."""
    for rule in _RECORD_RULES:
        if rule.broken is not None and (broken := rule.broken(facts)).any():
            yield rule, broken


def _with_lines(batch: ReadBatch, good: npt.NDArray[np.bool_]) -> pa.RecordBatch:
    records = batch.records.append_column("line", batch.lines)
    return records if good.all() else records.filter(pa.array(good))


_TOLD_OF_BOTH = ("line", "force_code", "record_id", "version")
_LATER = ("recorded_on", "online_flag", "victim_age", "victim_sex")
_SAYS = ", ".join(name for name in SCHEMA.names if name not in {"record_id", "version"})
_VERSION_COLUMNS = ", ".join(
    (
        *_TOLD_OF_BOTH,
        *_LATER,
        f"hash({_SAYS}) AS alike",
        "summary IS NOT NULL AND length(summary) > 20 AS with_text",
    )
)
_ORDERED = """
CREATE TABLE ordered AS
WITH often AS (SELECT record_id FROM versions GROUP BY record_id HAVING count(*) > 1)
SELECT *,
  lag(version) OVER earlier AS version_before,
  lag(alike) OVER earlier AS alike_before,
  lag(recorded_on) OVER earlier AS recorded_before,
  lag(online_flag) OVER earlier AS flag_before,
  lag(victim_age) OVER earlier AS age_before,
  lag(victim_sex) OVER earlier AS sex_before,
  count(*) OVER (PARTITION BY force_code, record_id, version) AS copies,
  count(*) OVER same AS same_copies,
  row_number() OVER (same ORDER BY line) AS nth,
  CASE WHEN min(force_code) OVER (PARTITION BY record_id)
    < max(force_code) OVER (PARTITION BY record_id) THEN 2 ELSE 1 END AS forces
FROM versions SEMI JOIN often USING (record_id)
WINDOW earlier AS (PARTITION BY force_code, record_id ORDER BY version, line),
  same AS (PARTITION BY force_code, record_id, version, alike)
"""
_REPLACED = """
SELECT count(*) AS replaced FROM (
  SELECT version, max(version) OVER (PARTITION BY force_code, record_id) AS highest
  FROM ordered WHERE NOT (copies > same_copies OR nth > 1)
) WHERE version < highest
"""


def _check_across(spool: Spool, tally: _Tally) -> int:
    """Ask the rules between records; how many accepted records a later version replaces."""
    spool.run(_ORDERED)
    for rule in _ACROSS_RULES:
        found = [batch["line"].to_numpy() for batch in spool.batches(rule.sql)]
        tally.add(rule, np.sort(np.concatenate([_NONE, *found])))
    tally.flush()
    return sum(pc.sum(batch["replaced"]).as_py() for batch in spool.batches(_REPLACED))


def _write_accepted(path: Path, target: Path, rejected: _Lines, report: CheckReport) -> None:
    """Read the file again and write what was not turned away."""
    written = 0
    with open_writer(target, SCHEMA) as writer:
        for batch in record_batches(path):
            away = np.isin(batch.lines.to_numpy(), rejected, assume_unique=True)
            records = batch.records.filter(pa.array(~away)) if away.any() else batch.records
            written += records.num_rows
            writer.write_batch(records)
        if written != report.accepted:
            raise CyberflagError(
                "the file changed while it was checked",
                place=path.name,
                remedy="Check it again when nothing writes to it; nothing was written.",
            )


def _write_errors(spool: Spool, target: Path) -> None:
    """Every finding in the order of lines, errors and warnings."""
    words = {
        "rule": [rule.id for rule in RULES],
        "severity": [rule.severity.value for rule in RULES],
        "fields": [" ".join(rule.fields) for rule in RULES],
        "fault": [rule.title for rule in RULES],
        "remedy": [rule.remedy for rule in RULES],
    }
    with open_writer(target, ERROR_FILE) as writer:
        for batch in spool.batches("SELECT line, rule FROM findings ORDER BY line, rule"):
            columns = [batch["line"]]
            columns += [pa.array(texts).take(batch["rule"]) for texts in words.values()]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=ERROR_FILE))
