"""Follows, letters and the addresses that want no more of them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Follow(Base):
    """An account wants news of a thing, addressed by kind and key."""

    __tablename__ = "follow"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "kind", "key"),
        sa.Index("ix_follow_kind_key", "kind", "key"),
    )

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"))
    kind: Mapped[str]
    key: Mapped[str]
    since: Mapped[datetime]


class LetterRow(Base):
    """A letter composed once for an event and a recipient; its words go when it is handed over."""

    __tablename__ = "letter"
    __table_args__ = (sa.UniqueConstraint("event", "recipient"),)

    id: Mapped[pk]
    event: Mapped[str]
    recipient: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    unsubscribe: Mapped[str | None]
    message_id: Mapped[str]
    composed_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None]
