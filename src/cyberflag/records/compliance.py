"""How well each force uses the flag, from cells of records: figures for the force itself.

One financial year is judged: whether flag and age are written, the share of sexual offences
against children that is flagged against what the national mix implies
(:mod:`cyberflag.records.funnel`), and whether the flag is used at all. All quarters are searched
for sudden breaks (:mod:`cyberflag.records.breaks`).

The national share of a group is that of all forces together that use the flag: those left when
forces with at most a tenth of the flags their crimes would imply are taken out, again and again
until none is. A share is flagged of all records, those without a flag included,
as many forces only ever write yes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cyberflag.core.offences import GROUPS
from cyberflag.core.periods import Period, fin_year_of
from cyberflag.records.breaks import NOTHING, Share, Step, breaks_in, ndqis_step
from cyberflag.records.cells import NOT_KNOWN_CHILD, OTHER_CRIME, RecordedCell
from cyberflag.records.funnel import (
    LIMIT_95,
    LIMIT_998,
    Place,
    Spread,
    place_of,
    so_few_between_forces,
    so_few_by_chance,
    spread_of,
)

SELDOM, HARDLY_POSSIBLE = 0.1, 0.001
"""A force seems not to use the flag where it has at most this part of the flags expected, and
so few would come with less than this probability even as forces differ."""

EVERY_GROUP = (*GROUPS, NOT_KNOWN_CHILD, OTHER_CRIME)


class FlagUse(StrEnum):
    """What a force's year says of its use of the flag. Zero and missing are different things."""

    USED = "used"
    SEEMS_UNUSED = "seems not used"
    NEVER_YES = "never yes"
    MISSING_EVERYWHERE = "missing on every record"
    NO_RECORDS = "no records in the year"


class Limit(StrEnum):
    """Where a force stands in the funnel."""

    WITHIN = "within"
    BEYOND_95 = "beyond 95%"
    BEYOND_998 = "beyond 99.8%"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFlagged:
    """One publication group: flagged of recorded, and the national share where there is one."""

    group: str
    share: Share
    national: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagNumbers:
    """Records with the flag yes, with no, and with none."""

    yes: int
    no: int
    missing: int

    @property
    def written(self) -> Share:
        """Records that say yes or no, of all."""
        return Share(part=self.yes + self.no, whole=self.yes + self.no + self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A force against the national mix.

    ``by_chance`` and ``between_forces`` are probabilities of so few flags, were each record
    flagged as nationally, and as forces differ.
    """

    place: Place
    z: float
    z_adjusted: float | None
    limit: Limit | None
    by_chance: float
    between_forces: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceCompliance:
    """One force in the year judged, and its quarters.

    ``children`` are flags on sexual offences against children, ``every_record`` on all crimes.
    ``ages`` are victims' ages written on sexual offences, of victims not said to be
    unidentified. ``quarters`` are shares flagged of sexual offences against children.
    ``everywhere`` is the place among forces by all crimes, with the probability of so few
    flags as forces differ; whether the flag is used is judged by it.
    """

    force_code: str
    use: FlagUse
    children: FlagNumbers
    every_record: FlagNumbers
    ages: Share
    groups: tuple[GroupFlagged, ...]
    standing: Standing | None
    everywhere: Place | None
    so_few_everywhere: float | None
    quarters: Mapping[date, Share]
    breaks: tuple[Step, ...]
    ndqis: Step | None

    @property
    def only_yes(self) -> bool:
        """Whether the flag is a box to tick: yes is written, no never."""
        return bool(self.every_record.yes) and not self.every_record.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """All forces of a file of records in one financial year."""

    period: Period
    forces: tuple[ForceCompliance, ...]
    national: Mapping[str, Share]
    spread: Spread | None

    @property
    def national_share(self) -> float | None:
        """Flagged of recorded, over the forces that use the flag."""
        return sum(self.national.values(), start=NOTHING).value


def compliance_of(cells: Sequence[RecordedCell], year: date) -> Compliance:
    """The figures of every force in the financial year that holds ``year``."""
    period = fin_year_of(year)
    by_force: dict[str, list[RecordedCell]] = {}
    for cell in cells:
        by_force.setdefault(cell.force_code, []).append(cell)
    of_year = {
        force_code: [cell for cell in own if fin_year_of(cell.quarter) == period]
        for force_code, own in by_force.items()
    }
    using = _using(of_year)
    mixes = {groups: _mix(using, groups) for groups in (GROUPS, EVERY_GROUP)}
    return Compliance(
        period=period,
        forces=tuple(
            _force(code, by_force[code], of_year[code], mixes[GROUPS], mixes[EVERY_GROUP])
            for code in by_force
        ),
        national=mixes[GROUPS].shares,
        spread=mixes[GROUPS].spread,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalMix:
    """Flagged of recorded in each group, over the forces that use the flag, and their spread."""

    shares: Mapping[str, Share]
    spread: Spread | None


def _using(of_year: Mapping[str, Sequence[RecordedCell]]) -> list[Sequence[RecordedCell]]:
    """The cells of the forces that use the flag, those that hardly do left out in turn."""
    using = [own for own in of_year.values() if any(cell.flagged for cell in own)]
    while True:
        shares = _by_group([cell for own in using for cell in own], EVERY_GROUP)
        kept = [
            own
            for own in using
            if (place := _place(_by_group(own, EVERY_GROUP), shares)) is not None
            and place.observed > SELDOM * place.expected
        ]
        if len(kept) == len(using):
            return using
        using = kept


def _mix(using: Sequence[Sequence[RecordedCell]], groups: Sequence[str]) -> NationalMix:
    shares = _by_group([cell for own in using for cell in own], groups)
    places = [_place(_by_group(own, groups), shares) for own in using]
    return NationalMix(
        shares=shares, spread=spread_of([place for place in places if place is not None])
    )


def _force(
    force_code: str,
    cells: Sequence[RecordedCell],
    of_year: Sequence[RecordedCell],
    children: NationalMix,
    everything: NationalMix,
) -> ForceCompliance:
    own = _by_group(of_year, GROUPS)
    everywhere = _place(_by_group(of_year, EVERY_GROUP), everything.shares)
    so_few = None
    if everywhere is not None and everything.spread is not None:
        so_few = so_few_between_forces(everywhere, everything.spread)
    quarters = _quarters(cells)
    every_record = _flags(of_year)
    sexual = [cell for cell in of_year if cell.group != OTHER_CRIME]
    return ForceCompliance(
        force_code=force_code,
        use=_use(every_record, everywhere, so_few),
        children=_flags([cell for cell in of_year if cell.group in GROUPS]),
        every_record=every_record,
        ages=Share(
            part=sum(cell.aged for cell in sexual), whole=sum(cell.identified for cell in sexual)
        ),
        groups=tuple(
            GroupFlagged(
                group=group, share=share, national=children.shares.get(group, NOTHING).value
            )
            for group, share in own.items()
        ),
        standing=_standing(own, children),
        everywhere=everywhere,
        so_few_everywhere=so_few,
        quarters=quarters,
        breaks=breaks_in(quarters),
        ndqis=ndqis_step(quarters),
    )


def _quarters(cells: Sequence[RecordedCell]) -> dict[date, Share]:
    quarters: dict[date, Share] = {}
    for cell in cells:
        if cell.group in GROUPS:
            share = Share(part=cell.flagged, whole=cell.records)
            quarters[cell.quarter] = quarters.get(cell.quarter, NOTHING) + share
    return quarters


def _by_group(cells: Sequence[RecordedCell], groups: Sequence[str]) -> dict[str, Share]:
    """Flagged of recorded, for each of ``groups`` that has a record, in their order."""
    found = dict.fromkeys(groups, NOTHING)
    for cell in cells:
        if cell.group in found:
            found[cell.group] += Share(part=cell.flagged, whole=cell.records)
    return {group: share for group, share in found.items() if share.whole}


def _flags(cells: Sequence[RecordedCell]) -> FlagNumbers:
    yes, no = sum(cell.flagged for cell in cells), sum(cell.unflagged for cell in cells)
    return FlagNumbers(yes=yes, no=no, missing=sum(cell.records for cell in cells) - yes - no)


def _compared(
    own: Mapping[str, Share], national: Mapping[str, Share]
) -> tuple[list[int], int, list[float]]:
    """Offences, flags and national shares of the groups that have a national share."""
    groups = [group for group in own if group in national]
    return (
        [own[group].whole for group in groups],
        sum(own[group].part for group in groups),
        [national[group].part / national[group].whole for group in groups],
    )


def _place(own: Mapping[str, Share], national: Mapping[str, Share]) -> Place | None:
    return place_of(*_compared(own, national))


def _standing(own: Mapping[str, Share], mix: NationalMix) -> Standing | None:
    place = _place(own, mix.shares)
    if place is None:
        return None
    adjusted = None if mix.spread is None else place.z(mix.spread.tau2)
    return Standing(
        place=place,
        z=place.z(),
        z_adjusted=adjusted,
        limit=None if adjusted is None else _limit(adjusted),
        by_chance=so_few_by_chance(*_compared(own, mix.shares)),
        between_forces=None if mix.spread is None else so_few_between_forces(place, mix.spread),
    )


def _limit(z: float) -> Limit:
    if abs(z) > LIMIT_998:
        return Limit.BEYOND_998
    return Limit.BEYOND_95 if abs(z) > LIMIT_95 else Limit.WITHIN


def _use(every_record: FlagNumbers, everywhere: Place | None, so_few: float | None) -> FlagUse:
    if not every_record.written.whole:
        return FlagUse.NO_RECORDS
    if not every_record.written.part:
        return FlagUse.MISSING_EVERYWHERE
    if not every_record.yes:
        return FlagUse.NEVER_YES
    if everywhere is None or so_few is None:
        return FlagUse.USED
    seldom = everywhere.observed <= SELDOM * everywhere.expected
    return FlagUse.SEEMS_UNUSED if seldom and so_few < HARDLY_POSSIBLE else FlagUse.USED
