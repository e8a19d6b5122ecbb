"""Entries of the record, and the log's trees: leaves, whole subtrees and signed heads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from commons.db import Base, pk


class Entry(Base):
    """One public act, written in the act's own transaction; it never changes afterwards."""

    __tablename__ = "record_entry"
    __table_args__ = (
        sa.Index("ix_record_entry_subject_id", "subject", "id"),
        sa.Index("ix_record_entry_subject_of_id", "subject", "of", "id"),
    )

    id: Mapped[pk]
    number: Mapped[str] = mapped_column(sa.String(32), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(80), index=True)
    subject: Mapped[str] = mapped_column(sa.String(300))
    at: Mapped[datetime]
    agency_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    commitment: Mapped[str | None] = mapped_column(sa.String(64))
    mac: Mapped[bytes]
    of: Mapped[str | None] = mapped_column(sa.String(80))
    """Which part of the subject it is about, such as `comment/81`: said by the facts, to be found."""


class PrivateFact(Base):
    """What an entry commits to without showing it; deleting the row makes the commitment mute."""

    __tablename__ = "record_private_fact"

    id: Mapped[pk]
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("record_entry.id"), unique=True)
    account_id: Mapped[int | None] = mapped_column(index=True)
    salt: Mapped[bytes]
    facts: Mapped[dict[str, Any]]


class Tree(Base):
    """One Merkle tree: the main log, or the leaves of one sheet."""

    __tablename__ = "ledger_tree"

    id: Mapped[pk]
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)


class Leaf(Base):
    """One leaf, as anybody may read it; written once and never touched again."""

    __tablename__ = "ledger_leaf"
    __table_args__ = (
        sa.UniqueConstraint("tree_id", "position"),
        sa.Index("ix_ledger_leaf_tree_id_hash", "tree_id", "hash"),
    )

    id: Mapped[pk]
    tree_id: Mapped[int] = mapped_column(sa.ForeignKey("ledger_tree.id"))
    position: Mapped[int]
    data: Mapped[str]
    hash: Mapped[bytes]
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("record_entry.id"), unique=True)


class Node(Base):
    """The hash of a whole subtree of 2^level leaves, so that a proof reads a few rows only."""

    __tablename__ = "ledger_node"

    tree_id: Mapped[int] = mapped_column(sa.ForeignKey("ledger_tree.id"), primary_key=True)
    level: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[bytes]


class Head(Base):
    """A tree's size and root at one moment, signed by the operator."""

    __tablename__ = "ledger_head"
    __table_args__ = (sa.UniqueConstraint("tree_id", "size"),)

    id: Mapped[pk]
    tree_id: Mapped[int] = mapped_column(sa.ForeignKey("ledger_tree.id"))
    size: Mapped[int]
    root: Mapped[bytes]
    at: Mapped[datetime]
    note: Mapped[str]
    cosigned_at: Mapped[datetime | None]
    """When as many witnesses as the policy asks for had cosigned it."""


class Cosignature(Base):
    """A witness's word that the log only grew up to this head."""

    __tablename__ = "ledger_cosignature"
    __table_args__ = (
        sa.UniqueConstraint("head_id", "witness"),
        sa.Index("ix_ledger_cosignature_witness_id", "witness", "id"),
    )

    id: Mapped[pk]
    head_id: Mapped[int] = mapped_column(sa.ForeignKey("ledger_head.id"))
    witness: Mapped[str]
    line: Mapped[str]
    at: Mapped[datetime]
