"""Who decides exceptions: a publisher of the body above, who never asked himself."""

from __future__ import annotations

from commons.access import Actor, Permission
from consult.oversight.models import Asked


def may_see(actor: Actor, asked: Asked) -> bool:
    """Whether this lies on the actor's desk: at the body that decides."""
    return asked.approver_id is not None and actor.may(
        Permission.HEARING_APPROVE, asked.approver_id
    )


def may_decide(actor: Actor, asked: Asked) -> bool:
    """Whether the actor may grant or refuse it now."""
    return (
        may_see(actor, asked)
        and asked.decided_at is None
        and asked.replaced_at is None
        and not actor.is_one_of(asked.asked_by)
    )
