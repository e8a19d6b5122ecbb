"""The tables of answering: themes, which comment is in which, answers, the summary, its verdicts."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.agencies.models import Agency
from commons.db import Base, pk
from consult.states import Disposition, Verdict


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
        sa.Index("ix_hearing_placement_comment_id", "comment_id"),
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
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), index=True)
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
    version: Mapped[int | None]
    """The version in which `section` was changed."""
    answered_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime]
    agency_id: Mapped[int | None]
    """For which of the agencies that hold the hearing it was given."""

    agency: Mapped[Agency | None] = relationship(
        primaryjoin=lambda: sa.orm.foreign(Answer.agency_id) == Agency.id, viewonly=True
    )


class Reply(Base):
    """An official reply, public at once: to one comment or many with one text, or to a section."""

    __tablename__ = "hearing_reply"
    __table_args__ = (
        sa.UniqueConstraint("hearing_id", "number"),
        sa.Index("ix_hearing_reply_place", "hearing_id", "place"),
    )

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    number: Mapped[int]
    place: Mapped[str | None]
    """The section that it answers; None where it answers comments."""
    comments: Mapped[int] = mapped_column(default=0)
    disposition: Mapped[Disposition]
    reason: Mapped[str]
    section: Mapped[str | None]
    version: Mapped[int | None]
    answered_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    answered_at: Mapped[datetime]
    agency_id: Mapped[int | None]
    """For which of the agencies that hold the hearing it was given."""

    agency: Mapped[Agency | None] = relationship(
        primaryjoin=lambda: sa.orm.foreign(Reply.agency_id) == Agency.id, viewonly=True
    )


class Replied(Base):
    """A comment has this official reply; it has one at most."""

    __tablename__ = "hearing_replied"
    __table_args__ = (sa.Index("ix_hearing_replied_order", "reply_id", "comment_id"),)

    id: Mapped[pk]
    reply_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_reply.id"))
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), unique=True)


class Correction(Base):
    """An answer as it read before it was corrected, and why; it stays visible for ever."""

    __tablename__ = "hearing_answer_correction"

    id: Mapped[pk]
    answer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("hearing_answer.id"), index=True)
    reply_id: Mapped[int | None] = mapped_column(sa.ForeignKey("hearing_reply.id"), index=True)
    disposition: Mapped[Disposition]
    reason: Mapped[str]
    section: Mapped[str | None]
    why: Mapped[str]
    corrected_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    corrected_at: Mapped[datetime]


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


class SummaryReturn(Base):
    """A summary that a superior or parliament gave back, with reasons, and as it read then."""

    __tablename__ = "hearing_summary_return"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    reason: Mapped[str]
    fields: Mapped[dict[str, str]]
    published_at: Mapped[datetime | None]
    """When it was public; None where it had only been handed in."""
    returned_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    returned_at: Mapped[datetime]


class Judgement(Base):
    """One participant's one answer to the question: does this answer my point?"""

    __tablename__ = "hearing_judgement"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "account_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    account_id: Mapped[int]
    verdict: Mapped[Verdict]
    given_at: Mapped[datetime]


class VerdictTally(Base):
    """How many participants gave one verdict; moved with each act."""

    __tablename__ = "hearing_verdict_tally"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "verdict"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    verdict: Mapped[Verdict]
    times: Mapped[int]


class KeptCount(Base):
    """A count that would take long to make anew: how many of how many, and when it was made."""

    __tablename__ = "hearing_kept_count"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "name"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    name: Mapped[str]
    """`all`, `section:<eId>`, `officer:<account>`, or the name of a figure."""
    times: Mapped[int]
    of: Mapped[int]
    counted_at: Mapped[datetime]


class EarlyEnd(Base):
    """An end before its time that a publisher asks for; it stands once a second person agrees."""

    __tablename__ = "hearing_early_end"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    ground: Mapped[str]
    reason: Mapped[str]
    closes_at: Mapped[datetime]
    shorten_ground: Mapped[str | None]
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    is_agreed: Mapped[bool] = mapped_column(default=False)
