"""Who may handle paper: registrars of the receiving body, neither initiators nor verifiers."""

from __future__ import annotations

from commons.access import Actor, Permission, Role
from initiatives import policies
from initiatives.models import Initiative


def may_register(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor takes and keys paper for this initiative."""
    return (
        actor.may(Permission.PAPER_ENTER, initiative.agency_id)
        and not actor.holds(Role.VERIFIER)
        and not policies.is_member(actor, initiative)
    )
