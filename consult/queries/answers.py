"""What was done with what was said: themes, coverage, what a summary lacks, the response matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from commons import db
from commons.discussion import queries as discussion
from commons.discussion.models import Comment, Thread
from commons.discussion.shown import CommentView
from commons.law import queries as law
from consult import rules
from consult.answering import NoIssue, Placement, Summary, Theme
from consult.models import DISCUSSION, Hearing

NAMED = 50
"""So many numbers of unhandled comments a refusal names; the count is exact."""


@dataclass(frozen=True)
class Coverage:
    """How many comments there are to handle, and how many are in a theme or marked "no issue"."""

    all: int
    handled: int

    @property
    def share(self) -> float:
        """Handled / all; 1 where nobody spoke."""
        return self.handled / self.all if self.all else 1.0


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
    """What became of one comment: its themes with their answers, or why it raises no point."""

    themes: tuple[Theme, ...] = ()
    no_issue: NoIssue | None = None


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
    counts = dict(
        db.session()
        .execute(
            sa.select(Placement.theme_id, sa.func.count())
            .where(Placement.hearing_id == hearing.id)
            .group_by(Placement.theme_id)
        )
        .tuples()
        .all()
    )
    rows = db.session().scalars(
        sa.select(Theme)
        .options(selectinload(Theme.answer))
        .where(Theme.hearing_id == hearing.id)
        .order_by(Theme.number)
    )
    return [ThemeLine(row, counts.get(row.id, 0)) for row in rows]


def theme(hearing: Hearing, number: int) -> Theme | None:
    """One theme by its number."""
    return db.session().scalar(
        sa.select(Theme).where(Theme.hearing_id == hearing.id, Theme.number == number)
    )


def comment_ids(hearing: Hearing, numbers: Sequence[int]) -> list[int]:
    """The rows of these comments of this hearing; numbers of none are left out."""
    rows = db.session().scalars(
        sa.select(Comment.id)
        .where(Comment.thread_id == _thread(hearing), Comment.number.in_(numbers))
        .order_by(Comment.number)
    )
    return list(rows)


def no_issue_of(hearing: Hearing, number: int) -> NoIssue | None:
    """The mark "no issue" of a comment, if it bears one."""
    ids = comment_ids(hearing, [number])
    return db.session().scalar(sa.select(NoIssue).where(NoIssue.comment_id.in_(ids)))


def coverage(hearing: Hearing) -> Coverage:
    """How much of what was said is handled."""
    whole = _count(hearing, *_to_handle())
    return Coverage(whole, whole - _count(hearing, *_to_handle(), sa.not_(_is_handled())))


def unhandled(
    hearing: Hearing, *, after: int = 0, size: int = 50, section: str | None = None
) -> list[CommentView]:
    """Comments in no theme and not marked, in the order of their numbers."""
    where = [*_to_handle(), sa.not_(_is_handled()), Comment.number > after]
    if section is not None:
        where.append(Comment.place == section)
    return _views(hearing, where, size)


def in_theme(
    hearing: Hearing, theme_id: int, *, after: int = 0, size: int = 50
) -> list[CommentView]:
    """The comments of a theme, in the order of their numbers."""
    placed = sa.select(Placement.comment_id).where(Placement.theme_id == theme_id)
    return _views(hearing, [Comment.id.in_(placed), Comment.number > after], size)


def missing_for_summary(hearing: Hearing) -> Missing:
    """What stands between the hearing and its summary (R019, R020)."""
    rule_set = law.by_key(hearing.rule_set_id)
    written = summary(hearing)
    open_comments = _views(hearing, [*_to_handle(), sa.not_(_is_handled())], NAMED)
    return Missing(
        comments=tuple(comment.number for comment in open_comments),
        themes=tuple(line.theme.number for line in themes(hearing) if line.theme.answer is None),
        fields=rules.missing_fields(rule_set, written.fields if written else {}),
    )


def treatments(ids: Sequence[int]) -> dict[int, Treatment]:
    """What became of these comments, by row."""
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
    marked = {mark.comment_id: mark for mark in marks}
    return {i: Treatment(found.get(i, ()), marked.get(i)) for i in ids}


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


def _thread(hearing: Hearing) -> sa.ScalarSelect[int]:
    return (
        sa.select(Thread.id)
        .where(Thread.kind == DISCUSSION, Thread.key == hearing.key)
        .scalar_subquery()
    )


def _to_handle() -> list[sa.ColumnElement[bool]]:
    # A reply goes with the comment above it; a bare stance is counted, and needs no answer.
    return [
        sa.true() == Comment.has_words,
        Comment.reply_to_id.is_(None),
        Comment.withdrawn_at.is_(None),
    ]


def _is_handled() -> sa.ColumnElement[bool]:
    placed = sa.exists().where(Placement.comment_id == Comment.id)
    marked = sa.exists().where(NoIssue.comment_id == Comment.id)
    return sa.or_(placed, marked)


def _count(hearing: Hearing, *where: sa.ColumnElement[bool]) -> int:
    statement = sa.select(sa.func.count()).select_from(Comment)
    return db.session().scalar(statement.where(Comment.thread_id == _thread(hearing), *where)) or 0


def _views(
    hearing: Hearing, where: Sequence[sa.ColumnElement[bool]], size: int
) -> list[CommentView]:
    ids = db.session().scalars(
        sa.select(Comment.id)
        .where(Comment.thread_id == _thread(hearing), *where)
        .order_by(Comment.number)
        .limit(size)
    )
    wanted = list(ids)
    found = discussion.by_ids(wanted)
    return [found[i] for i in wanted]
