"""The committee's desk: more time for its answer, and a wrong entry of its decision put right."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.forms import Form, Required, Words
from commons.i18n import _, _l
from commons.law import queries as law
from commons.requests import roll_back
from initiatives import deskforms, policies, queries, services, windows
from initiatives.models import Referral
from initiatives.states import State

blueprint = Blueprint("initiatives_amending", __name__, url_prefix="/desk/initiatives")


class ExtensionForm(Form):
    """Why the committee takes more time."""

    reason = Words(_l("Reason, public"), [Required(_l("Give the reason."))], limit=2_000)


@blueprint.route("/<slug>/more-time", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_RECORD, writes=True)
def more_time(slug: str) -> Any:
    """Extend the time for the answer, as the rule set allows."""
    referral, form = _referral(slug), ExtensionForm()
    if not form.is_submitted():
        return _time_page(referral, form)
    if not form.validate_on_submit():
        return _time_page(referral, form), 422
    services.extend_answer(referral, current_actor(), reason=form.reason.data or "")
    flash(_("The new date is public, with your reason."), "success")
    return redirect(f"/desk/initiatives/{referral.initiative.slug}", 303)


@blueprint.route("/<slug>/correction", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_RECORD, writes=True)
def correct(slug: str) -> Any:
    """Correct the entry of the decision by a later one."""
    referral = _referral(slug)
    if referral.decision is None:
        raise Refusal("wrong-state", _l("There is no decision yet that could be corrected."))
    form = deskforms.correction_form(referral)
    if not form.is_submitted():
        return _correction_page(referral, form)
    if not form.validate_on_submit():
        return _correction_page(referral, form), 422
    try:
        services.correct_decision(
            referral,
            current_actor(),
            outcome=form.outcome.data or "",
            clause=form.clause.data or "",
            reason=form.reason.data or "",
            decided_on=form.decided_on.data,  # type: ignore[arg-type]  # Required has refused None
            why=form.why.data or "",
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _correction_page(referral, form), 422
    flash(_("The correction is public; the first entry stays and is marked."), "success")
    return redirect(f"/desk/initiatives/{referral.initiative.slug}", 303)


def _referral(slug: str) -> Referral:
    initiative = queries.by_slug(slug)
    referral = initiative.referrals[-1] if initiative.referrals else None
    if referral is None or not policies.may_record(current_actor(), referral):
        raise Refusal("not-found", _l("This initiative does not lie with a committee."))
    return referral


def _time_page(referral: Referral, form: Form) -> str:
    x = referral.initiative
    rule_set = law.by_key(x.rule_set_id)
    left = services.extension_left(x, rule_set)
    due_at = referral.answer_due_at
    return render_template(
        "initiatives/desk/more_time.html",
        x=x,
        form=form,
        rule_set=rule_set,
        due_at=due_at,
        becomes=windows.put_off(due_at, left, rule_set) if left and due_at else None,
    )


def _correction_page(referral: Referral, form: Form) -> str:
    x = referral.initiative
    return render_template(
        "initiatives/desk/correction.html",
        x=x,
        form=form,
        is_answered=x.stage is State.ANSWERED,
    )
