"""The table of abuse reports; who reported is stored nowhere."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.models import Initiative


class Breach(StrEnum):
    """What a report is about."""

    PAYMENT = "payment"
    PRESSURE = "pressure"
    FALSE_WORDS = "false-words"
    OTHER_NAME = "other-name"
    OTHER = "other"


class Finding(StrEnum):
    """What the receiving body found."""

    FOUNDED = "founded"
    UNFOUNDED = "unfounded"
    PASSED_ON = "passed-on"


class AbuseReport(Base):
    """One report of a breach; its words are read by the receiving body alone."""

    __tablename__ = "initiative_abuse_report"
    __table_args__ = (sa.Index(None, "initiative_id", "answered_at"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    case_number: Mapped[str] = mapped_column(unique=True)
    """Random and told once: whoever knows it reads the answer."""
    breach: Mapped[Breach]
    words: Mapped[str]
    reported_at: Mapped[datetime]
    due_at: Mapped[datetime]
    finding: Mapped[Finding | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))

    initiative: Mapped[Initiative] = relationship()
