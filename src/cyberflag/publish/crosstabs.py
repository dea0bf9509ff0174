"""A force's own counts as tables: one for each set of properties its reply breaks down by."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cyberflag.core.ages import OLDEST
from cyberflag.core.counts import Count, Online, Sex
from cyberflag.core.offences import ALL_OFFENCES, GROUPS, OFFENCES
from cyberflag.publish.cells import (
    NOTHING,
    ONLINE_WORDS,
    SEX_WORDS,
    age_label,
    number_cell,
    offence_words,
    short_offence,
    word_cell,
)
from cyberflag.publish.equations import CellKey, key_of
from cyberflag.publish.model import Column, Kind, Row, Table, TableCell
from cyberflag.publish.shown import Number, Shown
from cyberflag.publish.words import capital, in_list

MOST_COLUMNS, MOST_NARROW_COLUMNS = 8, 20
"""A property with more values than this never heads the columns; ages are narrow."""

FULL = 0.6
"""A table with columns has at least this share of its cells filled; else it is a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One thing a count may be broken down by: its words, whether a count is, order, labels."""

    words: str
    is_whole: Callable[[CellKey], bool]
    value: Callable[[CellKey], object]
    order: Callable[[CellKey], tuple[int, int, str]]
    label: Callable[[CellKey], str]


def _offence_order(key: CellKey) -> tuple[int, int, str]:
    known = OFFENCES.get(key.offence)
    group = known.group if known else key.offence
    return GROUPS.index(group) if group in GROUPS else -1, int(known is not None), key.offence


def _age_order(key: CellKey) -> tuple[int, int, str]:
    age = key.age
    if age.is_all or age.unknown:
        return -1 if age.is_all else OLDEST + 1, 0, ""
    return age.years.start, -age.years.stop, ""


AGE = Property(
    words="victim’s age",
    is_whole=lambda key: key.age.is_all,
    value=lambda key: key.age,
    order=_age_order,
    label=lambda key: "All ages" if key.age.is_all else age_label(key.age),
)

OFFENCE = Property(
    words="type of offence",
    is_whole=lambda key: key.offence == ALL_OFFENCES,
    value=lambda key: key.offence,
    order=_offence_order,
    label=lambda key: offence_words(key.offence),
)

PROPERTIES: tuple[Property, ...] = (
    OFFENCE,
    AGE,
    Property(
        words="victim’s sex",
        is_whole=lambda key: key.sex is Sex.ALL,
        value=lambda key: key.sex,
        order=lambda key: (list(Sex).index(key.sex), 0, ""),
        label=lambda key: capital(SEX_WORDS[key.sex]),
    ),
)
"""What a table may be broken down by, in the order the heads of its rows name them."""

FLAG = Property(
    words="flag",
    is_whole=lambda key: key.online is Online.ONLINE,
    value=lambda key: key.online,
    order=lambda key: (list(Online).index(key.online), 0, ""),
    label=lambda key: capital(ONLINE_WORDS[key.online]),
)
"""The flag: in a table only where a reply counts more than flagged offences."""


def tables(counts: Sequence[Count], shown: Shown) -> Iterator[Table]:
    """One table for each unit, period and set of properties, the plainest first.

    A force's plain totals make no table: they head its page. Where a reply counts offences
    without the flag too, the flag is one more property of that table.
    """
    families: defaultdict[_Family, dict[CellKey, Number]] = defaultdict(dict)
    for count in counts:
        key = key_of(count)
        broken = tuple(n for n, one in enumerate(PROPERTIES) if not one.is_whole(key))
        family = _Family(len(broken), broken, key.unit.value, -key.period.end.toordinal())
        families[family][key] = shown.count(count)
    for family, numbers in sorted(families.items()):
        by_flag = any(key.online is not Online.ONLINE for key in numbers)
        properties = [PROPERTIES[n] for n in family.broken] + [FLAG] * by_flag
        if properties:
            yield _table(properties, numbers)


class _Family(NamedTuple):
    """What one table holds; sorts the plainest and latest first."""

    many: int
    broken: tuple[int, ...]
    unit: str
    before: int


def _table(properties: list[Property], numbers: Mapping[CellKey, Number]) -> Table:
    some = next(iter(numbers))
    varying = [one for one in properties if len({one.value(key) for key in numbers}) > 1]
    constant = [one.label(some) for one in properties if one not in varying]
    broken = varying or properties[:1]
    across = _columns_property(broken, numbers)
    down = [one for one in broken if one is not across]
    heads = _distinct(numbers, down)
    columns = _distinct(numbers, [across]) if across else {(): some}
    at = {
        (_values(key, down), _values(key, [across] if across else [])): n
        for key, n in numbers.items()
    }
    unit = capital(some.unit.value)
    titles = [across.label(key) for key in columns.values()] if across else [unit]
    rows = tuple(
        Row(
            head=word_cell(_label(down, key)),
            cells=tuple(_cell(at.get((head, column))) for column in columns),
        )
        for head, key in heads.items()
    )
    has_gaps = len(numbers) < len(heads) * len(columns)
    notes = [*constant, *([unit] if across else [])]
    gaps = f" {NOTHING.words} is a cell the reply does not have." if has_gaps else ""
    return Table(
        caption=f"By {in_list([one.words for one in broken])}, {some.period}",
        note=f"{', '.join(notes)}.{gaps}" if notes else gaps.strip(),
        columns=(
            Column(title=capital(in_list([one.words for one in down]))),
            *(Column(title=title, kind=Kind.NUMBER) for title in titles),
        ),
        rows=rows,
    )


def _values(key: CellKey, properties: Sequence[Property]) -> tuple[object, ...]:
    return tuple(one.value(key) for one in properties)


def _distinct(
    keys: Iterable[CellKey], properties: list[Property]
) -> dict[tuple[object, ...], CellKey]:
    """The values the keys take, in order, each with a key that has it."""
    found: dict[tuple[object, ...], CellKey] = {}
    for key in sorted(keys, key=lambda key: [one.order(key) for one in properties]):
        found.setdefault(_values(key, properties), key)
    return found


def _columns_property(broken: list[Property], numbers: Mapping[CellKey, Number]) -> Property | None:
    """The property with the fewest values heads the columns, if they are few and full enough."""
    if len(broken) < 2:
        return None
    widths = {one.words: len({one.value(key) for key in numbers}) for one in broken}
    fitting = [
        one
        for one in reversed(broken)
        if widths[one.words] <= (MOST_NARROW_COLUMNS if one is AGE else MOST_COLUMNS)
    ]
    if not fitting:
        return None
    across = min(fitting, key=lambda one: widths[one.words])
    down = {tuple(one.value(key) for one in broken if one is not across) for key in numbers}
    is_full = len(numbers) >= FULL * widths[across.words] * len(down)
    return across if is_full else None


def _label(down: list[Property], key: CellKey) -> str:
    labels = [
        short_offence(key.offence) if one is OFFENCE and len(down) > 1 else one.label(key)
        for one in down
    ]
    return ", ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])


def _cell(number: Number | None) -> TableCell:
    return NOTHING if number is None else number_cell(number)
