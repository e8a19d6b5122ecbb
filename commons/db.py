"""The database: engine, the one session of a request, and the transactions around it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from commons.engines import Database as Database

BIGINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
pk = Annotated[int, mapped_column(BIGINT, primary_key=True, autoincrement=True)]


class UTCDateTime(TypeDecorator[datetime]):
    """An instant with its zone; refuses naive times, gives UTC back on both engines."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UTCDateTime(),
        date: sa.Date(),
        int: BIGINT,
        bytes: sa.LargeBinary(),
        str: sa.Text(),
        dict[str, Any]: sa.JSON(),
        dict[str, str]: sa.JSON(),
        list[Any]: sa.JSON(),
        list[str]: sa.JSON(),
        enum.StrEnum: sa.Enum(
            enum.StrEnum,
            native_enum=False,
            length=40,
            values_callable=lambda words: [word.value for word in words],
        ),
    }


class _Bound:
    """The database this process works on."""

    database: Database | None = None


_bound = _Bound()
_current: ContextVar[Session | None] = ContextVar("session", default=None)


def bind(database: Database) -> None:
    """Let this process work on `database`."""
    _bound.database = database


def database() -> Database:
    """The database this process works on; refuses when none is bound."""
    if _bound.database is None:
        raise RuntimeError("no database is bound to this process")
    return _bound.database


def is_postgres() -> bool:
    """True on PostgreSQL, false on SQLite."""
    return not database().is_sqlite


def session() -> Session:
    """The session of the running request or transaction; refuses outside of both."""
    current = _current.get()
    if current is None:
        raise RuntimeError("no transaction is open here")
    return current


def in_transaction() -> bool:
    """True while a request or a `transaction()` is open in this thread."""
    return _current.get() is not None


def is_writing() -> bool:
    """True while the open request or transaction is one that writes."""
    current = _current.get()
    return current is not None and _writes(current)


def enter(new: Session | None) -> Session | None:
    """Make `new` the current session; gives the former one, for `enter` to bring back."""
    former = _current.get()
    _current.set(new)
    return former


@contextmanager
def transaction(*, writes: bool = True) -> Iterator[Session]:
    """One transaction for jobs, commands and tests: to return commits, to raise rolls back."""
    own = database().open(writes=writes)
    former = enter(own)
    try:
        yield own
        own.commit()
    except BaseException:
        refused(own)
        raise
    finally:
        enter(former)
        own.close()


@contextmanager
def aside() -> Iterator[Session]:
    """A short transaction of its own for what must survive a refusal (architecture, decision 7).

    It comes after the rollback of the current one: an open writer here would wait for itself.
    """
    current = _current.get()
    if current is not None and current.in_transaction() and _writes(current):
        raise RuntimeError("aside() comes after the rollback; use if_refused()")
    with transaction() as own:
        yield own


def if_refused(act: Callable[[], None]) -> None:
    """Let `act` run in a transaction of its own if the current one is rolled back."""
    session().info.setdefault("if_refused", []).append(act)


def after_commit(act: Callable[[], None]) -> None:
    """Let `act` (files, never SQL) happen once the current transaction is kept, and only then."""
    own, waiting = session(), [act]

    def kept(_own: Session) -> None:
        for each in waiting:
            each()
        waiting.clear()

    event.listen(own, "after_commit", kept, once=True)
    event.listen(own, "after_rollback", lambda _own: waiting.clear(), once=True)


def refused(own: Session) -> None:
    """Roll `own` back, then do what was asked for that case."""
    acts: list[Callable[[], None]] = own.info.pop("if_refused", [])
    own.rollback()
    for act in acts:
        former = enter(None)
        try:
            with aside():
                act()
        finally:
            enter(former)


def _writes(own: Session) -> bool:
    bind = own.get_bind()
    return bool(bind.get_execution_options().get("writes", False))


def insert_once(
    model: type[Base], values: Mapping[str, Any], *, conflict: Sequence[str]
) -> int | None:
    """Insert a row unless one with the same `conflict` columns stands; its id, or None if it did.

    The unique index decides, also between parallel transactions.
    """
    statement = _once(model, tuple(sorted(values)), tuple(conflict), database().engine.dialect.name)
    number: int | None = (
        session().connection().execute(statement, dict(values)).scalar_one_or_none()
    )
    return number


@lru_cache(maxsize=256)
def _once(
    model: type[Base], columns: tuple[str, ...], conflict: tuple[str, ...], engine: str
) -> Any:
    """The statement, compiled once: SQLAlchemy itself does not keep those with ON CONFLICT."""
    insert = pg_insert if engine == "postgresql" else sqlite_insert
    statement = (
        insert(model)
        .on_conflict_do_nothing(index_elements=list(conflict))
        .returning(model.__table__.c.id)
    )
    return statement.compile(dialect=database().engine.dialect, column_keys=list(columns))
