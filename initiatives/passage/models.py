"""The tables of the book: entries that are never overwritten, second destinations, voices for a new representative."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Initiative
from initiatives.passage.states import EntryKind, Medium, Source


class Entry(Base):
    """One thing that happened to an initiative; a wrong one is corrected by another."""

    __tablename__ = "initiative_entry"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(sa.ForeignKey("initiative_referral.id"))
    kind: Mapped[EntryKind]
    source: Mapped[Source]
    happened_on: Mapped[date]
    title: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    medium: Mapped[Medium | None]
    correspondent: Mapped[str] = mapped_column(default="")
    """From whom a letter came, or to whom it went: a body or an office."""
    address: Mapped[str] = mapped_column(default="")
    digest: Mapped[str | None] = mapped_column(index=True)
    file_type: Mapped[str | None]
    file_name: Mapped[str | None]
    corrects_id: Mapped[int | None] = mapped_column(sa.ForeignKey("initiative_entry.id"))
    message: Mapped[str | None]
    """The number of the message by which a parliament's own system brought it."""
    recorded_at: Mapped[datetime]

    initiative: Mapped[Initiative] = relationship()

    @property
    def path(self) -> str:
        """Where the file is fetched."""
        return f"{self.initiative.path}/book/{self.id}"


class Destination(Base):
    """A second body that owes an answer beside the committee: a government, a municipality."""

    __tablename__ = "initiative_destination"
    __table_args__ = (sa.UniqueConstraint("initiative_id", "agency_id"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    asked_for: Mapped[str]
    sent_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    told_late_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship()


class Backing(Base):
    """One initiator's voice for another representative, where the present one stays inactive."""

    __tablename__ = "initiative_backing"

    id: Mapped[pk]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_member.id"), unique=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_member.id"))
    given_at: Mapped[datetime]
