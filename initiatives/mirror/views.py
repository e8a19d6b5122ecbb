"""The machine interface for a parliament's own system, and the desk where its key is believed."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.forms import Form, Line, Pick, Required
from commons.i18n import _, _l
from commons.requests import roll_back
from initiatives.mirror import pulling, queries, services
from initiatives.mirror.models import Act
from initiatives.mirror.states import Standing
from initiatives.views import visible

blueprint = Blueprint("mirror", __name__)


class KeyForm(Form):
    """The public key of a body's own system."""

    agency = Pick(_l("Body"))
    public_key = Line(
        _l("Public key (Ed25519, hexadecimal)"), [Required(_l("Enter the key."))], limit=64
    )
    feed_url = Line(
        _l("Address of its feed"),
        limit=1_000,
        description=_l("Only if your system does not push: we ask it every quarter of an hour."),
    )


@blueprint.post("/parliament/messages")
@requires(Permission.ANYONE, writes=True)
def take() -> Any:
    """Take one signed message; 200 again for the same one."""
    limits.spend(limits.COSIGNATURE, f"address:{request.remote_addr}")
    taken = services.take(request.get_data())
    path = taken.initiative.path
    if isinstance(taken, Act):
        standing, why = taken.answered.value, taken.why or ""
        said = {"act": taken.id, "address": path, "standing": standing, "why": why}
    else:
        said = {"entry": taken.id, "address": f"{path}/book#entry-{taken.id}"}
    return jsonify(said)


@blueprint.get("/initiatives/<slug>/messages/<int:number>")
@requires(Permission.ANYONE)
def message(slug: str, number: int) -> Response:
    """The signed message that brought an act of parliament, for whoever checks the signature."""
    act = queries.act(number)
    if act.initiative_id != visible(slug).id or act.standing is not Standing.ENTERED:
        raise Refusal("not-found", _l("There is no such message."))
    return jsonify({"message": act.said, "signature": act.signature, "key": act.message.key})


@blueprint.get("/parliament/<slug>/outbox")
@requires(Permission.ANYONE)
def outbox(slug: str) -> Response:
    """What lies with a body, public and signed."""
    body = agencies.by_slug(slug)
    if body is None:
        raise Refusal("not-found", _l("There is no such agency."))
    return jsonify(services.outbox(body))


@blueprint.get("/initiatives/elsewhere")
@requires(Permission.ANYONE)
def elsewhere() -> str:
    """What reached parliaments in other ways, as their own systems announce it (I108)."""
    return render_template("initiatives/passage/elsewhere.html", matters=queries.matters())


@blueprint.route("/desk/initiatives/mirror", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_ACKNOWLEDGE, writes=True)
def key() -> Any:
    """Believe the key of a body's own system."""
    form = KeyForm()
    mine = agencies.named(current_actor().agencies_with(Permission.INITIATIVE_ACKNOWLEDGE))
    form.agency.choices = [(str(body.id), body.name()) for body in mine.values()]
    if not form.is_submitted():
        return _page(form, mine)
    if not form.validate_on_submit():
        return _page(form, mine), 422
    try:
        body = mine[int(form.agency.data)]
        services.register(current_actor(), body, form.public_key.data or "")
        pulling.set_feed(current_actor(), body, form.feed_url.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(form, mine), 422
    flash(_("The key is believed from now on."), "success")
    return redirect("/desk/initiatives/mirror", 303)


def _page(form: KeyForm, mine: Any) -> str:
    peers = [(body, queries.peer_of(body.id)) for body in mine.values()]
    return render_template("initiatives/passage/mirror.html", form=form, peers=peers)


take.no_account = True  # type: ignore[attr-defined]
