"""The tables of people: accounts without a national id, sessions, flows, drafts, security events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.access import Assurance
from commons.db import Base, pk


class Account(Base):
    """A person at one provider, known by a keyed hash of issuer and subject, never by either."""

    __tablename__ = "account"

    id: Mapped[pk]
    handle: Mapped[str] = mapped_column(sa.String(64), unique=True)
    provider: Mapped[str] = mapped_column(sa.String(40))
    assurance: Mapped[int] = mapped_column(sa.SmallInteger, default=Assurance.LOW.value)
    display_name: Mapped[str] = mapped_column(sa.String(80))
    language: Mapped[str | None] = mapped_column(sa.String(8))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    email_confirmed_at: Mapped[datetime | None]
    is_minor: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    @property
    def is_erased(self) -> bool:
        """True once the person has erased the account; the row keeps public words their author."""
        return self.erased_at is not None


class LoginSession(Base):
    """One signed-in browser; the cookie holds a key of which only the hash lies here."""

    __tablename__ = "login_session"

    id: Mapped[pk]
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    assurance: Mapped[int] = mapped_column(sa.SmallInteger)
    second_factor: Mapped[bool]
    is_staff: Mapped[bool]
    network: Mapped[str] = mapped_column(sa.String(45), default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Flow(Base):
    """One way to the provider and back: spent once, by the browser that began it."""

    __tablename__ = "login_flow"

    id: Mapped[pk]
    state_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    browser_hash: Mapped[str] = mapped_column(sa.String(64))
    provider: Mapped[str] = mapped_column(sa.String(40))
    client: Mapped[str] = mapped_column(sa.String(16))
    nonce: Mapped[str] = mapped_column(sa.String(128))
    verifier: Mapped[str] = mapped_column(sa.String(128))
    next: Mapped[str] = mapped_column(sa.String(2000))
    purpose: Mapped[dict[str, Any]]
    begun_at: Mapped[datetime]


class RescuedDraft(Base):
    """A form that was refused or interrupted, kept for the browser that wrote it."""

    __tablename__ = "rescued_draft"

    id: Mapped[pk]
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    browser_hash: Mapped[str | None] = mapped_column(sa.String(64))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    path: Mapped[str] = mapped_column(sa.String(500))
    fields: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]


class SecurityEvent(Base):
    """A sign-in, a refusal or an administrator's act; kept for a short time, never published."""

    __tablename__ = "security_event"

    id: Mapped[pk]
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(sa.String(60), index=True)
    account_id: Mapped[int | None]
    network: Mapped[str] = mapped_column(sa.String(45), default="")
    request_id: Mapped[str] = mapped_column(sa.String(64), default="")
    facts: Mapped[dict[str, Any]]
