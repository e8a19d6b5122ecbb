"""The desk of one hearing: what is done and what is next; submit, approve, extend, withdraw."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from commons.law import queries as law
from consult import deskforms, policies
from consult.carryover import queries as carryover
from consult.desk.acting import done
from consult.pages import at_desk, page
from consult.queries import answers, cards
from consult.services import approving, preparing
from consult.states import Stage

blueprint = Blueprint("hearing_opening", __name__)


@blueprint.get("/desk/hearings/<slug>")
@requires(Permission.HEARING_PREPARE)
def show(slug: str) -> str:
    """Where this hearing stands, and what is to be done next."""
    hearing = at_desk(slug)
    summary = answers.summary(hearing)
    lacking = preparing.missing(hearing) if hearing.stage is Stage.DRAFT else []
    return page(
        "desk/hearing.html",
        hearing=hearing,
        card=cards.card(hearing),
        lacking=lacking,
        lacking_names={field for field, _sentence in lacking},
        needed=law.by_key(hearing.rule_set_id).value("hearing.required_documents", []),
        summary=summary,
        coverage=answers.coverage(hearing),
        themes=answers.themes(hearing),
        carried_over=carryover.to_do(hearing),
        actor_may_approve=policies.may_approve(current_actor(), hearing),
    )


@blueprint.post("/desk/hearings/<slug>/submit")
@requires(Permission.HEARING_PREPARE, writes=True)
def submit(slug: str) -> Any:
    """Hand the draft in for approval."""
    hearing = at_desk(slug)
    preparing.submit(current_actor(), hearing)
    return done(hearing, _("Handed in. A publisher who did not prepare it can approve it now."))


@blueprint.post("/desk/hearings/<slug>/take-back")
@requires(Permission.HEARING_PREPARE, writes=True)
def take_back(slug: str) -> Any:
    """Take a draft back to work on it."""
    hearing = at_desk(slug)
    approving.take_back(current_actor(), hearing)
    return done(hearing, _("The draft can be changed again."))


@blueprint.post("/desk/hearings/<slug>/approve")
@requires(Permission.HEARING_APPROVE, writes=True)
def approve(slug: str) -> Any:
    """Approve what another person prepared."""
    hearing = at_desk(slug)
    approving.approve(current_actor(), hearing)
    return done(hearing, _("Approved and announced. Every named stakeholder gets a letter."))


@blueprint.post("/desk/hearings/<slug>/send-back")
@requires(Permission.HEARING_APPROVE, writes=True)
def send_back(slug: str) -> Any:
    """Give a draft back to its officer."""
    hearing = at_desk(slug)
    approving.send_back(current_actor(), hearing)
    return done(hearing, _("The draft is back with its officer."))


@blueprint.route("/desk/hearings/<slug>/extend", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def extend(slug: str) -> Any:
    """Let people speak longer."""
    hearing, form = at_desk(slug), deskforms.ExtendForm()
    zone = law.by_key(hearing.rule_set_id).zone

    def act() -> None:
        closes_at = deskforms.closing(deskforms.day_of(form.closes_on), None, zone)
        approving.extend(
            current_actor(), hearing, closes_at=closes_at, reason=form.reason.data or ""
        )

    def show_form() -> str:
        return page("desk/extend.html", hearing=hearing, form=form, card=cards.card(hearing))

    if request.method == "GET":
        return show_form()
    return attempt(form, act, show_form) or done(hearing, _("Extended. Followers are told."))


@blueprint.route("/desk/hearings/<slug>/withdraw", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def withdraw(slug: str) -> Any:
    """Give the hearing up, with a public reason."""
    hearing, form = at_desk(slug), deskforms.WithdrawForm()

    def act() -> None:
        approving.withdraw(current_actor(), hearing, reason=form.reason.data or "")

    def show_form() -> str:
        return page("desk/withdraw.html", hearing=hearing, form=form)

    if request.method == "GET":
        return show_form()
    return attempt(form, act, show_form) or done(hearing, _("The hearing is withdrawn."))
