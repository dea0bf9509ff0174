"""The recorded-crime classes outside the sexual offences: code, title, group, days of recording."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifiableClass:
    """One recorded-crime class, as forces return it to the Home Office.

    ``valid_from`` and ``valid_to`` are the first and last day an offence may be *recorded*
    under it, None where open or unverified; ``note`` says what is unverified.
    """

    code: str
    title: str
    group: str
    valid_from: date | None
    valid_to: date | None
    note: str


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _load() -> Mapping[str, NotifiableClass]:
    table = files("cyberflag.core").joinpath("tables/notifiable_classes.csv")
    return MappingProxyType(
        {
            row["code"]: NotifiableClass(
                code=row["code"],
                title=row["title"],
                group=row["group"],
                valid_from=_day(row["valid_from"]),
                valid_to=_day(row["valid_to"]),
                note=row["note"],
            )
            for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
        }
    )


NOTIFIABLE: Mapping[str, NotifiableClass] = _load()
"""Every class by its code; sexual offences and class 86 stand in :mod:`cyberflag.core.offences`."""
