"""The tables of the mirror: whose key we believe, and which messages have come."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Peer(Base):
    """A body's own system, known by its public key; one key for each body."""

    __tablename__ = "mirror_peer"

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), unique=True)
    public_key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    registered_at: Mapped[datetime]
    feed_url: Mapped[str | None]
    """Where its own feed lies, if it wants to be asked instead of pushing."""
    fetched_at: Mapped[datetime | None]
    fault: Mapped[str | None]
    """What was wrong with the last answer; None where all was taken."""
    feed_digest: Mapped[str | None] = mapped_column(sa.String(64))


class Message(Base):
    """One message that was taken; its number is used once, its digest shows a repetition."""

    __tablename__ = "mirror_message"

    id: Mapped[pk]
    number: Mapped[str] = mapped_column(sa.String(80), unique=True)
    digest: Mapped[str] = mapped_column(sa.String(64))
    peer_id: Mapped[int] = mapped_column(sa.ForeignKey("mirror_peer.id"))
    taken_at: Mapped[datetime]


class Matter(Base):
    """A proposal of citizens that reached parliament in another way; its support is not counted here."""

    __tablename__ = "mirror_matter"
    __table_args__ = (sa.UniqueConstraint("peer_id", "reference"),)

    id: Mapped[pk]
    peer_id: Mapped[int] = mapped_column(sa.ForeignKey("mirror_peer.id"))
    reference: Mapped[str] = mapped_column(sa.String(80))
    """Its number in parliament's own register."""
    title: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    on: Mapped[date]
    state: Mapped[str] = mapped_column(default="")
    first_seen: Mapped[datetime]
    seen_at: Mapped[datetime]

    def said(self) -> dict[str, Any]:
        """What parliament's system said of it last."""
        return {
            "address": self.address,
            "on": self.on,
            "state": self.state,
            "title": self.title,
            "words": self.words,
        }
