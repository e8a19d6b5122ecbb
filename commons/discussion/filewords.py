"""What stands in the files of comments: their words for grouping and themes, and their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.discussion import covering
from commons.discussion.additions import Attachment, Reading
from commons.discussion.models import Comment, Thread

LONGEST = 20_000
"""So many signs of one file are looked at here; search and the file's own page have all of them."""


@dataclass(frozen=True)
class FileCounts:
    """How many files stand with comments that may be read, and in how many text was found."""

    files: int = 0
    comments: int = 0
    with_text: int = 0
    signs: int = 0


def by_comments(comment_ids: Sequence[int]) -> dict[int, str]:
    """The words in the files of those of these comments whose words may be read, by comment."""
    wanted = (
        sa.select(Attachment.comment_id, sa.func.substr(Attachment.words, 1, LONGEST))
        .join(Comment, Comment.id == Attachment.comment_id)
        .where(Attachment.comment_id.in_(comment_ids), *_readable(), Attachment.words != "")
        .order_by(Attachment.comment_id, Attachment.place)
    )
    found: dict[int, list[str]] = {}
    for comment_id, words in db.session().execute(wanted).tuples():
        found.setdefault(comment_id, []).append(words)
    return {comment_id: "\n".join(parts) for comment_id, parts in found.items()}


def counts(kind: str, key: str) -> FileCounts:
    """The counts of a thread's files; of text in signs."""
    is_read = Attachment.reading == Reading.READ
    wanted = (
        sa.select(
            sa.func.count(),
            sa.func.count(sa.distinct(Attachment.comment_id)),
            sa.func.count().filter(is_read),
            sa.func.coalesce(sa.func.sum(sa.func.length(Attachment.words)), 0),
        )
        .select_from(Attachment)
        .join(Comment, Comment.id == Attachment.comment_id)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.kind == kind, Thread.key == key, *_readable())
    )
    files, comments, read, signs = db.session().execute(wanted).one()
    return FileCounts(files, comments, read, signs)


def _readable() -> tuple[sa.ColumnElement[bool], ...]:
    return Attachment.removed_at.is_(None), covering.is_open_row()
