"""A force's own counts as tables: one for each set of properties its reply breaks down by."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cyberflag.core.ages import OLDEST
from cyberflag.core.counts import Count, Online, Sex, Unit
from cyberflag.core.offences import ALL_OFFENCES, GROUPS, OFFENCES
from cyberflag.core.periods import Period
from cyberflag.publish.cells import (
    NOTHING,
    ONLINE_WORDS,
    SEX_WORDS,
    age_label,
    number_cell,
    offence_words,
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

PROPERTIES: tuple[Property, ...] = (
    Property(
        words="type of offence",
        is_whole=lambda key: key.offence == ALL_OFFENCES,
        value=lambda key: key.offence,
        order=_offence_order,
        label=lambda key: offence_words(key.offence),
    ),
    AGE,
    Property(
        words="victim’s sex",
        is_whole=lambda key: key.sex is Sex.ALL,
        value=lambda key: key.sex,
        order=lambda key: (list(Sex).index(key.sex), 0, ""),
        label=lambda key: capital(SEX_WORDS[key.sex]),
    ),
    Property(
        words="flag",
        is_whole=lambda key: key.online is Online.ONLINE,
        value=lambda key: key.online,
        order=lambda key: (list(Online).index(key.online), 0, ""),
        label=lambda key: capital(ONLINE_WORDS[key.online]),
    ),
)
"""What a table may be broken down by, in the order the heads of its rows name them."""


def tables(counts: Sequence[Count], shown: Shown) -> Iterator[Table]:
    """One table for each unit, period and set of properties, the plainest first.

    A force's plain totals make no table: they head its page.
    """
    families: defaultdict[tuple[int, Unit, tuple[int, ...], Period], dict[CellKey, Number]]
    families = defaultdict(dict)
    for count in counts:
        key = key_of(count)
        broken = tuple(n for n, one in enumerate(PROPERTIES) if not one.is_whole(key))
        family = (len(broken), key.unit, broken, key.period)
        families[family][key] = shown.count(count)
    for (_, unit, broken, period), numbers in sorted(families.items(), key=_latest_first):
        if broken:
            yield _table([PROPERTIES[n] for n in broken], unit, period, numbers)


def _latest_first(
    family: tuple[tuple[int, Unit, tuple[int, ...], Period], object],
) -> tuple[int, str, tuple[int, ...], int]:
    number, unit, broken, period = family[0]
    return number, unit.value, broken, -period.end.toordinal()


def _table(
    broken: list[Property], unit: Unit, period: Period, numbers: Mapping[CellKey, Number]
) -> Table:
    caption = f"By {in_list([one.words for one in broken])}, {period}"
    across = _columns_property(broken, numbers)
    down = [one for one in broken if one is not across]
    heads: dict[tuple[object, ...], CellKey] = {}
    for key in sorted(numbers, key=lambda key: [one.order(key) for one in down]):
        heads.setdefault(tuple(one.value(key) for one in down), key)
    first = Column(title=capital(in_list([one.words for one in down])))
    if across is None:
        return Table(
            caption=caption,
            columns=(first, Column(title=capital(unit.value), kind=Kind.NUMBER)),
            rows=tuple(
                Row(head=word_cell(_label(down, key)), cells=(number_cell(numbers[key]),))
                for key in heads.values()
            ),
        )
    columns: dict[object, CellKey] = {}
    for key in sorted(numbers, key=across.order):
        columns.setdefault(across.value(key), key)
    at = {
        (tuple(one.value(key) for one in down), across.value(key)): number
        for key, number in numbers.items()
    }
    return Table(
        caption=caption,
        note=f"{capital(unit.value)}; {NOTHING.words} is a cell the reply does not have.",
        columns=(
            first,
            *(Column(title=across.label(key), kind=Kind.NUMBER) for key in columns.values()),
        ),
        rows=tuple(
            Row(
                head=word_cell(_label(down, key)),
                cells=tuple(_cell(at.get((head, column))) for column in columns),
            )
            for head, key in heads.items()
        ),
    )


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
    labels = [one.label(key) for one in down]
    return ", ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])


def _cell(number: Number | None) -> TableCell:
    return NOTHING if number is None else number_cell(number)
