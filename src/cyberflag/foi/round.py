"""A round on disk: what was asked of whom, and the replies as they came."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cyberflag.core.counts import Online
from cyberflag.core.errors import CyberflagError
from cyberflag.core.periods import Period, parse_period
from cyberflag.foi.model import AskedQuestion, Reading, Round
from cyberflag.foi.names import named_force
from cyberflag.foi.propose import propose
from cyberflag.foi.read import read_document
from cyberflag.foi.worker import read_all

ROUND_FILE = "round.toml"
REPLIES = "replies"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRead:
    """One reply file of a round and what became of it: a reading, or why it was refused.

    ``file`` is relative to the round's folder.
    """

    force_code: str
    file: str
    result: Reading | CyberflagError


def load_round(folder: Path) -> Round:
    """What ``round.toml`` in ``folder`` says.

    Raises :class:`CyberflagError` naming the key at fault: an unknown force, a period that
    is none, a folder of replies from a force that was not asked.
    """
    path = folder / ROUND_FILE
    table = _table(path)
    round_ = Round(
        folder=folder,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        title=_value(table, "title", str, path),
        periods=tuple(
            _period(text, path) for text in _value(table, "periods", list, path, least=1)
        ),
        sent=_value(table, "sent", date, path),
        questions=tuple(
            AskedQuestion(
                number=str(_value(entry, "number", str, path)),
                text=_value(entry, "text", str, path),
            )
            for entry in table.get("questions", [])
        ),
        asked=tuple(
            named_force(name, place=f"{path}, asked").code
            for name in _value(table, "asked", list, path, least=1)
        ),
        notice=_value(table, "notice", str, path) if "notice" in table else "",
        flag=_flag(table, path),
    )
    if len(set(round_.asked)) < len(round_.asked):
        raise CyberflagError(
            "a force stands twice in the list of forces asked",
            place=f"{path}, asked",
            remedy="Name each force once.",
        )
    _check_folders(round_)
    return round_


def reply_files(round_: Round, force_code: str) -> tuple[Path, ...]:
    """The files a force sent, in the order of their names."""
    folder = round_.folder / REPLIES / force_code
    if not folder.is_dir():
        return ()
    return tuple(sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")))


def read_replies(
    round_: Round, *, on_done: Callable[[], None] = lambda: None
) -> Iterator[ReplyRead]:
    """Read every reply of a round, each in a child process with limits.

    Files in = files read + files refused: every file gives exactly one :class:`ReplyRead`.
    """
    force_of = {
        path: force_code for force_code in round_.asked for path in reply_files(round_, force_code)
    }
    work = partial(read_reply, folder=round_.folder, asked=round_.periods)
    for path, result in read_all(tuple(force_of), work):
        on_done()
        file = path.relative_to(round_.folder).as_posix()
        if isinstance(result, CyberflagError):
            result = CyberflagError(result.fault, place=file, remedy=result.remedy)
        yield ReplyRead(force_code=force_of[path], file=file, result=result)


def read_reply(path: Path, *, folder: Path, asked: tuple[Period, ...]) -> Reading:
    """Read one reply; its addresses are relative to the round's ``folder``."""
    document = read_document(path)
    return propose(replace(document, file=path.relative_to(folder).as_posix()), asked=asked)


def _check_folders(round_: Round) -> None:
    replies = round_.folder / REPLIES
    if not replies.is_dir():
        raise CyberflagError(
            "the round has no folder of replies",
            place=str(replies),
            remedy="Make it, and in it one folder per force, named by its code.",
        )
    for entry in sorted(replies.iterdir()):
        if entry.name not in round_.asked and not entry.name.startswith("."):
            raise CyberflagError(
                "this is not the code of a force that was asked",
                place=str(entry),
                remedy=f"Add the force to `asked` in {ROUND_FILE}, or move the folder out.",
            )


def _table(path: Path) -> dict[str, Any]:  # Any: TOML holds what its writer put there
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CyberflagError(
            "there is no such round",
            place=str(path),
            remedy="Give the folder that holds a round.toml.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CyberflagError(
            f"not valid TOML ({fault})", place=str(path), remedy="Mend that line."
        ) from None


def _value(
    table: dict[str, Any], key: str, kind: type[T], path: Path, *, least: int = 0
) -> T:  # Any: see _table
    value = table.get(key)
    if not isinstance(value, kind) or (isinstance(value, list) and len(value) < least):
        raise CyberflagError(
            f"`{key}` is missing or not a {kind.__name__}",
            place=str(path),
            remedy="See the reference of round.toml.",
        )
    return value


def _flag(table: dict[str, Any], path: Path) -> Online:  # Any: see _table
    flag = table.get("flag", Online.ONLINE.value)
    if flag not in (Online.ONLINE.value, Online.ALL.value):
        raise CyberflagError(
            f"`flag` is {flag!r}",
            place=str(path),
            remedy='Write "online", or "all" where the round asks about single offence codes.',
        )
    return Online(flag)


def _period(text: str, path: Path) -> Period:
    period = parse_period(text)
    if period is None:
        raise CyberflagError(
            f"{text!r} is not a period",
            place=f"{path}, periods",
            remedy='Write it as "2015/16" or "1 April 2015 to 31 March 2016".',
        )
    return period
