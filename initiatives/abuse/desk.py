"""The desk of reports: what waits for an answer, and the answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Actor, Permission, current_actor, requires
from commons.agencies import desks
from commons.i18n import _, _l
from initiatives.abuse import queries, services, words
from initiatives.abuse.forms import AnswerForm
from initiatives.abuse.models import Finding

blueprint = Blueprint("abuse_desk", __name__)
DESK = "/desk/initiatives/abuse"


def _mine(actor: Actor) -> list[int]:
    return sorted(actor.agencies_with(Permission.INITIATIVE_REVIEW))


def _waiting(actor: Actor) -> int:
    return len(queries.waiting(_mine(actor)))


desks.register(
    desks.Queue(
        "initiatives-abuse",
        _l("Reports of breaches while collecting"),
        DESK,
        Permission.INITIATIVE_REVIEW,
        _waiting,
    )
)


@blueprint.get("/desk/initiatives/abuse")
@requires(Permission.INITIATIVE_REVIEW)
def home() -> str:
    """What waits for an answer, the longest-waiting first."""
    reports = queries.waiting(_mine(current_actor()))
    return render_template("abuse/home.html", reports=reports, words=words)


@blueprint.route("/desk/initiatives/abuse/<int:number>", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_REVIEW, writes=True)
def answer(number: int) -> Any:
    """One report, and its answer."""
    actor, form = current_actor(), AnswerForm()
    report = queries.one(number, _mine(actor))
    if not form.validate_on_submit():
        page = render_template("abuse/answer.html", report=report, form=form, words=words)
        return page, 422 if form.is_submitted() else 200
    services.answer(
        report, actor, finding=Finding(str(form.finding.data)), words=form.words.data or ""
    )
    flash(_("Answered. Whoever knows the case number reads it."), "success")
    return redirect(DESK, 303)
