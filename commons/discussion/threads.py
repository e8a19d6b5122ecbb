"""A thread, held for one who writes in it."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from commons.discussion.models import Thread
from commons.errors import Refusal
from commons.i18n import _l


def lock(kind: str, key: str) -> Thread:
    """The thread, which is made where there is none; nobody else writes in it until the end."""
    wanted = sa.select(Thread).where(Thread.kind == kind, Thread.key == key).with_for_update()
    found = db.session().scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        values = {"kind": kind, "key": key, "last_number": 0}
        db.insert_once(Thread, values, conflict=["kind", "key"])
        return lock(kind, key)
    return found


def check_rest(thread: Thread) -> None:
    """Refuse what has to wait until all comments have followed."""
    if thread.moving is not None:
        raise still_moving()


def still_moving() -> Refusal:
    """Why an act has to wait: comments still follow a new version (carry-over-running)."""
    sentence = _l("The comments are still being placed in the newest version. Try again soon.")
    return Refusal("carry-over-running", sentence)
