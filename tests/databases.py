"""The databases of a test process: one of each engine, kept open and emptied for each test.

What SQLAlchemy has compiled belongs to an engine. A new one for every test compiles everything
again, which took a third of the suite's time; therefore the same engine serves all tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import event

from commons import db
from commons.ledger import newest

_RESTART = """
SELECT setval(quote_ident(sequencename)::regclass, 1, false)
FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


class _Kept:
    """The engines of this process; SQLite's opens whatever file the running test has."""

    sqlite: db.Database | None = None
    file: str = ""
    postgres: dict[str, db.Database] = {}


def of(url: str) -> db.Database:
    """The database at this address: an engine of this process that is kept from test to test."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _Kept.postgres.setdefault(url, db.Database(url))
    if _Kept.sqlite is None:
        _Kept.sqlite = db.Database(url)
        event.listen(_Kept.sqlite.engine, "do_connect", _open_the_file_of_this_test)
    _Kept.file = parsed.database or ""
    return _Kept.sqlite


def leave(database: db.Database) -> None:
    """The end of a test: SQLite's file is closed; PostgreSQL stays open unless somebody is in it.

    What the process has seen of the record is forgotten: the next test has another one.
    """
    newest.forget()
    if database.is_sqlite or database not in _Kept.postgres.values() or _is_used(database):
        database.engine.dispose()


def copy(template: Path, folder: Path) -> str:
    """A fresh SQLite database in this folder; its address."""
    shutil.copyfile(template, folder / "test.db")
    return f"sqlite:///{folder / 'test.db'}"


def twin(url: str) -> str:
    """Another PostgreSQL database that is like the one at this address; its address."""
    of(url).engine.dispose()
    parsed = sa.make_url(url)
    name = f"{parsed.database}_twin"
    _on_the_server(url, f'CREATE DATABASE "{name}" TEMPLATE "{parsed.database}"')
    return parsed.set(database=name).render_as_string(hide_password=False)


def bare(url: str, name: str) -> str:
    """A new PostgreSQL database without anything beside the one at this address; its address."""
    _on_the_server(url, f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def drop(url: str) -> None:
    """Drop the PostgreSQL database at this address, whoever is connected to it."""
    of(url).engine.dispose()
    _on_the_server(url, f'DROP DATABASE IF EXISTS "{sa.make_url(url).database}" WITH (FORCE)')


def empty(database: db.Database) -> None:
    """Empty every table of a PostgreSQL test database that holds anything.

    Rows are deleted, for truncating makes new files; without foreign keys, which is a superuser's.
    """
    with database.engine.begin() as connection:
        run = connection.exec_driver_sql
        tables = run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars()
        named = [f'"{table}"' for table in tables]
        asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in named]
        full = run(" UNION ALL ".join(asked)).scalars().all()
        if not full or run("SELECT current_setting('is_superuser')").scalar() != "on":
            _truncate(connection, full)
            return
        run("SET LOCAL session_replication_role = replica")
        for name in full:
            run(f"DELETE FROM {name}")
        run(_RESTART)


def _on_the_server(url: str, statement: str) -> None:
    plain = sa.make_url(url).set(drivername="postgresql", database="postgres")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as server:
        server.execute(statement)


def _open_the_file_of_this_test(
    _dialect: sa.Dialect, _record: Any, arguments: list[Any], _named: dict[str, Any]
) -> None:
    arguments[0] = _Kept.file


def _is_used(database: db.Database) -> bool:
    pool = database.engine.pool
    return not isinstance(pool, sa.QueuePool) or pool.checkedout() > 0


def _truncate(connection: sa.Connection, full: Sequence[str]) -> None:
    if full:
        connection.exec_driver_sql(f"TRUNCATE {', '.join(full)} RESTART IDENTITY CASCADE")
