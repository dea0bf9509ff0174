"""Every notifiable crime group as a mix: code, share, what is told of it, how often it is online.

Shares are rounded from the published year tables of England and Wales; they are realistic, not
estimates of anything. Fraud is left out: forces do not record it.
"""

from dataclasses import dataclass
from datetime import date

from cyberflag.core.notifiable import NOTIFIABLE
from cyberflag.core.offences import OFFENCES

YEARS = tuple(range(2015, 2026))
"""The financial years of the records, by the year they start in."""

CHILD_AGES = ("under 13", "13 to 15", "13 to 17", "16 or 17", "10 to 15", "child")
NO_VICTIM = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crime:
    """One kind of offence. ``theme`` names its offline families of texts, ``online_theme`` its
    online ones (empty: never online); ``online`` is the share online in 2025/26; ``weight`` is
    records in 100,000; ``female`` the share of female victims.
    """

    code: str
    weight: float
    theme: str
    online_theme: str
    online: float
    ages: str
    female: float
    valid_from: date | None
    valid_to: date | None

    @property
    def sort(self) -> str:
        """Whom the text is about: child, person, property or none (no personal victim)."""
        if self.ages in CHILD_AGES or self.theme == "images":
            return "child"
        if self.ages == NO_VICTIM:
            return "none"
        return "person" if self.theme in PERSONAL else "property"

    def used_in(self, year: int) -> bool:
        """Whether forces record under this code for (all but the first week of) the year."""
        starts = self.valid_from is None or self.valid_from <= date(year, 4, 7)
        return starts and (self.valid_to is None or self.valid_to >= date(year + 1, 3, 31))


PERSONAL = frozenset(
    [
        "homicide",
        "assault",
        "abduction",
        "slavery",
        "harassment",
        "stalking",
        "malicious",
        "threats",
        "coercive",
        "adult_contact",
        "exposure",
        "intimate",
        "exploitation",
        "blackmail",
        "public_order",
    ]
)
"""Themes in which people, not property, are the matter."""

_ROWS = """
1 12 homicide - 0 person .3
2 25 assault - 0 person .3
3A 2 threats - 0 adult .3
3B 900 threats threats .3 person .55
4.1 2 homicide - 0 person .4
4.10 .3 homicide - 0 adult .2
4.2 .3 homicide - 0 under 13 .5
4.3 .3 assault - 0 adult 1
4.4 6 collision - 0 person .4
4.6 1 collision - 0 person .4
4.7 1 homicide - 0 under 13 .5
4.8 4 collision - 0 person .4
4.9 2 collision - 0 person .4
37.1 .5 collision - 0 person .4
5D 550 assault - 0 person .3
5E 60 assault - 0 person .4
8L 5200 harassment harassment .4 person .65
8M 150 harassment harassment .25 person .5
8N 9500 assault - 0 person .48
8P 80 assault - 0 person .4
8Q 1900 stalking stalking .5 adult .8
8R 2600 malicious malicious .88 person .62
8S 250 police_assault - 0 none .4
8T 120 police_assault - 0 none .5
8U 700 coercive harassment .12 adult .93
11A 420 neglect - 0 child .5
13 30 abduction - 0 child .6
14 .3 assault - 0 adult 1
36 130 abduction - 0 person .4
104 450 police_assault - 0 none .4
105A 13500 assault - 0 person .55
105B 180 assault - 0 person .4
106 150 slavery - 0 person .4
17A 70 adult_contact dating .06 adult 0
17A 30 child_contact incite .06 13 to 17 0
17B 45 child_contact incite .03 under 13 0
19C 700 adult_contact dating .07 adult 1
19C 60 child_contact incite .06 16 or 17 1
19D 160 child_contact incite .07 13 to 15 1
19E 90 child_contact incite .02 under 13 1
19F 45 adult_contact dating .09 adult 0
19G 15 child_contact incite .08 13 to 15 0
19H 40 child_contact incite .02 under 13 0
20A 520 adult_contact dating .03 adult 1
20A 270 child_contact incite .05 13 to 17 1
20B 110 child_contact incite .03 under 13 1
021/03 35 child_contact incite .6 under 13 1
021/05 20 child_contact incite .6 under 13 0
021/10 5 child_contact incite .3 under 13 .6
021/12 20 child_contact incite .05 under 13 1
022/08 15 child_contact incite .4 13 to 15 1
022/12 40 child_contact incite .1 13 to 15 1
022/14 15 child_contact incite .45 13 to 15 1
022/18 50 child_contact incite .1 13 to 15 1
022/20 60 child_contact incite .75 13 to 15 1
022/21 20 child_contact incite .75 13 to 15 0
22A 15 adult_contact dating .1 adult .8
023/04 12 child_contact - 0 13 to 17 1
023/14 8 child_contact - 0 under 13 1
70 8 adult_contact - 0 adult .8
071/01 20 exploitation exploitation .8 child .8
071/08 10 exploitation exploitation .5 13 to 17 .85
071/10 6 exploitation exploitation .4 13 to 17 .85
071/17 130 grooming grooming .93 10 to 15 .82
72 5 exploitation exploitation .3 adult .95
073/07 8 child_contact incite .2 13 to 17 1
88A 20 grooming grooming .85 10 to 15 .85
088/01 30 grooming grooming .8 10 to 15 1
088/02 6 grooming grooming .8 10 to 15 0
88C 5 adult_contact dating .05 adult .8
88D 1 other_misc - 0 none .5
088/09 150 exposure exposure .04 person .85
088/10 30 exposure exposure .2 adult .9
088/12 3 exposure exposure .05 adult .95
088/14 40 exposure intimate .9 adult .85
088/15 150 intimate intimate .88 adult .8
88E 20 exposure exposure .05 person .85
86 60 images images .8 child .7
086/02 480 images images .9 child .75
086/10 160 images images .8 child .75
086/15 30 images images .8 child .7
34A 160 robbery - 0 none .4
34B 1300 robbery sale .02 person .3
28A 2600 burglary_home - 0 adult .5
28B 500 burglary_home - 0 adult .5
28C 60 burglary_home - 0 adult .6
28D 10 burglary_home - 0 adult .6
28E 2900 burglary_home - 0 adult .5
28F 600 burglary_home - 0 adult .5
28G 60 burglary_home - 0 adult .6
28H 10 burglary_home - 0 adult .6
29 30 burglary_home - 0 adult .4
29A 35 burglary_home - 0 adult .4
30A 2500 burglary_business - 0 none .5
30B 400 burglary_business - 0 none .5
30C 1700 burglary_business - 0 none .5
30D 300 burglary_business - 0 none .5
31 8 burglary_business - 0 none .5
31A 8 burglary_business - 0 none .5
37.2 120 vehicle_theft - 0 adult .4
45 4500 from_vehicle - 0 adult .4
48 2100 vehicle_theft - 0 adult .4
126 700 from_vehicle - 0 adult .4
35 350 blackmail blackmail .85 person .3
39 2000 person_theft - 0 person .6
40 800 other_theft - 0 adult .55
41 180 work_theft - 0 none .5
42 40 other_theft - 0 adult .5
43 40 work_theft - 0 none .5
44 1600 bicycle - 0 person .35
46 7000 shop - 0 none .5
47 40 work_theft - 0 none .5
49 6000 other_theft sale .02 person .5
49A 900 making_off - 0 none .5
56A 70 arson - 0 adult .5
56B 450 arson - 0 adult .5
58A 2200 damage - 0 adult .5
58B 1000 public_damage - 0 none .5
58C 4000 car_damage - 0 adult .45
58D 2200 public_damage - 0 adult .5
58J 60 damage - 0 adult .5
92A 600 drugs_supply supply .06 none .5
92C 15 drugs_held - 0 none .5
92D 600 drugs_held - 0 none .5
92E 2200 drugs_held - 0 none .5
10A 40 weapons - 0 none .5
10B 60 weapons - 0 none .5
10C 250 weapons - 0 none .5
10D 420 weapons - 0 none .5
81 30 weapons - 0 none .5
90 5 weapons - 0 none .5
9A 7500 public_order hate .03 person .5
9B 1000 public_order hate .07 person .4
62A 20 public_order - 0 none .5
66 1500 public_order hate .06 person .5
15 .3 other_misc - 0 none .5
24 5 other_misc - 0 none .5
26 .3 other_misc - 0 none .5
27 2 other_misc - 0 none .5
33 60 equipped - 0 none .5
33A 20 forged forged .25 none .5
38 60 other_misc - 0 none .5
54 200 handling sale .05 none .5
59 120 other_misc - 0 none .5
60 3 forged - 0 none .5
61 40 forged - 0 none .5
61A 30 forged forged .1 none .5
67 3 justice - 0 none .5
69 20 justice - 0 none .5
76 1 other_misc - 0 none .5
79 180 justice justice .1 none .5
80 10 justice - 0 none .5
83 60 justice - 0 none .5
95 10 justice - 0 none .5
96 5 other_misc - 0 none .5
99 250 other_misc - 0 none .5
802 120 driving - 0 none .5
814 40 driving - 0 none .5
"""


def _crime(row: str) -> Crime:
    code, weight, theme, online_theme, online, rest = row.split(" ", 5)
    ages, female = rest.rsplit(" ", 1)
    valid = NOTIFIABLE.get(code) or OFFENCES[code]
    return Crime(
        code=code,
        weight=float(weight),
        theme=theme,
        online_theme="" if online_theme == "-" else online_theme,
        online=float(online),
        ages=ages,
        female=float(female),
        valid_from=valid.valid_from,
        valid_to=valid.valid_to,
    )


CRIMES: tuple[Crime, ...] = tuple(_crime(row) for row in _ROWS.strip().splitlines())
"""Each row: code, weight, theme, online theme, share online, ages of victims, share female."""
