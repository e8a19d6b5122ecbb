"""What hangs on a comment: former wordings, reactions, marked words, files; and what is not sent yet."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk
from commons.discussion.models import Change


class Mood(StrEnum):
    """The closed set of reactions: a person has one for each comment of another."""

    SUPPORT = "support"
    THANKS = "thanks"
    OPPOSE = "oppose"


class Reading(StrEnum):
    """How far the reading of an attached file has come."""

    WAITING = "waiting"
    READ = "read"
    WITHOUT_WORDS = "without-words"
    UNREADABLE = "unreadable"


class FormerWording(Base):
    """A comment as it read before an edit, with the receipt that was given for it."""

    __tablename__ = "discussion_former_wording"
    __table_args__ = (sa.UniqueConstraint("comment_id", "edition"),)

    id: Mapped[pk]
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    edition: Mapped[int]
    words: Mapped[str]
    suggestion: Mapped[str | None]
    change: Mapped[Change | None]
    language: Mapped[str]
    bound: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    written_at: Mapped[datetime]
    receipt_code: Mapped[str]
    receipt_hash: Mapped[str]


class Reaction(Base):
    """One person's reaction to one comment; the unique index sees to it."""

    __tablename__ = "discussion_reaction"
    __table_args__ = (sa.UniqueConstraint("comment_id", "account_id"),)

    id: Mapped[pk]
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    account_id: Mapped[int] = mapped_column(index=True)
    mood: Mapped[Mood]
    given_at: Mapped[datetime]


class MarkedRange(Base):
    """The words of a section on which a comment speaks: quote, context, place (W3C selectors)."""

    __tablename__ = "discussion_range"

    id: Mapped[pk]
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), unique=True)
    anchor: Mapped[str]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class Attachment(Base):
    """A file sent with a comment, and the words that were read in it."""

    __tablename__ = "discussion_attachment"
    __table_args__ = (sa.UniqueConstraint("comment_id", "place"),)

    id: Mapped[pk]
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    place: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True)
    type: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    reading: Mapped[Reading]
    words: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]


class HeldFile(Base):
    """A file that was sent with a form and not with a comment yet; forgotten after some days."""

    __tablename__ = "discussion_held_file"
    __table_args__ = (sa.UniqueConstraint("account_id", "key"),)

    id: Mapped[pk]
    account_id: Mapped[int]
    key: Mapped[str]
    digest: Mapped[str] = mapped_column(index=True)
    type: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    held_at: Mapped[datetime]


class Draft(Base):
    """A form that a person left half-written at one place of a thread, to be offered again."""

    __tablename__ = "discussion_draft"
    __table_args__ = (sa.UniqueConstraint("account_id", "kind", "key", "place"),)

    id: Mapped[pk]
    account_id: Mapped[int]
    kind: Mapped[str]
    key: Mapped[str]
    place: Mapped[str]
    fields: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(index=True)


class Figure(Base):
    """How many comments of a thread are one thing (`figures` names them), by section and assurance."""

    __tablename__ = "discussion_figure"
    __table_args__ = (sa.UniqueConstraint("thread_id", "name", "place", "assurance"),)

    id: Mapped[pk]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_thread.id"))
    name: Mapped[str]
    place: Mapped[str]
    assurance: Mapped[int]
    times: Mapped[int]


class Move(Base):
    """A new version: which section went where, and up to which number the comments have followed."""

    __tablename__ = "discussion_move"
    __table_args__ = (
        sa.CheckConstraint("reached >= 0 AND reached <= last_number", name="reached"),
    )

    id: Mapped[pk]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_thread.id"))
    version: Mapped[int]
    ways: Mapped[dict[str, Any]]
    """By section of the old version, only where it differs: its section in the new one, or None."""
    last_number: Mapped[int]
    """What bears a higher number was written in the new version."""
    reached: Mapped[int]
    begun_at: Mapped[datetime]
    stepped_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
