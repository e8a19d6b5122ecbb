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
    rows = db.session().execute(
        sa.select(Thread.key, sa.func.count(Comment.id))
        .join(Comment, Comment.thread_id == Thread.id)
        .where(Thread.kind == DISCUSSION, Comment.written_at > since)
        .group_by(Thread.key)
    )
    counted = {int(key): many for key, many in rows}
    if not counted:
        return []
    found = db.session().scalars(
        sa.select(Hearing)
        .where(Hearing.id.in_(counted), held_by(agency_ids))
        .order_by(Hearing.id.desc())
    )
    return [(hearing, counted[hearing.id]) for hearing in found]


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
