"""A batch of records as numbers, so that a rule is one line of arithmetic over all of them.

Each property is an array with one value a record. Days count from 1970; a missing day or age is
:data:`NOT_THERE`, and every comparison that could meet one asks first whether it is there.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.records.codes import CodeFacts, code_facts
from cyberflag.records.columns import COLUMN
from cyberflag.records.model import Method, OnlineFlag, Platform

Mask = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int32]

NOT_THERE = -(2**31)
_EPOCH = date(1970, 1, 1)

ONLINE_SERVICES = tuple(set(Platform) - {Platform.NONE, Platform.UNKNOWN})
ONLINE_METHODS = (
    Method.CONTACT_ONLINE,
    Method.IMAGES_SHARED,
    Method.LIVE_STREAM,
    Method.THREAT_ONLINE,
    Method.BOTH,
)


def days(day: date | None) -> int:
    """Days since 1970; :data:`NOT_THERE` for no day."""
    return NOT_THERE if day is None else (day - _EPOCH).days


class BatchFacts:
    """The columns of one batch, made into numbers when first asked for.

    ``today`` is the day the check is made on; ``fields`` that are not in the batch are missing.
    """

    def __init__(self, records: pa.RecordBatch, *, today: date) -> None:
        self._records = records
        self._choices: dict[str, npt.NDArray[np.int8]] = {}
        self.today = days(today)
        self.rows: int = records.num_rows

    # --- fields as they stand -------------------------------------------------------------

    def text(self, name: str) -> pa.Array:
        """A column of texts."""
        return self._records[name]

    def given(self, name: str) -> Mask:
        """Where the field is not empty."""
        return _mask(pc.is_valid(self._records[name]))

    def empty(self, name: str) -> Mask:
        """Where the field is empty."""
        return ~self.given(name)

    def has(self, name: str, *values: StrEnum) -> Mask:
        """Where the field is one of these values of its list."""
        chosen = self._chosen(name)
        found: Mask = np.isin(chosen, [_place(value) for value in values])
        return found

    def one_of(self, name: str, values: Sequence[str]) -> Mask:
        """Where the text is one of these."""
        return _mask(pc.is_in(self._records[name], value_set=pa.array(values)))

    def matches(self, name: str, pattern: str, *, among: Mask | None = None) -> Mask:
        """Where the text holds what the pattern (RE2) describes; elsewhere than ``among``, no."""
        column = self._records[name]
        if among is None:
            return _mask(pc.fill_null(pc.match_substring_regex(column, pattern), False))
        found: Mask = np.zeros(self.rows, dtype=bool)
        places = np.flatnonzero(among)
        if len(places):
            texts = column.take(pa.array(places))
            found[places] = _mask(pc.fill_null(pc.match_substring_regex(texts, pattern), False))
        return found

    def holds(self, name: str, part: str) -> Mask:
        """Where the text holds this part; much faster than a pattern."""
        return _mask(pc.fill_null(pc.match_substring(self._records[name], part), False))

    def longer(self, name: str, length: int) -> Mask:
        """Where the text is longer than so many characters."""
        return _mask(pc.fill_null(pc.greater(pc.utf8_length(self._records[name]), length), False))

    def _chosen(self, name: str) -> npt.NDArray[np.int8]:
        """Each record's place in the list of values, -1 where the field is empty."""
        if name not in self._choices:
            values = COLUMN[name].values
            if values is None:
                raise AssertionError(f"{name} has no list of values")
            listed = pa.array([value.value for value in values])
            places = pc.fill_null(pc.index_in(self._records[name], value_set=listed), -1)
            self._choices[name] = places.to_numpy().astype(np.int8)
        return self._choices[name]

    def _days(self, name: str) -> Days:
        numbers = pc.fill_null(self._records[name].cast(pa.int32()), NOT_THERE)
        found: Days = numbers.to_numpy()
        return found

    # --- dates and ages -------------------------------------------------------------------

    @cached_property
    def recorded(self) -> Days:
        """The day recorded; always there."""
        return self._days("recorded_on")

    @cached_property
    def start(self) -> Days:
        """The first day committed."""
        return self._days("committed_from")

    @cached_property
    def end(self) -> Days:
        """The last day committed; the first where no last is given."""
        given: Days = np.where(self.has_end, self._days("committed_to"), self.start)
        return given

    @cached_property
    def has_start(self) -> Mask:
        """Where the first day committed is given."""
        return self.given("committed_from")

    @cached_property
    def has_end(self) -> Mask:
        """Where the last day committed is given."""
        return self.given("committed_to")

    @cached_property
    def age(self) -> npt.NDArray[np.int32]:
        """The victim's age."""
        ages: npt.NDArray[np.int32] = pc.fill_null(
            self._records["victim_age"].cast(pa.int32()), NOT_THERE
        ).to_numpy()
        return ages

    @cached_property
    def has_age(self) -> Mask:
        """Where the age is given."""
        return all_of(self.age != NOT_THERE)

    @cached_property
    def minor(self) -> Mask:
        """Where the victim is known to be under 18, by age."""
        return all_of(self.has_age, self.age < 18)

    @cached_property
    def adult(self) -> Mask:
        """Where the victim is known to be 18 or over, by age."""
        return all_of(self.age >= 18)

    # --- what the offence code says -------------------------------------------------------

    @cached_property
    def _codes(self) -> tuple[list[CodeFacts], npt.NDArray[np.int32]]:
        encoded = self._records["offence_code"].dictionary_encode()
        return [code_facts(code) for code in encoded.dictionary.to_pylist()], (
            encoded.indices.to_numpy()
        )

    def by_code(self, fact: Callable[[CodeFacts], bool]) -> Mask:
        """Where it is true of the record's code."""
        codes, at = self._codes
        found: Mask = np.array([fact(code) for code in codes], dtype=bool)[at]
        return found

    def of_code(self, fact: Callable[[CodeFacts], int]) -> Days:
        """A number that the record's code gives."""
        codes, at = self._codes
        found: Days = np.array([fact(code) for code in codes], dtype=np.int32)[at]
        return found

    @cached_property
    def sexual(self) -> Mask:
        """Where the code is of a sexual offence."""
        return self.by_code(lambda code: code.sexual)

    @cached_property
    def child(self) -> Mask:
        """Where the victim is a child by definition of the offence, or by age in a sexual one."""
        return self.by_code(lambda code: code.child) | (self.sexual & self.minor)

    # --- online ---------------------------------------------------------------------------

    @cached_property
    def flagged(self) -> Mask:
        """Where the flag says yes."""
        return self.has("online_flag", OnlineFlag.YES)

    @cached_property
    def flagged_no(self) -> Mask:
        """Where the flag says no."""
        return self.has("online_flag", OnlineFlag.NO)

    @cached_property
    def flag_missing(self) -> Mask:
        """Where the flag is empty."""
        return self.empty("online_flag")

    @cached_property
    def service(self) -> Mask:
        """Where the platform is an online service."""
        return self.has("platform", *ONLINE_SERVICES)

    @cached_property
    def by_service(self) -> Mask:
        """Where the method is an online one."""
        return self.has("method", *ONLINE_METHODS)


def all_of(*masks: Mask) -> Mask:
    """Where every one of the masks is true."""
    found: Mask = np.logical_and.reduce(masks)
    return found


def _place(value: StrEnum) -> int:
    return list(type(value)).index(value)


def _mask(array: pa.Array) -> Mask:
    found: Mask = array.to_numpy(zero_copy_only=False)
    return found
