"""The tables of an initiative: the proposal, its words, its people, its review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.referrals import (
    CommitteeDecision,
    DecisionCorrection,
    Extension,
    FormerSheet,
    Meeting,
    Paper,
    Referral,
)
from initiatives.states import TRANSITIONS, MemberRole, State, Verdict
from initiatives.tiers import Tier

__all__ = [
    "CommitteeDecision",
    "DecisionCorrection",
    "Extension",
    "FormerSheet",
    "Initiative",
    "Invitation",
    "Meeting",
    "Member",
    "Paper",
    "Referral",
    "Review",
    "Tier",
    "Wording",
]


class Initiative(Base):
    """A citizens' proposal from its first draft to the decision of a committee.

    `stage` is the last act; the state that people read follows from it and from the clock
    (`initiatives.rules.state`). `sheet_id` and `roll_id` are plain words of the strong room.
    """

    __tablename__ = "initiative"
    __table_args__ = (
        Index(None, "stage", "id"),
        Index(None, "stage", "closes_at"),
        Index(None, "agency_id"),
        CheckConstraint("closes_at >= opens_at", name="closes_after_opening"),
        CheckConstraint("threshold > 0", name="threshold"),
        CheckConstraint("support >= 0", name="support"),
    )

    id: Mapped[pk]
    slug: Mapped[str] = mapped_column(default="")
    stage: Mapped[State] = mapped_column(default=State.DRAFT)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("law_rule_set.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    """The body that receives: its clerks review, its committees answer."""
    topic: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    parts: Mapped[dict[str, str]] = mapped_column(default=dict)
    """The working words of each required part; what was published stands in `Wording`."""
    declarations: Mapped[dict[str, Any]] = mapped_column(default=dict)
    practice: Mapped[bool] = mapped_column(default=False)
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    """The authority to whose key the signatures are sealed."""
    announced: Mapped[list[str]] = mapped_column(default=list)
    """Which late answers were announced already, so that each is announced once."""
    text_id: Mapped[int | None] = mapped_column(ForeignKey("text.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("text_version.id"))
    roll_id: Mapped[int | None]
    sheet_id: Mapped[int | None] = mapped_column(unique=True)
    sheet_digest: Mapped[str | None]
    threshold: Mapped[int | None]
    base_figure: Mapped[int | None]
    """Of how many people the threshold is a share, frozen with the sheet."""
    base_source: Mapped[str | None]
    territories_short: Mapped[int | None]
    """In how many territories the verified signatures still miss the law's minimum."""
    confirm_due_at: Mapped[datetime | None]
    """After the end of a term: until when the body has to confirm it, lest it lapse."""

    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    discussion_ends_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    review_due_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    start_due_at: Mapped[datetime | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    planned_closes_at: Mapped[datetime | None]
    early_stop_at: Mapped[datetime | None]
    early_stop_below: Mapped[int | None]
    sent_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    handover_due_at: Mapped[datetime | None]
    handed_over_at: Mapped[datetime | None]
    verification_due_at: Mapped[datetime | None]
    result_at: Mapped[datetime | None]
    result_final_at: Mapped[datetime | None]
    cure_closes_at: Mapped[datetime | None]
    qualified_at: Mapped[datetime | None]
    forward_due_at: Mapped[datetime | None]
    forwarded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    """Taken down by two persons on a coded ground; its words are shown nowhere while this stands."""

    support: Mapped[int] = mapped_column(default=0)
    """The released net count, as the strong room said it, with what was carried over."""
    support_at: Mapped[datetime | None]
    next_release_by: Mapped[datetime | None]
    reached_at: Mapped[datetime | None]
    carried: Mapped[int] = mapped_column(default=0)
    """Signatures verified on an earlier sheet, where a second window makes up the missing ones."""
    collected: Mapped[int | None]
    verified: Mapped[int | None]

    members: Mapped[list[Member]] = relationship(
        back_populates="initiative", order_by="Member.id", lazy="selectin"
    )
    reviews: Mapped[list[Review]] = relationship(back_populates="initiative", order_by="Review.id")
    former_sheets: Mapped[list[FormerSheet]] = relationship(order_by="FormerSheet.id")
    referrals: Mapped[list[Referral]] = relationship(
        back_populates="initiative", order_by="Referral.id"
    )
    tiers: Mapped[list[Tier]] = relationship(order_by="Tier.count")

    def move(self, to: State) -> None:
        """Go on to `to`; refused where the table of transitions has no such step."""
        if to not in TRANSITIONS[self.stage]:
            raise Refusal(
                "wrong-state",
                _l("This step is not possible where the initiative stands now."),
                at=self.stage.value,
                to=to.value,
            )
        self.stage = to

    def reopen(self) -> None:
        """Go back to review, because an appeal against the rejection was won; refused otherwise."""
        if self.stage is not State.REJECTED:
            raise Refusal("wrong-state", _l("Only a rejected initiative goes back to review."))
        self.stage = State.REVIEW

    @property
    def path(self) -> str:
        """The public address, which is also its subject on the record."""
        return f"/initiatives/{self.slug}"


class Member(Base):
    """A person who carries an initiative, and whether the eID has confirmed it on the roll."""

    __tablename__ = "initiative_member"
    __table_args__ = (UniqueConstraint("initiative_id", "account_id"), Index(None, "account_id"))

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[MemberRole]
    is_author: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(default="")
    """As the roll gave it back, for publication with consent; empty until confirmed."""
    region: Mapped[str] = mapped_column(default="")
    agrees_to_send_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship(back_populates="members")


class Invitation(Base):
    """A letter that lets one person join an initiative, once, for a few days."""

    __tablename__ = "initiative_invitation"
    __table_args__ = (Index(None, "initiative_id"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    role: Mapped[MemberRole]
    token_hash: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Wording(Base):
    """What one published version of a proposal said, part by part, kept as written."""

    __tablename__ = "initiative_wording"
    __table_args__ = (UniqueConstraint("initiative_id", "number"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    number: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("text_version.id"))
    title: Mapped[str]
    parts: Mapped[dict[str, str]]
    published_at: Mapped[datetime]


class Review(Base):
    """One round at the clerk's desk: handed in, and what was decided with which public reason."""

    __tablename__ = "initiative_review"
    __table_args__ = (Index(None, "initiative_id"), Index(None, "decided_at", "submitted_at"))

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    submitted_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    verdict: Mapped[Verdict | None]
    code: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")

    initiative: Mapped[Initiative] = relationship(back_populates="reviews")
