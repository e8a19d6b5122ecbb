"""The strong room's own role on PostgreSQL: its rows are read and written under no other.

The web's role has no right on them, and the room's none on people. Each statement of the models
that touches the room enters the role inside the running transaction (SET LOCAL ROLE), the next
one leaves it. Text that somebody smuggles into a statement never enters: it stays outside.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from commons.db import Base

_KEY = "in-strong-room"


def tables() -> frozenset[str]:
    """The names of the strong room's tables."""
    return frozenset(
        str(getattr(mapper.local_table, "name", ""))
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("signatures.")
    )


def guard(engine: sa.Engine, role: str) -> None:
    """Let statements on the room's tables run as `role`, and all others as who has connected."""
    quoted = engine.dialect.identifier_preparer.quote(role)
    pattern = _pattern(tables())

    @event.listens_for(engine, "before_cursor_execute")
    def switch(
        line: sa.Connection, _cursor: Any, statement: str, _said: Any, context: Any, _many: Any
    ) -> None:
        wanted = _is_built(context) and _touches(pattern, statement)
        if line.info.get(_KEY, False) is not wanted:
            raw: Any = line.connection.driver_connection
            raw.execute(f"SET LOCAL ROLE {quoted if wanted else 'NONE'}")
            line.info[_KEY] = wanted

    for name in ("commit", "rollback"):
        event.listen(engine, name, _leave)
    event.listen(engine, "rollback_savepoint", _forget)


def _is_built(context: Any) -> bool:
    """Whether the statement was built from the models, rather than written as text."""
    compiled = getattr(context, "compiled", None)
    return compiled is not None and not isinstance(compiled.statement, sa.TextClause)


@lru_cache(maxsize=2000)
def _touches(pattern: re.Pattern[str], statement: str) -> bool:
    return pattern.search(statement) is not None


def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf'\b(?:FROM|JOIN|INTO|UPDATE)\s+"?(?:{listed})\b', re.IGNORECASE)


def _leave(line: sa.Connection) -> None:
    line.info[_KEY] = False


def _forget(line: sa.Connection, *_said: Any) -> None:
    """After a savepoint's end nobody here knows the role; the next statement says it again."""
    line.info[_KEY] = None
