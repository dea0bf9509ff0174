"""Synthetic records in batches: each record's fields, its text and its hidden truth.

Everything a record holds follows from its place in the file and the seed. In each run of 32
places most have one that holds a later version of an earlier place's record, put right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.core.errors import CyberflagError
from cyberflag.records.columns import SCHEMA
from cyberflag.records.example.choices import (
    KINDS,
    OUTCOMES,
    CrimeTables,
    Mixes,
    crime_tables,
    mixes,
)
from cyberflag.records.example.crimes import YEARS
from cyberflag.records.example.dice import SIXTEEN, Dice
from cyberflag.records.example.flags import FORCE_CODES, has_platform_field
from cyberflag.records.example.kinds import Kind
from cyberflag.records.example.summary import summaries
from cyberflag.records.example.texts import AUTHORS, PARTS, SERVICES
from cyberflag.records.model import Method, OffenceOutcome, OnlineFlag, Platform, VictimSex, YesNo

BATCH_ROWS = 65_536
TRUTH_SCHEMA = pa.schema(
    [
        ("record_id", pa.string()),
        ("online", pa.bool_()),
        ("kind", pa.string()),
        ("part", pa.string()),
    ]
)
"""One row for each record, at its first version: was it online, what makes it hard, which part."""

UNSEEN_SHARE = 0.3
_RUN_BITS = 5
_REVISION = 0x5EED
_YEAR_STARTS = pa.array([date(year, 4, 1) for year in YEARS]).cast(pa.int32())
_YEAR_DAYS = pa.array(
    [(date(year + 1, 4, 1) - date(year, 4, 1)).days for year in YEARS], pa.int32()
)
_RECENT = pa.scalar((date(2025, 9, 1) - date(1970, 1, 1)).days, pa.int32())
_HEX = pa.array([f"{number:04x}" for number in range(SIXTEEN)])
_PLATFORM_FIELD = pa.array([has_platform_field(force) for force in range(len(FORCE_CODES))])
_PART_OF = pa.array(AUTHORS.values())
_AUTHORS_SEEN = pa.array(
    [at for at, part in enumerate(AUTHORS.values()) if part == "seen"], pa.int32()
)
_AUTHOR_UNSEEN = pa.scalar(tuple(AUTHORS).index("unseen"), pa.int32())
_KIND_NAMES = pa.array([kind.value for kind in KINDS])


def example_records(
    n: int, seed: int, *, part: str = "all", batch_rows: int = BATCH_ROWS
) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch]]:
    """``n`` records with :data:`SCHEMA`, and the truth about those whose first version they are.

    The first k of n records are the same for every n, and whatever ``batch_rows`` is. ``part``
    is ``all`` (about 70 seen to 30 unseen families of texts), ``seen`` or ``unseen``; only the
    texts differ between them.
    """
    if part not in {"all", *PARTS}:
        raise CyberflagError(
            "there is no such part", place=part, remedy="It is all, seen or unseen."
        )
    for first in range(0, n, batch_rows):
        yield _batch(first, min(batch_rows, n - first), seed, part)


def _int(number: int) -> pa.Scalar:
    return pa.scalar(number, pa.int32())


def _cell(row: pa.Array, width: int, column: pa.Array) -> pa.Array:
    """The place in a flat table of ``width`` columns."""
    return pc.add(pc.multiply(row, _int(width)), column)


def _scaled(draw: pa.Array, below: pa.Array | pa.Scalar) -> pa.Array:
    """From 0 up to, not reaching, ``below``."""
    return pc.shift_right(pc.multiply(draw, below), _int(16))


def _only(condition: pa.Array, value: pa.Array | str) -> pa.Array:
    value = pa.scalar(value, pa.string()) if isinstance(value, str) else value
    return pc.if_else(condition, value, pa.scalar(None, value.type))


def _either(condition: pa.Array, value: str, other: str) -> pa.Array:
    return pc.if_else(condition, pa.scalar(value, pa.string()), pa.scalar(other, pa.string()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """What is drawn first about each record of a batch, and all the rest turns on.

    ``crime``, ``force``, ``year``, ``kind`` and ``service`` are places in their lists;
    ``recorded`` is in days since 1970; ``later`` is true of a second or third version.
    """

    dice: Dice
    redone: Dice
    later: pa.Array
    crime: pa.Array
    force: pa.Array
    year: pa.Array
    recorded: pa.Array
    online: pa.Array
    kind: pa.Array

    def is_kind(self, *kinds: Kind) -> pa.Array:
        """Whether each record's kind is one of these."""
        places = pa.array([KINDS.index(kind) for kind in kinds], pa.int32())
        return pc.is_in(self.kind, value_set=places)


def _versions(places: pa.Array, seed: int) -> tuple[pa.Array, pa.Array]:
    """(the place whose record each place holds, the version it holds)."""
    run_bits = pa.scalar(_RUN_BITS, pa.uint64())
    runs = pc.shift_right(places, run_bits)
    dice = Dice(runs, seed + _REVISION)
    starts = pc.shift_left(runs, run_bits)
    within = pc.subtract(places, starts).cast(pa.int32())
    second = pc.add(_scaled(dice.draw(), _int(29)), _int(1))
    source = pc.add(starts, _scaled(dice.draw(), second).cast(pa.uint64()))
    revised = dice.chance(0.92)
    is_second = pc.and_(revised, pc.equal(within, second))
    again = pc.and_(revised, dice.chance(0.1))
    is_third = pc.and_(again, pc.equal(within, pc.add(second, _int(1))))
    version = pc.if_else(is_third, _int(3), pc.if_else(is_second, _int(2), _int(1)))
    return pc.if_else(pc.or_(is_second, is_third), source, places), version


def _first_draws(places: pa.Array, origins: pa.Array, later: pa.Array, seed: int) -> Draws:
    own, tables = mixes(), crime_tables()
    dice = Dice(origins, seed)
    year = own.year.pick(dice.draw())
    crime = own.crime.pick(dice.draw(), year)
    day = _scaled(dice.draw(), _YEAR_DAYS.take(year))
    recorded = pc.add(_YEAR_STARTS.take(year), day)
    online = dice.chance(own.online.take(_cell(crime, len(YEARS), year)))
    by_online = pc.multiply(online.cast(pa.int32()), _int(own.kind_rows))
    return Draws(
        dice=dice,
        redone=Dice(places, seed + 2 * _REVISION),
        later=later,
        crime=crime,
        force=own.force.pick(dice.draw()),
        year=year,
        recorded=pc.max_element_wise(recorded, tables.valid_from.take(crime)),
        online=online,
        kind=own.kind.pick(dice.draw(), pc.add(by_online, tables.kind_row.take(crime))),
    )


def _batch(first: int, rows: int, seed: int, part: str) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    places = pa.array(range(first, first + rows), pa.uint64())
    origins, version = _versions(places, seed)
    draws = _first_draws(places, origins, pc.greater(version, _int(1)), seed)
    dice = draws.dice
    own, tables = mixes(), crime_tables()
    author = _author(dice.draw(), part)
    service = own.service.pick(dice.draw(), tables.theme_row.take(draws.crime))
    text, service = summaries(
        dice, author=author, crime=draws.crime, kind=draws.kind, service=service
    )
    record_id = _record_ids(dice)
    columns = {
        "force_code": pa.array(FORCE_CODES).take(draws.force),
        "record_id": record_id,
        "version": version,
        "recorded_on": draws.recorded.cast(pa.date32()),
        **_committed(draws, tables, own),
        "offence_code": tables.code.take(draws.crime),
        "online_flag": _flag(draws, own),
        **_victim(draws, tables, own),
        "outcome": _outcome(draws, tables, own),
        **_ways(draws, tables, own, service),
        "reported_by": own.reporter.pick(dice.draw(), tables.reporter_row.take(draws.crime)),
        **_safeguarding(draws, tables, own),
        "summary": _only(pc.invert(draws.is_kind(Kind.NO_TEXT)), text),
    }
    records = pa.RecordBatch.from_arrays([columns[name] for name in SCHEMA.names], schema=SCHEMA)
    truth = pa.RecordBatch.from_arrays(
        [record_id, draws.online, _KIND_NAMES.take(draws.kind), _PART_OF.take(author)],
        schema=TRUTH_SCHEMA,
    )
    return records, truth.filter(pc.invert(draws.later))


def _author(draw: pa.Array, part: str) -> pa.Array:
    """Whose templates each record is told in, as places in ``AUTHORS``.

    The seen authors have equal shares; a record of the seen part of ``all`` has the author it
    has when ``seen`` alone is asked for.
    """
    many = _int(len(_AUTHORS_SEEN))
    turn = pc.subtract(draw, pc.multiply(pc.divide(draw, many), many))
    seen = _AUTHORS_SEEN.take(turn)
    unseen = pc.less(draw, _int(round(UNSEEN_SHARE * SIXTEEN)))
    if part != "all":
        unseen = pa.repeat(pa.scalar(part == "unseen"), len(draw))
    return pc.if_else(unseen, _AUTHOR_UNSEEN, seen)


def _record_ids(dice: Dice) -> pa.Array:
    """Sixteen hexadecimal digits, different for each record of a seed."""
    wide = dice.wide()
    quarters = [
        _HEX.take(
            pc.bit_wise_and(
                pc.shift_right(wide, pa.scalar(shift, pa.uint64())),
                pa.scalar(SIXTEEN - 1, pa.uint64()),
            )
        )
        for shift in (48, 32, 16, 0)
    ]
    return pc.binary_join_element_wise(*quarters, "")


def _committed(draws: Draws, tables: CrimeTables, own: Mixes) -> dict[str, pa.Array]:
    """From and to: not after the recording, nor before the code could be used."""
    dice, earliest = draws.dice, tables.valid_from.take(draws.crime)
    delay = own.delay.pick(dice.draw(), tables.sort_row.take(draws.crime))
    delay = pc.subtract(delay, pc.shift_right(_scaled(dice.draw(), delay), _int(1)))
    to = pc.subtract(draws.recorded, delay)
    lasts = pc.and_(tables.lasting.take(draws.crime), dice.chance(0.6))
    over = pc.if_else(lasts, _scaled(dice.draw(), _int(150)), _int(0))
    start = pc.subtract(to, over)
    spread = _scaled(dice.draw(), pc.subtract(draws.recorded, earliest))
    start = pc.if_else(pc.less(start, earliest), pc.add(earliest, spread), start)
    to = pc.max_element_wise(start, to)
    known = dice.chance(0.98)
    return {
        "committed_from": _only(known, start.cast(pa.date32())),
        "committed_to": _only(pc.and_(known, dice.chance(0.8)), to.cast(pa.date32())),
    }


def _flag(draws: Draws, own: Mixes) -> pa.Array:
    """As the force used the flag that year; a later version may put it right."""
    dice = draws.dice
    cell = _cell(draws.force, len(YEARS), draws.year)
    used, misused, no_written = (shares.take(cell) for shares in own.flag)
    hard = draws.is_kind(Kind.OTHER_PERSON, Kind.UNRELATED, Kind.NEGATED, Kind.PAST, Kind.DOUBT)
    misused = pc.if_else(hard, pc.multiply(misused, _int(6)), misused)
    yes = dice.chance(pc.if_else(draws.online, used, misused))
    no = dice.chance(no_written)
    flag = pc.if_else(yes, OnlineFlag.YES.value, _only(no, OnlineFlag.NO.value))
    righted = pc.and_(draws.later, draws.redone.chance(0.4))
    return pc.if_else(
        righted, _either(draws.online, OnlineFlag.YES.value, OnlineFlag.NO.value), flag
    )


def _victim(draws: Draws, tables: CrimeTables, own: Mixes) -> dict[str, pa.Array]:
    dice = draws.dice
    somebody = pc.invert(tables.nobody.take(draws.crime))
    identified = pc.if_else(tables.images.take(draws.crime), dice.chance(0.25), dice.chance(0.95))
    known = pc.and_(somebody, identified)
    age = own.age.pick(dice.draw(), tables.age_row.take(draws.crime))
    written = pc.or_(dice.chance(0.92), pc.and_(draws.later, draws.redone.chance(0.7)))
    female = dice.chance(tables.female.take(draws.crime))
    sex = _either(female, VictimSex.FEMALE.value, VictimSex.MALE.value)
    sex = pc.if_else(dice.chance(0.02), VictimSex.UNKNOWN.value, sex)
    row = _cell(tables.sort_row.take(draws.crime), 2, draws.online.cast(pa.int32()))
    answered = pc.and_(somebody, dice.chance(0.9))
    return {
        "victim_age": _only(pc.and_(known, written), age),
        "victim_sex": _only(pc.and_(known, dice.chance(0.96)), sex),
        "victim_identified": _only(answered, _either(identified, YesNo.YES.value, YesNo.NO.value)),
        "relationship": own.relationship.pick(dice.draw(), row),
    }


def _outcome(draws: Draws, tables: CrimeTables, own: Mixes) -> pa.Array:
    """A later version always has another outcome than the first."""
    dice = draws.dice
    outcome = own.outcome.pick(dice.draw(), tables.sort_row.take(draws.crime))
    recent = pc.and_(pc.greater_equal(draws.recorded, _RECENT), dice.chance(0.45))
    outcome = pc.if_else(recent, _int(OUTCOMES.index(OffenceOutcome.NONE_YET)), outcome)
    moved = pc.add(outcome, pc.add(_scaled(draws.redone.draw(), _int(len(OUTCOMES) - 1)), _int(1)))
    moved = pc.bit_wise_and(moved, _int(len(OUTCOMES) - 1))
    names = pa.array([name.value for name in OUTCOMES])
    return names.take(pc.if_else(draws.later, moved, outcome))


def _ways(draws: Draws, tables: CrimeTables, own: Mixes, service: pa.Array) -> dict[str, pa.Array]:
    """Platform and method: mostly as the truth is, often missing, seldom wrong."""
    dice, online = draws.dice, draws.online
    only_field, doubt = draws.is_kind(Kind.FIELD_ONLY), draws.is_kind(Kind.DOUBT)
    hard = draws.is_kind(Kind.OTHER_PERSON, Kind.UNRELATED, Kind.NEGATED, Kind.PAST)
    used = pa.array([platform.value for platform in SERVICES]).take(service)
    written = pc.or_(only_field, dice.chance(0.78))
    no_service = _either(dice.chance(0.9), Platform.NONE.value, Platform.UNKNOWN.value)
    offline = _only(dice.chance(0.34), no_service)
    wrong = pc.and_(hard, dice.chance(0.015))
    platform = pc.if_else(pc.or_(online, wrong), _only(written, used), offline)
    unsure = dice.chance(0.5)
    platform = pc.if_else(doubt, _only(unsure, Platform.UNKNOWN.value), platform)
    method = own.method.pick(dice.draw(), tables.theme_row.take(draws.crime))
    vague = pc.and_(only_field, pc.equal(method, Method.UNKNOWN.value))
    method = pc.if_else(vague, Method.CONTACT_ONLINE.value, method)
    method = pc.if_else(draws.is_kind(Kind.BOTH), Method.BOTH.value, method)
    in_person = _either(dice.chance(0.9), Method.IN_PERSON.value, Method.UNKNOWN.value)
    of_person = pc.less(tables.sort_row.take(draws.crime), _int(2))
    in_person = _only(pc.and_(of_person, dice.chance(0.5)), in_person)
    method = pc.if_else(online, _only(pc.or_(only_field, dice.chance(0.7)), method), in_person)
    method = pc.if_else(doubt, _only(unsure, Method.UNKNOWN.value), method)
    return {"platform": _only(_PLATFORM_FIELD.take(draws.force), platform), "method": method}


def _safeguarding(draws: Draws, tables: CrimeTables, own: Mixes) -> dict[str, pa.Array]:
    """Support and referral, for children; forces leave both empty for adults."""
    dice, child = draws.dice, tables.child.take(draws.crime)
    referral = _either(dice.chance(0.65), YesNo.YES.value, YesNo.NO.value)
    return {
        "support": _only(child, own.support.pick(dice.draw())),
        "referral": _only(pc.and_(child, dice.chance(0.75)), referral),
    }
