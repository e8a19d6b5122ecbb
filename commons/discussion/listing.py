"""Everything that was said in a thread, page by page, with the exact total: for the API."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.discussion import figures
from commons.discussion.models import Comment, Stance, Thread
from commons.discussion.shown import CommentView, view


@dataclass(frozen=True)
class Wanted:
    """Which comments: of one place, of one stance; an empty one wants all."""

    place: str | None = None
    stance: Stance | None = None


@dataclass(frozen=True)
class Listing:
    """Some comments in the order of their numbers, how many there are, and the last number."""

    comments: tuple[CommentView, ...]
    total: int
    following: int | None


def listing(kind: str, key: str, wanted: Wanted, *, after: int = 0, size: int = 50) -> Listing:
    """Comments, replies and bare stances of a thread; numbers never shift while others write."""
    where = conditions(kind, key, wanted)
    total = _total(kind, key, wanted)
    above = sa.orm.aliased(Comment)
    rows = db.session().execute(
        sa.select(Comment, above.number)
        .outerjoin(above, above.id == Comment.reply_to_id)
        .where(*where, Comment.number > after)
        .order_by(Comment.number)
        .limit(size + 1)
    )
    found = rows.tuples().all()
    shown = tuple(view(row, reply_to=number) for row, number in found[:size])
    return Listing(shown, total, shown[-1].number if len(found) > size else None)


def _total(kind: str, key: str, wanted: Wanted) -> int:
    """How many there are; of all of them the last number tells it, for none is ever taken away."""
    if wanted == Wanted():
        asked = sa.select(Thread.last_number).where(Thread.kind == kind, Thread.key == key)
        return db.session().scalar(asked) or 0
    name = figures.ENTRY if wanted.stance is None else figures.said(wanted.stance)
    found = figures.of(kind, key, (name,))
    return sum(n for (_, at, _), n in found.items() if wanted.place in (None, at))


def conditions(kind: str, key: str, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """The filters in SQL."""
    thread = sa.select(Thread.id).where(Thread.kind == kind, Thread.key == key)
    where: list[sa.ColumnElement[bool]] = [Comment.thread_id == thread.scalar_subquery()]
    if wanted.place is not None:
        where.append(Comment.place == wanted.place)
    if wanted.stance is not None:
        where += [Comment.stance == wanted.stance, Comment.withdrawn_at.is_(None)]
    return where
