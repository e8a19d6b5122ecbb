"""The end of a follow by its one-click address (RFC 8058)."""

from __future__ import annotations

from flask import Blueprint, render_template

from commons.access import Permission, requires
from commons.notify import services

blueprint = Blueprint("letters", __name__)


@blueprint.get("/unsubscribe/<int:follow>/<seal>")
@requires(Permission.ANYONE)
def ask(follow: int, seal: str) -> str:
    """A page with one button: a mail scanner that opens the address ends nothing."""
    return render_template("letters/unsubscribe.html", follow=follow, seal=seal, done=False)


@blueprint.post("/unsubscribe/<int:follow>/<seal>")
@requires(Permission.ANYONE, writes=True)
def end(follow: int, seal: str) -> str:
    """End the follow; mail programs post here themselves, hence without our form token."""
    services.unsubscribe(follow, seal)
    return render_template("letters/unsubscribe.html", follow=follow, seal=seal, done=True)
