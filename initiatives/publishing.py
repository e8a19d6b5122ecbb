"""The pages on which a draft leaves privacy: published for discussion, handed in for review."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.i18n import language
from commons.law import queries as law
from initiatives import rules, services, windows
from initiatives.drafting import own
from initiatives.forms import DeclareForm, DiscussForm
from initiatives.models import Initiative

blueprint = Blueprint("publishing", __name__)


@blueprint.get("/initiatives/<slug>/discuss")
@requires(Permission.INITIATIVE_PROPOSE)
def discuss(slug: str) -> str:
    """Publish for discussion: until when?"""
    return _discuss_page(own(slug), DiscussForm())


@blueprint.post("/initiatives/<slug>/discuss")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def open_discussion(slug: str) -> Any:
    """Publish for discussion."""
    initiative, form = own(slug), DiscussForm()
    if not form.validate_on_submit():
        return _discuss_page(initiative, form), 422
    services.check_reachable(initiative, current_actor())
    try:
        services.open_discussion(
            initiative, current_actor(), last_day=form.last_day.data or date.max
        )
    except Refusal as refusal:
        if refusal.field != "last_day":
            raise
        form.refuse(refusal)
        return _discuss_page(initiative, form), 422
    return redirect(initiative.path, 303)


@blueprint.get("/initiatives/<slug>/submit")
@requires(Permission.INITIATIVE_PROPOSE)
def declare(slug: str) -> str:
    """The declarations before review."""
    return _submit_page(own(slug), DeclareForm())


@blueprint.post("/initiatives/<slug>/submit")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def submit(slug: str) -> Any:
    """Hand the proposal in for review."""
    initiative, form = own(slug), DeclareForm()
    if not form.validate_on_submit():
        return _submit_page(initiative, form), 422
    services.check_reachable(initiative, current_actor())
    said = {"funding": form.funding.data, "unpaid": form.unpaid.data}
    services.submit(initiative, current_actor(), declarations=said)
    return redirect(initiative.path, 303)


def _discuss_page(initiative: Initiative, form: DiscussForm) -> str:
    rule_set = law.by_key(initiative.rule_set_id)
    missing = rules.missing_parts(rule_set, initiative.title, initiative.parts)
    return render_template(
        "initiatives/discuss.html",
        x=initiative,
        form=form,
        rule_set=rule_set,
        missing=[rule_set.word(part, language()) for part in missing],
        windows=windows,
        is_reachable=services.is_reachable(current_actor()),
    )


def _submit_page(initiative: Initiative, form: DeclareForm) -> str:
    rule_set = law.by_key(initiative.rule_set_id)
    missing = rules.missing_parts(rule_set, initiative.title, initiative.parts)
    return render_template(
        "initiatives/submit.html",
        x=initiative,
        form=form,
        rule_set=rule_set,
        missing=[rule_set.word(part, language()) for part in missing],
    )
