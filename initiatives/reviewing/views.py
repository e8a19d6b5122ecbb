"""The pages beside a review: taken in hand, noted, appealed by the author, decided elsewhere."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Actor, Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from initiatives import policies
from initiatives import queries as initiatives
from initiatives.drafting import own
from initiatives.models import Review
from initiatives.reviewing import likeness, queries, services
from initiatives.reviewing.forms import AppealDecisionForm, AppealForm, NoteForm

blueprint = Blueprint("initiative_reviewing", __name__)
blueprint.add_app_template_global(queries.lease, "review_lease")
blueprint.add_app_template_global(queries.notes, "review_notes")
blueprint.add_app_template_global(queries.appeal_of, "review_appeal")
blueprint.add_app_template_global(likeness.of, "likeness_of")
APPEALS = "/desk/initiatives/appeals"


def _waiting(actor: Actor) -> int:
    return len(queries.waiting(sorted({agency for agency, _role in actor.roles})))


desks.register(
    desks.Queue(
        "initiatives-appeals",
        _l("Appeals against rejected initiatives"),
        APPEALS,
        Permission.MODERATION_APPEAL,
        _waiting,
    )
)


@blueprint.post("/desk/initiatives/<slug>/review/hand")
@requires(Permission.INITIATIVE_REVIEW, writes=True)
def take(slug: str) -> Any:
    """Take the review in hand."""
    services.take_in_hand(_review(slug), current_actor())
    return redirect(f"/desk/initiatives/{slug}/review", 303)


@blueprint.route("/desk/initiatives/<slug>/review/notes", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_REVIEW, writes=True)
def note(slug: str) -> Any:
    """The desk's notes, and one more."""
    review, form = _review(slug), NoteForm()
    if not form.validate_on_submit():
        page = render_template(
            "reviewing/notes.html", x=review.initiative, review=review, form=form
        )
        return page, 422 if form.is_submitted() else 200
    services.note(review, current_actor(), form.words.data or "")
    return redirect(f"/desk/initiatives/{slug}/review/notes", 303)


@blueprint.route("/initiatives/<slug>/appeal", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def appeal(slug: str) -> Any:
    """Appeal against the rejection."""
    initiative, form = own(slug), AppealForm()
    if not form.validate_on_submit():
        page = render_template("reviewing/appeal.html", x=initiative, form=form)
        return page, 422 if form.is_submitted() else 200
    services.appeal(initiative, current_actor(), form.words.data or "")
    flash(_("Your appeal is made. Somebody outside the body decides it."), "success")
    return redirect(initiative.path, 303)


@blueprint.get("/desk/initiatives/appeals")
@requires(Permission.MODERATION_APPEAL)
def appeals() -> str:
    """What waits for a decision, the oldest first."""
    bodies = sorted({agency for agency, _role in current_actor().roles})
    return render_template("reviewing/appeals.html", appeals=queries.waiting(bodies))


@blueprint.route("/desk/initiatives/appeals/<int:number>", methods=["GET", "POST"])
@requires(Permission.MODERATION_APPEAL, writes=True)
def decide(number: int) -> Any:
    """One appeal, and its decision."""
    made, form = queries.one(number), AppealDecisionForm()
    if not form.validate_on_submit():
        page = render_template("reviewing/decide.html", appeal=made, form=form)
        return page, 422 if form.is_submitted() else 200
    is_won, reason = form.outcome.data == "won", form.reason.data or ""
    services.decide(made, current_actor(), is_won=is_won, reason=reason)
    flash(_("Decided. The reason stands on the page of the initiative."), "success")
    return redirect(APPEALS, 303)


def _review(slug: str) -> Review:
    initiative = initiatives.by_slug(slug)
    if not policies.may_review(current_actor(), initiative):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body reviews this."))
    if not initiative.reviews:
        raise Refusal("not-found", _l("There is nothing to review here now."))
    return initiative.reviews[-1]
