"""Acts beside a review: take it in hand, note something, appeal, decide the appeal."""

from __future__ import annotations

from datetime import timedelta

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from initiatives import policies
from initiatives.models import Initiative, Review
from initiatives.reviewing import queries
from initiatives.reviewing.models import Appeal, Lease, Note
from initiatives.states import State

IN_HAND = timedelta(minutes=30)
"""How long a clerk has a review in hand before others may take it."""
APPEAL_WITHIN = timedelta(days=30)
"""The platform's time for an appeal, where a rule set names none."""
DECIDE_WITHIN = timedelta(days=30)
"""The platform's time for deciding an appeal, where a rule set names none."""


def take_in_hand(review: Review, clerk: Actor) -> Lease:
    """Take a review in hand for half an hour; refused while another clerk has it."""
    _check_clerk(review.initiative, clerk)
    check_free(review, clerk)
    held = queries.lease(review.id)
    if held is None:
        for old in db.session().query(Lease).filter(Lease.review_id == review.id):
            db.session().delete(old)
        db.session().flush()
        held = Lease(review_id=review.id, account_id=clerk.account_id, until=clock.now())
        db.session().add(held)
    held.until = clock.now() + IN_HAND
    db.session().flush()
    return held


def check_free(review: Review, clerk: Actor) -> None:
    """Refuse while another clerk has the review in hand."""
    held = queries.lease(review.id)
    if held is not None and held.account_id != clerk.account_id:
        raise Refusal("checked-out", _l("Another clerk has this review in hand now."))


def note(review: Review, clerk: Actor, words: str) -> Note:
    """Keep a note for the desk; it is never public."""
    _check_clerk(review.initiative, clerk)
    kept = Note(
        review_id=review.id,
        account_id=clerk.account_id,
        words=normalise(words.strip()),
        written_at=clock.now(),
    )
    db.session().add(kept)
    db.session().flush()
    return kept


def appeal(initiative: Initiative, actor: Actor, words: str) -> Appeal:
    """Appeal against a rejection, once, within the platform's time; the author alone does."""
    review = initiative.reviews[-1] if initiative.reviews else None
    if not policies.is_author(actor, initiative):
        raise Refusal("not-permitted", _l("Only the author appeals."))
    if initiative.stage is not State.REJECTED or review is None or review.decided_at is None:
        raise Refusal("nothing-to-appeal", _l("There is no rejection to appeal against."))
    now = clock.now()
    if now >= review.decided_at + APPEAL_WITHIN:
        raise Refusal("appeal-late", _l("The time for an appeal has passed."))
    if queries.appeal(review.id) is not None:
        raise Refusal("already-appealed", _l("You have appealed already."))
    made = Appeal(
        review_id=review.id,
        words=normalise(words.strip()),
        made_at=now,
        due_at=now + DECIDE_WITHIN,
    )
    db.session().add(made)
    db.session().flush()
    _note("appealed", initiative, actor, {"review": review.id})
    return made


def decide(made: Appeal, officer: Actor, *, is_won: bool, reason: str) -> None:
    """Decide an appeal with a public reason; one that is won goes back to review.

    Refused for members of the body that rejected, for whoever carries it, and twice.
    """
    review, initiative = made.review, made.review.initiative
    body = initiative.agency_id
    own = any(agency == body for agency, _role in officer.roles)
    involved = own or policies.is_member(officer, initiative)
    if not officer.may(Permission.MODERATION_APPEAL) or involved:
        raise Refusal("not-permitted", _l("An appeal is decided outside the body concerned."))
    if made.decided_at is not None:
        raise Refusal("already-decided", _l("This appeal is decided already."))
    made.is_won, made.reason = is_won, normalise(reason.strip())
    made.decided_at, made.decided_by = clock.now(), officer.account_id
    if is_won:
        initiative.reopen()
        again = Review(submitted_at=clock.now(), due_at=made.due_at + DECIDE_WITHIN)
        initiative.reviews.append(again)
        initiative.ended_at = None
    db.session().flush()
    _note("appeal-decided", initiative, officer, {"review": review.id, "won": is_won})


def _check_clerk(initiative: Initiative, clerk: Actor) -> None:
    if not policies.may_review(clerk, initiative):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body reviews this."))


def _note(word: str, initiative: Initiative, actor: Actor, facts: dict[str, int]) -> None:
    record.note(
        f"initiative:review:{word}",
        initiative.path,
        actor=actor,
        agency_id=initiative.agency_id,
        facts=dict(facts),
    )
