"""Pages that are alike for every visitor, kept for a second unless something public happens before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app, session

from commons import clock, db
from commons.access import current_actor
from commons.i18n import language
from commons.ledger.models import Entry

_SHELF = "kept-pages"


@dataclass(frozen=True)
class _Mark:
    """When a page was made: the newest act on record, the machine's second, the law's second."""

    entry: int
    machine: int
    law: int


def page(name: str, make: Callable[[], str]) -> str:
    """The page `make` gives; the one that is kept where it was made in this second for a visitor.

    Nothing is kept for whoever has signed in or is to be told something.
    """
    if current_actor().is_authenticated or "_flashes" in session:
        return make()
    shelf: dict[tuple[str, str], tuple[_Mark, str]] = current_app.extensions.setdefault(_SHELF, {})
    key, now = (name, language()), _mark()
    mark, made = shelf.get(key, (None, ""))
    if mark != now:
        made = make()
        shelf[key] = (now, made)
    return made


def _mark() -> _Mark:
    return _Mark(
        entry=db.session().scalar(sa.select(sa.func.max(Entry.id))) or 0,
        machine=int(clock.machine_now().timestamp()),
        law=int(clock.now().timestamp()),
    )
