"""The schema that the migrations make is the schema that the models say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

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


@pytest.fixture(params=["sqlite", "postgres"], scope="module")
def migrated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """A database that came into being by the migrations alone."""
    tmp_path = tmp_path_factory.mktemp("migrated")
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


def test_the_migrations_make_every_invariant(migrated: sa.Engine) -> None:
    inspector = sa.inspect(migrated)
    said = {
        (table.name, migrated.dialect.identifier_preparer.format_constraint(constraint))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint) and constraint.name
    }
    made = {
        (table, constraint["name"])
        for table in {name for name, _ in said}
        for constraint in inspector.get_check_constraints(table)
    }

    assert len(said) > 10
    assert said == made


def test_the_database_itself_refuses_a_row_that_cannot_be_true(migrated: sa.Engine) -> None:
    acts = (
        """INSERT INTO sheet_release (sheet_id, size, signatures, withdrawals, by_channel, root, at, day)
        VALUES (1, 3, 1, 1, '{}', '', '2026-11-21', '2026-11-21')""",
        "INSERT INTO sheet_leaf (sheet_id, position) VALUES (1, 0)",
    )

    for act in acts:
        with migrated.connect() as connection, pytest.raises(sa.exc.IntegrityError, match="ck_"):
            connection.execute(sa.text(act))


def test_postgres_clears_at_once_what_each_signing_spends(migrated: sa.Engine) -> None:
    if migrated.dialect.name != "postgresql":
        pytest.skip("SQLite overwrites what is deleted, and bears no numbers of transactions")
    wanted = """SELECT relname, reloptions FROM pg_class
    WHERE reloptions IS NOT NULL AND relnamespace = 'public'::regnamespace"""
    with migrated.connect() as connection:
        found = {row[0]: set(row[1]) for row in connection.execute(sa.text(wanted))}

    at_once = {"autovacuum_vacuum_scale_factor=0", "autovacuum_vacuum_threshold=0"}
    assert found == {"signing_intent": at_once, "login_flow": at_once}
