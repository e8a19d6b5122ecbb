"""The two engines: PostgreSQL with its pool, SQLite taught to keep its transactions."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

SYNCHRONOUS = "FULL"
"""How sure of the disk SQLite is before a commit answers; only tests, which lose nothing, lower it."""
_NEVER_BY_ITSELF = 2**31 - 1
"""PostgreSQL keeps ready what is told to it (`commons.trips`), not whatever came a few times."""
IDLE_SECONDS = 1.0
"""After so long a pooled connection is no longer trusted unasked."""


class Database:
    """One database: its engine, and the same engine for transactions that write."""

    def __init__(self, url: str) -> None:
        parsed = sa.make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = sa.create_engine(
                parsed, connect_args={"timeout": 20}, hide_parameters=True
            )
            _teach_sqlite(self.engine)
        else:
            parsed = parsed.set(drivername="postgresql+psycopg")
            self.engine = sa.create_engine(
                parsed,
                pool_size=16,
                max_overflow=48,
                hide_parameters=True,  # what people wrote stands in no log, whatever breaks
                connect_args={"prepare_threshold": _NEVER_BY_ITSELF},
            )
            _teach_postgres(self.engine)
        self.at_once = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.writing = self.engine.execution_options(writes=True)

    def open(self, *, writes: bool) -> Session:
        """A session that belongs to the caller, who must close it."""
        return Session(self.writing if writes else self.engine, expire_on_commit=False)


def _teach_postgres(engine: sa.Engine) -> None:
    """Ask a connection that has lain idle whether it still lives, before it is used again.

    No statement is translated into machine code: ours find few rows among many, and PostgreSQL,
    which looks at the many, would take longer to translate than to find (400 ms beside 15).
    """

    @event.listens_for(engine, "connect")
    def begin(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute("SET jit = off")
        connection.autocommit = False

    @event.listens_for(engine, "checkin")
    def lie_down(_connection: Any, record: Any) -> None:
        record.info["idle_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake_up(connection: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get("idle_since")
        if since is None or time.monotonic() - since < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise sa.exc.DisconnectionError from error


def _teach_sqlite(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={SYNCHRONOUS}",
            "foreign_keys=ON",
            "busy_timeout=20000",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
