"""The desk of steps of support: what a number of signatures made a body owe, and its answer."""

from __future__ import annotations

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False
from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.forms import Form, Required, Words
from commons.i18n import _, _l
from commons.law import queries as law
from initiatives import policies
from initiatives.acts import tiering

blueprint = Blueprint("initiatives_tiers", __name__, url_prefix="/desk/support-steps")
LONGEST = 10_000

desks.register(
    desks.Queue(
        name="initiatives-tiers",
        title=_l("Steps of support to answer"),
        address="/desk/support-steps",
        permission=Permission.INITIATIVE_REVIEW,
        waiting=lambda actor: len(
            tiering.owed_by(sorted(actor.agencies_with(Permission.INITIATIVE_REVIEW)))
        ),
    )
)


class AnswerForm(Form):
    """The answer of the receiving body."""

    words = Words(
        _l("Answer in public"),
        [Required(_l("Write the answer."))],
        limit=LONGEST,
        description=_l("It stands on the page of the initiative and cannot be changed afterwards."),
    )


@blueprint.get("")
@requires(Permission.INITIATIVE_REVIEW)
def index() -> str:
    """What my bodies owe because a step of support was reached."""
    bodies = sorted(current_actor().agencies_with(Permission.INITIATIVE_REVIEW))
    owed = [(t, x, law.by_key(x.rule_set_id)) for t, x in tiering.owed_by(bodies)]
    return render_template("initiatives/desk/tiers.html", owed=owed)


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_REVIEW, writes=True)
def answer(number: int) -> Any:
    """Answer one step."""
    tier, x = tiering.one(number)
    if not policies.may_review(current_actor(), x):
        raise Refusal("not-found", _l("There is no such step."))
    form = AnswerForm()
    if not form.validate_on_submit():
        page = render_template(
            "initiatives/desk/tier.html",
            tier=tier,
            x=x,
            form=form,
            rule_set=law.by_key(x.rule_set_id),
        )
        return page, 422 if form.is_submitted() else 200
    tiering.answer(tier, x, current_actor(), words=form.words.data or "")
    flash(_("The answer stands on the page of the initiative."), "success")
    return redirect("/desk/support-steps", 303)
