"""A finished round is opened again: on record, with a public reason; the authors hear of what changes."""

from __future__ import annotations

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult import policies
from consult.carryover import queries
from consult.carryover.models import CarryReopening
from consult.models import Hearing
from consult.queries import texts

log = structlog.get_logger("consult")


def may_reopen(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may open the newest finished round again: until the summary is published."""
    return (
        policies.may_see_desk(actor, hearing)
        and hearing.summarised_at is None
        and queries.settled(hearing, texts.newest(hearing).number or 0) is not None
    )


def reopen(actor: Actor, hearing: Hearing, *, reason: str) -> CarryReopening:
    """Open the finished round of the newest version again as a new round.

    What was decided stays on record. Refuses an empty reason, a round that is not finished, and
    once the summary is published; rounds of older versions stay as they are.
    """
    policies.check(may_reopen(actor, hearing))
    said = normalise(reason.strip())
    if not said:
        raise Refusal(
            "reason-needed", _l("Write the reason, which will be public."), field="reason"
        )
    version = texts.newest(hearing).number or 0
    done = queries.settled(hearing, version)
    if done is None:
        raise Refusal("out-of-order", _l("This round is not finished."))
    made = CarryReopening(
        hearing_id=hearing.id,
        version=version,
        settled_at=done.settled_at,
        told=done.told,
        reason=said,
        reopened_by=actor.account_id,
        reopened_at=clock.now(),
    )
    db.session().add(made)
    db.session().delete(done)
    db.session().flush()
    record.note(
        "hearing:carry-over:reopened",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"version": version, "round": len(queries.reopenings(hearing, version)) + 1},
    )
    log.info("carry_over_reopened", id=hearing.id, version=version)
    return made
