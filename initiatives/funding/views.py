"""The pages of funding: the public list of gifts, and the initiators' forms beneath it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.i18n import _
from commons.law import queries as law
from initiatives import policies
from initiatives.drafting import own
from initiatives.funding import queries, services
from initiatives.funding.forms import GiftForm, StrikeForm
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("funding", __name__)


@blueprint.get("/initiatives/<slug>/funding")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """Who pays for the initiative, as declared and as disclosed since."""
    return _page(visible(slug), GiftForm(formdata=None))


@blueprint.post("/initiatives/<slug>/funding/gifts")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def disclose(slug: str) -> Any:
    """Publish a gift."""
    initiative, form = own(slug), GiftForm()
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    try:
        services.disclose(
            initiative,
            current_actor(),
            giver=form.giver.data,
            amount=form.amount.data or 0,
            received_on=form.received_on.data,  # type: ignore[arg-type]  # Required has refused None
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        return _page(initiative, form), 422
    flash(_("The gift is on the public list."), "success")
    return redirect(f"{initiative.path}/funding", 303)


@blueprint.post("/initiatives/<slug>/funding/statement")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def state(slug: str) -> Any:
    """State that the list is whole."""
    initiative = own(slug)
    services.state(initiative, current_actor())
    flash(_("Stated. The page says until which day the list is whole."), "success")
    return redirect(f"{initiative.path}/funding", 303)


@blueprint.route("/initiatives/<slug>/funding/gifts/<int:number>/strike", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def strike(slug: str, number: int) -> Any:
    """Strike a wrong entry out."""
    initiative, form = own(slug), StrikeForm()
    gift = queries.gift(initiative, number)
    if not form.validate_on_submit():
        page = render_template("funding/strike.html", x=initiative, gift=gift, form=form)
        return page, 422 if form.is_submitted() else 200
    services.strike(initiative, current_actor(), gift, reason=form.reason.data or "")
    flash(_("The entry is struck out; it stays readable."), "success")
    return redirect(f"{initiative.path}/funding", 303)


def _page(initiative: Initiative, form: GiftForm) -> str:
    return render_template(
        "funding/show.html",
        x=initiative,
        rule_set=law.by_key(initiative.rule_set_id),
        funding=queries.of(initiative),
        may=policies.is_member(current_actor(), initiative),
        form=form,
    )
