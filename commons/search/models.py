"""What can be found, and the index of terms that each engine keeps by its own means."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped

from commons.db import Base, pk


class SearchDocument(Base):
    """One thing that can be found: its address, title, and when it was last of interest."""

    __tablename__ = "search_document"
    __table_args__ = (sa.UniqueConstraint("kind", "key"),)

    id: Mapped[pk]
    kind: Mapped[str]
    key: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    title: Mapped[str]
    moment: Mapped[datetime]


def make_index(connection: sa.Connection) -> None:
    """Make the engine's own index of terms: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5(terms)"
        )
        return
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS search_terms (document_id BIGINT PRIMARY KEY "
        "REFERENCES search_document (id) ON DELETE CASCADE, terms tsvector NOT NULL)"
    )
    connection.exec_driver_sql(
        "CREATE INDEX IF NOT EXISTS search_terms_gin ON search_terms USING gin (terms)"
    )


@event.listens_for(SearchDocument.__table__, "after_create")
def _after_create(_table: Any, connection: sa.Connection, **_more: Any) -> None:
    make_index(connection)
