"""The desk of joint hearings: whom the leading agency asks, and what the asked agency answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import db
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import queries as agencies
from commons.agencies.models import Kind
from commons.errors import Refusal
from commons.i18n import _, _l
from consult import policies
from consult.desk.acting import done
from consult.joint import services
from consult.joint.forms import PartnerForm
from consult.models import Hearing, Partner
from consult.pages import at_desk
from consult.queries import hearings

blueprint = Blueprint("joint_desk", __name__)


@blueprint.route("/desk/hearings/<slug>/joint", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def partners(slug: str) -> Any:
    """With whom the hearing is held, and who was asked."""
    hearing = at_desk(slug)
    bodies = [b for b in agencies.all_bodies() if b.kind is not Kind.COMMITTEE]
    offered = [(b.slug, b.name()) for b in bodies if b.id != hearing.agency_id]
    form = PartnerForm(bodies=offered)

    def show() -> str:
        return render_template(
            "joint/partners.html",
            hearing=hearing,
            form=form,
            may_ask=policies.may_lead(current_actor(), hearing)
            and policies.may_prepare(current_actor(), hearing),
        )

    def act() -> None:
        body = agencies.by_slug(str(form.agency.data))
        if body is None:
            raise Refusal("bad-partner", _l("Choose an agency."), field="agency")
        services.ask(current_actor(), hearing, body)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The agency is asked."), "/joint")


@blueprint.post("/desk/hearings/<slug>/joint/<int:number>/part")
@requires(Permission.HEARING_PREPARE, writes=True)
def part(slug: str, number: int) -> Any:
    """Take the question back, or go on without the partner."""
    hearing = at_desk(slug)
    services.part(current_actor(), hearing, _partner(hearing, number))
    flash(_("The hearing goes on without this agency."), "success")
    mine = policies.may_see_desk(current_actor(), hearing)
    return redirect(f"/desk/hearings/{hearing.slug}/joint" if mine else "/desk", 303)


@blueprint.get("/desk/joint/<int:number>")
@requires(Permission.HEARING_APPROVE)
def asked(number: int) -> str:
    """What my agency is asked."""
    partner, hearing = _asked(number)
    return render_template("joint/asked.html", partner=partner, hearing=hearing)


@blueprint.post("/desk/joint/<int:number>")
@requires(Permission.HEARING_APPROVE, writes=True)
def answer(number: int) -> Any:
    """Accept or decline."""
    partner, hearing = _asked(number)
    accept = request.form.get("answer") == "accept"
    services.answer(current_actor(), hearing, partner, accept=accept)
    if accept:
        return done(hearing, _("Your agency holds this hearing too. Its officers can work on it."))
    flash(_("Declined."), "success")
    return redirect("/desk", 303)


def _partner(hearing: Hearing, number: int) -> Partner:
    for partner in hearing.partners:
        if partner.id == number:
            return partner
    raise Refusal("not-found", _l("There is no such partner."))


def _asked(number: int) -> tuple[Partner, Hearing]:
    """The question to one of my agencies; to others there is nothing here."""
    partner = db.session().get(Partner, number)
    if partner is None or not current_actor().may(Permission.HEARING_APPROVE, partner.agency_id):
        raise Refusal("not-found", _l("There is no such partner."))
    hearing = hearings.by_id(partner.hearing_id)
    if hearing is None or hearing.deleted_at is not None:
        raise hearings.unknown()
    return partner, hearing
