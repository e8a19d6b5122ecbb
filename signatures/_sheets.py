"""The tables of the strong room: sheets, intents, signatures, withdrawals, leaves, releases.

Rows of signatures, withdrawals and leaves are written once and never changed. No row holds an
account, and no foreign key leaves the room; none ties a signature to its sheet either, because
checking it would lock the sheet's one row under all signers at once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk
from signatures._manifest import Channel, Kind, Level
from signatures._words import Act

REPLACED = "replaced"
"""How a signature ends that its own signer gave again."""


class Sheet(Base):
    """A sheet that was opened: what the door needs at each signature; its manifest lies beside."""

    __tablename__ = "sheet"
    __table_args__ = (
        sa.CheckConstraint("closes_at >= opens_at", name="closes_after_opening"),
        sa.CheckConstraint("grace_seconds >= 0 AND min_batch >= 1", name="limits"),
    )

    id: Mapped[pk]
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    kind: Mapped[Kind]
    title: Mapped[str]
    subject: Mapped[str] = mapped_column(sa.String(300))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    grace_seconds: Mapped[int]
    eligibility: Mapped[dict[str, Any]]
    fields: Mapped[list[str]]
    channels: Mapped[list[str]]
    level: Mapped[Level]
    authority: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    min_batch: Mapped[int]
    max_delay_seconds: Mapped[int]
    threshold: Mapped[int | None]
    is_withdrawable: Mapped[bool]
    is_practice: Mapped[bool]
    is_replacing: Mapped[bool] = mapped_column(server_default=sa.false())
    """Whether who signs again replaces the former signature."""
    appeal_to: Mapped[str]
    continues_id: Mapped[int | None]
    """The sealed sheet before this one, whose signers may not sign again (cure)."""

    @property
    def grace(self) -> timedelta:
        """How long a consent given in time may still finish."""
        return timedelta(seconds=self.grace_seconds)

    @property
    def max_delay(self) -> timedelta:
        """How long a leaf may wait for its release."""
        return timedelta(seconds=self.max_delay_seconds)


class SheetManifest(Base):
    """The canonical manifest of a sheet, word for word."""

    __tablename__ = "sheet_manifest"

    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), primary_key=True)
    canonical: Mapped[str]


class SheetEnd(Base):
    """A collection that was ended before its planned instant."""

    __tablename__ = "sheet_end"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    ends_at: Mapped[datetime]
    ground: Mapped[str] = mapped_column(sa.String(80))


class SheetExtension(Base):
    """Time given back to a collection that could not be reached; the newest row holds."""

    __tablename__ = "sheet_extension"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "number"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    number: Mapped[int]
    signed: Mapped[str]
    """The new end under the operator's signature, without which it is not believed."""
    ground: Mapped[str] = mapped_column(sa.String(80))


class SheetClosing(Base):
    """How many consents were still on their way when the window closed."""

    __tablename__ = "sheet_closing"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    open_intents: Mapped[int]
    at: Mapped[datetime]


class SheetSeal(Base):
    """The end of counting: nothing is in flight, nothing waits, nothing enters any more."""

    __tablename__ = "sheet_seal"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    size: Mapped[int]
    root: Mapped[bytes]
    at: Mapped[datetime]


class SigningIntent(Base):
    """A consent that waits for its eID; the row is gone as soon as it is used."""

    __tablename__ = "signing_intent"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), index=True)
    act: Mapped[Act]
    notice_digest: Mapped[str] = mapped_column(sa.String(64))
    language: Mapped[str] = mapped_column(sa.String(8))
    r: Mapped[bytes]
    browser: Mapped[bytes] = mapped_column(index=True)
    consented_at: Mapped[datetime] = mapped_column(index=True)
    asked_at: Mapped[datetime]
    """The same moment by the machine's clock, with which the eID's times are compared."""


class Signature(Base):
    """One signature: a key that is unique on its sheet, and a sealed envelope."""

    __tablename__ = "signature"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "person_key", "round"),
        sa.Index("ix_signature_sheet_id_id", "sheet_id", "id"),
        sa.CheckConstraint("length(person_key) = 32 AND length(leaf) = 32", name="lengths"),
    )

    id: Mapped[pk]
    sheet_id: Mapped[int]
    person_key: Mapped[bytes]
    round: Mapped[int] = mapped_column(sa.SmallInteger)
    """0, or how many withdrawals of the same person came before."""
    envelope: Mapped[bytes]
    envelope_digest: Mapped[bytes]
    leaf: Mapped[bytes]
    channel: Mapped[Channel]
    level: Mapped[Level]
    origin: Mapped[str] = mapped_column(sa.String(16))
    day: Mapped[date]
    region: Mapped[str | None] = mapped_column(sa.String(8))
    """The State in which it counts, kept only where the rule set has minima by State."""
    mac: Mapped[bytes]


class Withdrawal(Base):
    """The end of one signature; its leaf does not show publicly which one."""

    __tablename__ = "signature_withdrawal"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(index=True)
    signature_id: Mapped[int] = mapped_column(sa.ForeignKey("signature.id"), unique=True)
    how: Mapped[str] = mapped_column(sa.String(16))
    leaf: Mapped[bytes]
    day: Mapped[date]
    mac: Mapped[bytes]


class SheetLeaf(Base):
    """Which row became which leaf of the sheet's tree."""

    __tablename__ = "sheet_leaf"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "position"),
        sa.CheckConstraint("(signature_id IS NULL) <> (withdrawal_id IS NULL)", name="one_act"),
    )

    id: Mapped[pk]
    sheet_id: Mapped[int]
    position: Mapped[int]
    signature_id: Mapped[int | None] = mapped_column(sa.ForeignKey("signature.id"), unique=True)
    withdrawal_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("signature_withdrawal.id"), unique=True
    )


class Release(Base):
    """One move of the public count: the sheet's totals after it."""

    __tablename__ = "sheet_release"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "size"),
        sa.CheckConstraint("size = signatures + withdrawals", name="sum"),
        sa.CheckConstraint("withdrawals BETWEEN 0 AND signatures", name="withdrawals"),
    )

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    size: Mapped[int]
    signatures: Mapped[int]
    withdrawals: Mapped[int]
    by_channel: Mapped[dict[str, Any]]
    by_region: Mapped[dict[str, Any] | None]
    """Net of withdrawals, where the sheet counts by State or district."""
    by_region_shown: Mapped[dict[str, Any] | None]
    """Of these, what is public while the sheet collects (`_steps.py`)."""
    root: Mapped[bytes]
    at: Mapped[datetime]
    day: Mapped[date]


class RefusalRow(Base):
    """One refusal, by week and reason only."""

    __tablename__ = "sheet_refusal"
    __table_args__ = (sa.Index("ix_sheet_refusal_sheet_id_week", "sheet_id", "week"),)

    id: Mapped[pk]
    sheet_id: Mapped[int]
    week: Mapped[date]
    code: Mapped[str] = mapped_column(sa.String(40))


class SheetTick(Base):
    """A moment of the sheet's own clock at which whatever waited was released; it passes once."""

    __tablename__ = "sheet_tick"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "number"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    number: Mapped[int]
