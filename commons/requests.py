"""The one commit of a request: a response under 400 commits, anything else rolls back."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request

from commons import db


def register(app: Flask) -> None:
    """Install the hooks; must be called first, because hooks of leaving run in reverse."""
    app.before_request(_open)
    app.after_request(_commit)
    app.teardown_request(_close)


def _open() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    writes = bool(getattr(view, "writes", False)) and request.method not in ("GET", "HEAD")
    writes = writes or bool(getattr(view, "writes_on_get", False))
    g.db_session = db.database().open(writes=writes)
    g.db_former = db.enter(g.db_session)


def _commit(response: Response) -> Response:
    own = g.get("db_session")
    if own is not None:
        if response.status_code < 400:
            own.commit()
        else:
            db.refused(own)
    return response


def _close(_error: BaseException | None) -> None:
    own = g.pop("db_session", None)
    if own is not None:
        own.rollback()
        own.close()
        db.enter(g.pop("db_former", None))


def roll_back() -> None:
    """Undo what the request has done so far; error pages call it before they read."""
    own = g.get("db_session")
    if own is not None:
        db.refused(own)
