"""The schema that the migrations make is the schema that the models say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from commons import config, db
from portal.commands import migrations
from portal.schema import metadata
from tests.conftest import POSTGRES, settings_for


@pytest.fixture(params=["sqlite", "postgres"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """A database that came into being by the migrations alone."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'migrated.db'}"
    else:
        request.getfixturevalue("postgres_url")
        name = f"lexpopuli_{uuid.uuid4().hex[:12]}"
        server = psycopg.connect(
            POSTGRES.replace("postgresql+psycopg", "postgresql"), autocommit=True
        )
        server.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        url = sa.make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    config.use(settings_for(tmp_path, url))
    command.upgrade(migrations(), "head")
    engine = db.Database(url).engine
    yield engine
    engine.dispose()
    if request.param == "postgres":
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.close()


SEARCH_OBJECTS = ("search_terms",)
"""Made by each engine's own hand; everything else must be equal."""


def test_the_schema_equals_the_models(migrated: sa.Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _o, name, kind, *_: (
                    not (kind == "table" and (name or "").startswith(SEARCH_OBJECTS))
                )
            },
        )
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_the_migrations_make_every_table(migrated: sa.Engine) -> None:
    made = set(sa.inspect(migrated).get_table_names())

    assert {table.name for table in metadata.sorted_tables} <= made
