"""Locks that last as long as a transaction: PostgreSQL's advisory ones; SQLite has one writer anyway."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

import sqlalchemy as sa

from commons import db, trips


class Lock(IntEnum):
    """What may be locked; with a number beside it, one of many."""

    LEDGER = 7001
    SHEET = 7002
    SHEET_SEQUENCE = 7003


def hold(what: Lock, number: int = 0) -> None:
    """Wait until nobody else holds or shares the lock, then hold it until the transaction ends."""
    _ask("pg_advisory_xact_lock", what, number)


def share(what: Lock, number: int = 0) -> None:
    """Wait until nobody holds the lock, then share it with others until the transaction ends."""
    _ask("pg_advisory_xact_lock_shared", what, number)


def sharing(what: Lock, number: int = 0) -> tuple[trips.Ready, dict[str, int]]:
    """The question of `share`, to be asked in one trip with others; first of all on PostgreSQL only."""
    return _SHARE, {"what": int(what), "number": number % 2**31}


def try_hold(what: Lock, number: int = 0) -> bool:
    """Hold the lock until the transaction ends, unless somebody has it already."""
    return _ask("pg_try_advisory_xact_lock", what, number)


def _ask(function: str, what: Lock, number: int) -> bool:
    if not db.is_postgres():
        _check_writing()
        return True
    said = {"what": int(what), "number": number % 2**31}
    answer = db.session().connection().execute(_statement(function), said)
    return answer.scalar_one() is not False


_SHARE = trips.Ready(
    sa.text("SELECT 1 FROM pg_advisory_xact_lock_shared(:what, :number)"), (sa.literal(1),)
)


@cache
def _statement(function: str) -> sa.TextClause:
    return sa.text(f"SELECT {function}(:what, :number)")


def _check_writing() -> None:
    options = db.session().get_bind().get_execution_options()
    if not options.get("writes", False):
        raise RuntimeError("on SQLite only a writing transaction (BEGIN IMMEDIATE) can lock")
