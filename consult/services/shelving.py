"""Putting a draft away and taking it back: nothing is lost, and nothing public ever goes."""

from __future__ import annotations

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies
from consult.models import Hearing
from consult.queries import hearings

log = structlog.get_logger("consult")
SUBJECT = "/agencies"


def put_away(actor: Actor, hearing: Hearing) -> None:
    """Put a draft away: nobody finds it any more, its agency can take it back (H15).

    Refuses ("not-permitted") what is public or was, and a draft that waits for its approval.
    """
    policies.check(policies.may_put_away(actor, hearing))
    hearing.deleted_at, hearing.deleted_by = clock.now(), actor.account_id
    _note(actor, hearing, "put-away")


def take_back(actor: Actor, number: int) -> Hearing:
    """Take a draft back as it was; refuses ("not-found") what was not put away, or by another agency."""
    hearing = hearings.by_id(number)
    away = hearing is not None and hearing.deleted_at is not None
    if hearing is None or not away or not policies.may_see_desk(actor, hearing):
        raise Refusal("not-found", _l("There is no such draft."))
    hearing.deleted_at = hearing.deleted_by = None
    _note(actor, hearing, "taken-back")
    return hearing


def _note(actor: Actor, hearing: Hearing, word: str) -> None:
    db.session().flush()
    record.note(
        f"hearing:draft:{word}",
        f"{SUBJECT}/{hearing.agency.slug}",
        actor=actor,
        agency_id=hearing.agency_id,
        private={"hearing": hearing.id},
    )
    log.info(f"hearing_draft_{word}".replace("-", "_"), id=hearing.id, agency=hearing.agency_id)
