"""What was done with what was said: themes, coverage, what a summary lacks, the response matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from commons import db
from commons.discussion import queries as discussion
from commons.discussion.models import Comment
from commons.discussion.shown import CommentView
from commons.law import queries as law
from consult import rules
from consult.answering import NoIssue, Placement, Replied, Reply, Summary, Theme
from consult.models import DISCUSSION, Hearing
from consult.queries import handled, progress
from consult.queries.progress import Coverage

NAMED = 50
"""So many numbers of unhandled comments a refusal names; the count is exact."""


@dataclass(frozen=True)
class Missing:
    """What a summary still lacks: comments by number, themes by number, fields by name."""

    comments: tuple[int, ...]
    themes: tuple[int, ...]
    fields: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """True when the summary may be published."""
        return not (self.comments or self.themes or self.fields)


@dataclass(frozen=True)
class ThemeLine:
    """A theme with the number of comments in it."""

    theme: Theme
    comments: int


@dataclass(frozen=True)
class Treatment:
    """What became of one comment: an official reply, its themes, or why it raises no point."""

    themes: tuple[Theme, ...] = ()
    no_issue: NoIssue | None = None
    reply: Reply | None = None


@dataclass(frozen=True)
class Row:
    """A row of the response matrix: comment, theme, answer."""

    comment: CommentView
    treatment: Treatment


def summary(hearing: Hearing) -> Summary | None:
    """The summary as it stands, published or not."""
    return db.session().scalar(sa.select(Summary).where(Summary.hearing_id == hearing.id))


def themes(hearing: Hearing) -> list[ThemeLine]:
    """The themes in their order, with answers and counts."""
    rows = db.session().scalars(
        sa.select(Theme)
        .options(selectinload(Theme.answer))
        .where(Theme.hearing_id == hearing.id)
        .order_by(Theme.number)
    )
    found = list(rows)
    counts = progress.themes(hearing, [row.id for row in found])
    return [ThemeLine(row, counts.get(row.id, 0)) for row in found]


def theme(hearing: Hearing, number: int) -> Theme | None:
    """One theme by its number."""
    return db.session().scalar(
        sa.select(Theme).where(Theme.hearing_id == hearing.id, Theme.number == number)
    )


def comment_ids(hearing: Hearing, numbers: Sequence[int]) -> list[int]:
    """The rows of these comments of this hearing; numbers of none are left out."""
    rows = db.session().scalars(
        sa.select(Comment.id)
        .where(Comment.thread_id == handled.thread(hearing), Comment.number.in_(numbers))
        .order_by(Comment.number)
    )
    return list(rows)


def no_issue_of(hearing: Hearing, number: int) -> NoIssue | None:
    """The mark "no issue" of a comment, if it bears one."""
    ids = comment_ids(hearing, [number])
    return db.session().scalar(sa.select(NoIssue).where(NoIssue.comment_id.in_(ids)))


def coverage(hearing: Hearing) -> Coverage:
    """How much of what was said is handled."""
    return progress.coverage(hearing)


def unhandled(
    hearing: Hearing, *, after: int = 0, size: int = 50, section: str | None = None
) -> list[CommentView]:
    """Comments that nobody has handled yet, in the order of their numbers."""
    where = [*handled.to_handle(), sa.not_(handled.is_handled()), Comment.number > after]
    if section is not None:
        where.append(Comment.place == section)
    return handled.views(hearing, where, size)


def in_theme(
    hearing: Hearing, theme_id: int, *, after: int = 0, size: int = 50
) -> list[CommentView]:
    """The comments of a theme, in the order of their numbers."""
    held = sa.select(Placement.comment_id).where(Placement.theme_id == theme_id)
    return handled.listed(hearing, held, Placement.comment_id, after=after, size=size)


def missing_for_summary(hearing: Hearing) -> Missing:
    """What stands between the hearing and its summary (R019, R020)."""
    rule_set = law.by_key(hearing.rule_set_id)
    written = summary(hearing)
    open_comments = unhandled(hearing, size=NAMED)
    return Missing(
        comments=tuple(comment.number for comment in open_comments),
        themes=tuple(line.theme.number for line in themes(hearing) if line.theme.answer is None),
        fields=rules.missing_fields(rule_set, written.fields if written else {}),
    )


def treatments(ids: Sequence[int], *, themes: bool = True) -> dict[int, Treatment]:
    """What became of these comments, by row; without `themes` the official replies alone."""
    found, marked = _themes_of(ids) if themes else ({}, {})
    replies = db.session().execute(
        sa.select(Replied.comment_id, Reply)
        .join(Reply, Reply.id == Replied.reply_id)
        .where(Replied.comment_id.in_(ids))
    )
    replied = dict(replies.tuples().all())
    return {i: Treatment(found.get(i, ()), marked.get(i), replied.get(i)) for i in ids}


def _themes_of(ids: Sequence[int]) -> tuple[dict[int, tuple[Theme, ...]], dict[int, NoIssue]]:
    placed = db.session().execute(
        sa.select(Placement.comment_id, Theme)
        .join(Theme, Theme.id == Placement.theme_id)
        .options(selectinload(Theme.answer))
        .where(Placement.comment_id.in_(ids))
        .order_by(Theme.number)
    )
    found: dict[int, tuple[Theme, ...]] = {}
    for comment_id, row in placed.tuples():
        found[comment_id] = (*found.get(comment_id, ()), row)
    marks = db.session().scalars(sa.select(NoIssue).where(NoIssue.comment_id.in_(ids)))
    return found, {mark.comment_id: mark for mark in marks}


def matrix(hearing: Hearing) -> Iterator[Row]:
    """The whole response matrix in the order of the comments' numbers, read in batches."""
    batch: list[CommentView] = []
    for comment in discussion.every(DISCUSSION, hearing.key):
        batch.append(comment)
        if len(batch) == 500:
            yield from _rows(batch)
            batch = []
    yield from _rows(batch)


def objections(hearing: Hearing) -> list[tuple[CommentView, NoIssue]]:
    """Standing objections of authors whose comment was marked "no issue"."""
    marks = list(
        db.session().scalars(
            sa.select(NoIssue)
            .where(NoIssue.hearing_id == hearing.id, NoIssue.objected_at.is_not(None))
            .order_by(NoIssue.objected_at)
        )
    )
    comments = discussion.by_ids([mark.comment_id for mark in marks])
    return [(comments[mark.comment_id], mark) for mark in marks]


def _rows(batch: Sequence[CommentView]) -> Iterator[Row]:
    found = treatments([comment.id for comment in batch])
    yield from (Row(comment, found[comment.id]) for comment in batch)
