"""The tables of stakeholders: an agency's register, imports that wait, links of invited bodies."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commons.db import Base, pk


class Nature(StrEnum):
    """What a stakeholder is: names of bodies are public, those of persons never."""

    BODY = "body"
    PERSON = "person"


class Word(StrEnum):
    """What a word of the register says of an entry."""

    GROUP = "group"
    TOPIC = "topic"
    TAG = "tag"


class Concerned(Base):
    """A body or person that an agency knows to be concerned; its address is never public."""

    __tablename__ = "stakeholder_entry"
    __table_args__ = (sa.UniqueConstraint("agency_id", "email"),)

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"))
    name: Mapped[str]
    searchable: Mapped[str]
    nature: Mapped[Nature]
    email: Mapped[str]
    language: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    labels: Mapped[list[Marking]] = relationship(
        order_by="Marking.word", cascade="all, delete-orphan", lazy="selectin"
    )

    def words(self, kind: Word) -> list[str]:
        """Its groups, topics or tags."""
        return [label.word for label in self.labels if label.kind is kind]


class Marking(Base):
    """One group, topic or tag of an entry."""

    __tablename__ = "stakeholder_label"
    __table_args__ = (sa.UniqueConstraint("entry_id", "kind", "word"),)

    id: Mapped[pk]
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("stakeholder_entry.id"))
    kind: Mapped[Word]
    word: Mapped[str] = mapped_column(sa.Text, index=True)


class Importing(Base):
    """A list that was uploaded and read, with its report, until it is taken over or thrown away."""

    __tablename__ = "stakeholder_import"

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    digest: Mapped[str]
    name: Mapped[str]
    lines: Mapped[list[Any]]
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime]


class BodyLink(Base):
    """The link by which one named body answers as that body; only its digest is kept."""

    __tablename__ = "stakeholder_invitation"

    id: Mapped[pk]
    hearing_id: Mapped[int] = mapped_column(sa.ForeignKey("hearing.id"), index=True)
    stakeholder_id: Mapped[int] = mapped_column(
        sa.ForeignKey("hearing_stakeholder.id", ondelete="CASCADE"), unique=True
    )
    digest: Mapped[str] = mapped_column(sa.Text, unique=True)
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
