"""Whether the database is still what it was: equal marks mean that every row is the same.

A mark does not ask which acts touch what. On PostgreSQL it is the snapshot that a statement sees:
whatever is committed anywhere in the cluster makes another. On SQLite it is the file's own counter
as one connection sees it, beside what that connection has changed itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from commons import db

_ASKED = "unchanged"
_SNAPSHOT = sa.text("SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text")
_COUNTER = sa.text("PRAGMA data_version")


@dataclass(frozen=True)
class Mark:
    """The database as it was read: `where` is whose counter it is, `state` what it said."""

    where: Hashable
    state: Hashable


def mark() -> Mark | None:
    """The mark of this transaction, taken once; None in one that writes or has written.

    What is read after it is at least as new, so that a page made now may bear it.
    """
    own = db.session()
    if _ASKED not in own.info:
        own.info[_ASKED] = None if db.is_writing() else _mark(own.connection())
    found: Mark | None = own.info[_ASKED]
    return found


def _mark(line: sa.Connection) -> Mark | None:
    if db.is_postgres():
        seen, own = line.execute(_SNAPSHOT).one()
        return None if own else Mark(db.database(), seen)
    raw: Any = line.connection.driver_connection
    counter = line.execute(_COUNTER).scalar_one()
    return Mark(line.info.setdefault(_ASKED, object()), (counter, raw.total_changes))
