"""The table of laws in force that drafts change."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class LawInForce(Base):
    """The law that the draft of one hearing changes: how it is cited, where it stands, its text."""

    __tablename__ = "hearing_law_in_force"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), unique=True)
    title: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    text_id: Mapped[int] = mapped_column(sa.ForeignKey("text.id"))
    entered_by: Mapped[int]
    entered_at: Mapped[datetime]
