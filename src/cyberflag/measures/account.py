"""What became of every file and every proposal of a round."""

from collections.abc import Sequence

from cyberflag.core.errors import CyberflagError
from cyberflag.foi.confirm import Settled
from cyberflag.foi.round import ReplyRead
from cyberflag.measures.model import Account


def account_of(settled: Settled, replies: Sequence[ReplyRead]) -> Account:
    """Files in = read + refused; proposals + added = counts + rejected + open."""
    refused = tuple(
        (reply.file, reply.result.fault)
        for reply in replies
        if isinstance(reply.result, CyberflagError)
    )
    return Account(
        files=len(replies),
        files_read=len(replies) - len(refused),
        files_refused=refused,
        proposals=settled.proposals,
        counts=settled.counted + settled.added,
        added=settled.added,
        rejected=settled.rejected,
        open_proposals=settled.proposals - settled.counted - settled.rejected,
        open_items=len(settled.open_items),
    )
