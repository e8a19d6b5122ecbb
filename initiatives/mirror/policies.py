"""Who says what becomes of an act that a parliament's system brought, and who lets it act at once."""

from __future__ import annotations

from commons.access import Actor, Permission, Role
from commons.agencies.models import Agency
from initiatives import policies
from initiatives.mirror.models import Act, Lending, Peer
from initiatives.mirror.states import ActKind
from initiatives.models import Referral


def may_do(actor: Actor, kind: ActKind, referral: Referral) -> bool:
    """Whether the actor could do this by hand: the clerk a receipt, the secretary what binds."""
    if kind is ActKind.RECEIPT:
        return policies.may_acknowledge(actor, referral)
    return policies.may_record(actor, referral)


def may_settle(actor: Actor, act: Act) -> bool:
    """Whether the actor may enter or dismiss it."""
    return may_do(actor, act.kind, act.referral)


def may_lend(actor: Actor, peer: Peer, body: Agency) -> bool:
    """Whether the actor answers for a body to which this system may bring acts."""
    is_near = peer.agency_id in (body.id, body.parent_id)
    return is_near and (lends_receipts(actor, body.id) or lends_decisions(actor, body.id))


def lends_receipts(actor: Actor, agency_id: int) -> bool:
    """Whether the actor keeps the register of this body."""
    return actor.may(Permission.INITIATIVE_ACKNOWLEDGE, agency_id)


def lends_decisions(actor: Actor, agency_id: int) -> bool:
    """Whether the actor keeps the minutes of this committee."""
    return actor.may(Permission.INITIATIVE_RECORD, agency_id)


def system(lendings: list[Lending]) -> Actor:
    """A body's system as it acts at once: with what was lent to it, in no person's name."""
    clerk = {(one.agency_id, Role.CLERK) for one in lendings if one.receipts}
    secretary = {(one.agency_id, Role.SECRETARY) for one in lendings if one.decisions}
    return Actor(roles=frozenset(clerk | secretary))
