"""The tables beside a review: its check-out, the desk's private notes, the appeal."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Review


class Lease(Base):
    """Which clerk has a review in hand, and until when."""

    __tablename__ = "initiative_review_lease"

    id: Mapped[pk]
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_review.id"), unique=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    until: Mapped[datetime]


class Note(Base):
    """What a clerk noted for the desk; never public."""

    __tablename__ = "initiative_review_note"

    id: Mapped[pk]
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_review.id"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    words: Mapped[str]
    written_at: Mapped[datetime]


class Appeal(Base):
    """The author's appeal against a rejection, decided outside the body that rejected."""

    __tablename__ = "initiative_review_appeal"

    id: Mapped[pk]
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_review.id"), unique=True)
    words: Mapped[str]
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    is_won: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")

    review: Mapped[Review] = relationship()


class Words(Base):
    """The words of a public proposal as a sketch, so that like ones are found without reading it."""

    __tablename__ = "initiative_words"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), unique=True)
    title_terms: Mapped[list[str]] = mapped_column(sa.JSON)
    hashes: Mapped[bytes]
    size: Mapped[int]
