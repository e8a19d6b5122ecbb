"""How Alembic reaches the schema: the models are the truth, batch mode on SQLite."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import engine_from_config, pool

from portal.schema import metadata

NOT_MODELS = ("search_terms",)
"""Search tables are made by each engine's own hand, not by the models."""


def include_object(_object: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    """Leave search objects out of comparisons."""
    return not (kind in ("table", "index") and (name or "").startswith(NOT_MODELS))


def run() -> None:
    """Apply the migrations online."""
    section = context.config.get_section("alembic") or {}
    section["sqlalchemy.url"] = section["sqlalchemy.url"].replace(
        "postgresql://", "postgresql+psycopg://"
    )
    engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            include_object=include_object,
            compare_type=True,
            user_module_prefix="db.",
        )
        with context.begin_transaction():
            context.run_migrations()


run()
