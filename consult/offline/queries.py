"""Reading what did not come online: submissions with their points, batches, what waits to be typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import db
from commons.discussion import receipts
from commons.discussion.models import Comment
from commons.texts import queries as text_queries
from consult.models import Hearing
from consult.offline.models import Batch, EnteredPoint, Submission
from consult.queries import texts

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """One point as the desk and the slip show it."""

    number: int
    section: str
    stance: str | None
    words: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    shown_as: str = field(repr=False)
    code: str = field(repr=False)
    digest: str


def submission(hearing: Hearing, number: int) -> Submission | None:
    """The submission of this hearing with this number."""
    found = db.session().get(Submission, number)
    return found if found is not None and found.hearing_id == hearing.id else None


def batch(hearing: Hearing, number: int) -> Batch | None:
    """The batch of this hearing with this number."""
    found = db.session().get(Batch, number)
    return found if found is not None and found.hearing_id == hearing.id else None


def batches(hearing: Hearing) -> Sequence[Batch]:
    """The batches of a hearing, latest first."""
    wanted = sa.select(Batch).where(Batch.hearing_id == hearing.id)
    return db.session().scalars(wanted.order_by(Batch.id.desc()).limit(PAGE)).all()


def entered(hearing: Hearing, *, after: int = 0) -> tuple[Sequence[Submission], int]:
    """What staff have entered, latest first, and how many submissions that are."""
    where = (Submission.hearing_id == hearing.id, Submission.entered_at.is_not(None))
    rows = db.session().scalars(
        sa.select(Submission).where(*where).order_by(Submission.id.desc()).offset(after).limit(PAGE)
    )
    return rows.all(), count(hearing)


def count(hearing: Hearing) -> int:
    """How many submissions did not come online; each counts once, whatever it holds."""
    wanted = sa.select(sa.func.count(Submission.id)).where(
        Submission.hearing_id == hearing.id, Submission.entered_at.is_not(None)
    )
    return db.session().scalar(wanted) or 0


def to_type(hearing: Hearing) -> Sequence[Submission]:
    """Scans that nobody has typed in yet, the oldest first."""
    wanted = sa.select(Submission).where(
        Submission.hearing_id == hearing.id, Submission.entered_at.is_(None)
    )
    return db.session().scalars(wanted.order_by(Submission.id)).all()


def points(found: Submission) -> list[Shown]:
    """The points of a submission as they stand now, with their receipts."""
    rows = db.session().execute(
        sa.select(EnteredPoint.number, Comment)
        .join(Comment, Comment.id == EnteredPoint.comment_id)
        .where(EnteredPoint.submission_id == found.id)
        .order_by(EnteredPoint.number)
    )
    return [
        Shown(
            number=comment.number,
            section=comment.section,
            stance=comment.stance.value if comment.stance else None,
            words=comment.words,
            suggestion=comment.suggestion,
            shown_as=comment.shown_as,
            code=receipts.grouped(comment.receipt_code),
            digest=comment.receipt_hash,
        )
        for _number, comment in rows
    ]


def comment_of(found: Submission, number: int) -> Comment | None:
    """The comment of this number, if it is a point of this submission."""
    return db.session().scalar(
        sa.select(Comment)
        .join(EnteredPoint, EnteredPoint.comment_id == Comment.id)
        .where(EnteredPoint.submission_id == found.id, Comment.number == number)
    )


def places(hearing: Hearing) -> dict[str, str]:
    """The eId of each section by what people write for it: eId, number, label; Latin digits."""
    version = texts.newest(hearing)
    found: dict[str, str] = {}
    for entry in text_queries.outline(version.id):
        if not entry.has_page:
            continue
        bare = entry.eid.rpartition("_")[2]
        for said in (entry.eid, bare, f"มาตรา {bare}", f"section {bare}", f"article {bare}"):
            found.setdefault(said.casefold(), entry.eid)
    return found
