"""The table of removals, and their closed grounds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Initiative


class RemovalGround(StrEnum):
    """Why a published proposal may be taken down; there is no other ground, and criticism is none."""

    UNLAWFUL = "unlawful"
    PERSONAL_DATA = "personal-data"
    THREATS = "threats"
    IMPERSONATION = "impersonation"
    ORDER = "order"


class Removal(Base):
    """One removal: asked by one person, confirmed by another, perhaps contested and lifted."""

    __tablename__ = "initiative_removal"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    ground: Mapped[RemovalGround]
    reason: Mapped[str]
    """For the author and whoever decides an appeal; it may quote words, so it is not public."""
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    is_confirmed: Mapped[bool | None]
    appeal: Mapped[str] = mapped_column(default="")
    appealed_at: Mapped[datetime | None]
    appeal_due_at: Mapped[datetime | None]
    lift_asked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    is_lifted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    """What was answered to the appeal, or why it was put back; public."""

    initiative: Mapped[Initiative] = relationship()

    @property
    def stands(self) -> bool:
        """Whether the words are out of public view because of this."""
        return self.is_confirmed is True and self.is_lifted is not True
