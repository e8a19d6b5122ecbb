"""Reading initiatives: by number, by state, lists that page, what is owed and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from commons import clock, db, slugs
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.lists import ON_PAGE, Filters, Page, Sort, growing, listing
from initiatives.models import (
    FormerSheet,
    Initiative,
    Invitation,
    Member,
    Referral,
    Review,
    Wording,
)
from initiatives.standing import in_state, is_listed
from initiatives.states import ENDS, SIGNABLE, WITH_COMMITTEE, State

__all__ = [
    "ON_PAGE",
    "Filters",
    "Page",
    "Sort",
    "by_number",
    "by_roll",
    "by_sheet",
    "by_slug",
    "carried_by",
    "collecting",
    "growing",
    "in_state",
    "invitation",
    "is_listed",
    "is_overdue",
    "listing",
    "locked",
    "may_lapse",
    "needing_signatures",
    "overdue_referrals",
    "perhaps_due",
    "perhaps_late",
    "referrals_of",
    "review_queue",
    "to_register",
    "with_sheets",
    "wording",
    "wordings",
]


def by_slug(slug: str) -> Initiative:
    """The initiative whose number heads `slug`; refused where there is none."""
    number = slugs.number_of(slug)
    found = db.session().get(Initiative, number) if number is not None else None
    if found is None:
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def by_number(number: int) -> Initiative:
    """The initiative with this number; refused where there is none."""
    return _one(Initiative.id == number)


def locked(initiative_id: int) -> Initiative:
    """The initiative, held against other writers until this transaction ends."""
    statement = sa.select(Initiative).where(Initiative.id == initiative_id)
    held = statement.with_for_update().execution_options(populate_existing=True)
    return db.session().scalars(held).one()


def by_sheet(sheet_id: int) -> Initiative:
    """The initiative to which a sheet of the strong room belongs; refused where there is none."""
    former = sa.select(FormerSheet.initiative_id).where(FormerSheet.sheet_id == sheet_id)
    return _one(sa.or_(Initiative.sheet_id == sheet_id, Initiative.id.in_(former)))


def by_roll(roll_id: int) -> Initiative:
    """The initiative whose initiators are confirmed on this roll; refused where there is none."""
    return _one(Initiative.roll_id == roll_id)


def collecting() -> Sequence[Initiative]:
    """Everything whose sheet is open or not yet sealed."""
    statement = sa.select(Initiative).where(Initiative.stage.in_(SIGNABLE))
    return db.session().scalars(statement.order_by(Initiative.id)).all()


def with_sheets(sheet_ids: Sequence[int]) -> Sequence[Initiative]:
    """Initiatives past their collecting to which any of these sheets or rolls belongs."""
    settled = sorted(ENDS | WITH_COMMITTEE | {State.QUALIFIED})
    statement = sa.select(Initiative).where(
        Initiative.stage.in_(settled),
        sa.or_(Initiative.sheet_id.in_(sheet_ids), Initiative.roll_id.in_(sheet_ids)),
    )
    return db.session().scalars(statement.order_by(Initiative.id)).all()


def perhaps_due() -> Sequence[Initiative]:
    """What the clock or the authority may have moved on; `services.advance` decides."""
    waiting = (State.COUNTING, State.VERIFICATION, State.QUALIFIED)
    over = sa.and_(Initiative.stage.in_(SIGNABLE), Initiative.closes_at <= clock.now())
    too_few = sa.and_(Initiative.stage == State.COLLECTING, Initiative.early_stop_at <= clock.now())
    unconfirmed = Initiative.confirm_due_at <= clock.now()
    due = sa.or_(Initiative.stage.in_(waiting), over, too_few, unconfirmed)
    statement = sa.select(Initiative).where(due)
    return db.session().scalars(statement.order_by(Initiative.id)).all()


def may_lapse() -> Sequence[Initiative]:
    """Initiatives that lapse if nobody acts until a date: accepted, counted, qualified, unconfirmed."""
    waiting = (State.REVIEW, State.COUNTING, State.VERIFICATION, State.QUALIFIED)
    wanted = sa.or_(Initiative.stage.in_(waiting), Initiative.confirm_due_at.is_not(None))
    statement = sa.select(Initiative).where(wanted, Initiative.ended_at.is_(None))
    return db.session().scalars(statement.order_by(Initiative.id)).all()


def perhaps_late() -> Sequence[Initiative]:
    """Initiatives of which some answer may be late."""
    now = clock.now()
    referred = sa.select(Referral.initiative_id).where(is_overdue(now))
    review = sa.and_(Initiative.stage == State.REVIEW, Initiative.review_due_at <= now)
    verify = sa.and_(Initiative.stage == State.VERIFICATION, Initiative.verification_due_at <= now)
    committee = sa.and_(Initiative.stage.in_(WITH_COMMITTEE), Initiative.id.in_(referred))
    statement = sa.select(Initiative).where(sa.or_(review, verify, committee))
    return db.session().scalars(statement.order_by(Initiative.id)).all()


def _one(condition: sa.ColumnElement[bool]) -> Initiative:
    found = db.session().scalars(sa.select(Initiative).where(condition)).one_or_none()
    if found is None:
        raise Refusal("not-found", _l("There is no such initiative."))
    return found


def needing_signatures(limit: int = 5) -> Sequence[Initiative]:
    """What collects now, the one that ends first on top; for the front page."""
    now = clock.now()
    statement = sa.select(Initiative).where(
        sa.or_(*(in_state(state, now) for state in sorted(SIGNABLE))),
        Initiative.practice.is_(False),
        Initiative.removed_at.is_(None),
    )
    return db.session().scalars(statement.order_by(Initiative.closes_at).limit(limit)).all()


def overdue_referrals(limit: int = 20) -> Sequence[Referral]:
    """Referrals of which some answer is overdue, the longest first; for front page and boards."""
    now = clock.now()
    statement = (
        sa.select(Referral)
        .join(Referral.initiative)
        .where(Initiative.stage.in_([s.value for s in WITH_COMMITTEE]), is_overdue(now))
        .where(Initiative.removed_at.is_(None))
        .options(selectinload(Referral.initiative))
        .order_by(Referral.forwarded_at)
        .limit(limit)
    )
    return db.session().scalars(statement).all()


def is_overdue(now: datetime) -> sa.ColumnElement[bool]:
    """The condition in SQL that a committee owes an answer whose date has passed."""
    return sa.or_(
        sa.and_(Referral.received_at.is_(None), Referral.receipt_due_at <= now),
        sa.and_(Referral.taken_up_at.is_(None), Referral.hearing_due_at <= now),
        sa.and_(Referral.answered_at.is_(None), Referral.answer_due_at <= now),
    )


def referrals_of(committee_id: int) -> Sequence[Referral]:
    """Everything that was referred to a committee, what is still owed first."""
    statement = (
        sa.select(Referral)
        .where(Referral.committee_id == committee_id)
        .options(selectinload(Referral.initiative))
        .order_by(Referral.answered_at.is_not(None), Referral.answer_due_at, Referral.id)
    )
    return db.session().scalars(statement).all()


def carried_by(account_id: int) -> Sequence[Initiative]:
    """The initiatives that an account carries, drafts included; for its own page."""
    mine = sa.select(Member.initiative_id).where(Member.account_id == account_id)
    statement = sa.select(Initiative).where(Initiative.id.in_(mine))
    return db.session().scalars(statement.order_by(Initiative.id.desc())).all()


def review_queue(agency_ids: Sequence[int]) -> Sequence[Review]:
    """What waits for a clerk of these bodies, the longest-waiting first."""
    statement = (
        sa.select(Review)
        .join(Initiative, Initiative.id == Review.initiative_id)
        .where(Initiative.agency_id.in_(agency_ids), Review.decided_at.is_(None))
        .where(Initiative.stage == State.REVIEW)
        .order_by(Review.submitted_at, Review.id)
    )
    return db.session().scalars(statement).all()


def invitation(token_hash: str) -> Invitation | None:
    """The invitation with this hashed secret, or None."""
    statement = sa.select(Invitation).where(Invitation.token_hash == token_hash)
    return db.session().scalars(statement).one_or_none()


def to_register(agency_ids: Sequence[int]) -> Sequence[Referral]:
    """What was forwarded to these bodies and is not in their register yet, the oldest first."""
    statement = (
        sa.select(Referral)
        .join(Referral.initiative)
        .where(Initiative.agency_id.in_(agency_ids), Referral.received_at.is_(None))
        .where(Initiative.stage == State.FORWARDED)
        .options(selectinload(Referral.initiative))
        .order_by(Referral.forwarded_at, Referral.id)
    )
    return db.session().scalars(statement).all()


def wordings(initiative_id: int) -> Sequence[Wording]:
    """The published versions of a proposal, the first one first."""
    statement = sa.select(Wording).where(Wording.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(Wording.number)).all()


def wording(initiative_id: int, number: int) -> Wording:
    """One published version; refused where there is none."""
    for found in wordings(initiative_id):
        if found.number == number:
            return found
    raise Refusal("not-found", _l("There is no such version."))
