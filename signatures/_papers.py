"""Tables of what follows the collecting: issuers' keys, packages, results, destruction, authorities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class IssuerKey(Base):
    """A provider's public key under which a token of this sheet was signed, for the authority."""

    __tablename__ = "sheet_issuer_key"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "provider", "kid"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    provider: Mapped[str] = mapped_column(sa.String(40))
    kid: Mapped[str] = mapped_column(sa.String(200))
    facts: Mapped[dict[str, Any]]


class Handover(Base):
    """The package of a sealed sheet: its digest, fixed when it was first made."""

    __tablename__ = "sheet_handover"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    digest: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]
    plan: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    """How it is cut into batches (`_plans.py`): digests and numbers; gone once the sheet is destroyed."""


class Verification(Base):
    """The authority's signed result for a sheet."""

    __tablename__ = "sheet_verification"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    result: Mapped[dict[str, Any]]
    signature: Mapped[bytes]
    at: Mapped[datetime]


class Shredding(Base):
    """The destruction of a sheet's secret and envelopes."""

    __tablename__ = "sheet_shredding"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    envelopes: Mapped[int]
    ground: Mapped[str] = mapped_column(sa.String(80))
    at: Mapped[datetime]


class AuthorityRow(Base):
    """A verifying authority's public keys, usable once it has opened its test envelope."""

    __tablename__ = "verifying_authority"

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str]
    encryption: Mapped[str] = mapped_column(sa.String(64))
    signing: Mapped[str] = mapped_column(sa.String(64))
    fingerprint: Mapped[str] = mapped_column(sa.String(64), unique=True)
    registered_at: Mapped[datetime]
    test_digest: Mapped[str] = mapped_column(sa.String(64))
    test_envelope: Mapped[bytes]
    confirmed_at: Mapped[datetime | None]
    seconded_at: Mapped[datetime | None]
    """When a second person had compared the fingerprint with the authority's own site."""
    escrow: Mapped[str | None] = mapped_column(sa.String(64))
    """The fingerprint of the key under which the authority keeps its private key a second time."""


class Sending(Base):
    """That a sealed sheet was sent to its verifying authority, once and for all."""

    __tablename__ = "sheet_sending"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), unique=True)
    at: Mapped[datetime]
    sample: Mapped[int | None]
    """How many signatures are examined, where the law asks for a sample."""
    received_at: Mapped[datetime | None]
    """When the authority said that the package has arrived whole; it is locked from then on."""


class Revision(Base):
    """A result that replaces an earlier one after objections, under the authority's signature."""

    __tablename__ = "sheet_revision"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "number"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    number: Mapped[int]
    result: Mapped[dict[str, Any]]
    signature: Mapped[bytes]
    at: Mapped[datetime]


class KnownOutcome(Base):
    """What the authority decided of one leaf, so that its signer alone can be told."""

    __tablename__ = "sheet_outcome"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "leaf"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    leaf: Mapped[bytes]
    outcome: Mapped[str] = mapped_column(sa.String(80))
    salt: Mapped[str] = mapped_column(sa.String(64))


class Objection(Base):
    """A signer's objection, sealed to the authority; it has a leaf once the eID has proved him."""

    __tablename__ = "sheet_objection"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "leaf"),)

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"))
    leaf: Mapped[bytes | None]
    envelope: Mapped[bytes]
    written_at: Mapped[datetime]
    at: Mapped[datetime | None]


class PackageLink(Base):
    """One way to fetch one package: for a named recipient, until it was received; only a hash here."""

    __tablename__ = "sheet_package_link"

    id: Mapped[pk]
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("sheet.id"), index=True)
    agency_id: Mapped[int]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
