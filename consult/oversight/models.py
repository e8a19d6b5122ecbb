"""The table of exceptions: what an agency wants for itself, and who above it has agreed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.agencies.models import Agency
from commons.db import Base, pk
from consult.models import Hearing


class Wish(StrEnum):
    """What an agency wants for itself against the rule."""

    SHORTER = "shorter"
    NO_STAKEHOLDERS = "no-stakeholders"
    NON_PUBLICATION = "non-publication"
    EARLY_END = "early-end"


class Asked(Base):
    """One exception for one hearing: ground, reason, who decides above, and the decision.

    Without `approver_id` there is nobody above: it is approved by the agency itself, and says so.
    """

    __tablename__ = "hearing_exception"
    __table_args__ = (sa.Index("ix_hearing_exception_hearing_wish", "hearing_id", "wish"),)

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    wish: Mapped[Wish]
    ground: Mapped[str | None]
    reason: Mapped[str]
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    approver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    due_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    expires_on: Mapped[date | None]
    replaced_at: Mapped[datetime | None]

    hearing: Mapped[Hearing] = relationship()
    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id])
    approver: Mapped[Agency | None] = relationship(foreign_keys=[approver_id])
