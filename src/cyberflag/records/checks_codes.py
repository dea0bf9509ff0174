"""Rules on the offence code, by itself and on the days of the record."""

from cyberflag.core.offences import OFFENCES
from cyberflag.records.facts import NOT_THERE, BatchFacts, Mask, all_of, days
from cyberflag.records.rules import CODE_TABLE, ERROR, WARNING, Rule

_SHAPE = r"^(?:\d{1,3}[A-Z]?|\d{1,3}/\d{1,2}|\d{1,3}\.\d{1,2})$"


def _odd(batch: BatchFacts) -> Mask:
    unknown = batch.by_code(lambda code: not code.known)
    return unknown & ~batch.matches("offence_code", _SHAPE, among=unknown)


def _unlisted(batch: BatchFacts) -> Mask:
    unknown = batch.by_code(lambda code: not code.known)
    return batch.matches("offence_code", _SHAPE, among=unknown)


def _before_the_law(batch: BatchFacts) -> Mask:
    opens = batch.of_code(lambda code: days(code.committed[0]))
    return all_of(opens != NOT_THERE, batch.has_start, batch.end < opens)


def _straddles(batch: BatchFacts) -> Mask:
    opens = batch.of_code(lambda code: days(code.committed[0]))
    around = (batch.start < opens) & (opens <= batch.end)
    return all_of(opens != NOT_THERE, batch.has_start, around)


def _after_repeal(batch: BatchFacts) -> Mask:
    closes = batch.of_code(lambda code: days(code.committed[1]))
    return all_of(closes != NOT_THERE, batch.has_start, batch.start > closes)


def _class_not_open(batch: BatchFacts) -> Mask:
    opens = batch.of_code(lambda code: days(code.recorded[0]))
    return all_of(opens != NOT_THERE, batch.recorded < opens)


def _class_closed(batch: BatchFacts) -> Mask:
    closes = batch.of_code(lambda code: days(code.recorded[1]))
    return all_of(closes != NOT_THERE, batch.recorded > closes)


def _is(batch: BatchFacts, *codes: str) -> Mask:
    return batch.by_code(lambda code: code.code in codes)


_COMMUNICATION = days(OFFENCES["071/17"].valid_from)
_BURGLARY = {
    "online_flag": "no",
    "platform": "",
    "method": "",
    "relationship": "",
    "support": "",
    "referral": "",
    "victim_age": "40",
}

CODE_RULES: tuple[Rule, ...] = (
    Rule(
        id="V201",
        title="The offence code has the shape of none",
        why="It is a title, a local code or a slip; which offence is meant cannot be known.",
        source=CODE_TABLE,
        severity=ERROR,
        remedy="Give the Home Office class (88A) or subcode (071/17).",
        fields=("offence_code",),
        broken=_odd,
        fails=({"offence_code": "GROOMING"},),
    ),
    Rule(
        id="V202",
        title="The offence code is in no table",
        why="It may be newer than the tables, so the record is kept; it is in no group until then.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Compare the code with the current Home Office list; report it where it is right.",
        fields=("offence_code",),
        broken=_unlisted,
        fails=({"offence_code": "071/99"},),
    ),
    Rule(
        id="V203",
        title="The offence was over before it was an offence under this code",
        why="An act is recorded under the law of its day: 071/17 since 3 April 2017.",
        source=CODE_TABLE,
        severity=ERROR,
        remedy="Give the code for the day it was committed, or correct the day.",
        fields=("offence_code", "committed_from", "committed_to"),
        broken=_before_the_law,
        fails=({"committed_from": "2017-03-01", "committed_to": "2017-04-02"},),
    ),
    Rule(
        id="V204",
        title="The offence began before it was one under this code",
        why="The part before is another offence, or none.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Check the first day, and whether an older code applies to that part.",
        fields=("offence_code", "committed_from", "committed_to"),
        broken=_straddles,
        fails=({"committed_from": "2017-03-01", "committed_to": "2017-06-01"},),
    ),
    Rule(
        id="V205",
        title="The offence began after its code was repealed",
        why="The codes of the Sexual Offences Act 1956 end on 30 April 2004.",
        source=CODE_TABLE,
        severity=ERROR,
        remedy="Give the code of the Sexual Offences Act 2003, or correct the day.",
        fields=("offence_code", "committed_from"),
        broken=_after_repeal,
        passes=(
            {
                "offence_code": "020/01",
                "committed_from": "1999-05-01",
                "committed_to": "1999-06-01",
            },
        ),
        fails=({"offence_code": "020/01"},),
    ),
    Rule(
        id="V206",
        title="Recorded before the class was opened",
        why="Classes are opened and closed with the financial year; this one came later.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Check the class and the day recorded.",
        fields=("offence_code", "recorded_on"),
        broken=_class_not_open,
        passes=({"offence_code": "28E", **_BURGLARY},),
        fails=(
            {
                "offence_code": "28E",
                **_BURGLARY,
                "recorded_on": "2016-05-02",
                "committed_from": "2016-05-01",
                "committed_to": "2016-05-01",
            },
        ),
    ),
    Rule(
        id="V207",
        title="Recorded after the class was closed",
        why="Since then it takes outcomes only; the offence belongs in the class that followed.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Use the class that replaced it.",
        fields=("offence_code", "recorded_on"),
        broken=_class_closed,
        fails=({"offence_code": "28A", **_BURGLARY},),
    ),
    Rule(
        id="V208",
        title="Class 86 without its subcode",
        why="Only 086/02, 086/10 and 086/15 are images of children; the class alone tells neither.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Give the subcode.",
        fields=("offence_code",),
        broken=lambda batch: _is(batch, "86"),
        passes=({"offence_code": "086/02", "method": "images shared online"},),
        fails=({"offence_code": "86"},),
    ),
    Rule(
        id="V209",
        title="Class 23 without its subcode",
        why="023/12 and 023/13 concern adults; the class alone does not say which it is.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Give the subcode.",
        fields=("offence_code",),
        broken=lambda batch: _is(batch, "23"),
        fails=({"offence_code": "23", "relationship": "family"},),
    ),
    Rule(
        id="V210",
        title="Class 88A without its subcode, committed since 3 April 2017",
        why="It holds both grooming and sexual communication; the class alone does not say which.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Give 088/01, 088/02 or 071/17.",
        fields=("offence_code", "committed_from"),
        broken=lambda batch: _is(batch, "88A") & batch.has_start & (batch.end >= _COMMUNICATION),
        fails=({"offence_code": "88A"},),
    ),
    Rule(
        id="V211",
        title="Class 71 without its subcode",
        why="The class holds arranging, paying, controlling and possessing a manual.",
        source=CODE_TABLE,
        severity=WARNING,
        remedy="Give the subcode.",
        fields=("offence_code",),
        broken=lambda batch: _is(batch, "71"),
        fails=({"offence_code": "71"},),
    ),
)
