"""Pages of a section's comments: in an order that a reader chooses, by filters, by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from commons import db
from commons.access import Assurance
from commons.discussion import searching
from commons.discussion.models import Channel, Comment, Stance, Thread
from commons.discussion.queries import PAGE, first_replies
from commons.discussion.shown import CommentView, view


class Order(StrEnum):
    """In which order comments are read."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SUPPORTED = "supported"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Wanted:
    """Which comments; an empty one wants all, newest first."""

    order: Order = Order.NEWEST
    stance: Stance | None = None
    channel: Channel | None = None
    is_answered: bool | None = None
    with_suggestion: bool = False
    verified: bool = False
    words: str = ""
    besides: bool = False
    """Only what is neither for nor against: changes, words without a stance, what was withdrawn."""

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the order is asked for."""
        return self != Wanted(order=self.order)


@dataclass(frozen=True)
class Found:
    """Some comments, and the place behind which the next ones begin."""

    comments: tuple[CommentView, ...]
    following: tuple[int, ...] | None


def page(
    kind: str,
    key: str,
    place: str,
    wanted: Wanted,
    *,
    after: Sequence[int] | None = None,
    version: int | None = None,
    size: int = PAGE,
) -> Found:
    """Comments with words on one section, each with its first replies; cost depends on `size` only.

    `after` is the `following` of the page before. With `version` those that were written on that
    version of that section, wherever they stand now.
    """
    thread = sa.select(Thread.id).where(Thread.kind == kind, Thread.key == key)
    where: list[sa.ColumnElement[bool]] = [
        Comment.thread_id == thread.scalar_subquery(),
        Comment.reply_to_id.is_(None),
        sa.true() == Comment.has_words,
        *_conditions(wanted),
    ]
    if version is None:
        where.append(Comment.place == place)
    else:
        where += [Comment.section == place, Comment.version == version]
    known = searching.rare(kind, key, wanted.words) if wanted.words else []
    if known is None:
        batch = _batches(where, wanted.order, after)
        found, last = searching.walk(kind, key, wanted.words, batch, size)
        return Found(_shown(_rows(found)), None if last is None else _place(wanted.order, last))
    if wanted.words:
        where.append(Comment.id.in_(known))
    if after is not None:
        where.append(_behind(wanted.order, after))
    asked = sa.select(Comment).where(*where).order_by(*_order(wanted.order)).limit(size + 1)
    rows = db.session().scalars(asked).all()
    return Found(_shown(rows[:size]), _place(wanted.order, rows[size - 1]) if rows[size:] else None)


def _batches(
    where: Sequence[sa.ColumnElement[bool]], order: Order, after: Sequence[int] | None
) -> searching.Batch:
    """What a walk in this order looks at, step by step."""

    def batch(last: searching.Row | None, step: int) -> Sequence[searching.Row]:
        place = after if last is None else _place(order, last)
        asked = sa.select(Comment.id, Comment.support, Comment.is_answered).where(*where)
        if place is not None:
            asked = asked.where(_behind(order, place))
        return db.session().execute(asked.order_by(*_order(order)).limit(step)).all()

    return batch


def _rows(found: Sequence[searching.Row]) -> list[Comment]:
    ids = [row.id for row in found]
    rows = db.session().scalars(sa.select(Comment).where(Comment.id.in_(ids)))
    by_id = {row.id: row for row in rows}
    return [by_id[each] for each in ids]


def _shown(rows: Sequence[Comment]) -> tuple[CommentView, ...]:
    replies, counts = first_replies(rows)
    return tuple(
        view(row, replies=replies.get(row.id, ()), reply_count=counts.get(row.id, 0))
        for row in rows
    )


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.stance is not None:
        found += [Comment.stance == wanted.stance, Comment.withdrawn_at.is_(None)]
    if wanted.besides:
        neither = sa.or_(Comment.stance.is_(None), Comment.stance == Stance.CHANGE)
        found.append(sa.or_(neither, Comment.withdrawn_at.is_not(None)))
    if wanted.channel is not None:
        found.append(Comment.channel == wanted.channel)
    if wanted.is_answered is not None:
        found.append(Comment.is_answered == sa.literal(wanted.is_answered))
    if wanted.with_suggestion:
        found += [Comment.suggestion.is_not(None), Comment.withdrawn_at.is_(None)]
    if wanted.verified:
        found.append(Comment.assurance >= int(Assurance.SUBSTANTIAL))
    return found


def _order(order: Order) -> tuple[sa.ColumnElement[int] | sa.ColumnElement[bool], ...]:
    # Rows and numbers of a thread rise together (its lock hands them out); the index is by rows.
    if order is Order.OLDEST:
        return (Comment.id.asc(),)
    if order is Order.SUPPORTED:
        return (Comment.support.desc(), Comment.id.desc())
    if order is Order.ANSWERED:
        return (Comment.is_answered.desc(), Comment.id.desc())
    return (Comment.id.desc(),)


def _place(order: Order, last: Comment | searching.Row) -> tuple[int, ...]:
    if order is Order.SUPPORTED:
        return (last.support, last.id)
    if order is Order.ANSWERED:
        return (int(last.is_answered), last.id)
    return (last.id,)


def _behind(order: Order, after: Sequence[int]) -> sa.ColumnElement[bool]:
    last = after[-1]
    if order is Order.OLDEST:
        return Comment.id > last
    if order is Order.SUPPORTED:
        same = sa.and_(Comment.support == after[0], Comment.id < last)
        return sa.or_(Comment.support < after[0], same)
    if order is Order.ANSWERED:
        answered = sa.literal(bool(after[0]))
        same = sa.and_(Comment.is_answered == answered, Comment.id < last)
        return sa.or_(Comment.is_answered < answered, same)
    return Comment.id < last
