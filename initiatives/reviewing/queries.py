"""Reading beside a review: its lease, notes, the appeal, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative, Review
from initiatives.reviewing.models import Appeal, Lease, Note


def lease(review_id: int) -> Lease | None:
    """The lease that runs now, or None."""
    statement = sa.select(Lease).where(Lease.review_id == review_id, Lease.until > clock.now())
    return db.session().scalars(statement).one_or_none()


def notes(review_id: int) -> Sequence[Note]:
    """The desk's notes, the oldest first."""
    statement = sa.select(Note).where(Note.review_id == review_id).order_by(Note.id)
    return db.session().scalars(statement).all()


def appeal(review_id: int) -> Appeal | None:
    """The appeal against a rejection, or None."""
    return db.session().scalars(sa.select(Appeal).where(Appeal.review_id == review_id)).first()


def appeal_of(initiative: Initiative) -> Appeal | None:
    """The appeal against the last review of an initiative, or None."""
    return appeal(initiative.reviews[-1].id) if initiative.reviews else None


def waiting(but_of: Sequence[int]) -> Sequence[Appeal]:
    """The appeals that wait, the oldest first, but those about these bodies."""
    statement = (
        sa.select(Appeal)
        .join(Appeal.review)
        .join(Review.initiative)
        .where(Appeal.decided_at.is_(None), Initiative.agency_id.not_in(but_of))
        .order_by(Appeal.made_at, Appeal.id)
    )
    return db.session().scalars(statement).all()


def one(number: int) -> Appeal:
    """An appeal by its number; refused where there is none."""
    found = db.session().get(Appeal, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such appeal."))
    return found
