"""The tables of what a proposal is about, of organisations beside it, and of its initiators' meetings."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk

FIELD, WORD = "field", "tag"
"""The two kinds of tags: of the closed list of fields, or a word of the initiators."""


class PolicyField(StrEnum):
    """The closed list of fields by which lists are narrowed."""

    AGRICULTURE = "agriculture"
    CULTURE = "culture"
    DIGITAL = "digital"
    ECONOMY = "economy"
    EDUCATION = "education"
    ENVIRONMENT = "environment"
    HEALTH = "health"
    HOUSING = "housing"
    JUSTICE = "justice"
    LABOUR = "labour"
    LOCAL = "local"
    SECURITY = "security"
    SOCIAL = "social"
    TRANSPORT = "transport"


class About(Base):
    """Which department is concerned, and where: in words, and perhaps a point on the globe."""

    __tablename__ = "initiative_about"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), unique=True)
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    area: Mapped[str] = mapped_column(default="", index=True)
    point: Mapped[str] = mapped_column(default="")
    """Latitude and longitude in degrees (WGS 84), `13.7563,100.5018`, or empty."""


class Tag(Base):
    """A field of the closed list, or a word of the initiators."""

    __tablename__ = "initiative_tag"
    __table_args__ = (
        sa.UniqueConstraint("initiative_id", "kind", "word"),
        sa.Index(None, "kind", "word"),
    )

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    kind: Mapped[str]
    word: Mapped[str]


class Organisation(Base):
    """An organisation that stands beside the initiators; ended, never deleted."""

    __tablename__ = "initiative_organisation"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    name: Mapped[str]
    register_number: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Gathering(Base):
    """A meeting to which the initiators invite; cancelled, never deleted."""

    __tablename__ = "initiative_gathering"

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    title: Mapped[str]
    held_on: Mapped[date]
    place: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
