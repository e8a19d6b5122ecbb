"""The table of secret preview links; the link itself is stored nowhere, only its hash."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class PreviewLink(Base):
    """A link by which somebody without an account reads a draft until a day."""

    __tablename__ = "hearing_preview"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class PreviewOpening(Base):
    """That a link was opened, and when; not by whom."""

    __tablename__ = "hearing_preview_opening"

    id: Mapped[pk]
    link_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing_preview.id"), index=True)
    at: Mapped[datetime]
