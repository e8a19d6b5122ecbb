"""Threads, comments, each person's current stances, and the tallies that spare us counting."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk

WHOLE = ""
"""The place of a comment that speaks of the whole text, not of one section."""


class Stance(StrEnum):
    """What a person says of a section."""

    AGREE = "agree"
    DISAGREE = "disagree"
    CHANGE = "change"


class Change(StrEnum):
    """What a suggested wording does to the words of its section; the redline tells it."""

    ADD = "add"
    REPLACE = "replace"
    DELETE = "delete"


class Display(StrEnum):
    """Who sees the author's name; chosen before sending."""

    NAME = "name"
    PSEUDONYM = "pseudonym"
    AGENCY = "agency"
    HIDDEN = "hidden"
    ORGANISATION = "organisation"
    BEHALF = "behalf"


WITHHELD = frozenset({Display.AGENCY, Display.HIDDEN})
"""Choices under which the public sees no name at all."""
IDENTIFIED = frozenset({Display.NAME, Display.ORGANISATION, Display.BEHALF})
"""Choices under which it is said who speaks or for whom (OCS rules on hearings); others are anonymous."""


class Channel(StrEnum):
    """How the words reached us."""

    ONLINE = "online"
    PAPER = "paper"
    MAIL = "mail"
    MEETING = "meeting"
    INVITED = "invited"


OFFLINE = (Channel.PAPER, Channel.MAIL, Channel.MEETING)
"""What staff enter; an invited body writes itself, through the link in its letter."""


class Placing(StrEnum):
    """What became of a comment's place when a later version of the text was published."""

    WRITTEN = "written"
    SAME = "same"
    MOVED = "moved"
    ORPHANED = "orphaned"


class Cover(StrEnum):
    """What moderation has done to the words; stance, number, replies and counts are never touched."""

    REDACTED = "redacted"
    HIDDEN = "hidden"
    REMOVED = "removed"


class Measure(StrEnum):
    """What a tally counts; the stances are counted under their own names."""

    AGREE = "agree"
    DISAGREE = "disagree"
    CHANGE = "change"
    COMMENT = "comment"
    REPLY = "reply"
    PERSON = "person"


class Thread(Base):
    """All that is said of one thing; its row hands out the numbers."""

    __tablename__ = "discussion_thread"
    __table_args__ = (sa.UniqueConstraint("kind", "key"),)

    id: Mapped[pk]
    kind: Mapped[str]
    key: Mapped[str]
    last_number: Mapped[int] = mapped_column(default=0)
    is_counted: Mapped[bool] = mapped_column(default=True, server_default=sa.false())
    """Whether its figures follow each act; those begun before there were figures wait for a timer."""
    moving: Mapped[int | None]
    """The move to a new version that its comments still follow (`moving`)."""


class Comment(Base):
    """One thing said, with its number, its place in the text and its receipt.

    `section` and `version` say where it was written and never change; `place` is where it stands
    in the newest version. `account_id` may be cut; no national id ever comes near this table.
    `bound` is what else the receipt's hash covers: the kind of change, a range, files.
    """

    __tablename__ = "discussion_comment"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "number"),
        sa.CheckConstraint("withdrawn_at >= written_at", name="withdrawn_after_writing"),
        sa.CheckConstraint("edits >= 0 AND support >= 0 AND thanks >= 0", name="counts"),
        sa.Index("ix_discussion_comment_page", "thread_id", "place", "reply_to_id", "id"),
        sa.Index("ix_discussion_comment_replies", "reply_to_id", "id"),
        sa.Index("ix_discussion_comment_author", "account_id", "thread_id"),
        sa.Index("ix_discussion_comment_display", "thread_id", "display", "assurance"),
        sa.Index("ix_discussion_comment_support", "thread_id", "place", "support", "id"),
        sa.Index("ix_discussion_comment_answered", "thread_id", "place", "is_answered", "id"),
        sa.Index("ix_discussion_comment_channel", "thread_id", "channel", "id"),
        sa.Index("ix_discussion_comment_language", "thread_id", "language", "number"),
        sa.Index("ix_discussion_comment_time", "thread_id", "written_at"),
        sa.Index("ix_discussion_comment_shown", "thread_id", "display", "number"),
        sa.Index(
            "ix_discussion_comment_confidential",
            "thread_id",
            "number",
            sqlite_where=sa.text("confidential_reason IS NOT NULL"),
            postgresql_where=sa.text("confidential_reason IS NOT NULL"),
        ),
    )

    id: Mapped[pk]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_thread.id"))
    number: Mapped[int]
    section: Mapped[str] = mapped_column(default=WHOLE)
    version: Mapped[int]
    place: Mapped[str | None]
    placing: Mapped[Placing] = mapped_column(default=Placing.WRITTEN)
    reply_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    account_id: Mapped[int | None]
    assurance: Mapped[int]
    display: Mapped[Display]
    shown_as: Mapped[str] = mapped_column(default="")
    speaks_for: Mapped[str | None]
    register_number: Mapped[str | None]
    capacity: Mapped[str | None]
    speaks_confirmed: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    confidential_reason: Mapped[str | None]
    erased_at: Mapped[datetime | None]
    by_minor: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    stance: Mapped[Stance | None]
    words: Mapped[str] = mapped_column(default="")
    suggestion: Mapped[str | None]
    has_words: Mapped[bool]
    language: Mapped[str]
    channel: Mapped[Channel] = mapped_column(default=Channel.ONLINE)
    received_on: Mapped[date | None]
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    receipt_code: Mapped[str]
    receipt_hash: Mapped[str]
    change: Mapped[Change | None]
    bound: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    edits: Mapped[int] = mapped_column(default=0, server_default="0")
    edited_at: Mapped[datetime | None]
    support: Mapped[int] = mapped_column(default=0, server_default="0")
    thanks: Mapped[int] = mapped_column(default=0, server_default="0")
    opposed: Mapped[int] = mapped_column(default=0, server_default="0")
    replies: Mapped[int | None] = mapped_column(default=0)
    """How many replies it has; None where it was written before they were counted with each act."""
    is_answered: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    cover: Mapped[Cover | None]
    """What readers may not see; read a comment's words only through `discussion.covering`."""
    cover_ground: Mapped[str | None]
    covered_at: Mapped[datetime | None]
    covered_by: Mapped[int | None]
    """The body that decided, not the person."""
    open_words: Mapped[str | None]
    open_suggestion: Mapped[str | None]
    """What is left to read once it is redacted."""
    moved_in: Mapped[int | None]
    """The move that it followed before its turn, because somebody acted on it."""


class CurrentStance(Base):
    """The one stance that a person holds now of one section; the unique index sees to it."""

    __tablename__ = "discussion_stance"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "place", "account_id"),
        sa.Index("ix_discussion_stance_account", "account_id", "thread_id"),
    )

    id: Mapped[pk]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_thread.id"))
    place: Mapped[str | None]
    account_id: Mapped[int]
    assurance: Mapped[int]
    stance: Mapped[Stance]
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"))
    moved_in: Mapped[int | None]
    """The last move that it followed, or during which it was given."""


class Voice(Base):
    """A person who has spoken in a thread, counted once."""

    __tablename__ = "discussion_voice"
    __table_args__ = (sa.UniqueConstraint("thread_id", "account_id"),)

    id: Mapped[pk]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_thread.id"))
    account_id: Mapped[int] = mapped_column(index=True)


class Tally(Base):
    """How many of one measure stand at one place, by assurance; moved with each act."""

    __tablename__ = "discussion_tally"
    __table_args__ = (sa.UniqueConstraint("thread_id", "place", "measure", "assurance"),)

    id: Mapped[pk]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_thread.id"))
    place: Mapped[str]
    measure: Mapped[Measure]
    assurance: Mapped[int]
    times: Mapped[int]
