"""What was said of one version, laid over its sections: how much, and the first words of it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.discussion import queries
from commons.discussion.models import Comment
from commons.discussion.shown import CommentView, view

SHOWN = 3


@dataclass(frozen=True)
class Laid:
    """What was said of one section of one version: how many comments, and the first few."""

    times: int
    first: tuple[CommentView, ...]


def on_version(kind: str, key: str, version: int) -> dict[str, Laid]:
    """By section: the comments with words that were made on this version of it."""
    thread = queries.thread_id(kind, key)
    here = sa.and_(
        Comment.thread_id == thread,
        Comment.version == version,
        Comment.reply_to_id.is_(None),
        Comment.has_words.is_(True),
    )
    place = sa.func.row_number().over(partition_by=Comment.section, order_by=Comment.id)
    ranked = sa.select(Comment.id, place.label("place")).where(here).subquery()
    rows = db.session().scalars(
        sa.select(Comment)
        .join(ranked, ranked.c.id == Comment.id)
        .where(ranked.c.place <= SHOWN)
        .order_by(Comment.id)
    )
    first: dict[str, tuple[CommentView, ...]] = {}
    for row in rows:
        first[row.section] = (*first.get(row.section, ()), view(row))
    counted = db.session().execute(
        sa.select(Comment.section, sa.func.count()).where(here).group_by(Comment.section)
    )
    return {section: Laid(times, first.get(section, ())) for section, times in counted.all()}
