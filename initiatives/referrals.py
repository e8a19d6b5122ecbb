"""The tables of parliament's part: the referral to a committee, its meetings, papers and decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk

if TYPE_CHECKING:
    from initiatives.models import Initiative


class FormerSheet(Base):
    """A sheet that was verified with too few, before the window in which the rest is made up."""

    __tablename__ = "initiative_former_sheet"
    __table_args__ = (Index(None, "initiative_id"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    sheet_id: Mapped[int] = mapped_column(unique=True)
    sheet_digest: Mapped[str]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    collected: Mapped[int]
    verified: Mapped[int]
    result_at: Mapped[datetime]


class Referral(Base):
    """What one committee owes an initiative, by when, and what it has done."""

    __tablename__ = "initiative_referral"
    __table_args__ = (
        UniqueConstraint("term", "registry_number"),
        Index(None, "initiative_id"),
        Index(None, "committee_id"),
    )

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    committee_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    certificate: Mapped[dict[str, Any]]
    forwarded_at: Mapped[datetime]
    receipt_due_at: Mapped[datetime | None]
    hearing_due_at: Mapped[datetime | None]
    answer_due_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    term: Mapped[str | None]
    registry_number: Mapped[str | None]
    taken_up_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship(back_populates="referrals")
    meetings: Mapped[list[Meeting]] = relationship(
        lambda: Meeting, order_by=lambda: (Meeting.held_on, Meeting.id)
    )
    decision: Mapped[CommitteeDecision | None] = relationship()
    papers: Mapped[list[Paper]] = relationship(lambda: Paper, order_by=lambda: Paper.id)
    extensions: Mapped[list[Extension]] = relationship(
        lambda: Extension, order_by=lambda: Extension.id
    )


class Meeting(Base):
    """A sitting of the committee on an initiative, and who was heard."""

    __tablename__ = "initiative_meeting"
    __table_args__ = (Index(None, "referral_id"),)

    id: Mapped[pk]
    referral_id: Mapped[int] = mapped_column(ForeignKey("initiative_referral.id"))
    held_on: Mapped[date]
    topic: Mapped[str]
    heard: Mapped[str] = mapped_column(default="")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("initiative_meeting.id"))
    recorded_at: Mapped[datetime]


class Paper(Base):
    """A letter or paper of the committee on an initiative: its name and its public address."""

    __tablename__ = "initiative_paper"
    __table_args__ = (Index(None, "referral_id"),)

    id: Mapped[pk]
    referral_id: Mapped[int] = mapped_column(ForeignKey("initiative_referral.id"))
    title: Mapped[str]
    address: Mapped[str]
    recorded_at: Mapped[datetime]


class CommitteeDecision(Base):
    """The committee's decision: one of the rule set's outcomes, with its reason."""

    __tablename__ = "initiative_decision"

    id: Mapped[pk]
    referral_id: Mapped[int] = mapped_column(ForeignKey("initiative_referral.id"), unique=True)
    outcome: Mapped[str]
    clause: Mapped[str] = mapped_column(default="")
    """On which provision the committee relies, as it names it; may be empty."""
    reason: Mapped[str]
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]

    corrections: Mapped[list[DecisionCorrection]] = relationship(
        lambda: DecisionCorrection, order_by=lambda: DecisionCorrection.id
    )

    @property
    def now(self) -> CommitteeDecision | DecisionCorrection:
        """The reading that holds: the newest entry, of which the earlier ones stay readable."""
        return self.corrections[-1] if self.corrections else self

    @property
    def earlier(self) -> list[CommitteeDecision | DecisionCorrection]:
        """The readings that were corrected, the oldest first."""
        found: list[CommitteeDecision | DecisionCorrection] = [self, *self.corrections]
        return found[:-1]


class DecisionCorrection(Base):
    """A later entry that says rightly what the committee decided; the first one stays."""

    __tablename__ = "initiative_decision_correction"

    id: Mapped[pk]
    decision_id: Mapped[int] = mapped_column(ForeignKey("initiative_decision.id"), index=True)
    outcome: Mapped[str]
    clause: Mapped[str] = mapped_column(default="")
    """On which provision the committee relies, as it names it; may be empty."""
    reason: Mapped[str]
    decided_on: Mapped[date]
    why: Mapped[str]
    """In public: what was wrong in the entry before."""
    recorded_at: Mapped[datetime]


class Extension(Base):
    """More time for a committee's answer, with its public reason; the first date stays visible."""

    __tablename__ = "initiative_answer_extension"

    id: Mapped[pk]
    referral_id: Mapped[int] = mapped_column(ForeignKey("initiative_referral.id"), index=True)
    before: Mapped[datetime]
    due_at: Mapped[datetime]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
