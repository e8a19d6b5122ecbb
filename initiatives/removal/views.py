"""The public pages of removals: what stands in place of an initiative, the appeal, and the list."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _
from commons.law import queries as law
from commons.requests import roll_back
from initiatives import policies
from initiatives import queries as initiatives
from initiatives.models import Initiative
from initiatives.removal import queries, rules, services
from initiatives.removal.forms import AppealForm
from initiatives.removal.rules import GROUNDS

blueprint = Blueprint("removal", __name__)
blueprint.add_app_template_global(services.may_remove, "may_remove")


@blueprint.get("/initiatives/removed")
@requires(Permission.ANYONE)
def register() -> str:
    """Every removal: number, ground, body and day; no words of what was removed."""
    return render_template(
        "removal/register.html",
        removals=queries.confirmed(),
        grounds=GROUNDS,
        body_of=agencies.by_id,
    )


@blueprint.get("/initiatives/<slug>/removal")
@requires(Permission.ANYONE)
def show(slug: str) -> Any:
    """What stands in place of a removed initiative; for those who carry it also their words."""
    initiative = initiatives.by_slug(slug)
    queries.standing(initiative.id)
    return gone(initiative), 410


@blueprint.post("/initiatives/<slug>/removal/appeal")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def appeal(slug: str) -> Any:
    """Appeal as one who carries it."""
    initiative, form = initiatives.by_slug(slug), AppealForm()
    if not form.validate_on_submit():
        return gone(initiative, form), 422
    try:
        services.appeal(initiative, current_actor(), form.words.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return gone(initiative, form), 422
    flash(_("Your appeal is made. Somebody outside the body decides."), "success")
    return redirect(f"/initiatives/{initiative.id}/removal", 303)


def gone(initiative: Initiative, form: AppealForm | None = None) -> str:
    """The page in place of a removed initiative; its words and its title are not on it."""
    removal = queries.standing(initiative.id)
    is_own = policies.is_member(current_actor(), initiative)
    late = removal.settled_at is None or rules.is_late(removal.settled_at, clock.now())
    return render_template(
        "removal/gone.html",
        x=initiative,
        removal=removal,
        ground=GROUNDS[removal.ground],
        body=agencies.by_id(initiative.agency_id),
        zone=law.by_key(initiative.rule_set_id).zone,
        is_own=is_own,
        may_appeal=is_own and removal.appealed_at is None and not late,
        form=form or AppealForm(formdata=None),
    )
