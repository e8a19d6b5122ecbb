"""The pages of authoring: take a wording in, hand over, end with a reason, throw a draft away."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.i18n import _, _l
from initiatives import services as initiatives
from initiatives.authoring import queries, services
from initiatives.authoring.forms import DiscardForm, EndForm
from initiatives.drafting import own

blueprint = Blueprint("authoring", __name__)
blueprint.add_app_template_global(queries.taken, "taken_suggestions")
blueprint.add_app_template_global(queries.offer, "authorship_offer")
blueprint.add_app_template_global(queries.ending, "ending_of")


@blueprint.post("/initiatives/<slug>/comments/<int:number>/take-in")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def take_in(slug: str, number: int) -> Any:
    """Take a suggested wording into the next version."""
    initiative = own(slug)
    wording = services.take_in(initiative, current_actor(), number)
    flash(_("The wording is in the new version, and its author is thanked."), "success")
    return redirect(f"{initiative.path}/versions/{wording.number}", 303)


@blueprint.post("/initiatives/<slug>/authorship")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def offer(slug: str) -> Any:
    """Offer the authorship to another person who carries the initiative."""
    initiative = own(slug)
    wanted = request.form.get("member", type=int)
    member = next((m for m in initiative.members if m.id == wanted), None)
    if member is None:
        raise Refusal("not-found", _l("This person does not carry the initiative."))
    services.offer(initiative, current_actor(), member)
    flash(_("Offered. It is handed over only if the person accepts."), "success")
    return redirect(f"{initiative.path}/people", 303)


@blueprint.post("/initiatives/<slug>/authorship/accept")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def accept(slug: str) -> Any:
    """Become the author."""
    initiative = own(slug)
    services.accept(initiative, current_actor())
    flash(_("You are the author now."), "success")
    return redirect(f"{initiative.path}/people", 303)


@blueprint.route("/initiatives/<slug>/withdraw", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def withdraw(slug: str) -> Any:
    """End the initiative, with a reason that is public."""
    initiative, form = own(slug), EndForm()
    if not form.validate_on_submit():
        page = render_template("authoring/end.html", x=initiative, form=form)
        return page, 422 if form.is_submitted() else 200
    initiatives.withdraw(initiative, current_actor(), reason=form.reason.data or "")
    flash(_("The initiative is withdrawn."), "success")
    return redirect(initiative.path, 303)


@blueprint.route("/initiatives/<slug>/discard", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def discard(slug: str) -> Any:
    """Throw a private draft away."""
    initiative, form = own(slug), DiscardForm()
    if not form.validate_on_submit():
        page = render_template("authoring/discard.html", x=initiative, form=form)
        return page, 422 if form.is_submitted() else 200
    services.discard(initiative, current_actor())
    flash(_("The draft is gone."), "success")
    return redirect("/me", 303)
