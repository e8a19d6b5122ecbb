"""The pages of merging, for those who carry one of the two."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from initiatives import policies
from initiatives.drafting import own
from initiatives.merging import queries, services
from initiatives.merging.forms import MergeForm
from initiatives.models import Initiative
from initiatives.reviewing import likeness
from initiatives.views import visible

blueprint = Blueprint("merging", __name__)
blueprint.add_app_template_global(queries.into, "merged_into")
blueprint.add_app_template_global(queries.taken_in, "merged_from")
blueprint.add_app_template_global(queries.waiting, "mergers_waiting")


@blueprint.get("/initiatives/<slug>/merge")
@requires(Permission.INITIATIVE_PROPOSE)
def index(slug: str) -> str:
    """What waits for consent, and the form that proposes a merger."""
    return _page(own(slug), MergeForm(formdata=None))


@blueprint.post("/initiatives/<slug>/merge")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def ask(slug: str) -> Any:
    """Propose that this one ends in favour of another."""
    initiative, form = own(slug), MergeForm()
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    try:
        other = _other(form.other.data or "")
        services.ask(initiative, current_actor(), other, reason=form.reason.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(initiative, form), 422
    flash(_("Everybody who carries one of the two is asked by letter."), "success")
    return redirect(f"{initiative.path}/merge", 303)


@blueprint.post("/initiatives/<slug>/merge/<int:number>/<any(agree, 'call-off'):word>")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def settle(slug: str, number: int, word: str) -> Any:
    """Agree, or call it off."""
    initiative = own(slug)
    merger, actor = queries.one(initiative, number), current_actor()
    if word == "agree":
        is_one = services.agree(merger, initiative, actor)
        said = _("The two are one now.") if is_one else _("Your voice is taken down.")
        flash(said, "success")
        return redirect(initiative.path if is_one else f"{initiative.path}/merge", 303)
    services.call_off(merger, actor)
    flash(_("The merger is called off."), "success")
    return redirect(f"{initiative.path}/merge", 303)


def _other(said: str) -> Initiative:
    """The initiative of a number, a slug or a whole address."""
    slug = said.strip().split("?", maxsplit=1)[0].rstrip("/").rsplit("/", maxsplit=1)[-1]
    try:
        return visible(slug)
    except Refusal:
        raise Refusal("not-found", _l("There is no such initiative."), field="other") from None


def _page(initiative: Initiative, form: MergeForm) -> str:
    actor = current_actor()
    return render_template(
        "merging/index.html",
        x=initiative,
        form=form,
        waiting=queries.waiting(initiative.id),
        agreeing=services.agreeing,
        me=policies.member_of(actor, initiative),
        may_ask=services.may_ask(actor, initiative) and not queries.waiting(initiative.id),
        is_author=policies.is_author(actor, initiative),
        like=[found.initiative for found in likeness.of(initiative).initiatives],
    )
