"""What this wing offers to other pages: desk queues, a committee's page, one's own page."""

from __future__ import annotations

from typing import Any

from commons import clock
from commons.access import Actor, Permission
from commons.accounts import belongings
from commons.accounts.models import Account
from commons.agencies import desks
from commons.i18n import _l
from initiatives import queries, services
from initiatives.labels import state_label
from initiatives.models import Initiative
from initiatives.rules import state

DESK = "/desk/initiatives"


def to_review(actor: Actor) -> int:
    """How many wait for a review by this actor."""
    return len(queries.review_queue(sorted(actor.agencies_with(Permission.INITIATIVE_REVIEW))))


def to_register(actor: Actor) -> int:
    """How many wait for the register that this actor keeps."""
    bodies = actor.agencies_with(Permission.INITIATIVE_ACKNOWLEDGE)
    return len(queries.to_register(sorted(bodies)))


def before_committee(actor: Actor) -> int:
    """How many lie with this actor's committees and have no decision yet."""
    bodies = sorted(actor.agencies_with(Permission.INITIATIVE_RECORD))
    return sum(1 for body in bodies for r in queries.referrals_of(body) if not r.answered_at)


def mine(account_id: int) -> list[belongings.Thing]:
    """The initiatives that a person carries, for the person's own page."""
    now = clock.now()
    return [
        belongings.Thing(x.title, f"{x.path}/people", x.created_at, state_label(state(x, now)))
        for x in queries.carried_by(account_id)
    ]


def stored(account_id: int) -> list[dict[str, Any]]:
    """What is stored of a person's initiatives."""
    return [_stored(x, account_id) for x in queries.carried_by(account_id)]


def forget(account: Account) -> None:
    """Let go of a person who erases the account, before anything is frozen."""
    services.forget(account.id)


def _stored(initiative: Initiative, account_id: int) -> dict[str, Any]:
    member = next(m for m in initiative.members if m.account_id == account_id)
    return {
        "initiative": initiative.path,
        "title": initiative.title,
        "role": member.role.value,
        "joined_at": member.joined_at.isoformat(),
        "confirmed_at": member.confirmed_at.isoformat() if member.confirmed_at else None,
        "published_name": member.name,
    }


def register() -> None:
    """Make the offers; once, when the pages of this wing are opened."""
    for name, title, permission, waiting in (
        (
            "initiatives-review",
            _l("Initiatives to review"),
            Permission.INITIATIVE_REVIEW,
            to_review,
        ),
        (
            "initiatives-register",
            _l("Initiatives to register"),
            Permission.INITIATIVE_ACKNOWLEDGE,
            to_register,
        ),
        (
            "initiatives-committee",
            _l("Initiatives before the committee"),
            Permission.INITIATIVE_RECORD,
            before_committee,
        ),
    ):
        desks.register(desks.Queue(name, title, DESK, permission, waiting))
    belongings.register(
        belongings.Part("initiatives", _l("Initiatives that I carry"), mine, stored, forget)
    )
