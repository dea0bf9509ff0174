"""Which column of a file is which field: by its heading, whatever its case and punctuation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cyberflag.core.errors import CyberflagError
from cyberflag.core.names import fold_name
from cyberflag.records.columns import COLUMNS

_ALSO: Mapping[str, tuple[str, ...]] = {
    "force_code": ("force", "force name", "force area code"),
    "record_id": ("record", "pseudonym", "unique id"),
    "version": ("record version", "version number"),
    "recorded_on": ("recorded", "recorded date", "date recorded"),
    "committed_from": ("committed on", "date committed", "committed start", "earliest committed"),
    "committed_to": ("committed end", "latest committed"),
    "offence_code": ("offence", "ho code", "home office code", "home office offence code"),
    "online_flag": ("online", "cyber flag", "online crime flag", "cyber crime flag"),
    "victim_age": ("age of victim", "victim age at offence", "age"),
    "victim_sex": ("sex of victim", "sex", "victim gender"),
    "support": ("support offered",),
    "referral": ("referred", "referral to childrens services"),
}
_BY_NAME: Mapping[str, str] = {
    fold_name(spelling): column.name
    for column in COLUMNS
    for spelling in (
        column.name.replace("_", " "),
        column.title,
        *_ALSO.get(column.name, ()),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The columns of a file as they stand. ``places`` gives each known field's place."""

    names: tuple[str, ...]
    places: Mapping[str, int]

    @property
    def extra(self) -> tuple[str, ...]:
        """Columns that are no field of a record; they are not read."""
        taken = set(self.places.values())
        return tuple(n for at, n in enumerate(self.names) if at not in taken and n.strip())

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields the file has no column for; they read as not recorded."""
        return tuple(column.name for column in COLUMNS if column.name not in self.places)

    def notes(self) -> tuple[str, ...]:
        """Remarks for the sender on columns that are missing or not read."""
        found = []
        if self.missing:
            found.append(f"no column for {', '.join(self.missing)}: read as not recorded")
        if self.extra:
            found.append(f"{len(self.extra)} columns are no field of a record and were not read")
        return tuple(found)


def field_of(heading: str) -> str | None:
    """The field a heading names, or None; never the nearest."""
    return _BY_NAME.get(fold_name(heading))


def match_headings(names: Sequence[str], place: str) -> Headings:
    """The fields of these columns.

    Raises :class:`CyberflagError` where a field stands twice or a required one nowhere.
    """
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        field = field_of(name)
        if field is None:
            continue
        if field in places:
            raise CyberflagError(
                f"two columns say {field} (columns {places[field] + 1} and {at + 1})",
                place=place,
                remedy="Take one out; which of the two is right is not for a machine to choose.",
            )
        places[field] = at
    lacking = [column.name for column in COLUMNS if column.required and column.name not in places]
    if lacking:
        raise CyberflagError(
            f"no column for {', '.join(lacking)}",
            place=place,
            remedy="The first line must name the columns, as the record's reference page lists "
            "them; every record needs these five: force_code, record_id, version, recorded_on, "
            "offence_code.",
        )
    return Headings(names=tuple(names), places=places)
