"""The summary of each record, looked up in the pools and joined, with its case noise."""

import pyarrow as pa
import pyarrow.compute as pc

from cyberflag.records.example.choices import KINDS
from cyberflag.records.example.crimes import CRIMES
from cyberflag.records.example.dice import Dice
from cyberflag.records.example.kinds import Kind
from cyberflag.records.example.texts import (
    AUTHORS,
    LEADS,
    POOL_BITS,
    POSTING_PLACES,
    SERVICE_BITS,
    SERVICES,
    Pools,
    pools,
)
from cyberflag.records.model import Platform

_BARE = {Kind.FIELD_ONLY, Kind.DOUBT}
_ONLINE = {Kind.ONLINE, Kind.BOTH, Kind.BESIDE_NEGATION, Kind.BESIDE_UNRELATED}


def _lead_sort(kind: Kind) -> int:
    sort = "online" if kind in _ONLINE else "bare" if kind in _BARE else "offline"
    return LEADS.index(sort)


_LEAD_SORTS = pa.array([_lead_sort(kind) for kind in KINDS], pa.int32())
_SOCIAL = pa.scalar(SERVICES.index(Platform.SOCIAL_MEDIA), pa.int32())
_NO_SERVICE = pa.scalar(len(AUTHORS) * len(SERVICES), pa.int32())
"""The pool of services after the last: empty texts."""


def _int(number: int) -> pa.Scalar:
    return pa.scalar(number, pa.int32())


def _entry(pool: pa.Array, draw: pa.Array, bits: int = POOL_BITS) -> pa.Array:
    """The place of one entry, of 2**bits, of each record's pool."""
    return pc.add(pc.shift_left(pool, _int(bits)), pc.shift_right(draw, _int(16 - bits)))


def summaries(
    dice: Dice, *, author: pa.Array, crime: pa.Array, kind: pa.Array, service: pa.Array
) -> tuple[pa.Array, pa.Array]:
    """(the text of each record, the service it used as the text tells it).

    ``author``, ``crime``, ``kind`` and ``service`` are places in ``AUTHORS``, ``CRIMES``, ``KINDS``
    and ``SERVICES``. A text that tells of posting takes a service where things are posted.
    """
    own = pools()
    by_crime = pc.add(pc.multiply(author, _int(len(CRIMES))), crime)
    lead = _entry(
        own.lead_of.take(pc.add(pc.multiply(by_crime, _int(len(LEADS))), _LEAD_SORTS.take(kind))),
        dice.draw(),
    )
    moved = pc.and_not(own.posted.take(lead), POSTING_PLACES.take(service))
    service = pc.if_else(moved, _SOCIAL, service)
    spoken = pc.if_else(
        own.spoken.take(lead),
        pc.add(pc.multiply(author, _int(len(SERVICES))), service),
        _NO_SERVICE,
    )
    opener = own.openers.take(_entry(author, dice.draw()))
    close = own.closes.take(_entry(author, dice.draw()))
    front, back = _remarks(own, dice, pc.add(pc.multiply(by_crime, _int(len(KINDS))), kind))
    text = pc.binary_join_element_wise(
        opener,
        front,
        own.before.take(lead),
        own.services.take(_entry(spoken, dice.draw(), SERVICE_BITS)),
        own.after.take(lead),
        back,
        close,
        "",
    )
    text = _recased(text, dice.chance(0.02), pc.utf8_upper)
    return _recased(text, dice.chance(0.04), pc.utf8_lower), service


def _remarks(own: Pools, dice: Dice, cell: pa.Array) -> tuple[pa.Array, pa.Array]:
    """(the remark before the offence, the remark after it): one of them is empty."""
    remark = _entry(own.remark_of.take(cell), dice.draw())
    leads = dice.chance(0.15)
    nothing = _int(0)
    return (
        own.front.take(pc.if_else(leads, remark, nothing)),
        own.back.take(pc.if_else(leads, nothing, remark)),
    )


def _recased(text: pa.Array, chosen: pa.Array, recase: "pc.Function") -> pa.Array:
    return pc.replace_with_mask(text, chosen, recase(text.filter(chosen)))
