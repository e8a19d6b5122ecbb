"""The tables of the mirror: whose key we believe, which messages have come, and what became of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk
from initiatives.mirror.states import OPEN, ActKind, Standing
from initiatives.models import Initiative, Referral


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


class Lending(Base):
    """A body lets acts of a system take effect at once; without it they wait for a person."""

    __tablename__ = "mirror_lending"
    __table_args__ = (sa.UniqueConstraint("peer_id", "agency_id"),)

    id: Mapped[pk]
    peer_id: Mapped[int] = mapped_column(sa.ForeignKey("mirror_peer.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    receipts: Mapped[bool]
    decisions: Mapped[bool]
    """Extensions too: both bind the committee."""
    since: Mapped[datetime]


class Message(Base):
    """One message that was taken; its sender uses a number once, its digest shows a repetition."""

    __tablename__ = "mirror_message"
    __table_args__ = (sa.UniqueConstraint("peer_id", "number"),)

    id: Mapped[pk]
    number: Mapped[str] = mapped_column(sa.String(80))
    digest: Mapped[str] = mapped_column(sa.String(64))
    peer_id: Mapped[int] = mapped_column(sa.ForeignKey("mirror_peer.id"))
    taken_at: Mapped[datetime]
    key: Mapped[str | None] = mapped_column(sa.String(64))
    """The public key that has signed it; None for what came before it was kept."""
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("initiative_entry.id"))
    """The entry in the book that it brought."""


class Act(Base):
    """A receipt, decision or extension that a parliament's system brought, and what became of it."""

    __tablename__ = "mirror_act"
    __table_args__ = (sa.Index(None, "initiative_id"), sa.Index(None, "referral_id"))

    id: Mapped[pk]
    message_id: Mapped[int] = mapped_column(sa.ForeignKey("mirror_message.id"), unique=True)
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    referral_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative_referral.id"))
    kind: Mapped[ActKind]
    said: Mapped[dict[str, Any]]
    """The message, word for word, as it was signed."""
    signature: Mapped[str] = mapped_column(sa.String(128))
    standing: Mapped[Standing]
    why: Mapped[str | None] = mapped_column(sa.String(40))
    """The code of what did not fit when it came; None where all did."""
    at_once: Mapped[bool]
    """Whether it took effect without a person."""
    part_id: Mapped[int | None]
    """The decision or the extension that it became."""
    note: Mapped[str] = mapped_column(default="")
    """Why a person dismissed it."""
    settled_at: Mapped[datetime | None]

    message: Mapped[Message] = relationship()
    initiative: Mapped[Initiative] = relationship()
    referral: Mapped[Referral] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether a person still has to say what becomes of it."""
        return self.standing in OPEN

    @property
    def answered(self) -> Standing:
        """What its sender was told when it came, and is told again."""
        if self.at_once:
            return Standing.ENTERED
        return Standing.KEPT if self.why else Standing.WAITING

    @property
    def path(self) -> str:
        """Where the signed message can be read, once it is entered."""
        return f"{self.initiative.path}/messages/{self.id}"


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
