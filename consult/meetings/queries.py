"""Reading meetings: of a hearing, the next ones of all hearings, and what was said at them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from consult.meetings.models import ContactPerson, Meeting, MeetingComment
from consult.models import Hearing


def of(hearing: Hearing) -> Sequence[Meeting]:
    """The meetings of a hearing by day."""
    return (
        db.session()
        .scalars(
            sa.select(Meeting)
            .where(Meeting.hearing_id == hearing.id)
            .order_by(Meeting.starts_at, Meeting.id)
        )
        .all()
    )


def one(hearing: Hearing, number: int) -> Meeting:
    """One meeting; refuses ("not-found") where this hearing has none of this number."""
    found = db.session().get(Meeting, number)
    if found is None or found.hearing_id != hearing.id:
        raise Refusal("not-found", _l("There is no such meeting."))
    return found


def upcoming(now: datetime, *, limit: int = 100) -> Sequence[Meeting]:
    """Meetings of public hearings that are not over, the next first; cancelled ones too."""
    return (
        db.session()
        .scalars(
            sa.select(Meeting)
            .join(Hearing, Hearing.id == Meeting.hearing_id)
            .options(joinedload(Meeting.hearing).joinedload(Hearing.agency))
            .where(Hearing.approved_at.is_not(None), Meeting.ends_at > now)
            .order_by(Meeting.starts_at, Meeting.id)
            .limit(limit)
        )
        .all()
    )


def comments_at(meeting: Meeting, *, limit: int = 200) -> list[int]:
    """The numbers of the comments that were made at a meeting."""
    wanted = (
        sa.select(MeetingComment.comment)
        .where(MeetingComment.meeting_id == meeting.id)
        .order_by(MeetingComment.comment)
        .limit(limit)
    )
    return list(db.session().scalars(wanted))


def made_at(hearing: Hearing, comments: Collection[int]) -> dict[int, Meeting]:
    """Of these comments those that were made at a meeting, with it."""
    if not comments:
        return {}
    rows = db.session().execute(
        sa.select(MeetingComment.comment, Meeting)
        .join(Meeting, Meeting.id == MeetingComment.meeting_id)
        .where(MeetingComment.hearing_id == hearing.id, MeetingComment.comment.in_(comments))
    )
    return dict(rows.tuples().all())


def contacts(hearing: Hearing) -> Sequence[ContactPerson]:
    """The contact persons of a hearing in their order."""
    return (
        db.session()
        .scalars(
            sa.select(ContactPerson)
            .where(ContactPerson.hearing_id == hearing.id)
            .order_by(ContactPerson.position, ContactPerson.id)
        )
        .all()
    )


def is_needed(digest: str) -> bool:
    """Whether minutes still need the file of this digest."""
    wanted = sa.select(Meeting.id).where(Meeting.file_digest == digest).limit(1)
    return db.session().scalar(wanted) is not None
