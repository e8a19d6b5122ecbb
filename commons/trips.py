"""Statements that are asked at each signing: put together once, kept ready, several in one trip.

On PostgreSQL a trip is a pipeline of prepared statements: each still runs for itself, in its order,
and sees what was committed when it began. SQLite has no trips, and runs them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect

from commons import db

_DIALECT: sa.Dialect = psycopg_dialect()  # type: ignore[no-untyped-call]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Ready:
    """A statement, and the columns that it gives back."""

    statement: sa.Executable
    columns: Sequence[sa.ColumnElement[Any]]

    @cached_property
    def compiled(self) -> Any:
        """The statement as PostgreSQL reads it."""
        return self.statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]

    @cached_property
    def text(self) -> str:
        """Its words."""
        return str(self.compiled)

    @cached_property
    def fixed(self) -> dict[str, Any]:
        """The values that are always the same."""
        return {name: value for name, value in self.compiled.params.items() if value is not None}

    @cached_property
    def readers(self) -> list[Callable[[Any], Any] | None]:
        """What makes a value of each column out of what the driver gives."""
        return [
            column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            for column in self.columns
        ]

    @cached_property
    def writers(self) -> list[tuple[str, Callable[[Any], Any]]]:
        """What makes out of a parameter that needs it what the driver takes."""
        made = (
            (name, bound.type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
            for name, bound in self.compiled.binds.items()
        )
        return [(name, make) for name, make in made if make is not None]

    def write(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters as the driver takes them."""
        whole = {**self.fixed, **said}
        for name, make in self.writers:
            whole[name] = make(whole[name])
        return whole

    def read(self, row: Sequence[Any]) -> Row:
        """One row, with the values of the models."""
        pairs = zip(self.readers, row, strict=True)
        return tuple(value if make is None else make(value) for make, value in pairs)


def together(*asked: tuple[Ready, Mapping[str, Any]]) -> list[list[Row]]:
    """The rows of each statement, in the open transaction and in this order."""
    if not db.is_postgres():
        session = db.session()
        return [[tuple(r) for r in session.execute(a.statement, dict(said))] for a, said in asked]
    line = db.session().connection()
    raw: Any = line.connection.driver_connection
    with raw.pipeline() if len(asked) > 1 else nullcontext():
        cursors = [_sent(line, raw, each, said) for each, said in asked]
    return [
        [each.read(row) for row in cursor.fetchall()]
        for (each, _said), cursor in zip(asked, cursors, strict=True)
    ]


def alone(asked: Ready, said: Mapping[str, Any]) -> list[Row]:
    """The rows of one writing statement in a transaction of its own, which is kept at once.

    For what must survive a refusal; like `db.aside` it comes before anything else has written.
    """
    if not db.is_postgres():
        with db.aside() as own:
            return [tuple(row) for row in own.execute(asked.statement, dict(said))]
    if db.is_writing() and db.session().in_transaction():
        raise RuntimeError("a transaction is open that writes; this would wait for it")
    with db.database().at_once.connect() as line:
        raw: Any = line.connection.driver_connection
        return [asked.read(row) for row in _sent(line, raw, asked, said)]


def insert_once(
    model: type[db.Base], values: Mapping[str, Any], *, conflict: Sequence[str]
) -> int | None:
    """As `db.insert_once`, by a statement that PostgreSQL keeps ready."""
    if not db.is_postgres():
        return db.insert_once(model, values, conflict=conflict)
    found = together((_once(model, tuple(sorted(values)), tuple(conflict)), values))[0]
    return found[0][0] if found else None


@lru_cache(maxsize=64)
def _once(model: type[db.Base], columns: tuple[str, ...], conflict: tuple[str, ...]) -> Ready:
    number = model.__table__.c.id
    named = {name: sa.bindparam(name, type_=model.__table__.c[name].type) for name in columns}
    statement = insert(model.__table__).values(named)  # type: ignore[arg-type]
    wanted = statement.on_conflict_do_nothing(index_elements=list(conflict)).returning(number)
    return Ready(wanted, (number,))


@dataclass(frozen=True)
class _Context:
    """What listeners ask about a statement: out of which model's words it was made."""

    compiled: Any


def _sent(line: sa.Connection, raw: Any, asked: Ready, said: Mapping[str, Any]) -> Any:
    cursor = raw.cursor()
    _announce(line, cursor, asked, said)
    return cursor.execute(asked.text, asked.write(said), prepare=True)


def _announce(line: sa.Connection, cursor: Any, asked: Ready, said: Mapping[str, Any]) -> None:
    """Let those hear of it who hear of every statement: the strong room's guard, above all."""
    for listener in line.dispatch.before_cursor_execute:
        listener(line, cursor, asked.text, said, _Context(asked.compiled), False)
