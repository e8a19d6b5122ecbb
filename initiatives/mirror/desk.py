"""The desk for what a parliament's system brings: enter it, dismiss it, or let it act at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Actor, Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law import queries as law
from initiatives.mirror import acting, forms, labels, policies, queries
from initiatives.mirror.models import Act, Peer
from initiatives.mirror.states import ActKind

DESK = "/desk/initiatives/mirror/acts"
blueprint = Blueprint("mirror_desk", __name__, url_prefix="/desk/initiatives/mirror")


def open_receipts(actor: Actor) -> int:
    """How many receipts wait for the register that this actor keeps."""
    return sum(1 for act in _open(actor) if act.kind is ActKind.RECEIPT)


def open_decisions(actor: Actor) -> int:
    """How many decisions and extensions wait for the committee of this actor."""
    return sum(1 for act in _open(actor) if act.kind is not ActKind.RECEIPT)


desks.register(
    desks.Queue(
        "mirror-receipts",
        _l("Receipts from parliament's system"),
        DESK,
        Permission.INITIATIVE_ACKNOWLEDGE,
        open_receipts,
    )
)
desks.register(
    desks.Queue(
        "mirror-decisions",
        _l("Decisions from parliament's system"),
        DESK,
        Permission.INITIATIVE_RECORD,
        open_decisions,
    )
)


@blueprint.get("/acts")
@requires(Permission.DESK_ENTER)
def acts() -> str:
    """What waits for a person or was kept aside, and which systems there are."""
    actor = current_actor()
    registering, recording = _bodies(actor)
    return render_template(
        "initiatives/passage/acts.html",
        acts=[(act, acting.misfit(act)) for act in _open(actor)],
        settled=queries.settled_acts(registering, recording),
        connections=[
            (peer, body, queries.lending(peer.id, body.id))
            for peer, body in queries.connections({*registering, *recording})
        ],
        labels=labels,
        body_of=agencies.by_id,
    )


@blueprint.get("/acts/<int:number>")
@requires(Permission.DESK_ENTER)
def act(number: int) -> str:
    """One message: what it says, whether it fits now, and the two things that can become of it."""
    return _page(_act(number), forms.DismissForm(formdata=None))


@blueprint.post("/acts/<int:number>/enter")
@requires(Permission.DESK_ENTER, writes=True)
def enter(number: int) -> Any:
    """Enter it, as if it had been entered by hand."""
    acting.enter(_act(number), current_actor())
    flash(_("It is entered, and public."), "success")
    return redirect(DESK, 303)


@blueprint.post("/acts/<int:number>/dismiss")
@requires(Permission.DESK_ENTER, writes=True)
def dismiss(number: int) -> Any:
    """Say that nothing follows from it."""
    found, form = _act(number), forms.DismissForm()

    def act_on() -> None:
        acting.dismiss(found, current_actor(), form.reason.data or "")

    again = attempt(form, act_on, lambda: _page(_act(number), form))
    if again:
        return again
    flash(_("It is dismissed; the message and your reason stay here."), "success")
    return redirect(f"{DESK}/{number}", 303)


@blueprint.route("/lending/<int:peer_id>/<slug>", methods=["GET", "POST"])
@requires(Permission.DESK_ENTER, writes=True)
def lending(peer_id: int, slug: str) -> Any:
    """Choose what a system may do for our body without a person."""
    peer, body = queries.peer(peer_id), agencies.by_slug(slug)
    if body is None or not policies.may_lend(current_actor(), peer, body):
        raise Refusal("not-found", _l("There is no such system."))
    form = forms.lending_form(queries.lending(peer.id, body.id))
    if not form.is_submitted():
        return _lending_page(peer, body, form)

    def act_on() -> None:
        acting.lend(
            peer,
            body,
            current_actor(),
            receipts=bool(form.receipts.data),
            decisions=bool(form.decisions.data),
        )

    again = attempt(form, act_on, lambda: _lending_page(peer, body, form))
    if again:
        return again
    flash(_("Your choice holds from now on and is public."), "success")
    return redirect(DESK, 303)


def _open(actor: Actor) -> list[Act]:
    found = queries.open_acts(*_bodies(actor))
    return [one for one in found if policies.may_settle(actor, one)]


def _bodies(actor: Actor) -> tuple[list[int], list[int]]:
    """For which bodies the actor registers, and for which the actor records."""
    return (
        sorted(actor.agencies_with(Permission.INITIATIVE_ACKNOWLEDGE)),
        sorted(actor.agencies_with(Permission.INITIATIVE_RECORD)),
    )


def _act(number: int) -> Act:
    found = queries.act(number)
    if not policies.may_settle(current_actor(), found):
        raise Refusal("not-found", _l("There is no such message."))
    return found


def _page(found: Act, form: forms.DismissForm) -> str:
    peer = queries.peer(found.message.peer_id)
    return render_template(
        "initiatives/passage/act.html",
        act=found,
        day=date.fromisoformat(found.said["on"]),
        x=found.initiative,
        body=agencies.by_id(peer.agency_id),
        misfit=acting.misfit(found) if found.is_open else None,
        is_old_key=found.message.key != peer.public_key,
        rule_set=law.by_key(found.initiative.rule_set_id),
        labels=labels,
        form=form,
    )


def _lending_page(peer: Peer, body: Agency, form: forms.LendingForm) -> str:
    actor = current_actor()
    return render_template(
        "initiatives/passage/lending.html",
        peer=peer,
        owner=agencies.by_id(peer.agency_id),
        body=body,
        form=form,
        receipts=policies.lends_receipts(actor, body.id),
        decisions=policies.lends_decisions(actor, body.id),
    )
