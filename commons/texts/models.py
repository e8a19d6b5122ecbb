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
