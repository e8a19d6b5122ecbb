"""The newest head of the main tree, which every page shows: asked once a second, not for each page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from commons import db, trips
from commons.ledger.models import Head, Tree

MAIN = "main"
KEPT_SECONDS = 1.0
"""For how long a process shows what it has seen; a head that it has signed itself shows at once."""


@dataclass(frozen=True)
class NewestHead:
    """How large the tree is, and its root."""

    size: int
    root: bytes


_HEAD, _TREE = Head.__table__.c, Tree.__table__.c
_NEWEST = trips.Ready(
    sa.select(_HEAD.size, _HEAD.root)
    .where(_HEAD.tree_id == _TREE.id, _TREE.name == MAIN)
    .order_by(_HEAD.size.desc())
    .limit(1),
    (_HEAD.size, _HEAD.root),
)
_seen: WeakKeyDictionary[db.Database, tuple[float, NewestHead | None]] = WeakKeyDictionary()


def head() -> NewestHead | None:
    """The newest signed head, at most a second old; None while there is none."""
    kept = _seen.get(db.database())
    if kept is not None and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    asked = time.monotonic()
    found = trips.together((_NEWEST, {}))[0]
    newest = NewestHead(*found[0]) if found else None
    _seen[db.database()] = (asked, newest)
    return newest


def forget() -> None:
    """Ask anew: this process has signed a head."""
    _seen.pop(db.database(), None)
