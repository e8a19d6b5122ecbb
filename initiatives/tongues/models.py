"""The table of translations."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Initiative


class Translation(Base):
    """One translation of one version; a new one in the same language replaces it once reviewed."""

    __tablename__ = "initiative_translation"
    __table_args__ = (sa.Index(None, "initiative_id", "language", "id"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    language: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    words: Mapped[str]
    offered_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    is_faithful: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")

    initiative: Mapped[Initiative] = relationship()
