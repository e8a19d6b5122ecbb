"""The tables of webhooks: where news is sent, and each delivery with its attempts."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Webhook(Base):
    """An address of another program; its secret is derived from the salt and never stored."""

    __tablename__ = "webhook"

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    url: Mapped[str] = mapped_column(sa.String(500))
    kinds: Mapped[str]
    salt: Mapped[str] = mapped_column(sa.String(64))
    seen_id: Mapped[int]
    failures: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Delivery(Base):
    """One entry of the record on its way to one webhook."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        sa.UniqueConstraint("webhook_id", "entry_id"),
        sa.Index("ix_webhook_delivery_made_at", "made_at"),
    )

    id: Mapped[pk]
    webhook_id: Mapped[int] = mapped_column(sa.ForeignKey("webhook.id", ondelete="CASCADE"))
    entry_id: Mapped[int]
    made_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="")
