"""The private pages of a draft: kept while it is written, its saved versions and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request

from commons import clock, limits
from commons.access import Permission, current_actor, requires
from commons.accounts import belongings
from commons.api import wants_json
from commons.i18n import _, _l
from commons.law import queries as law
from commons.texts import redline
from initiatives import comparing, policies
from initiatives import queries as initiatives
from initiatives import services as acts
from initiatives.drafting import own, rule_set_of
from initiatives.sketching import queries, services
from initiatives.sketching.models import Sketch

blueprint = Blueprint("sketching", __name__)


@blueprint.post("/initiatives/new/draft")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def keep_new() -> Any:
    """Keep a new proposal while it is written."""
    rule_set = rule_set_of(request.args.get("rules", ""))
    saved = _keep(queries.place_of_new(rule_set.id))
    return _kept(saved, f"/initiatives/new?rules={rule_set.id}")


@blueprint.post("/initiatives/new/discard")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def discard_new() -> Any:
    """Forget a new proposal that was only sketched."""
    rule_set = rule_set_of(request.args.get("rules", ""))
    services.drop(current_actor().account_id, queries.place_of_new(rule_set.id))
    flash(_("The draft is discarded."), "info")
    return redirect("/initiatives/new", 303)


@blueprint.post("/initiatives/<slug>/edit/draft")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def keep(slug: str) -> Any:
    """Keep the form of a draft while it is written."""
    initiative = own(slug)
    return _kept(_keep(queries.place_of(initiative.id)), f"{initiative.path}/edit")


@blueprint.post("/initiatives/<slug>/edit/discard")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def discard(slug: str) -> Any:
    """Go back to what was saved."""
    initiative = own(slug)
    services.drop(current_actor().account_id, queries.place_of(initiative.id))
    flash(_("You see the draft as it was saved last."), "info")
    return redirect(f"{initiative.path}/edit", 303)


@blueprint.get("/initiatives/<slug>/history")
@requires(Permission.INITIATIVE_PROPOSE)
def history(slug: str) -> str:
    """Every saved version of the draft, for those who carry it."""
    initiative = own(slug)
    return render_template(
        "sketching/history.html",
        x=initiative,
        versions=queries.versions(initiative.id),
        published=initiatives.wordings(initiative.id),
        zone=law.by_key(initiative.rule_set_id).zone,
        most=services.VERSIONS,
    )


@blueprint.get("/initiatives/<slug>/history/<int:number>")
@requires(Permission.INITIATIVE_PROPOSE)
def version(slug: str, number: int) -> str:
    """One saved version, and the button that takes its words back."""
    initiative = own(slug)
    return render_template(
        "sketching/version.html",
        x=initiative,
        version=queries.version(initiative.id, number),
        last=queries.last(initiative.id),
        words=comparing.headed(initiative, queries.version(initiative.id, number).parts),
        may_edit=policies.may_edit(current_actor(), initiative, clock.now()),
        zone=law.by_key(initiative.rule_set_id).zone,
    )


@blueprint.get("/initiatives/<slug>/history/<int:a>/<int:b>")
@requires(Permission.INITIATIVE_PROPOSE)
def compare(slug: str, a: int, b: int) -> str:
    """What changed between two saved versions, word by word."""
    initiative = own(slug)
    old, new = queries.version(initiative.id, a), queries.version(initiative.id, b)
    changes = [
        (heading, redline.compare(before, after, initiative.language))
        for heading, before, after in comparing.paired(initiative, old, new)
    ]
    return render_template(
        "sketching/compare.html", x=initiative, old=old, new=new, changes=changes
    )


@blueprint.post("/initiatives/<slug>/history/<int:number>/restore")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def restore(slug: str, number: int) -> Any:
    """Take the words of a saved version back; the present ones stay a version too."""
    initiative = own(slug)
    wanted = queries.version(initiative.id, number)
    acts.edit(
        initiative,
        current_actor(),
        title=wanted.title,
        language=wanted.language,
        summary=wanted.summary,
        topic=initiative.topic,
        parts={**dict.fromkeys(initiative.parts, ""), **wanted.parts},
    )
    services.drop(current_actor().account_id, queries.place_of(initiative.id))
    flash(_("The draft reads again as in version %(number)s.", number=number), "success")
    return redirect(f"{initiative.path}/history", 303)


def _keep(place: str) -> datetime:
    account = current_actor().account_id or 0
    limits.spend(limits.DRAFT, f"account:{account}")
    return services.keep(account, place, dict(request.form.items()))


def _kept(saved: datetime, where: str) -> Any:
    if wants_json():
        return jsonify(saved_at=saved.isoformat())
    flash(_("Kept for you. Only you see it until you save the draft."), "success")
    return redirect(where, 303)


def _unfinished(account_id: int) -> Sequence[belongings.Thing]:
    found = queries.sketches(account_id)
    return [belongings.Thing(_title(s), _address(s), s.saved_at, "") for s in found]


def _title(sketch: Sketch) -> str:
    return sketch.fields.get("title", "").strip() or _("A proposal without a title")


def _address(sketch: Sketch) -> str:
    kind, _colon, name = sketch.place.partition(":")
    return f"/initiatives/new?rules={name}" if kind == "new" else f"/initiatives/{name}/edit"


belongings.register(
    belongings.Part(
        "sketches",
        _l("Proposals that I have not saved yet"),
        _unfinished,
        lambda account_id: [
            {"place": s.place, "fields": s.fields} for s in queries.sketches(account_id)
        ],
        lambda account: services.forget(account.id),
    )
)
