"""What is left to read of a comment: everything that shows, searches or exports words asks here.

Former wordings, attachments and confidential parts of a comment are shown only where `is_open`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from commons import clock
from commons.discussion.models import WITHHELD, Comment, Cover


@dataclass(frozen=True)
class Readable:
    """The words, the suggested wording and the name that anybody may see of one comment."""

    words: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    shown_as: str = field(repr=False)

    @property
    def has_any(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.words or self.suggestion)

    is_named: bool = True
    """Whether for whom the author speaks, and why a part is confidential, may be read too."""


def readable(row: Comment) -> Readable:
    """What anybody may read of a comment: nothing once withdrawn or hidden, the rest once redacted."""
    if row.withdrawn_at is not None or row.cover in (Cover.HIDDEN, Cover.REMOVED):
        return Readable("", None, "", is_named=False)
    shown_as = "" if row.display in WITHHELD else row.shown_as
    if row.cover is Cover.REDACTED:
        return Readable(row.open_words or "", row.open_suggestion, shown_as)
    return Readable(row.words, row.suggestion, shown_as)


def is_open(row: Comment) -> bool:
    """Whether everything that belongs to the comment may be shown: edits, attachments, extracts."""
    return row.withdrawn_at is None and row.cover is None


def is_open_row() -> sa.ColumnElement[bool]:
    """In SQL what `is_open` says in Python."""
    return sa.and_(Comment.withdrawn_at.is_(None), Comment.cover.is_(None))


def cover(
    row: Comment,
    cover: Cover,
    *,
    ground: str,
    by: int,
    left: str = "",
    left_suggestion: str | None = None,
) -> None:
    """Take words of a comment from every public place; the words themselves stay for those who check.

    `by` is the body that decided, `left` what may still be read once it is redacted.
    """
    row.cover, row.cover_ground = cover, ground
    row.covered_at, row.covered_by = clock.now(), by
    row.open_words, row.open_suggestion = left, left_suggestion


def uncover(row: Comment) -> None:
    """Give the words of a comment back, under the same number."""
    row.cover = row.cover_ground = row.covered_at = row.covered_by = None
    row.open_words = row.open_suggestion = None
