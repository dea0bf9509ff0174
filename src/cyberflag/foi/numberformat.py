"""A number as a spreadsheet prints it: its format applied, so that 66 under ``000`` is 066."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_SPLIT = re.compile(r'"(?:[^"]*)"|\\.|\[[^\]]*\]|_.|\*.|;|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_CURRENCY = re.compile(r"\[\$([^\-\]]*)(?:-[^\]]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_PART = re.compile(
    r"yyyy|yy|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|AM/PM|A/P", re.IGNORECASE
)
_PLACEHOLDERS = frozenset("0#?")

BUILTIN_AS_PRINTED_HERE = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yy h:mm": "dd/mm/yyyy hh:mm"}
"""Formats Excel prints by the reader's country; replies come from the United Kingdom."""

Number = int | float
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of a format's up to four parts: its tokens, and when it applies."""

    tokens: tuple[str, ...]
    condition: tuple[str, float] | None

    @property
    def is_general(self) -> bool:
        return "".join(self.tokens).lower() == "general"

    @property
    def is_date(self) -> bool:
        bare = [t for t in self.tokens if len(t) == 1]
        elapsed = any(_ELAPSED.fullmatch(t) for t in self.tokens)
        return elapsed or any(t in "ymdhsYMDHS" for t in bare)


def printed(value: object, number_format: str = "General") -> str:
    """A stored value as its cell shows it.

    Texts stay as they are; numbers, dates and times follow ``number_format`` (Excel's
    language: sections, conditions, literals, thousands, percent). A format that prints
    nothing gives ``""``.
    """
    match value:
        case None:
            return ""
        case str():
            return _text(value, number_format)
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, number_format)
        case datetime() | date() | time() | timedelta():
            return _moment(value, number_format)
        case _:
            return str(value)


def general(value: Number) -> str:
    """A number without a format: 12.0 is 12, and no binary dust."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else f"{value:.5E}"
    return f"{value:.10g}"


@lru_cache(maxsize=2048)
def _sections(number_format: str) -> tuple[_Section, ...]:
    sections, tokens = [], list[str]()
    for token in [*_SPLIT.findall(number_format), ";"]:
        if token != ";":
            tokens.append(token)
            continue
        condition = next((m for t in tokens if (m := _CONDITION.fullmatch(t))), None)
        sections.append(
            _Section(
                tuple(t for t in tokens if not _CONDITION.fullmatch(t)),
                (condition[1], float(condition[2])) if condition else None,
            )
        )
        tokens = []
    return tuple(sections)


def _text(value: str, number_format: str) -> str:
    if "@" not in number_format or number_format == "@":
        return value if number_format != ";;;" else ""
    section = _sections(number_format)[-1]
    return "".join(value if token == "@" else _literal(token) for token in section.tokens)


def _number(value: Number, number_format: str) -> str:
    if number_format in ("General", "@", "", "0") and number_format != "0":
        return general(value)
    section, shown = _chosen(value, _sections(number_format))
    if section.is_general or "@" in section.tokens:
        return general(shown)
    if section.is_date:
        return general(value)
    return _drawn(shown, section.tokens)


def _chosen(value: Number, sections: tuple[_Section, ...]) -> tuple[_Section, Number]:
    """The section that applies, and the number it prints (without its sign where it says so)."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _TESTS[section.condition[0]](
                value, section.condition[1]
            ):
                return section, value
        return sections[-1], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _literal(token: str) -> str:
    """What a token prints by itself; a placeholder prints nothing here."""
    if token[0] == '"' and len(token) > 1:
        return token[1:-1]
    if token[0] == "\\":
        return token[1:]
    if token[0] == "[":
        currency = _CURRENCY.fullmatch(token)
        return currency[1] if currency else ""
    if token[0] == "_" and len(token) > 1:
        return " "
    if token[0] == "*" and len(token) > 1:
        return ""
    return token


def _drawn(value: Number, tokens: tuple[str, ...]) -> str:
    places = [n for n, token in enumerate(tokens) if token in _PLACEHOLDERS]
    if not places:
        sign = "-" if value < 0 else ""
        return (sign + "".join(_literal(token) for token in tokens)).strip()
    if "E" in tokens or "/" in tokens:
        return general(value)
    first, last = places[0], places[-1]
    core = tokens[first : last + 1]
    scale = 0
    after = last + 1
    while after < len(tokens) and tokens[after] == ",":
        scale, after = scale + 3, after + 1
    percent = sum(token == "%" for token in tokens)
    number = Decimal(repr(value)) * Decimal(10) ** (2 * percent - scale)
    digits = _digits(number, core)
    head = "".join(_literal(token) for token in tokens[:first])
    tail = "".join(_literal(token) for token in tokens[after:])
    negative = number < 0 and any(c in "123456789" for c in digits)
    return (("-" if negative else "") + head + digits + tail).strip()


def _digits(number: Decimal, core: tuple[str, ...]) -> str:
    """The digits of a number's size in the placeholders ``core`` (``#,##0.00``)."""
    point = core.index(".") if "." in core else len(core)
    whole = [token for token in core[:point] if token in _PLACEHOLDERS]
    decimals = [token for token in core[point:] if token in _PLACEHOLDERS]
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.lstrip("0").rjust(sum(token == "0" for token in whole), "0")
    while right and decimals[len(right) - 1] == "#" and right.endswith("0"):
        right = right[:-1]
    if "," in core[:point]:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    inner = [t for t in core[:point] if t not in _PLACEHOLDERS and t != ","]
    if inner and not any(t in ("%",) for t in inner):
        left = _with_literals(left, core[:point])
    return left + ("." + right if right or ("." in core and "0" in decimals) else "")


def _with_literals(left: str, core: tuple[str, ...]) -> str:
    """Digits with the literals that stand between their placeholders (``00\\/00``)."""
    drawn: list[str] = []
    rest = list(left)
    for token in reversed(core):
        if token in _PLACEHOLDERS:
            if rest:
                drawn.append(rest.pop())
        elif token != ",":
            drawn.append(_literal(token))
    return "".join(rest) + "".join(reversed(drawn))


def _moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    number_format = BUILTIN_AS_PRINTED_HERE.get(number_format, number_format)
    section = _sections(number_format)[0]
    if isinstance(value, timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    if not section.is_date:
        if isinstance(value, time):
            return value.strftime("%H:%M")
        if isinstance(value, datetime) and value.time() != time():
            return value.strftime("%d/%m/%Y %H:%M")
        return value.strftime("%d/%m/%Y")
    return _spelled(value, section.tokens)


def _spelled(value: datetime | date | time, tokens: tuple[str, ...]) -> str:
    pieces: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1 and token in "ymdhsYMDHSAaPp/":
            run += token
            continue
        if run:
            pieces.append(_DATE_PART.sub("\0\\g<0>\0", run))
            run = ""
        pieces.append(_literal(token) if token else "")
    parts = "".join(pieces).split("\0")
    half = any(part.upper() in ("AM/PM", "A/P") for part in parts)
    drawn = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            drawn.append(part)
            continue
        before = next((p.lower() for p in reversed(parts[1:place:2])), "")
        after = next((p.lower() for p in parts[place + 2 :: 2]), "")
        minutes = before.startswith("h") or after.startswith("s")
        drawn.append(_part(value, part.lower(), minutes=minutes, half=half))
    return "".join(drawn).strip()


def _part(value: datetime | date | time, part: str, *, minutes: bool, half: bool) -> str:
    clock = value if isinstance(value, datetime | time) else time()
    day = value if isinstance(value, date) else date(1900, 1, 1)
    hour = (clock.hour % 12 or 12) if half else clock.hour
    if part in ("m", "mm") and minutes:
        return f"{clock.minute:0{len(part)}}"
    spelled = {
        "yyyy": f"{day.year:04}",
        "yy": f"{day.year % 100:02}",
        "mmmmm": f"{day:%b}"[0],
        "mmmm": f"{day:%B}",
        "mmm": f"{day:%b}",
        "mm": f"{day.month:02}",
        "m": str(day.month),
        "dddd": f"{day:%A}",
        "ddd": f"{day:%a}",
        "dd": f"{day.day:02}",
        "d": str(day.day),
        "hh": f"{hour:02}",
        "h": str(hour),
        "ss": f"{clock.second:02}",
        "s": str(clock.second),
    }
    return spelled.get(part, "PM" if clock.hour >= 12 else "AM")
