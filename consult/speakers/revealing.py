"""Seeing a withheld name: asked on a ground by one person, decided by another, told to its author."""

from __future__ import annotations

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies as hearing_policies
from consult.models import Hearing
from consult.services import telling
from consult.speakers import keeping, mails, policies, rules
from consult.speakers.models import Decision, Ground, Reveal, Seal, Sealed

log = structlog.get_logger("consult")


def ask(actor: Actor, hearing: Hearing, number: int, *, ground: Ground, reason: str) -> Reveal:
    """Ask for the withheld name of a comment's author; another person decides.

    Refuses a reason too short to be weighed, a comment whose name is not withheld or is gone for
    ever ("nothing-to-reveal"), and a second request while one waits or after one was granted.
    """
    hearing_policies.check(policies.may_ask(actor, hearing))
    rules.check_reason(reason)
    comment = keeping.find(hearing, number)
    db.session().refresh(comment, with_for_update=True)
    _check_sealed(comment)
    _check_not_asked(comment)
    made = Reveal(
        hearing_id=hearing.id,
        comment_id=comment.id,
        number=number,
        ground=ground,
        reason=reason.strip(),
        asked_by=actor.account_id,
        asked_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    _note(actor, hearing, "hearing:name:asked", made)
    return made


def grant(actor: Actor, hearing: Hearing, reveal: Reveal) -> None:
    """Open the name to the two who asked and granted; the author gets a letter.

    Refuses the person who asked ("two-persons-needed"), and what is decided already.
    """
    _decide(actor, hearing, reveal, Decision.GRANTED)
    comment = keeping.find(hearing, reveal.number)
    _check_sealed(comment)
    telling.account(
        comment.account_id,
        f"hearing:{hearing.id}:revealed:{reveal.id}",
        mails.revealed(hearing, reveal),
    )
    _note(actor, hearing, "hearing:name:revealed", reveal)


def refuse(actor: Actor, hearing: Hearing, reveal: Reveal) -> None:
    """Leave the name withheld; refuses the person who asked, and what is decided already."""
    _decide(actor, hearing, reveal, Decision.REFUSED)
    _note(actor, hearing, "hearing:name:kept", reveal)


def read_name(actor: Actor, hearing: Hearing, reveal: Reveal) -> str:
    """The revealed name, for the two who asked and granted; every reading is on record."""
    hearing_policies.check(policies.may_read_name(actor, hearing, reveal))
    name = keeping.opened(hearing, keeping.find(hearing, reveal.number), Seal.NAME)
    if name is None:
        raise _nothing()
    _note(actor, hearing, "hearing:name:read", reveal)
    return name


def _decide(actor: Actor, hearing: Hearing, reveal: Reveal, decision: Decision) -> None:
    if actor.account_id == reveal.asked_by:
        raise Refusal(
            "two-persons-needed", _l("Whoever asked for a name cannot decide on it as well.")
        )
    if reveal.decision is not None:
        raise Refusal("already-decided", _l("This was decided already."))
    hearing_policies.check(policies.may_decide(actor, hearing, reveal))
    reveal.decision = decision
    reveal.decided_by = actor.account_id
    reveal.decided_at = clock.now()
    db.session().flush()


def _check_sealed(comment: Comment) -> None:
    wanted = sa.select(Sealed.id).where(Sealed.comment_id == comment.id, Sealed.kind == Seal.NAME)
    if db.session().scalar(wanted) is None:
        raise _nothing()


def _check_not_asked(comment: Comment) -> None:
    wanted = sa.select(Reveal.id).where(
        Reveal.comment_id == comment.id,
        sa.or_(Reveal.decision.is_(None), Reveal.decision == Decision.GRANTED),
    )
    if db.session().scalar(wanted) is not None:
        raise Refusal("already-asked", _l("This name was asked for already."))


def _nothing() -> Refusal:
    return Refusal(
        "nothing-to-reveal", _l("There is no withheld name here that could still be opened.")
    )


def _note(actor: Actor, hearing: Hearing, kind: str, reveal: Reveal) -> None:
    """On record: act and ground; of which comment only as a commitment."""
    record.note(
        kind,
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"ground": reveal.ground.value},
        private={"number": reveal.number},
    )
    log.info(kind.replace(":", "_"), hearing=hearing.id, reveal=reveal.id)
