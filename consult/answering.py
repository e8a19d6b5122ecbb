"""The tables of answering: themes, which comment is in which, answers, the summary."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from consult.states import Disposition


class Theme(Base):
    """A point that several comments make; it gets one answer."""

    __tablename__ = "hearing_theme"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "number"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    number: Mapped[int]
    title: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    answer: Mapped[Answer | None] = relationship()


class Placement(Base):
    """A comment is in a theme; it may be in several."""

    __tablename__ = "hearing_placement"
    __table_args__ = (
        sa.UniqueConstraint("theme_id", "comment_id"),
        sa.Index("ix_hearing_placement_comment", "hearing_id", "comment_id"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_theme.id"))
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))


class NoIssue(Base):
    """A comment that raises no point, why, and its author's one objection."""

    __tablename__ = "hearing_no_issue"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "comment_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    reason: Mapped[str]
    marked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    marked_at: Mapped[datetime]
    objection: Mapped[str | None]
    objected_at: Mapped[datetime | None]


class Answer(Base):
    """The agency's answer to a theme: what it does with the point, and why."""

    __tablename__ = "hearing_answer"

    id: Mapped[pk]
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_theme.id"), unique=True)
    disposition: Mapped[Disposition]
    reason: Mapped[str]
    section: Mapped[str | None]
    answered_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime]


class Summary(Base):
    """The summary report: the fields of the rule set; public once a second person approved it."""

    __tablename__ = "hearing_summary"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), unique=True)
    fields: Mapped[dict[str, str]]
    written_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    written_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
