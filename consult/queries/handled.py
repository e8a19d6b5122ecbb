"""Which comments are to be handled and which are, as conditions that every query shares."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.discussion import queries as discussion
from commons.discussion.models import Comment, Thread
from commons.discussion.shown import CommentView
from consult.answering import NoIssue, Placement, Replied
from consult.models import DISCUSSION, Hearing


def thread(hearing: Hearing) -> sa.ScalarSelect[int]:
    """The thread of a hearing, as part of a question."""
    return (
        sa.select(Thread.id)
        .where(Thread.kind == DISCUSSION, Thread.key == hearing.key)
        .scalar_subquery()
    )


def last_number(hearing: Hearing) -> int:
    """The number of the latest comment, which bounds how many there are."""
    wanted = sa.select(Thread.last_number).where(
        Thread.kind == DISCUSSION, Thread.key == hearing.key
    )
    return db.session().scalar(wanted) or 0


def to_handle() -> list[sa.ColumnElement[bool]]:
    """Comments that need an answer: with words, not taken back, not a reply.

    A reply goes with the comment above it; a bare stance is counted, and needs no answer.
    """
    return [
        sa.true() == Comment.has_words,
        Comment.reply_to_id.is_(None),
        Comment.withdrawn_at.is_(None),
    ]


def is_handled() -> sa.ColumnElement[bool]:
    """In a theme, marked "no issue", or with an official reply of its own (R020)."""
    placed = sa.exists().where(Placement.comment_id == Comment.id)
    marked = sa.exists().where(NoIssue.comment_id == Comment.id)
    return sa.or_(placed, marked, is_replied())


def is_replied() -> sa.ColumnElement[bool]:
    """It has an official reply of its own."""
    return sa.exists().where(Replied.comment_id == Comment.id)


def count(hearing: Hearing, *where: sa.ColumnElement[bool]) -> int:
    """How many comments of a hearing fulfil this; for small hearings and jobs."""
    statement = sa.select(sa.func.count()).select_from(Comment)
    return db.session().scalar(statement.where(Comment.thread_id == thread(hearing), *where)) or 0


def listed(
    hearing: Hearing,
    held: sa.Select[tuple[int]],
    row: sa.orm.attributes.InstrumentedAttribute[int],
    *,
    after: int,
    size: int,
) -> list[CommentView]:
    """The first of the held comments behind a number; `row` is the column that names them.

    Rows and numbers of a thread rise together (its lock hands them out), so that an index of the
    holder's own is read in its order and nothing is sorted.
    """
    if after:
        last = sa.select(Comment.id).where(
            Comment.thread_id == thread(hearing), Comment.number == after
        )
        held = held.where(row > last.scalar_subquery())
    ids = list(db.session().scalars(held.order_by(row).limit(size)))
    found = discussion.by_ids(ids)
    return [found[each] for each in ids]


def views(
    hearing: Hearing, where: Sequence[sa.ColumnElement[bool]], size: int
) -> list[CommentView]:
    """The first comments that fulfil this, in the order of their numbers."""
    ids = db.session().scalars(
        sa.select(Comment.id)
        .where(Comment.thread_id == thread(hearing), *where)
        .order_by(Comment.number)
        .limit(size)
    )
    wanted = list(ids)
    found = discussion.by_ids(wanted)
    return [found[i] for i in wanted]
