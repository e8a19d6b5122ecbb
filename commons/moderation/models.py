"""The tables of moderation: cases by (kind, key, number), reports, decisions, notes, orders, appeals."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from commons.moderation.states import Act, Ground, Outcome


class ReportedCase(Base):
    """One comment that was reported or decided upon; it lies with one body's moderators.

    `waits_since` is the instant of the oldest report that is not settled, None when none waits.
    """

    __tablename__ = "moderation_case"
    __table_args__ = (
        sa.UniqueConstraint("kind", "key", "number"),
        sa.Index("ix_moderation_case_queue", "agency_id", "waits_since"),
    )

    id: Mapped[pk]
    kind: Mapped[str]
    key: Mapped[str]
    number: Mapped[int]
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    waits_since: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    waiting: Mapped[int] = mapped_column(default=0)
    urgent_at: Mapped[datetime | None]
    hints: Mapped[list[str]] = mapped_column(default=list)
    lease_by: Mapped[int | None]
    lease_until: Mapped[datetime | None]

    decisions: Mapped[list[ModerationDecision]] = relationship(
        order_by="ModerationDecision.id", back_populates="case"
    )
    notes: Mapped[list[CaseNote]] = relationship(order_by="CaseNote.id")
    reports: Mapped[list[CommentReport]] = relationship(order_by="CommentReport.id")


class CommentReport(Base):
    """One person's report of one comment; the unique index lets it be made once."""

    __tablename__ = "moderation_report"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "reporter"),
        sa.Index("ix_moderation_report_account", "account_id"),
    )

    id: Mapped[pk]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"))
    reporter: Mapped[str]
    """An account, or an HMAC of a visitor's address."""
    account_id: Mapped[int | None]
    ground: Mapped[Ground]
    words: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class ModerationDecision(Base):
    """What was decided about a comment, on which ground, by which body; never changed afterwards."""

    __tablename__ = "moderation_decision"
    __table_args__ = (
        sa.Index("ix_moderation_decision_case_id", "case_id"),
        sa.Index("ix_moderation_decision_agency_id", "agency_id", "decided_at"),
    )

    id: Mapped[pk]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"))
    act: Mapped[Act]
    ground: Mapped[Ground | None]
    reason: Mapped[str] = mapped_column(default="")
    """For the author and those who check; not in the public log, for it may quote the words."""
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    decided_by: Mapped[int]
    decided_at: Mapped[datetime]
    words_digest: Mapped[str]
    order_body: Mapped[str | None]
    order_reference: Mapped[str | None]
    order_date: Mapped[date | None]
    confirmed_by: Mapped[int | None]

    case: Mapped[ReportedCase] = relationship(back_populates="decisions")
    appeal: Mapped[ModerationAppeal | None] = relationship(back_populates="decision")


class CaseNote(Base):
    """A moderator's note for the colleagues; private to the body."""

    __tablename__ = "moderation_note"

    id: Mapped[pk]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), index=True)
    written_by: Mapped[int]
    written_at: Mapped[datetime]
    words: Mapped[str]


class RemovalOrder(Base):
    """An order of a court or an authority, brought by one person and waiting for another's yes."""

    __tablename__ = "moderation_order"

    id: Mapped[pk]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_case.id"), index=True)
    lifts: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str]
    reference: Mapped[str]
    dated: Mapped[date]
    proposed_by: Mapped[int]
    proposed_at: Mapped[datetime]
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]

    case: Mapped[ReportedCase] = relationship()


class ModerationAppeal(Base):
    """The author's appeal against one decision, decided outside the body concerned."""

    __tablename__ = "moderation_appeal"
    __table_args__ = (sa.Index("ix_moderation_appeal_agency_id", "agency_id", "decided_at"),)

    id: Mapped[pk]
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_decision.id"), unique=True)
    account_id: Mapped[int]
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    """The body concerned, not the one that decides the appeal."""
    words: Mapped[str]
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    outcome: Mapped[Outcome | None]
    reason: Mapped[str] = mapped_column(default="")
    decided_in: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"))
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]

    decision: Mapped[ModerationDecision] = relationship(back_populates="appeal")
