"""The pages of those who begin a proposal: choose the rules, write, look for like ones, edit."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request

from commons import clock, limits
from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.agencies.models import Kind
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from initiatives import policies, rules, services
from initiatives.forms import DraftForm, draft_form
from initiatives.models import Initiative
from initiatives.reviewing import likeness
from initiatives.sketching import queries as sketching
from initiatives.sketching import services as sketches
from initiatives.sketching.models import Sketch
from initiatives.views import visible

blueprint = Blueprint("drafting", __name__)


@blueprint.get("/initiatives/new")
@requires(Permission.INITIATIVE_PROPOSE)
def new() -> str:
    """Choose the rule set; with one chosen, the form of the draft."""
    wanted, account = request.args.get("rules"), current_actor().account_id
    if not wanted:
        offered = law.of_kind("initiative")
        unfinished = {s.place: s for s in sketching.sketches(account, only_new=True)}
        return render_template(
            "initiatives/new.html", offered=offered, rules=rules, unfinished=unfinished
        )
    rule_set = rule_set_of(wanted)
    sketch = sketching.sketch(account, sketching.place_of_new(rule_set.id))
    return _draft_page(rule_set, _form(rule_set, sketch=sketch), sketch=sketch)


@blueprint.post("/initiatives/new")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def begin() -> Any:
    """Begin the draft."""
    actor = current_actor()
    rule_set = rule_set_of(request.args.get("rules", ""))
    form = _form(rule_set)
    if request.form.get("act") == "similar":
        return _similar_page(rule_set, form)
    if not form.validate_on_submit():
        return _draft_page(rule_set, form), 422
    limits.spend(limits.INITIATIVE, str(actor.account_id))
    receiving = agencies.by_slug(form.agency.data)
    if receiving is None or receiving.kind is not Kind.PARLIAMENT:
        raise Refusal("not-found", _l("There is no such receiving body."))
    try:
        initiative = services.begin(
            actor,
            rule_set=rule_set,
            agency=receiving,
            title=form.title.data,
            language=form.language.data,
            summary=form.summary.data or "",
            topic=form.topic.data or "",
            parts=form.parts(),
        )
    except Refusal as refusal:
        form.refuse_parts(refusal)
        return _draft_page(rule_set, form), 422
    sketches.drop(actor.account_id, sketching.place_of_new(rule_set.id))
    return redirect(initiative.path + "/people", 303)


@blueprint.get("/initiatives/<slug>/edit")
@requires(Permission.INITIATIVE_PROPOSE)
def edit(slug: str) -> str:
    """The words of the draft, to be changed."""
    initiative = _editable(slug)
    rule_set = law.by_key(initiative.rule_set_id)
    place = sketching.place_of(initiative.id)
    sketch = sketching.sketch(current_actor().account_id, place)
    form = _form(rule_set, initiative, sketch)
    return _draft_page(rule_set, form, initiative, sketch=sketch)


@blueprint.post("/initiatives/<slug>/edit")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def keep(slug: str) -> Any:
    """Keep the changed words; frozen ones are refused (R034)."""
    initiative = _editable(slug)
    rule_set = law.by_key(initiative.rule_set_id)
    form = _form(rule_set, initiative)
    if request.form.get("act") == "similar":
        return _similar_page(rule_set, form, initiative)
    if not form.validate_on_submit():
        return _draft_page(rule_set, form, initiative), 422
    newest = sketching.last(initiative.id)
    if newest and form.is_older_than(newest.number):
        form.base.data = None
        return _draft_page(rule_set, form, initiative, overtaken_by=newest), 422
    try:
        services.edit(
            initiative,
            current_actor(),
            title=form.title.data,
            language=form.language.data,
            summary=form.summary.data or "",
            topic=form.topic.data or "",
            parts=form.parts(),
        )
    except Refusal as refusal:
        form.refuse_parts(refusal)
        return _draft_page(rule_set, form, initiative), 422
    sketches.drop(current_actor().account_id, sketching.place_of(initiative.id))
    return redirect(initiative.path + "/people", 303)


def own(slug: str) -> Initiative:
    """The initiative, if the actor carries it; refused otherwise (R097)."""
    initiative = visible(slug)
    if not policies.is_member(current_actor(), initiative):
        raise Refusal("not-permitted", _l("Only those who carry the initiative see this page."))
    return initiative


def _editable(slug: str) -> Initiative:
    initiative = own(slug)
    rules.check_editable(initiative, clock.now())
    return initiative


def rule_set_of(wanted: str) -> RuleSet:
    """The rule set under which initiatives are begun; refused for what is none."""
    found = law.current(wanted)
    if found.kind != "initiative":
        raise Refusal("unknown-rule-set", _l("There is no such rule set."))
    return found


def _form(
    rule_set: RuleSet, initiative: Initiative | None = None, sketch: Sketch | None = None
) -> DraftForm:
    bodies = agencies.all_bodies(Kind.PARLIAMENT)
    fields = agencies.all_bodies(Kind.COMMITTEE)
    form = draft_form(
        rule_set,
        agencies=[(body.slug, body.name()) for body in bodies],
        committees=[(body.slug, body.name()) for body in fields],
        language=language(),
        initiative=initiative,
        written=sketch.fields if sketch else None,
    )
    if initiative is not None:
        del form.agency
    return form


def _similar_page(rule_set: RuleSet, form: DraftForm, initiative: Initiative | None = None) -> str:
    """The form again as it was filled in, beside what is like it."""
    limits.spend(limits.DRAFT, f"account:{current_actor().account_id}")
    said = likeness.Said(
        form.title.data or "", "\n".join(form.parts().values()), form.language.data or "en"
    )
    number = initiative.id if initiative else 0
    found = likeness.among(said, rule_set_id=rule_set.key, but=number)
    return _draft_page(rule_set, form, initiative, found=found)


def _draft_page(
    rule_set: RuleSet, form: DraftForm, initiative: Initiative | None = None, **shown: Any
) -> str:
    if initiative is not None and not form.base.data:
        newest = sketching.last(initiative.id)
        form.base.data = str(newest.number) if newest else ""
    beside = {"sketch": None, "found": None, "overtaken_by": None, "zone": rule_set.zone}
    return render_template(
        "initiatives/draft.html", rule_set=rule_set, form=form, x=initiative, **{**beside, **shown}
    )
