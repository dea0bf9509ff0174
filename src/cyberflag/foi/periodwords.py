"""Periods inside a longer text: found, read by :mod:`cyberflag.core.periods`, taken out."""

import calendar
import re
from datetime import date
from functools import lru_cache

from cyberflag.core.periods import Period, parse_period

_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = r"\b(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_YEAR}|\d\d)\b|{_DAY}(?: of)? {_MONTH},? {_YEAR}\b|{_MONTH} {_DAY},? {_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b)"
_DAY_MONTH = rf"(?:{_DAY}(?: of)? {_MONTH})"
_MONTH_YEAR = rf"(?:{_MONTH}[ '-]{{0,2}}(?:{_YEAR}|\d\d)\b)"
_JOIN = r"(?: ?(?:-|to|and|until|through|up to)(?: and including)?(?: the)? ?)"
_FIN = rf"(?<!\d)(?<![\d/.-])(?:{_YEAR} ?[/-] ?(?:20)?\d\d|\d\d ?/ ?\d\d)\b(?![/-]\d)"
_FIN_WORD = r"(?:\b(?:fy|f/y|financial years?|fiscal years?|fin\.? years?|years?)[ :-]*)"
_QUARTER = r"\b(?:q(?:uarte)?r? ?[1-4])\b"

_RANGE = re.compile(
    rf"(?:\b(?:between|from|for the period|period) (?:the )?)?(?P<a>{_DATE}|{_DAY_MONTH}|{_MONTH_YEAR}|{_MONTH}){_JOIN}(?P<b>{_DATE}|{_MONTH_YEAR})(?: \(?inclusive\)?)?"
)
_YEAR_ENDING = re.compile(
    rf"\b(?:(?:the )?(?:financial |fiscal )?(?:year|yr|12 months|twelve months) (?:ending|ended|to|end)|y/?e)(?: (?:in|on|the))? (?P<a>{_DATE}|{_MONTH_YEAR})"
)
_WITH_QUARTER = re.compile(
    rf"{_QUARTER}(?: ?\([a-z -]*\))?[ ,-]*(?:of )?(?:fy ?)?(?:{_FIN}|\b{_YEAR}\b)|(?:fy ?)?(?:{_FIN}|\b{_YEAR}\b)[ ,-]*{_QUARTER}"
)
_FINANCIAL = re.compile(
    rf"{_FIN_WORD}?(?P<a>{_FIN})|\bfy ?(?P<short>\d\d) ?[/-]? ?(?P<next>\d\d)\b"
)
_ONE_MONTH = re.compile(_MONTH_YEAR)
_ONE_DATE = re.compile(_DATE)
_CALENDAR = re.compile(
    rf"\b(?:calendar year|the year|year|in|during|for|throughout|cy|of) ?(?P<a>{_YEAR})\b(?! ?[/-] ?\d)"
)
_BARE_YEAR = re.compile(rf"(?<![/\d-])\b(?P<a>{_YEAR})\b(?![/-]\d|\d)")
_FINANCIAL_ONE_YEAR = re.compile(
    rf"\b(?:fy|financial year|fiscal year|fin year)s? ?(?P<a>{_YEAR})\b(?! ?[/-] ?\d)"
)
_PART_OF_YEAR = re.compile(
    rf"(?P<y>{_FIN}|\b{_YEAR}\b) ?\(?(?:(?:up )?to (?:the )?(?P<to>{_DAY_MONTH})|(?P<a>{_DAY_MONTH}|{_MONTH}){_JOIN}(?P<b>{_DAY_MONTH}|{_MONTH}))(?! ?(?:19|20)\d\d)\)?"
)
"""``2015-16 (to 30 Sep)``, ``2016 (1 Jan - 31 May)``."""
_TO_DATE = re.compile(r"\b(?:year )?to date\b|\bytd\b|\bso far\b|\bpart year\b")
_SINCE = re.compile(
    rf"\b(?:since|before|after|until|prior to|as (?:at|of)|introduced (?:in|on)|mandatory (?:in|from)|available (?:from|since)) (?:the )?(?:{_DATE}|{_MONTH_YEAR}|{_FIN}|{_YEAR}\b)"
)
"""In prose, a date from or up to which something holds is no period of a count."""
_SPAN = re.compile(r"\s*(?:\|\s*)?(?:to|-|until|through|and)\s*(?:\|\s*)?")
_PART = re.compile(rf"\bq(?:uarte)?r? ?(?P<q>[1-4])\b(?: ?\([a-z -]*\))?|(?P<m>{_MONTH})")


@lru_cache(maxsize=16384)
def take_period(text: str, prose: bool) -> tuple[tuple[Period, ...], str, bool]:
    """The periods of a folded text, the text without them, and whether a year's kind is unsaid.

    In prose a year counts only where the sentence makes it one (``in 2016``), and the date of
    a letter is no period.
    """
    found: list[Period] = []
    unclear = False

    def read(candidate: str) -> Period | None:
        return parse_period(candidate.strip(" .,()"))

    def take(pattern: re.Pattern[str], candidate: str | None) -> None:
        nonlocal text
        start = 0
        while hit := pattern.search(text, start):
            start = hit.end()
            period = read(_spelled(hit, candidate))
            if period is None:
                continue
            found.append(period)
            text = f"{text[: hit.start()]} \x00 {text[hit.end() :]}"
            start = hit.start()

    if prose:
        text = _SINCE.sub(" | ", text)
    text = _PART_OF_YEAR.sub(lambda hit: _narrowed(hit, found), text)
    take(_RANGE, "range")
    take(_YEAR_ENDING, "year ending")
    take(_WITH_QUARTER, None)
    one = _FINANCIAL_ONE_YEAR.search(text)
    take(_FINANCIAL, "financial")
    if prose:
        text = _ONE_DATE.sub(" | ", text)
        take(_ONE_MONTH, None)
        take(_CALENDAR, "a")
    else:
        take(_ONE_MONTH, None)
        if one is not None and not found:
            unclear = True
        take(_CALENDAR, "a")
        take(_BARE_YEAR, "a")
    found, text = _joined(found, text)
    if len(found) == 2 and _IN_BRACKETS.search(text):
        # "2016/17 to date (April to December 2016)": the brackets say how much of it.
        found = [one for one in found if not any(o != one and one.contains(o) for o in found)]
        unclear = False
    elif found and _TO_DATE.search(text) and found == [one for one in found if one.days >= 365]:
        unclear = True
    return tuple(dict.fromkeys(found)), text.replace("\x00", "|"), unclear


_IN_BRACKETS = re.compile(r"\x00[^\x00]{0,20}\( *\x00 *\)")


def _narrowed(hit: re.Match[str], found: list[Period]) -> str:
    year = parse_period(re.sub(r"\s", "", hit["y"]))
    if year is None:
        return hit[0]
    first = _day_in(year, hit["a"], last=False) if hit["a"] else year.start
    last = _day_in(year, hit["to"] or hit["b"], last=True)
    if first is None or last is None or not year.start <= first <= last <= year.end:
        return hit[0]
    found.append(Period(first, last))
    return " \x00 "


def _day_in(year: Period, text: str, *, last: bool) -> date | None:
    """The day of a year that a day and month, or a month, names."""
    month = next(
        (number for name, number in _MONTHS.items() if re.search(rf"\b{name}\b", text)), None
    )
    if month is None:
        return None
    its_year = year.start.year if month >= year.start.month else year.end.year
    day = re.search(r"\d{1,2}", text)
    end = calendar.monthrange(its_year, month)[1]
    number = int(day[0]) if day else end if last else 1
    return date(its_year, month, number) if 1 <= number <= end else None


def take_part(text: str) -> tuple[tuple[str, int] | None, str]:
    """A quarter or month printed without its year, and the text without it."""
    hits = list(_PART.finditer(text))
    if len(hits) != 1:
        return None, text
    hit = hits[0]
    part = ("quarter", int(hit["q"])) if hit["q"] else ("month", _MONTHS[hit["m"].rstrip(".")])
    return part, f"{text[: hit.start()]} | {text[hit.end() :]}"


def part_of(part: tuple[str, int], whole: Period) -> Period | None:
    """The quarter or month of a year; None where ``whole`` is no single year.

    Quarters of a financial year count from April, of a calendar year from January.
    """
    first = whole.start
    if not 365 <= whole.days <= 366:
        return None
    kind, number = part
    if kind == "quarter":
        months = first.month - 1 + 3 * (number - 1)
        length = 3
    else:
        months = first.month - 1 + (number - first.month) % 12
        length = 1
    start = date(first.year + months // 12, months % 12 + 1, 1)
    last = months + length - 1
    year, month = first.year + last // 12, last % 12 + 1
    return Period(start, date(year, month, calendar.monthrange(year, month)[1]))


def _spelled(hit: re.Match[str], candidate: str | None) -> str:
    if candidate == "range":
        return f"{_plain(_with_year(hit['a'], hit['b']))} to {_plain(hit['b'])}"
    if candidate == "year ending":
        return f"year ending {_plain(hit['a'])}"
    if candidate == "financial":
        if hit["a"] is None:
            return f"20{hit['short']}/{hit['next']}"
        return _consecutive(re.sub(r"\s", "", hit["a"]))
    if candidate == "a":
        return str(hit["a"])
    return hit[0]


def _consecutive(text: str) -> str:
    # "12-15" is an age band and "15/17" no financial year: the second year must follow the first.
    first, second = re.split(r"[/-]", text)
    if int(second) % 100 != (int(first) + 1) % 100:
        return "no period"
    return f"{first if len(first) == 4 else '20' + first}/{second[-2:]}"


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|,", "", text).replace("  ", " ").strip()


def _with_year(first: str, second: str) -> str:
    """``1 April`` before ``31 March 2016`` lies in 2015."""
    if re.search(r"\d{4}|[/.-]\d\d$|[ '-]\d\d$", first):
        return first
    year = re.search(_YEAR, second)
    months = [_MONTHS[hit[0].rstrip(".")] for hit in re.finditer(_MONTH, f"{first} {second}")]
    if year is None or len(months) != 2:
        return first
    return f"{first} {int(year[0]) - (months[0] > months[1])}"


def _joined(found: list[Period], text: str) -> tuple[list[Period], str]:
    """``2014/15 to 2016/17`` is one span of years."""
    if len(found) != 2 or text.count("\x00") != 2:
        return found, text
    before, between, after = text.split("\x00")
    if not _SPAN.fullmatch(between) or between.strip(" |") == "and":
        return found, text
    start, end = sorted(found)
    return [Period(start.start, end.end)], f"{before}|{after}"
