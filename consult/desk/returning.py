"""The desk of whoever stands above an agency: summaries that may be given back, with reasons."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request

from commons.access import Actor, Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.i18n import _, _l
from consult import answerforms, policies
from consult.models import Hearing
from consult.pages import page
from consult.queries import answers, cards, hearings, replies
from consult.services import summarising

blueprint = Blueprint("hearing_returning", __name__)


def _waiting(actor: Actor) -> int:
    """How many summaries were handed in and wait; published ones wait for nobody."""
    return sum(1 for one in hearings.with_summary() if _waits(actor, one))


def _waits(actor: Actor, hearing: Hearing) -> bool:
    return hearing.summarised_at is None and _may_return(actor, hearing)


desks.register(
    desks.Queue(
        name="summaries-below",
        title=_l("Summaries of the agencies below"),
        address="/desk/summaries",
        permission=Permission.SUMMARY_RETURN,
        waiting=_waiting,
    )
)


@blueprint.get("/desk/summaries")
@requires(Permission.SUMMARY_RETURN)
def index() -> str:
    """Summaries that were handed in or published by the agencies below."""
    found = [one for one in hearings.with_summary() if _may_return(current_actor(), one)]
    return page("desk/summaries.html", cards=cards.cards(found))


@blueprint.route("/desk/summaries/<slug>", methods=["GET", "POST"])
@requires(Permission.SUMMARY_RETURN, writes=True)
def give_back(slug: str) -> Any:
    """Read a summary, and return it with reasons."""
    hearing, form = hearings.public_at(slug), answerforms.ReturnForm()
    if not _may_return(current_actor(), hearing):
        raise hearings.unknown()

    def act() -> None:
        summarising.give_back(current_actor(), hearing, reason=form.reason.data or "")

    def show() -> str:
        return page(
            "desk/return.html",
            hearing=hearing,
            card=cards.card(hearing),
            summary=answers.summary(hearing),
            returns=replies.returns(hearing),
            form=form,
        )

    if request.method == "GET":
        return show()
    again = attempt(form, act, show)
    if again:
        return again
    flash(_("Returned. The reasons are public and the clock goes on."), "success")
    return redirect("/desk/summaries", 303)


def _may_return(actor: Actor, hearing: Hearing) -> bool:
    bodies = [body.id for body in summarising.above(actor, hearing)]
    return policies.may_return_summary(actor, hearing, bodies)
