"""Default deny: who acts is found out, and every route is checked before its view runs."""

from __future__ import annotations

from flask import Flask, abort, current_app, g, request
from flask_login import LoginManager

from commons import access
from commons.accounts.security import note as note_security
from commons.errors import Refusal
from commons.identity import actors

login = LoginManager()


def register(app: Flask) -> None:
    """Install flask-login with our Actor as its user, and the check before every view."""
    login.init_app(app)
    login.anonymous_user = lambda: access.ANONYMOUS
    login.request_loader(lambda _request: access.current_actor())
    app.before_request(_no_nulls)
    app.before_request(_who)
    app.before_request(_check)
    app.context_processor(
        lambda: {"actor": access.current_actor(), "Permission": access.Permission}
    )


def _no_nulls() -> None:
    """Refuse null characters, which no person types and no text column holds."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.get_data()  # kept, because aids read JSON that came with a form's content type
    asked = (*request.args.items(multi=True), *request.form.items(multi=True))
    if "\x00" in request.path or any("\x00" in word for pair in asked for word in pair):
        abort(400)


def _who() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint == "static" or getattr(view, "no_account", False):
        g.actor = access.ANONYMOUS
        return
    g.actor = actors.of_request(request)
    g.account_language = g.actor.language


def _check() -> None:
    if request.endpoint is None or request.endpoint == "static":
        return
    view = current_app.view_functions.get(request.endpoint)
    if view is None:
        abort(404)
    try:
        access.check(view, access.current_actor())
    except Refusal as refusal:
        if refusal.code != "sign-in-needed":
            note_security("access-refused", path=request.path, code=refusal.code)
        raise
