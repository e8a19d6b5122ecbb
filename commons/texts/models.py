"""Texts, their versions, and the nodes of each version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk
from commons.texts.tree import Kind


class Text(Base):
    """A draft law or a proposal: what stays when its versions follow each other."""

    __tablename__ = "text"

    id: Mapped[pk]
    language: Mapped[str]
    title: Mapped[str]
    created_at: Mapped[datetime]


class Version(Base):
    """One state of a text. It is a preview until it is published; then it never changes again."""

    __tablename__ = "text_version"
    __table_args__ = (UniqueConstraint("text_id", "number"),)

    id: Mapped[pk]
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    number: Mapped[int | None]
    title: Mapped[str]
    language: Mapped[str]
    digest: Mapped[str]
    report: Mapped[dict[str, Any]]
    staged_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    base_id: Mapped[int | None]
    step: Mapped[dict[str, Any] | None]
    source: Mapped[dict[str, Any] | None]
    confirmed_at: Mapped[datetime | None]
    changes: Mapped[str | None]
    """What the agency itself says of what changed since the version before, and why."""

    @property
    def needs_confirmation(self) -> bool:
        """True for a preview read from a PDF that nobody has compared with it yet."""
        return bool(self.source) and self.confirmed_at is None

    @property
    def is_published(self) -> bool:
        """True once the version has its number; from then on it is immutable."""
        return self.published_at is not None


class Node(Base):
    """A node of one version, at its place in the order of print."""

    __tablename__ = "text_node"
    __table_args__ = (
        UniqueConstraint("version_id", "eid"),
        UniqueConstraint("version_id", "position"),
        Index("ix_text_node_version_id_within", "version_id", "within"),
    )

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(ForeignKey("text_version.id", ondelete="CASCADE"))
    position: Mapped[int]
    parent: Mapped[int | None]
    depth: Mapped[int]
    eid: Mapped[str]
    kind: Mapped[Kind]
    number: Mapped[str]
    sort_key: Mapped[str]
    heading: Mapped[str]
    words: Mapped[str]
    quoted: Mapped[bool]
    is_section: Mapped[bool]
    within: Mapped[str | None]
    wid: Mapped[str | None]


class Erratum(Base):
    """An error of print in a published version, put right beside it; its words stay as they were."""

    __tablename__ = "text_erratum"
    __table_args__ = (Index("ix_text_erratum_version_id", "version_id", "eid"),)

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(ForeignKey("text_version.id"))
    eid: Mapped[str]
    old_heading: Mapped[str]
    new_heading: Mapped[str]
    old_words: Mapped[str]
    new_words: Mapped[str]
    reason: Mapped[str]
    corrected_by: Mapped[int | None]
    corrected_at: Mapped[datetime]


class Translation(Base):
    """A version in another language: the words of its nodes by eId; it is never the official text."""

    __tablename__ = "text_translation"
    __table_args__ = (Index("ix_text_translation_version_id", "version_id", "language"),)

    id: Mapped[pk]
    version_id: Mapped[int] = mapped_column(ForeignKey("text_version.id"))
    language: Mapped[str]
    title: Mapped[str]
    nodes: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any]]
    digest: Mapped[str]
    prepared_by: Mapped[int | None]
    staged_at: Mapped[datetime]
    reviewed_by: Mapped[int | None]
    published_at: Mapped[datetime | None]
