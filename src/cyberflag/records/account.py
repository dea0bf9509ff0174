"""What came of a file of records: batches, what was turned away and why, and the account."""

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Told(StrEnum):
    """The rules that only the reader can see, by their numbers in the table of rules."""

    ZERO_BYTES = "V001"
    NOT_TEXT = "V002"
    TOO_LONG = "V003"
    QUOTES = "V004"
    FIELDS = "V005"
    NOT_OBJECT = "V006"
    FIELD_TWICE = "V007"
    EMPTY = "V008"
    NOT_VERSION = "V009"
    NOT_RECORDED_ON = "V010"
    NOT_DATE = "V011"
    NOT_AGE = "V012"
    NOT_LISTED = "V013"
    OTHER_ENCODING = "V014"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule broken on one line: the rule's number and the field, never what is in it."""

    line: int
    rule: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Lines in = records + rejects, with the lines that are neither; it cannot be made unbalanced.

    ``lines`` counts every line of a text file, ``rows`` of a Parquet or Arrow file. ``heading``
    is the line of the column names, ``blank`` lines hold nothing, ``continued`` are the further
    lines of a record whose quoted text runs over several. ``notes`` are remarks on the whole
    file for the person who sent it.
    """

    lines: int
    heading: int = 0
    blank: int = 0
    continued: int = 0
    records: int = 0
    rejected: int = 0
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        parts = self.heading + self.blank + self.continued + self.records + self.rejected
        if parts != self.lines:
            raise AssertionError(f"{self.lines} lines in, {parts} accounted for")

    @property
    def rows(self) -> int:
        """Lines that should each begin a record: records and rejects."""
        return self.records + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBatch:
    """Some records of a file, in its order.

    ``records`` has :data:`~cyberflag.records.columns.SCHEMA`; ``lines`` (int64) is the line on
    which each begins (in Parquet and Arrow its row, from 1). ``rejects`` are the lines between
    that cannot be a record, one finding each. ``remarks`` are findings on records that were kept.
    ``account`` is of the whole file up to here, ``done`` the share of its bytes read.
    """

    records: pa.RecordBatch
    lines: pa.Array
    rejects: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    account: Account
    done: float
