"""The end of letters by their one-click address (RFC 8058): one follow, all letters, a subscription."""

from __future__ import annotations

from flask import Blueprint, render_template

from commons.access import Permission, requires
from commons.notify import seals, services

blueprint = Blueprint("letters", __name__)


@blueprint.get("/unsubscribe/<int:follow>/<seal>")
@blueprint.get("/unsubscribe/<any(letters, subscription, address):what>/<int:follow>/<seal>")
@requires(Permission.ANYONE)
def ask(follow: int, seal: str, what: str = seals.FOLLOW) -> str:
    """A page with one button: a mail scanner that opens the address ends nothing."""
    return _page(what, follow, seal, done=False)


@blueprint.post("/unsubscribe/<int:follow>/<seal>")
@blueprint.post("/unsubscribe/<any(letters, subscription, address):what>/<int:follow>/<seal>")
@requires(Permission.ANYONE, writes=True)
def end(follow: int, seal: str, what: str = seals.FOLLOW) -> str:
    """End the letters; mail programs post here themselves, hence without our form token."""
    services.unsubscribe(what, follow, seal)
    return _page(what, follow, seal, done=True)


def _page(what: str, number: int, seal: str, *, done: bool) -> str:
    middle = "" if what == seals.FOLLOW else f"{what}/"
    address = f"/unsubscribe/{middle}{number}/{seal}"
    return render_template("letters/unsubscribe.html", address=address, done=done)
