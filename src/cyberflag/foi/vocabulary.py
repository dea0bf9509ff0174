"""The words of replies: what names a dimension, claims the flag, counts, totals or narrows.

Tables of patterns on folded text, read by :mod:`cyberflag.foi.labels`. A word in none of them
is not understood, and a label with such a word is never sure.
"""

import re

from cyberflag.core.counts import Online, Sex, Unit
from cyberflag.foi.facts import Dim

_FLAG = r"(?:cyber|on-?line|internet|digital)[ -]?(?:crime |enabled |abuse )?(?:flag|tag|marker|keyword|qualifier|indicator)"
_FLAGGED = r"(?:cyber|on-?line|internet)[ -]?(?:crime )?(?:flagged|tagged|marked|enabled|related|facilitated|involved|dependent)"

ONLINE_PHRASES: tuple[tuple[re.Pattern[str], Online | None], ...] = tuple(
    (re.compile(pattern), online)
    for pattern, online in (
        # Both sides at once: speaks of the flag, claims nothing.
        (rf"\b(?:whether or not|regardless of whether|irrespective of|with (?:and|or) without|both with and without|all,? (?:flagged )?(?:and|or)(?: not)?)[a-z ]*?(?:{_FLAG}s?|{_FLAGGED}|flagged|on-?line)(?: or not)?\b", Online.ALL),
        (rf"\b(?:by|split by|broken down by|according to|with a breakdown by) (?:the )?(?:use of (?:the )?)?{_FLAG}s?\b", None),
        # Not flagged.
        (rf"\bnon[ -]?(?:{_FLAGGED}|cyber|on-?line|flagged)\b", Online.NOT_ONLINE),
        (rf"\b(?:not|without(?: an?| the)?|no|un)[ -]?(?:recorded (?:as|with) )?(?:a |an |the )?(?:{_FLAG}|{_FLAGGED}|flagged(?: as (?:cyber|on-?line))?|tagged|(?:committed )?on-?line|cyber)(?:\b|$)", Online.NOT_ONLINE),
        (rf"\b{_FLAG}s?:? ?[=(-]? ?(?:no\b|n\b|false\b|not (?:set|used|applied|present))\)?", Online.NOT_ONLINE),
        (r"\b(?:off-?line|unflagged|untagged)\b", Online.NOT_ONLINE),
        (r"\b(?:on-?line|cyber|internet(?: involved)?|flag(?:ged)?|tag(?:ged)?|marker)\b ?[:=-]* ?\(?(?:no|n|false)\b\)?", Online.NOT_ONLINE),
        # Flagged.
        (r"\b(?:on-?line|cyber|internet(?: involved)?|flag(?:ged)?|tag(?:ged)?|marker)\b ?[:=-]* ?\(?(?:yes|y|true)\b\)?", Online.ONLINE),
        (rf"\b{_FLAG}s?:? ?[=(-]? ?(?:yes\b|y\b|true\b|set\b|applied\b|present\b|attached\b|added\b)\)?", Online.ONLINE),
        (rf"\b(?:had|has|have|having|with|carr(?:y|ied|ying)|bear(?:ing|s)?|includ(?:e|ing)|where|were given|given|mark(?:ed)? with) (?:been )?(?:an?|the)? ?(?:home office )?[\"']?{_FLAG}s?[\"']?(?: (?:was|were|is|had been|has been|being|are)? ?(?:been )?(?:applied|attached|added|used|set|recorded|present|marked)(?: to (?:it|them))?)?", Online.ONLINE),
        (r"\b(?:with|carr(?:y|ied|ying)|bear(?:ing|s)?|bore|had|has|have|having|given) (?:the|this|such an?) (?:flag|tag|marker)\b", Online.ONLINE),
        (rf"\b{_FLAGGED}(?: as (?:cyber|on-?line))?\b", Online.ONLINE),
        (r"\b(?:flagged|tagged|marked|identified|classified) (?:as )?(?:being )?(?:having been )?(?:committed )?[\"']?(?:cyber(?:[ -]?(?:crime|enabled|related))?|on-?line|internet(?:[ -]related)?)[\"']?\b", Online.ONLINE),
        (r"\b(?:committed|took place|taking place|occurr(?:ed|ing)|carried out|facilitated|perpetrated)(?: in (?:full|whole) or (?:in )?part)?,?(?: wholly or partly)? (?:on-?line|(?:via|over|using|through) (?:the )?internet)\b", Online.ONLINE),
        (r"\binternet (?:was |is )?involved\b|\binvolv(?:ing|ed) the internet\b|\bon-?line element\b|\bcyber element\b", Online.ONLINE),
        (rf"\b[\"']?{_FLAG}s?[\"']?\b", Online.ONLINE),
        (r"\b(?:flagged|tagged)\b", Online.ONLINE),
        (r"\bon-?line\b|\bcyber(?:[ -]?crimes?)?\b", Online.ONLINE),
    )
)  # fmt: skip
"""Each way to speak of the flag, first match first; None speaks of it without a claim."""

FLAG_NAME = re.compile(
    rf"(?:the )?(?:{_FLAG}s?(?: (?:applied|used|set|attached|present|recorded|status))?|internet involved(?: (?:marker|flag|tag|keyword))?|(?:cyber|on-?line)[ -]?(?:crime|enabled|related|flagged)?|"
    r"flag(?:ged)?|tag(?:ged)?|marker|involves internet|internet)(?: ?\(?y(?:es)? ?/ ?n(?:o)?\)?| ?\?)*"
)
"""A whole label that names the flag, or claims it where it stands over figures."""

YES_NO: dict[str, Online] = {
    **dict.fromkeys(("yes", "y", "true", "flagged", "online", "cyber", "1", "cyber flagged", "set", "tagged", "present"), Online.ONLINE),
    **dict.fromkeys(("no", "n", "false", "not flagged", "offline", "0", "non-cyber", "none", "not set", "unflagged", "no flag", "not online", "absent"), Online.NOT_ONLINE),
}  # fmt: skip
"""Values under a heading that names the flag."""

SEX_WORDS: tuple[tuple[re.Pattern[str], Sex], ...] = (
    (re.compile(r"\b(?:females?|girls?|wom[ae]n)\b(?:'s?)?|(?<=victim )f\b"), Sex.FEMALE),
    (re.compile(r"\b(?:males?|boys?|m[ae]n)\b(?:'s?)?|(?<=victim )m\b"), Sex.MALE),
    (re.compile(r"\b(?:unknown|not known|not recorded|unspecified|indeterminate|not stated|unrecorded) (?:sex|gender)\b|\b(?:sex|gender) (?:is )?(?:unknown|not known|not recorded|unspecified|not stated)\b"), Sex.UNKNOWN),
    (re.compile(r"\b(?:all|both|either) (?:sexes|genders)\b|\bpersons\b|\bboth\b"), Sex.ALL),
)  # fmt: skip
SEX_LETTERS = {"f": Sex.FEMALE, "m": Sex.MALE, "u": Sex.UNKNOWN, "fem": Sex.FEMALE, "b": Sex.ALL}
UNKNOWN = re.compile(
    r"\(?(?:unknown|not known|not recorded|unrecorded|not stated|blank|null|unspecified|missing|n/?k|"
    r"not specified|no data recorded|unknown / not recorded|unknown/not recorded|not known / not recorded|unk|none recorded|age not recorded)\)?"
)
OTHER_UNIT = re.compile(
    r"\b(?:incidents|cases|reports|investigations|records|referrals|allegations|occurrences|intelligence)\b"
)
UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(r"\boffen[cs]es\b"), Unit.OFFENCES),
    (re.compile(r"\bcrimes\b|\bcrime count\b|\bcrime total\b"), Unit.CRIMES),
    (re.compile(r"\bvictims\b|\bchild(?:ren)? victims\b"), Unit.VICTIMS),
)
_ADJECTIVES = r"(?:\w+ ){0,4}?"
NUMBER_OF = re.compile(rf"(?:\bnumbers?|\bnos?\.?|\bcounts?|\bvolume|#) of {_ADJECTIVES}$")
"""What stands right before the noun that is counted."""
ASKED_OF = re.compile(rf"\bhow many {_ADJECTIVES}$")
COUNTS = re.compile(
    r"\b(?:numbers?|counts?|nos?\.?(?= of\b|$)|volume|totals?|how many|qty|quantity|frequency|sum|figures?|recorded)\b|^#$|^n$"
)
CHILDREN = re.compile(
    r"\bchild(?:ren)?\b|\bminors?\b|\bjuveniles?\b|\byoung (?:people|persons?)\b|\bunder[ -]?(?:the age of )?1\d\b"
    r"|\b1\d (?:years )?(?:and|or|&) (?:under|younger|below)\b|\bbelow (?:the age of )?1\d\b"
)
"""Words that say whom a request is about."""
REFERS_BACK = re.compile(
    r"\b(?:of|for|in|among|from) (?:these|those|the above|them)\b|\b(?:of|in) which\b|\bof whom\b|\bas above\b"
    r"|\bthese (?:offen[cs]es|crimes|victims)|\b(?:of|within|in|for|from) (?:the (?:offen[cs]es|crimes|victims) in )?(?:q|question ?)\d|\bthe same\b"
    r"|\b(?:this|these|which) includes?\b"
)
"""Words that refer to a figure or a question before."""
GRAND = re.compile(r"\b(?:grand|overall|combined|force) totals?\b|\boverall\b|\btotal overall\b")
TOTAL = re.compile(r"\b(?:sub-?totals?|totals?|sum|overall|all|altogether|combined)\b:?")
OF_WHICH = re.compile(
    r"\b(?:of (?:which|these|those|whom)|out of (?:which|these)|thereof)\b|\bincluding\b"
)

MEASURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\bfoi[a]? ?(?:ref\w*|no\.?|request|number)? ?:? ?[\w-]*\d", "a reference"),
        (r"%|\bper ?cent(?:age)?s?\b|\bproportions?\b|\bshare of\b|\bpct\b", "a percentage"),
        (r"\brates?\b|\bper (?:1,?000|10,?000|100,?000|head|capita|day|week)\b", "a rate"),
        (r"\baverages?\b|\bmeans?\b(?! )|\bmean (?:age|number)\b|\bmedian\b|\bmode\b", "an average"),
        (r"\b(?:youngest|oldest|minimum|maximum|min|max|lowest|highest)\b", "an age or an extreme"),
        (r"\bchanges?\b|\bdifferences?\b|\bvariance\b|\bincreases?\b|\bdecreases?\b|\+/-|\btrend\b|\bdiff\b", "a change"),
        (r"\bcosts?\b|£|\bhours?\b|\bminutes?\b|\bmins?\b|\bfees?\b", "a cost or a time"),
        (r"(?<!count of )\bref(?:erence)?s?(?:\.| no\.?| number| num)?\b|\burns?\b|(?<!count of )(?<!number of )\b(?:crime|occurrence|incident|record|niche) (?:nos?\.?|numbers?|ids?|refs?|references?)\b|\bids?\b|\brow (?:no\.?|number)\b|\bserial\b|\bs/n\b|\bitem no", "a reference"),
        (r"\btel(?:ephone)?\b|\bphone\b|\bfax\b|\bpostcode\b|\bextension\b|\bcollar number\b", "a telephone number or an address"),
        (r"\bpopulation\b|\bofficers?\b|\bstaff\b|\bfte\b|\brank(?:ing)?\b|\bscore\b|\bdays\b", "something other than offences"),
    )
)  # fmt: skip
DATE_NAME = re.compile(
    r"(?:date|time|created|committed|recorded|reported)(?: (?:of offence|recorded|reported|created|committed|from|to|on|first|last))*|"
    r"(?:offence|recorded|reported|crime|created|committed) (?:date|time)|dob|date of birth"
)

RESTRICTING = re.compile(
    r"\b(?:suspects?|offenders?|perpetrators?|defendants?|accused|charged?|charges|arrest(?:s|ed)?|convict(?:ed|ions?)|"
    r"cautions?|cautioned|outcomes?|detected|undetected|detections?|solved|prosecut(?:ed|ions?)|excluding|except|"
    r"no further action|nfa|finalised|non-recent|historic(?:al)?|disposals?|summons(?:ed)?|ethnic\w*|"
    r"relationship|platforms?|social media|schools?|adults?|cancelled|no-?crimed)\b"
)
"""Words that narrow a count in a way this table of dimensions cannot hold."""

NAMES: tuple[tuple[re.Pattern[str], Dim], ...] = tuple(
    (re.compile(pattern), dim)
    for pattern, dim in (
        (r"(?:victims?'?s? |child'?s? |complainant'?s? )?ages?(?: ?(?:of|at|when|in|band|group|range|bracket|category|years|yrs|\(years\)|\(yrs\)|the|victims?'?|child|offence|crime|time|date|recorded|committed|reported|bands|groups|breakdown|was))*", Dim.AGE),
        (r"(?:victims?'?s? |child'?s? )?(?:sex|gender)(?: (?:of|the|victims?|child|at birth))*", Dim.SEX),
        (r"(?:the )?(?:financial |fiscal |calendar |recorded |reporting |offence |crime |performance )*(?:years?|fy|f/y|periods?|months?|quarters?|qtr|time ?frame|date range|dates?)(?: (?:of offence|recorded|reported|ending|ended|created|committed|end))*", Dim.PERIOD),
        (r"(?:recorded |home office |ho |hocr |criminal |sexual )*(?:offence|crime|offences|crimes)?(?: ?(?:type|types|description|title|code|codes|classification|class|group|subgroup|sub-group|category|name|categories|heading|recorded|wording|sub class|subclass|ho code|code/title|code and title))+|offence|crime|(?:ho|home office) (?:offence )?codes?|hocr|ho class(?:ification)?|classification|stats class(?:ification)?|offence / code|code", Dim.OFFENCE),
    )
)  # fmt: skip

FILLER = frozenset(
    """
    a an the of for in by on at to from with and or where were was is are be been being had has have which that
    these those there their this it as its who whom whose when during between each per & + / - : ; , . ( ) [ ] ' " = ? _ | •
    number numbers no nos count counts counted total totals figure figures table recorded reported record
    offence offences crime crimes victim victims victim's victims' child children children's young people
    aged age ages years year yrs yr old olds financial fiscal calendar period periods month months quarter
    force police constabulary service data breakdown broken down split only sexual sex against involving
    committed flag flags flagged tag time home office code codes hocr ho class sub- subcode classification type
    all any under over sum overall grand column row label labels please see below above follows
    following shown given also both each within new first last end ending ended ytd inclusive person persons
    relates relating related notifiable request requested question part answer response reply foi information
    gender i ii iii iv v you we our us your asked provide provided can how many what volume series
    of: yes category categories did do does than not specific detail details summary group groups
    identified having made us total: sum: total; sub subtotal subtotals sub-total sub-totals band bands range ranges
    """.split()  # noqa: SIM905
)
"""Words that neither name a dimension nor narrow a count."""
