"""Follows, news, subscriptions by e-mail alone, letters and the addresses that want no more of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Pace(StrEnum):
    """How often a reader wants letters."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


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


class NewsPace(Base):
    """How often an account wants its letters; at once where nothing stands here."""

    __tablename__ = "news_pace"

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), unique=True
    )
    pace: Mapped[Pace]


class Subscription(Base):
    """Somebody without an account wants news by e-mail; nothing is sent before it is confirmed."""

    __tablename__ = "subscription"
    __table_args__ = (
        sa.UniqueConstraint("address", "kind", "key"),
        sa.Index("ix_subscription_kind_key", "kind", "key"),
    )

    id: Mapped[pk]
    address: Mapped[str] = mapped_column(sa.String(254))
    kind: Mapped[str]
    key: Mapped[str]
    language: Mapped[str]
    pace: Mapped[Pace]
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class News(Base):
    """One piece of news for one reader: shown on my page, and put into the next digest."""

    __tablename__ = "news"
    __table_args__ = (
        sa.UniqueConstraint("event", "recipient"),
        sa.Index("ix_news_account_id", "account_id", "id"),
        sa.Index("ix_news_waits", "waits", "recipient"),
    )

    id: Mapped[pk]
    event: Mapped[str]
    recipient: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"))
    subscription_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("subscription.id", ondelete="CASCADE"), index=True
    )
    subject: Mapped[str]
    text: Mapped[str]
    waits: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


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
