"""Comments by their words, alike for few and for many, in whatever order and under whatever filter.

All comments of a rare word are known at once from the index. Where a word stands nearly everywhere
one walks along the list and asks the index about each step; the walk of one page is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from commons import db
from commons.discussion import indexing
from commons.discussion.listing import Wanted, conditions
from commons.discussion.models import Comment
from commons.discussion.shown import CommentView, view
from commons.search import services as search

MOST = 1_000
"""A word is rare where it stands in so many comments of a thread at most; totals end here."""
STEPS = (100, 900, 4_000)
"""So many comments one page looks at, one step after the other, for words that are not rare."""

Row = Any
Batch = Callable[[Row | None, int], Sequence[Row]]


@dataclass(frozen=True)
class Findings:
    """Some comments by their words; `is_exact` is false where `total` is only what is known so far."""

    comments: tuple[CommentView, ...]
    following: int | None
    total: int
    is_exact: bool


def rare(kind: str, key: str, words: str) -> list[int] | None:
    """Every comment of a thread that holds all these words; None where they are more than MOST."""
    found = indexing.matching(kind, key, words, limit=MOST + 1)
    return None if len(found) > MOST else found


def walk(kind: str, key: str, words: str, batch: Batch, size: int) -> tuple[list[Row], Row | None]:
    """The first rows that hold the words, and the row behind which to go on; None at the end.

    `batch(last, step)` gives the next `step` rows behind `last`, each with the comment's `id`. Where
    a walk ends before the page is full, the next page goes on from there.
    """
    found: list[Row] = []
    last: Row | None = None
    name = indexing.kind_of(kind, key)
    for step in STEPS:
        rows = batch(last, step)
        held = search.among(words, kind=name, keys=[str(row.id) for row in rows])
        found += [row for row in rows if str(row.id) in held]
        if len(found) > size:
            return found[:size], found[size - 1]
        if len(rows) < step:
            return found, None
        last = rows[-1]
    return found, last


def everywhere(
    kind: str,
    key: str,
    words: str,
    wanted: Wanted | None = None,
    *,
    after: int | None = None,
    size: int = 20,
    newest: bool = True,
) -> Findings:
    """Comments and replies of a whole thread that hold all the words, by number; keyset pages."""
    narrow = wanted or Wanted()
    where = conditions(kind, key, narrow)
    known = rare(kind, key, words)
    if known is None:
        rows, last = walk(kind, key, words, _batches(where, after, newest=newest), size)
        total = len(rows) if narrow != Wanted() else MOST
        following = None if last is None else int(last.number)
        return Findings(_views([row.id for row in rows], newest=newest), following, total, False)
    where.append(Comment.id.in_(known))
    rows = list(_batches(where, after, newest=newest)(None, size + 1))
    counted = sa.select(sa.func.count()).select_from(Comment).where(*where)
    return Findings(
        _views([row.id for row in rows[:size]], newest=newest),
        int(rows[size - 1].number) if len(rows) > size else None,
        db.session().scalar(counted) or 0,
        True,
    )


def _batches(where: Sequence[sa.ColumnElement[bool]], after: int | None, *, newest: bool) -> Batch:
    order = Comment.number.desc() if newest else Comment.number.asc()

    def batch(last: Row | None, step: int) -> Sequence[Row]:
        place = after if last is None else last.number
        asked = sa.select(Comment.id, Comment.number).where(*where).order_by(order).limit(step)
        if place is not None:
            asked = asked.where(Comment.number < place if newest else Comment.number > place)
        return db.session().execute(asked).all()

    return batch


def _views(ids: Sequence[int], *, newest: bool) -> tuple[CommentView, ...]:
    above = sa.orm.aliased(Comment)
    order = Comment.number.desc() if newest else Comment.number.asc()
    rows = db.session().execute(
        sa.select(Comment, above.number)
        .outerjoin(above, above.id == Comment.reply_to_id)
        .where(Comment.id.in_(ids))
        .order_by(order)
    )
    return tuple(view(row, reply_to=number) for row, number in rows.tuples())
