"""The tables of what is private: a form left half-written, and the saved versions of a draft."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Sketch(Base):
    """A proposal as its author left it in the form, of a new draft or of one that is there."""

    __tablename__ = "initiative_sketch"
    __table_args__ = (sa.UniqueConstraint("account_id", "place"),)

    id: Mapped[pk]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    place: Mapped[str]
    """`new:<rule set>` or `initiative:<number>`."""
    fields: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime] = mapped_column(index=True)


class PrivateVersion(Base):
    """A draft as it was saved once; seen only by those who carry it."""

    __tablename__ = "initiative_private_version"
    __table_args__ = (sa.UniqueConstraint("initiative_id", "number"),)

    id: Mapped[pk]
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    language: Mapped[str]
    parts: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime]
