"""Rules between records of one file: copies, versions, and ids that are not unique.

Each is a query over ``versions``: one row for each record that no rule on single records turned
away, with the hash of all it holds (``whole``), and that of all but id and version (``alike``).
``ordered`` holds, of the ids that occur more than once, each row with what its version before it
(of the same force) says. A query gives the lines that break the rule.
"""

from cyberflag.records.rules import ERROR, OURS, WARNING, Rule

_SECOND = {"version": "2"}

ACROSS_RULES: tuple[Rule, ...] = (
    Rule(
        id="V701",
        title="The same record twice",
        why="Every field is the same; counted twice it would be two offences. The first is kept.",
        source=OURS,
        severity=ERROR,
        remedy="Send each version of a record once.",
        fields=("force_code", "record_id", "version"),
        sql="SELECT line FROM ordered WHERE copies = same_copies AND nth > 1",
        passes=({}, _SECOND),
        fails=({}, {}),
    ),
    Rule(
        id="V702",
        title="One version of a record, saying two things",
        why="Which of them is right is not for a machine to choose: none of them is counted.",
        source=OURS,
        severity=ERROR,
        remedy="Send the right one alone, or give the later one the next version.",
        fields=("force_code", "record_id", "version"),
        sql="SELECT line FROM ordered WHERE copies > same_copies",
        passes=({}, {"version": "2", "victim_age": "14"}),
        fails=({}, {"victim_age": "14"}),
    ),
    Rule(
        id="V703",
        title="A version is missing between two of a record",
        why="What happened between is not known; the highest version counts.",
        source=OURS,
        severity=WARNING,
        remedy="Send the versions between, or confirm that there are none.",
        fields=("force_code", "record_id", "version"),
        sql="SELECT line FROM ordered WHERE version > version_before + 1",
        passes=({}, _SECOND),
        fails=({}, {"version": "3"}),
    ),
    Rule(
        id="V704",
        title="A later version changes nothing",
        why="It replaces the record by itself; perhaps the change was lost.",
        source=OURS,
        severity=WARNING,
        remedy="Send a version only when something has changed.",
        fields=("force_code", "record_id", "version"),
        sql="SELECT line FROM ordered WHERE version > version_before AND alike = alike_before",
        passes=({}, {"version": "2", "outcome": "charged or summonsed"}),
        fails=({}, _SECOND),
    ),
    Rule(
        id="V705",
        title="A later version changes the day recorded",
        why="The day an offence was recorded does not change; the period it counts in would.",
        source="Home Office Counting Rules for recorded crime",
        severity=WARNING,
        remedy="Keep the first day recorded.",
        fields=("record_id", "version", "recorded_on"),
        sql="SELECT line FROM ordered WHERE version > version_before "
        "AND recorded_on <> recorded_before",
        passes=({}, {"version": "2", "outcome": "other"}),
        fails=({}, {"version": "2", "recorded_on": "2024-05-09"}),
    ),
    Rule(
        id="V706",
        title="A later version takes the flag off",
        why="Flags taken off without a reason are how offences online vanish from figures.",
        source="Home Office online crime flag: committed in full or in part online",
        severity=WARNING,
        remedy="Confirm that nothing was online.",
        fields=("record_id", "version", "online_flag"),
        sql="SELECT line FROM ordered WHERE version > version_before AND flag_before = 'yes' "
        "AND online_flag IS DISTINCT FROM 'yes'",
        passes=({"online_flag": "no"}, _SECOND),
        fails=({}, {"version": "2", "online_flag": "no"}),
    ),
    Rule(
        id="V707",
        title="A later version loses the victim's age or sex",
        why="What was known is still known; the later version replaces it by nothing.",
        source=OURS,
        severity=WARNING,
        remedy="Send the later version whole.",
        fields=("record_id", "version", "victim_age", "victim_sex"),
        sql="SELECT line FROM ordered WHERE version > version_before "
        "AND ((age_before IS NOT NULL AND victim_age IS NULL) "
        "OR (sex_before IS NOT NULL AND victim_sex IS NULL))",
        passes=({"victim_age": ""}, _SECOND),
        fails=({}, {"version": "2", "victim_age": ""}),
    ),
    Rule(
        id="V708",
        title="A later version changes the victim's age by more than two years",
        why="A correction is by a year or two; more is another victim.",
        source=OURS,
        severity=WARNING,
        remedy="Check the age, and that the id belongs to one record.",
        fields=("record_id", "version", "victim_age"),
        sql="SELECT line FROM ordered WHERE version > version_before "
        "AND abs(victim_age - age_before) > 2",
        passes=({}, {"version": "2", "victim_age": "14"}),
        fails=({}, {"version": "2", "victim_age": "9"}),
    ),
    Rule(
        id="V709",
        title="One id in two forces",
        why="Ids are a force's own, but pseudonyms of two forces that meet are guessable.",
        source=OURS,
        severity=WARNING,
        remedy="Make pseudonyms at random, or put the force's code before them.",
        fields=("force_code", "record_id"),
        sql="SELECT line FROM ordered WHERE forces > 1",
        passes=({}, {"force_code": "E23000002", "record_id": "p2"}),
        fails=({}, {"force_code": "E23000002"}),
    ),
    Rule(
        id="V710",
        title="Two records that say the same in every field, summary included",
        why="Perhaps one offence under two ids; two offences seldom share every word.",
        source=OURS,
        severity=WARNING,
        remedy="Check whether they are one offence; if so send it once.",
        fields=("record_id",),
        sql="SELECT line FROM versions WHERE with_text AND alike IN (SELECT alike FROM versions "
        "WHERE with_text GROUP BY alike HAVING min(record_id) <> max(record_id))",
        passes=({}, {"record_id": "p2", "summary": "Suspect sent other messages to the victim."}),
        fails=({}, {"record_id": "p2"}),
    ),
)
