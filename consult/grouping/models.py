"""The tables of grouping: sketches of texts, how far they reach, campaigns, proposals of themes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class CampaignState(StrEnum):
    """What a person has said of a group that the machine proposed."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    UNDONE = "undone"


class Sketch(Base):
    """The MinHash sketch of one comment's words; the words themselves are not in it."""

    __tablename__ = "hearing_sketch"
    __table_args__ = (sa.Index("ix_hearing_sketch_order", "hearing_id", "comment_id"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), unique=True)
    sketch: Mapped[bytes]


class Reach(Base):
    """Up to which comment a hearing is sketched, and whether that was after it had closed."""

    __tablename__ = "hearing_grouping_reach"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), unique=True)
    through: Mapped[int] = mapped_column(default=0)
    is_grouped: Mapped[bool] = mapped_column(default=True)
    after_closing: Mapped[bool] = mapped_column(default=False)
    grouped_at: Mapped[datetime | None]


class Campaign(Base):
    """Texts that are nearly the same; every one of them stays what it is, where it is."""

    __tablename__ = "hearing_campaign"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "number"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    number: Mapped[int]
    state: Mapped[CampaignState] = mapped_column(default=CampaignState.PROPOSED)
    texts: Mapped[int] = mapped_column(default=0)
    joins_id: Mapped[int | None] = mapped_column(sa.ForeignKey("hearing_campaign.id"))
    """The confirmed campaign to which these later texts would be added."""
    made_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]


class CampaignText(Base):
    """A comment is in a campaign; it is in one at most."""

    __tablename__ = "hearing_campaign_text"
    __table_args__ = (sa.Index("ix_hearing_campaign_text_order", "campaign_id", "comment_id"),)

    id: Mapped[pk]
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_campaign.id"))
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("discussion_comment.id"), unique=True)


class ThemeProposal(Base):
    """A theme that the machine proposes from keywords; its extracts are places in real comments."""

    __tablename__ = "hearing_theme_proposal"
    __table_args__ = (sa.UniqueConstraint("hearing_id", "number"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    number: Mapped[int]
    place: Mapped[str | None]
    keywords: Mapped[list[str]]
    comments: Mapped[list[int]] = mapped_column(sa.JSON())
    """The numbers of the comments."""
    extracts: Mapped[list[int]] = mapped_column(sa.JSON())
    """Three numbers an extract, in a row: comment, first and last sign of the sentence."""
    made_at: Mapped[datetime]
