"""Tables of keeping: until when a sheet's secret is kept, and who has asked to keep it longer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class HoldGround(StrEnum):
    """Why destruction may be put off (rules.md, retention.litigation_hold)."""

    COURT_CASE = "court-case"
    OBJECTION = "objection"
    INVESTIGATION = "investigation"


class HoldSide(StrEnum):
    """The two sides of a hold: whoever checks signatures, and whoever watches over the house."""

    VERIFIER = "verifier"
    AUDITOR = "auditor"


class SheetRetention(Base):
    """From when the secret of a sheet is no longer needed, and by which rule."""

    __tablename__ = "sheet_retention"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    until: Mapped[datetime]
    rule: Mapped[str] = mapped_column(sa.String(160))


class SheetHold(Base):
    """A hold on destruction: asked for by one side, in force once the other has agreed."""

    __tablename__ = "sheet_hold"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), index=True)
    ground: Mapped[HoldGround]
    reason: Mapped[str]
    side: Mapped[HoldSide]
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
