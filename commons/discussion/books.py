"""The comments as the books must find them: each against its own receipt, in the order of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.discussion import receipts
from commons.discussion.models import Comment, Thread

BATCH = 500


@dataclass(frozen=True)
class Standing:
    """A comment's number, the hash of its receipt, and whether its words still give that hash."""

    number: int
    digest: str
    is_sound: bool


def batches(kind: str, key: str) -> Iterator[list[Standing]]:
    """Every comment of a thread; what was erased for its author's sake has no words to compare."""
    thread = sa.select(Thread.id).where(Thread.kind == kind, Thread.key == key).scalar_subquery()
    last = 0
    while True:
        wanted = sa.select(Comment).where(Comment.thread_id == thread, Comment.number > last)
        rows = db.session().scalars(wanted.order_by(Comment.number).limit(BATCH)).all()
        if not rows:
            return
        yield [Standing(row.number, row.receipt_hash, _is_sound(kind, key, row)) for row in rows]
        last = rows[-1].number
        db.session().expunge_all()


def last_number(kind: str, key: str) -> int:
    """The last number that the thread has handed out; every one up to it must stand."""
    wanted = sa.select(Thread.last_number).where(Thread.kind == kind, Thread.key == key)
    return db.session().scalar(wanted) or 0


def _is_sound(kind: str, key: str, row: Comment) -> bool:
    if row.erased_at is not None or row.withdrawn_at is not None:
        return True
    now = receipts.digest(
        code=row.receipt_code,
        thread=f"{kind}:{key}",
        number=row.number,
        section=row.section,
        version=row.version,
        stance=row.stance,
        words=row.words,
        suggestion=row.suggestion,
        written_at=row.edited_at or row.written_at,
        bound=row.bound,
    )
    return receipts.same(now, row.receipt_hash)
