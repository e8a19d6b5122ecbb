"""Who may open what is sealed: the agency's own desk, and for a name two of its people."""

from __future__ import annotations

from commons.access import Actor, Permission
from consult import policies
from consult.models import Hearing
from consult.speakers.models import Decision, Reveal


def may_read_sealed(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may open confidential parts: officers and publishers of the agency."""
    return policies.may_see_desk(actor, hearing)


def may_ask(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may ask for a withheld name."""
    return policies.may_see_desk(actor, hearing)


def may_decide(actor: Actor, hearing: Hearing, reveal: Reveal) -> bool:
    """Whether this person may grant or refuse it: a publisher of the agency who did not ask."""
    return (
        actor.may(Permission.HEARING_APPROVE, hearing.agency_id)
        and reveal.decision is None
        and actor.account_id != reveal.asked_by
    )


def may_read_name(actor: Actor, hearing: Hearing, reveal: Reveal) -> bool:
    """Whether the revealed name is for these eyes: the two who asked and granted, nobody else."""
    return (
        policies.may_see_desk(actor, hearing)
        and reveal.decision is Decision.GRANTED
        and actor.account_id in (reveal.asked_by, reveal.decided_by)
    )
