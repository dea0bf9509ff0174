"""Rules on the days of a record: in order, not to come, and likely."""

from datetime import date

from cyberflag.records.facts import BatchFacts, Mask, days
from cyberflag.records.rules import COUNTING, ERROR, FLAG_RULE, OURS, QUALITY, WARNING, Rule

_OLDEST = days(date(1920, 1, 1))
_STANDARD = days(date(2002, 4, 1))
_FLAG = days(date(2015, 4, 1))
_PLACEHOLDERS = tuple(days(date(year, 1, 1)) for year in (1900, 1901, 1970, 1980, 2000))
_YEAR = 366
LONGEST_SPAN = 10 * _YEAR
LONGEST_DELAY = 70 * _YEAR


def _in_order(batch: BatchFacts) -> Mask:
    return batch.has_start & batch.has_end


def _placeholder(batch: BatchFacts) -> Mask:
    found: Mask = batch.has_start & False
    for day in _PLACEHOLDERS:
        found = found | (batch.has_start & (batch.start == day))
    return found


DATE_RULES: tuple[Rule, ...] = (
    Rule(
        id="V301",
        title="Recorded before it was committed",
        why="One of the two days is wrong, and so perhaps the year it is counted in.",
        source=COUNTING,
        severity=ERROR,
        remedy="Correct recorded_on or committed_from.",
        fields=("recorded_on", "committed_from"),
        broken=lambda batch: batch.has_start & (batch.recorded < batch.start),
        fails=({"recorded_on": "2024-04-30"},),
    ),
    Rule(
        id="V302",
        title="The last day committed is before the first",
        why="The two are swapped, or one is wrong.",
        source=OURS,
        severity=ERROR,
        remedy="Give the earlier day as committed_from.",
        fields=("committed_from", "committed_to"),
        broken=lambda batch: _in_order(batch) & (batch.end < batch.start),
        fails=({"committed_from": "2024-05-01", "committed_to": "2024-04-01"},),
    ),
    Rule(
        id="V303",
        title="Recorded on a day to come",
        why="Days to come are slips; the record would enter a period that is not over.",
        source=OURS,
        severity=ERROR,
        remedy="Correct recorded_on.",
        fields=("recorded_on",),
        broken=lambda batch: batch.recorded > batch.today,
        fails=({"recorded_on": "2099-05-02"},),
    ),
    Rule(
        id="V304",
        title="Recorded before 1920",
        why="Nobody recorded then is in a return today; a century is missing.",
        source=OURS,
        severity=ERROR,
        remedy="Write years with four figures.",
        fields=("recorded_on",),
        broken=lambda batch: batch.recorded < _OLDEST,
        fails=({"recorded_on": "0024-05-02", "committed_from": "", "committed_to": ""},),
    ),
    Rule(
        id="V305",
        title="Recorded before April 2002",
        why="The National Crime Recording Standard begins then; older records count otherwise.",
        source="National Crime Recording Standard, April 2002",
        severity=WARNING,
        remedy="Check the day; leave such records out of series that begin later.",
        fields=("recorded_on",),
        broken=lambda batch: (batch.recorded >= _OLDEST) & (batch.recorded < _STANDARD),
        fails=(
            {
                "recorded_on": "1999-05-02",
                "committed_from": "1999-05-01",
                "committed_to": "",
                "offence_code": "19D",
                "online_flag": "",
            },
        ),
    ),
    Rule(
        id="V306",
        title="Flagged though recorded before the flag existed",
        why="The flag is collected since 1 April 2015; before, forces had marks of their own.",
        source=FLAG_RULE,
        severity=WARNING,
        remedy="Check the day recorded; the flag is kept as it stands.",
        fields=("recorded_on", "online_flag"),
        broken=lambda batch: (batch.recorded < _FLAG) & batch.flagged,
        fails=(
            {
                "recorded_on": "2014-05-02",
                "committed_from": "2014-05-01",
                "committed_to": "2014-05-01",
                "offence_code": "088/01",
            },
        ),
    ),
    Rule(
        id="V307",
        title="The offence goes on after it was recorded",
        why="An offence may go on, but then a later version records its end.",
        source=COUNTING,
        severity=WARNING,
        remedy="Check committed_to.",
        fields=("recorded_on", "committed_to"),
        broken=lambda batch: _in_order(batch) & (batch.end > batch.recorded),
        fails=({"committed_to": "2024-06-01"},),
    ),
    Rule(
        id="V308",
        title="The offence lasted more than ten years",
        why="So long a period is more often a slip in a year than a fact.",
        source=OURS,
        severity=WARNING,
        remedy="Check the two years.",
        fields=("committed_from", "committed_to"),
        broken=lambda batch: _in_order(batch) & (batch.end - batch.start > LONGEST_SPAN),
        fails=({"offence_code": "19D", "committed_from": "2010-05-01"},),
    ),
    Rule(
        id="V309",
        title="Committed more than seventy years before it was recorded",
        why="Such reports are rare; a wrong century is not.",
        source=OURS,
        severity=WARNING,
        remedy="Check the year of committed_from.",
        fields=("committed_from", "recorded_on"),
        broken=lambda batch: batch.has_start & (batch.recorded - batch.start > LONGEST_DELAY),
        fails=({"offence_code": "19D", "committed_from": "1924-05-01", "committed_to": ""},),
    ),
    Rule(
        id="V310",
        title="The first day committed is a usual stand-in",
        why="1 January of 1900, 1901, 1970, 1980 or 2000 is what systems write for no date.",
        source=OURS,
        severity=WARNING,
        remedy="Leave the field empty where the day is not known.",
        fields=("committed_from",),
        broken=_placeholder,
        fails=({"offence_code": "19D", "committed_from": "1970-01-01", "committed_to": ""},),
    ),
    Rule(
        id="V311",
        title="A last day committed without a first",
        why="Nothing can be said of when it began, nor of which code was then in force.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give committed_from.",
        fields=("committed_from", "committed_to"),
        broken=lambda batch: ~batch.has_start & batch.has_end,
        fails=({"committed_from": ""},),
    ),
    Rule(
        id="V312",
        title="A sexual offence against a child without a day committed",
        why="Reports of long ago and of last week are then one number.",
        source=QUALITY,
        severity=WARNING,
        remedy="Give committed_from, or the earliest day it can have been.",
        fields=("offence_code", "victim_age", "committed_from"),
        broken=lambda batch: batch.child & ~batch.has_start & ~batch.has_end,
        fails=({"committed_from": "", "committed_to": ""},),
    ),
)
