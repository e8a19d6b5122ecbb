"""The tables of bodies: agencies as a tree, memberships with their role, pending appointments."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.access import Role
from commons.accounts.models import Account
from commons.db import Base, pk
from commons.i18n import language


class Kind(StrEnum):
    """What a body is; a committee sits in a parliament, a department in a ministry."""

    MINISTRY = "ministry"
    DEPARTMENT = "department"
    PARLIAMENT = "parliament"
    COMMITTEE = "committee"
    AUTHORITY = "authority"


class Agency(Base):
    """A body that hears, receives, verifies or answers; one node of the tree of the State."""

    __tablename__ = "agency"

    id: Mapped[pk]
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    names: Mapped[dict[str, str]]
    kind: Mapped[Kind]
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    oversight: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    created_at: Mapped[datetime]

    parent: Mapped[Agency | None] = relationship(remote_side="Agency.id")

    def name(self, tongue: str | None = None) -> str:
        """The name in `tongue` (the reader's language by default), or in English, or any."""
        said = self.names
        return said.get(tongue or language()) or said.get("en") or next(iter(said.values()), "")


class Membership(Base):
    """One role of one account in one agency; ended, not deleted, so that acts keep their actor."""

    __tablename__ = "membership"
    __table_args__ = (
        sa.Index(
            "uq_membership_standing",
            "account_id",
            "agency_id",
            "role",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    role: Mapped[Role]
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
    agency: Mapped[Agency] = relationship()


class Appointment(Base):
    """A weighty role that was proposed: it takes a second administrator and a day."""

    __tablename__ = "appointment"

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    role: Mapped[Role]
    proposed_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    proposed_from: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    proposed_at: Mapped[datetime]
    seconded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    seconded_at: Mapped[datetime | None]
    takes_effect_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    refused: Mapped[bool] = mapped_column(default=False)

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id])


class Deputy(Base):
    """Somebody who stands in for a member of the same body for a time; ended, never deleted."""

    __tablename__ = "deputy"

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    absent_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    named_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    agency: Mapped[Agency] = relationship()
    absent: Mapped[Account] = relationship(foreign_keys=[absent_id])
    deputy: Mapped[Account] = relationship(foreign_keys=[deputy_id])
