"""The tables of funding: gifts as they were disclosed, and until when the list was stated whole."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Gift(Base):
    """Money or its worth that an initiative was given; a wrong entry is struck out, never erased."""

    __tablename__ = "initiative_gift"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    giver: Mapped[str]
    amount: Mapped[int]
    """In whole units of the currency."""
    currency: Mapped[str]
    received_on: Mapped[date]
    disclosed_at: Mapped[datetime]
    is_late: Mapped[bool]
    struck_at: Mapped[datetime | None]
    struck_reason: Mapped[str] = mapped_column(default="")


class Statement(Base):
    """The initiators' word that every gift until a day is on the list."""

    __tablename__ = "initiative_funding_statement"
    __table_args__ = (sa.UniqueConstraint("initiative_id", "through"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    through: Mapped[date]
    made_at: Mapped[datetime]
