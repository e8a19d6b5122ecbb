"""What is new and owed in the hearings of some agencies, for their officials' desk and letter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from commons import db
from commons.discussion.models import Comment, Thread
from consult.models import DISCUSSION, Hearing, Partner
from consult.queries.hearings import held_by
from consult.states import Stage

SOON = timedelta(days=7)


def handed_in(agency_ids: Collection[int]) -> Sequence[Hearing]:
    """Drafts that wait for their approval."""
    where = (Hearing.stage == Stage.DRAFT, Hearing.submitted_at.is_not(None), held_by(agency_ids))
    return db.session().scalars(sa.select(Hearing).where(*where).order_by(Hearing.id)).all()


def summaries(agency_ids: Collection[int], now: datetime) -> Sequence[Hearing]:
    """Closed hearings whose summary is due soon or overdue, the most urgent first."""
    where = (
        Hearing.summarised_at.is_(None),
        Hearing.summary_due_at <= now + SOON,
        Hearing.closes_at <= now,
        held_by(agency_ids),
    )
    wanted = sa.select(Hearing).where(*where).order_by(Hearing.summary_due_at)
    return db.session().scalars(wanted).all()


def newly_said(agency_ids: Collection[int], since: datetime) -> list[tuple[Hearing, int]]:
    """Hearings with comments since then, and how many."""
    before = (
        sa.select(Comment.number)
        .where(Comment.thread_id == Thread.id, Comment.written_at <= since)
        .order_by(Comment.written_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    # Numbers rise with time: the last one before tells how many came since, and no row is counted.
    many = (Thread.last_number - sa.func.coalesce(before, 0)).label("many")
    here = sa.and_(Thread.kind == DISCUSSION, Thread.key == sa.cast(Hearing.id, sa.String))
    found = sa.select(Hearing, many).join(Thread, here).where(held_by(agency_ids), many > 0)
    return list(db.session().execute(found.order_by(Hearing.id.desc())).tuples())


def asked_to_join(agency_ids: Collection[int]) -> Sequence[Partner]:
    """Joint hearings to which these agencies have not answered yet."""
    wanted = (
        sa.select(Partner)
        .join(Hearing, Hearing.id == Partner.hearing_id)
        .where(
            Partner.agency_id.in_(agency_ids),
            Partner.answered_at.is_(None),
            Hearing.deleted_at.is_(None),
        )
    )
    return db.session().scalars(wanted.order_by(Partner.id)).all()
