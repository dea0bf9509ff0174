"""A folder of replies in, figures out: reads, settles and counts a round as it was confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cyberflag.foi.confirm import Settled, settle
from cyberflag.foi.decisions import load_confirmed
from cyberflag.foi.model import Round
from cyberflag.foi.round import ReplyRead, load_round, read_replies
from cyberflag.measures.account import account_of
from cyberflag.measures.figures import figures_of
from cyberflag.measures.model import RoundFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRound:
    """A round with all that its figures rest on."""

    round_: Round
    replies: tuple[ReplyRead, ...]
    settled: Settled
    figures: RoundFigures


def count_round(
    folder: Path,
    *,
    against: RoundFigures | None = None,
    on_done: Callable[[], None] = lambda: None,
) -> CountedRound:
    """Count the round in ``folder``; ``on_done`` is called after each file read."""
    round_ = load_round(folder)
    replies = tuple(read_replies(round_, on_done=on_done))
    confirmed = [load_confirmed(folder, force_code) for force_code in round_.asked]
    settled = settle(round_, replies, confirmed)
    account = account_of(settled, replies)
    return CountedRound(
        round_=round_,
        replies=replies,
        settled=settled,
        figures=figures_of(round_, settled.answers, account, against=against),
    )
