"""Made-up records of offences, from which every table of a reply is counted."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.generator.paper import Age, Means, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One recorded offence: its day, the victim's age (None: not recorded) and sex, its code."""

    day: date
    age: int | None
    sex: str
    code: str
    flagged: bool = True


GROUP_OF = {
    "19C": "rape",
    "19D": "rape",
    "19E": "rape",
    "19F": "rape",
    "19G": "rape",
    "19H": "rape",
    "17A": "sexual assault",
    "17B": "sexual assault",
    "20A": "sexual assault",
    "20B": "sexual assault",
    "21": "sexual activity and inciting",
    "22A": "sexual activity and inciting",
    "22B": "sexual activity and inciting",
    "71": "exploitation",
    "88A": "grooming",
    "086/02": "images",
    "071/17": "sexual communication",
    "88E": "other",
}
"""The publication group of each code a made-up record may carry."""

TITLES = {
    "19C": "Rape of a female aged 16 and over",
    "19D": "Rape of a female child under 16",
    "19E": "Rape of a female child under 13",
    "19F": "Rape of a male aged 16 and over",
    "19G": "Rape of a male child under 16",
    "19H": "Rape of a male child under 13",
    "17A": "Sexual assault on a male aged 13 and over",
    "17B": "Sexual assault on a male child under 13",
    "20A": "Sexual assault on a female aged 13 and over",
    "20B": "Sexual assault on a female child under 13",
    "21": "Sexual activity involving a child under 13",
    "22A": "Causing sexual activity without consent",
    "22B": "Sexual activity involving child under 16",
    "71": "Abuse of children through sexual exploitation",
    "88A": "Sexual grooming",
    "086/02": "Taking, making or distributing indecent photographs of children",
    "071/17": "Sexual communication with a child",
    "88E": "Exposure and voyeurism",
}
"""The titles of recorded crime, as the Home Office lists them."""

GROUP_TITLES = {
    "rape": ("Rape", "Rape offences"),
    "sexual assault": ("Sexual assault", "Sexual assaults"),
    "sexual activity and inciting": (
        "Sexual activity involving a child",
        "Sexual activity and inciting",
    ),
    "grooming": ("Sexual grooming", "Grooming"),
    "sexual communication": ("Sexual communication with a child", "Sexual communication"),
    "images": ("Indecent images", "Indecent images of children"),
    "exploitation": ("Sexual exploitation of children", "Exploitation"),
    "other": ("Other sexual offences", "Other"),
}
"""Group names as replies print them."""

AGE_WEIGHTS = {
    1: 0.2,
    2: 0.3,
    3: 1,
    4: 1,
    5: 1,
    6: 1,
    7: 1.5,
    8: 2,
    9: 2.5,
    10: 4,
    11: 8,
    12: 14,
    13: 19,
    14: 16,
    15: 14,
    16: 5,
    17: 3,
    None: 6,
}
_KINDS = {
    "activity": 40,
    "grooming": 22,
    "images": 17,
    "assault": 9,
    "rape": 4,
    "exploit": 4,
    "other": 4,
}


def draw_code(rng: random.Random, age: int | None, sex: str, kind: str = "") -> str:
    """A code that fits the victim's age and sex."""
    kind = kind or rng.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
    years = 14 if age is None else age
    male = sex == "male"
    match kind:
        case "rape":
            if years >= 16:
                return "19F" if male else "19C"
            if years >= 13:
                return "19G" if male else "19D"
            return "19H" if male else "19E"
        case "assault":
            if years >= 13:
                return "17A" if male else "20A"
            return "17B" if male else "20B"
        case "activity":
            return "21" if years < 13 else "22B" if years < 16 else "22A"
        case "grooming":
            return "88A" if years < 16 else "71"
        case "images":
            return "086/02"
        case "exploit":
            return "71"
        case _:
            return "88E"


def draw_sex(rng: random.Random) -> str:
    """A victim's sex, unknown now and then."""
    return rng.choices(["female", "male", "unknown"], weights=[78, 16, 6])[0]


def draw_records(
    rng: random.Random, ages: Sequence[int | None], span: Span, *, flagged: bool = True
) -> tuple[Record, ...]:
    """One record per age given, spread over the days of ``span``."""
    days = (span.end - span.start).days
    records = []
    for age in ages:
        sex = draw_sex(rng)
        records.append(
            Record(
                day=span.start + timedelta(days=rng.randint(0, days)),
                age=age,
                sex=sex,
                code=draw_code(rng, age, sex),
                flagged=flagged,
            )
        )
    return tuple(records)


def draw_ages(
    rng: random.Random, how_many: int, *, youngest: int = 1, unknown: bool = True
) -> list[int | None]:
    """Victims' ages in the proportions of :data:`AGE_WEIGHTS`."""
    weights = {
        age: weight
        for age, weight in AGE_WEIGHTS.items()
        if (age is None and unknown) or (age is not None and age >= youngest)
    }
    return rng.choices(list(weights), weights=list(weights.values()), k=how_many)


def counted(records: Sequence[Record], means: Means) -> int:
    """How many records are what ``means`` says."""
    return sum(_fits(record, means) for record in records)


def _fits(record: Record, means: Means) -> bool:
    span, age = means.period, means.age
    return (
        (span is None or span.start <= record.day <= span.end)
        and age.holds(record.age)
        and means.sex in ("all", record.sex)
        and (means.online == "all" or record.flagged == (means.online == "online"))
        and means.offence in ("all", None, record.code, GROUP_OF[record.code])
    )


def ages_between(low: int, high: int) -> tuple[Age, ...]:
    """Single years of age from ``low`` to ``high``."""
    return tuple(Age(age, age) for age in range(low, high + 1))
