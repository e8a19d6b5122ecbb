"""The tables of authoring: suggestions taken in, authorship offered, and why a proposal was ended."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Taken(Base):
    """A suggested wording that the author took into the next version."""

    __tablename__ = "initiative_taken_suggestion"
    __table_args__ = (sa.UniqueConstraint("initiative_id", "comment_number"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    comment_number: Mapped[int]
    version: Mapped[int]
    taken_at: Mapped[datetime]


class Offer(Base):
    """The authorship, offered to another person who carries the initiative; open until settled."""

    __tablename__ = "initiative_authorship_offer"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), unique=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    offered_at: Mapped[datetime]


class Ending(Base):
    """Why the author ended a published initiative, in public."""

    __tablename__ = "initiative_ending"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), unique=True)
    reason: Mapped[str]
    ended_at: Mapped[datetime]
