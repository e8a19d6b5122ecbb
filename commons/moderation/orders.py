"""The desk of removals by order: one person brings the order, another confirms or refuses it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.moderation import places, policies, queries
from commons.moderation.forms import OrderForm
from commons.moderation.models import RemovalOrder
from commons.moderation.services import ordering
from commons.moderation.services.ordering import Writ
from commons.requests import roll_back

blueprint = Blueprint("moderation_orders", __name__, url_prefix="/desk/removals")

desks.register(
    desks.Queue(
        name="removals",
        title=_l("Removals by order"),
        address="/desk/removals",
        permission=Permission.MODERATION_ORDER,
        waiting=lambda actor: len(queries.orders(actor.agencies_with(Permission.MODERATION_ORDER))),
    )
)


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.MODERATION_ORDER, writes=True)
def index() -> Any:
    """Orders that wait for their second person, and the form to bring one."""
    form = OrderForm()
    if request.method == "GET":
        form.address.data = request.args.get("address", "")
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        subject, number = places.locate(form.address.data or "")
        ordering.propose(current_actor(), subject, number, _writ(form))
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(form), 422
    return _back(_("The order waits for a second person."))


@blueprint.post("/<int:number>/confirm")
@requires(Permission.MODERATION_ORDER, writes=True)
def confirm(number: int) -> Any:
    """Say the second yes."""
    ordering.confirm(current_actor(), _order(number))
    return _back(_("Done. The public log names ground, body and date."))


@blueprint.post("/<int:number>/refuse")
@requires(Permission.MODERATION_ORDER, writes=True)
def refuse(number: int) -> Any:
    """Say no."""
    ordering.refuse(current_actor(), _order(number))
    return _back(_("The order was not carried out."))


def _writ(form: OrderForm) -> Writ:
    return Writ(
        body=form.body.data or "",
        reference=form.reference.data or "",
        dated=form.dated.data or clock.now().date(),
        lifts=bool(form.lifts.data),
    )


def _order(number: int) -> RemovalOrder:
    found = queries.order(number)
    mine = current_actor().agencies_with(Permission.MODERATION_ORDER)
    if found is None or found.case.agency_id not in mine:
        raise queries.unknown()
    return found


def _page(form: OrderForm) -> str:
    actor = current_actor()
    waiting = queries.orders(actor.agencies_with(Permission.MODERATION_ORDER))
    return render_template(
        "moderation/orders.html",
        form=form,
        orders=[
            (order, queries.of(order.case), policies.may_confirm(actor, order)) for order in waiting
        ],
        may_bring=actor.may(Permission.MODERATION_DECIDE),
    )


def _back(sentence: str) -> Any:
    flash(sentence, "success")
    return redirect("/desk/removals", 303)
