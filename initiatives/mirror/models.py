"""The tables of the mirror: whose key we believe, and which messages have come."""

from __future__ import annotations

from datetime import datetime

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


class Message(Base):
    """One message that was taken; its number is used once, its digest shows a repetition."""

    __tablename__ = "mirror_message"

    id: Mapped[pk]
    number: Mapped[str] = mapped_column(sa.String(80), unique=True)
    digest: Mapped[str] = mapped_column(sa.String(64))
    peer_id: Mapped[int] = mapped_column(sa.ForeignKey("mirror_peer.id"))
    taken_at: Mapped[datetime]
