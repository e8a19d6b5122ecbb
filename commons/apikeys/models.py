"""The table of API keys: only the hash of a key is kept."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class ApiKey(Base):
    """A key that one account has made for a program of its own."""

    __tablename__ = "api_key"

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(sa.String(80))
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    scope: Mapped[str] = mapped_column(sa.String(20), default="read")
    created_at: Mapped[datetime]
    used_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
