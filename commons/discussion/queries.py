"""Reading a thread: pages of comments by section, one comment, counts by section, the author's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import db
from commons.discussion import editing, receipts
from commons.discussion.models import Comment, Thread
from commons.discussion.shown import CommentView, view

PAGE = 20
REPLIES = 10


@dataclass(frozen=True)
class Page:
    """Some comments in an order by number, and the number behind which the next ones begin."""

    comments: tuple[CommentView, ...]
    following: int | None


@dataclass(frozen=True)
class Own:
    """What belongs to the author alone: his number, and the code of his receipt."""

    number: int
    code: str = field(repr=False)
    digest: str


def thread_id(kind: str, key: str) -> int | None:
    """The row of a thread, or None while nothing has been said."""
    return db.session().scalar(sa.select(Thread.id).where(Thread.kind == kind, Thread.key == key))


def page(
    kind: str,
    key: str,
    place: str,
    *,
    before: int | None = None,
    size: int = PAGE,
    version: int | None = None,
) -> Page:
    """Comments with words on one section, newest first, each with its first replies.

    With `version` those that were written on that version of that section, wherever they stand now.
    """
    where: list[sa.ColumnElement[bool]] = [
        Comment.reply_to_id.is_(None),
        sa.true() == Comment.has_words,
    ]
    if before is not None:
        where.append(Comment.number < before)
    if version is None:
        where.append(Comment.place == place)
    else:
        where += [Comment.section == place, Comment.version == version]
    # Rows and numbers of a thread rise together (its lock hands them out); the index is by rows.
    rows = _rows(kind, key, where, size + 1, order=Comment.id.desc())
    shown = rows[:size]
    replies, counts = first_replies(shown)
    comments = tuple(
        view(row, replies=replies.get(row.id, ()), reply_count=counts.get(row.id, 0))
        for row in shown
    )
    return Page(comments, shown[-1].number if len(rows) > size else None)


def one(kind: str, key: str, number: int) -> CommentView | None:
    """One comment by its number, with its first replies."""
    rows = _rows(kind, key, [Comment.number == number], 1)
    if not rows:
        return None
    row = rows[0]
    replies, counts = first_replies([row])
    above = db.session().get(Comment, row.reply_to_id) if row.reply_to_id else None
    return view(
        row,
        replies=replies.get(row.id, ()),
        reply_count=counts.get(row.id, 0),
        reply_to=above.number if above else None,
    )


def replies(kind: str, key: str, number: int, *, after: int = 0, size: int = PAGE) -> Page:
    """The replies to a comment, oldest first."""
    above = sa.select(Comment.id).where(
        Comment.thread_id == thread_id(kind, key), Comment.number == number
    )
    where = [Comment.reply_to_id == above.scalar_subquery(), Comment.number > after]
    rows = _rows(kind, key, where, size + 1, order=Comment.id.asc())
    shown = rows[:size]
    return Page(tuple(view(r) for r in shown), shown[-1].number if len(rows) > size else None)


def by_ids(ids: Sequence[int]) -> dict[int, CommentView]:
    """The comments of these rows, by row."""
    rows = db.session().scalars(sa.select(Comment).where(Comment.id.in_(ids)))
    return {row.id: view(row) for row in rows}


def every(kind: str, key: str, *, batch: int = 500) -> Iterator[CommentView]:
    """All comments of a thread in the order of their numbers, read in batches."""
    numbers = {0: 0}
    after = 0
    while rows := _rows(kind, key, [Comment.number > after], batch):
        above = {r.reply_to_id for r in rows if r.reply_to_id} - set(numbers)
        numbers.update({r.id: r.number for r in rows})
        numbers.update(_numbers(above - set(numbers)))
        yield from (view(r, reply_to=numbers.get(r.reply_to_id or 0) or None) for r in rows)
        after = rows[-1].number


def own(kind: str, key: str, number: int, account_id: int | None) -> Own | None:
    """The receipt of a comment, for its author only."""
    if account_id is None:
        return None
    rows = _rows(kind, key, [Comment.number == number, Comment.account_id == account_id], 1)
    return Own(rows[0].number, rows[0].receipt_code, rows[0].receipt_hash) if rows else None


def mine(kind: str, key: str, account_id: int | None, numbers: Sequence[int]) -> set[int]:
    """Which of these comments a person wrote."""
    if account_id is None or not numbers:
        return set()
    found = sa.select(Comment.number).where(
        Comment.thread_id == _thread(kind, key),
        Comment.number.in_(numbers),
        Comment.account_id == account_id,
    )
    return set(db.session().scalars(found))


def check(kind: str, key: str, number: int, code: str) -> receipts.Finding | None:
    """Whether the words are still those of the receipt; None where there is no such comment."""
    rows = _rows(kind, key, [Comment.number == number], 1)
    if not rows:
        return None
    row = rows[0]
    if not receipts.same(receipts.normal(code), row.receipt_code):
        is_former = editing.is_former(kind, key, number, code)
        return receipts.Finding.FORMER if is_former else receipts.Finding.WRONG_CODE
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
    unchanged = receipts.same(now, row.receipt_hash)
    return receipts.Finding.UNCHANGED if unchanged else receipts.Finding.CHANGED


def _rows(
    kind: str,
    key: str,
    where: Sequence[sa.ColumnElement[bool]],
    limit: int,
    order: sa.ColumnElement[int] | None = None,
) -> Sequence[Comment]:
    return (
        db.session()
        .scalars(
            sa.select(Comment)
            .where(Comment.thread_id == _thread(kind, key), *where)
            .order_by(Comment.number if order is None else order)
            .limit(limit)
        )
        .all()
    )


def _thread(kind: str, key: str) -> sa.ScalarSelect[int]:
    return sa.select(Thread.id).where(Thread.kind == kind, Thread.key == key).scalar_subquery()


def first_replies(
    above: Sequence[Comment],
) -> tuple[dict[int, tuple[CommentView, ...]], dict[int, int]]:
    """The first replies to each of these comments, and how many there are in all."""
    counts = {row.id: row.replies for row in above if row.replies is not None}
    had = [row for row in above if row.replies != 0]
    if not had:
        return {}, counts
    firsts = [
        sa.select(
            sa.select(Comment.id)
            .where(Comment.reply_to_id == one_above.id)
            .order_by(Comment.id)
            .limit(REPLIES)
            .subquery()
        )
        for one_above in had
    ]
    rows = db.session().scalars(
        sa.select(Comment).where(Comment.id.in_(sa.union_all(*firsts))).order_by(Comment.id)
    )
    shown: dict[int, tuple[CommentView, ...]] = {}
    for row in rows:
        if row.reply_to_id is not None:
            shown[row.reply_to_id] = (*shown.get(row.reply_to_id, ()), view(row))
    return shown, {**counts, **_counted([row.id for row in had if row.replies is None])}


def _counted(ids: Sequence[int]) -> dict[int, int]:
    """The replies of comments that were written before they were counted with each act."""
    if not ids:
        return {}
    found = db.session().execute(
        sa.select(Comment.reply_to_id, sa.func.count())
        .where(Comment.reply_to_id.in_(ids))
        .group_by(Comment.reply_to_id)
    )
    return {above_id: times for above_id, times in found.all() if above_id is not None}


def _numbers(ids: set[int]) -> dict[int, int]:
    if not ids:
        return {}
    rows = db.session().execute(sa.select(Comment.id, Comment.number).where(Comment.id.in_(ids)))
    return {row.id: row.number for row in rows}
