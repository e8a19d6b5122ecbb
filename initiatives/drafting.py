"""The pages of those who begin a proposal: choose the rules, write, edit, discuss, hand in."""

from __future__ import annotations

from datetime import date
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
from initiatives import policies, rules, services, windows
from initiatives.forms import DeclareForm, DiscussForm, DraftForm, draft_form
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("drafting", __name__)


@blueprint.get("/initiatives/new")
@requires(Permission.INITIATIVE_PROPOSE)
def new() -> str:
    """Choose the rule set; with one chosen, the form of the draft."""
    wanted = request.args.get("rules")
    if not wanted:
        offered = law.of_kind("initiative")
        return render_template("initiatives/new.html", offered=offered, rules=rules)
    rule_set = _rule_set(wanted)
    return _draft_page(rule_set, _form(rule_set))


@blueprint.post("/initiatives/new")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def begin() -> Any:
    """Begin the draft."""
    actor = current_actor()
    rule_set = _rule_set(request.args.get("rules", ""))
    form = _form(rule_set)
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
    return redirect(initiative.path + "/people", 303)


@blueprint.get("/initiatives/<slug>/edit")
@requires(Permission.INITIATIVE_PROPOSE)
def edit(slug: str) -> str:
    """The words of the draft, to be changed."""
    initiative = _editable(slug)
    rule_set = law.by_key(initiative.rule_set_id)
    return _draft_page(rule_set, _form(rule_set, initiative), initiative)


@blueprint.post("/initiatives/<slug>/edit")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def keep(slug: str) -> Any:
    """Keep the changed words; frozen ones are refused (R034)."""
    initiative = _editable(slug)
    rule_set = law.by_key(initiative.rule_set_id)
    form = _form(rule_set, initiative)
    if not form.validate_on_submit():
        return _draft_page(rule_set, form, initiative), 422
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
    return redirect(initiative.path + "/people", 303)


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
    said = {"funding": form.funding.data, "unpaid": form.unpaid.data}
    services.submit(initiative, current_actor(), declarations=said)
    return redirect(initiative.path, 303)


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


def _rule_set(wanted: str) -> RuleSet:
    found = law.current(wanted)
    if found.kind != "initiative":
        raise Refusal("unknown-rule-set", _l("There is no such rule set."))
    return found


def _form(rule_set: RuleSet, initiative: Initiative | None = None) -> DraftForm:
    bodies = agencies.all_bodies(Kind.PARLIAMENT)
    fields = agencies.all_bodies(Kind.COMMITTEE)
    form = draft_form(
        rule_set,
        agencies=[(body.slug, body.name()) for body in bodies],
        committees=[(body.slug, body.name()) for body in fields],
        language=language(),
        initiative=initiative,
    )
    if initiative is not None:
        del form.agency
    return form


def _draft_page(rule_set: RuleSet, form: DraftForm, initiative: Initiative | None = None) -> str:
    return render_template("initiatives/draft.html", rule_set=rule_set, form=form, x=initiative)


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
