"""The administrators' desk of the rules, and the public log of their changes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons.access import Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law import queries as law
from commons.law import services as law_services
from commons.requests import roll_back
from commons.rulemaking import differences, queries, services, writing
from commons.rulemaking.forms import AmendmentForm

blueprint = Blueprint("rulemaking", __name__)
ADDRESS = "/desk/rules"

desks.register(
    desks.Queue(
        name="rules",
        title=_l("New versions of the rules"),
        address=ADDRESS,
        permission=Permission.LAW_PREPARE,
        waiting=lambda actor: sum(services.may_confirm(actor, one) for one in queries.waiting()),
    )
)


@blueprint.get("/rules/changes")
@requires(Permission.ANYONE)
def log() -> str:
    """Every version that two administrators brought into the rules."""
    return render_template("rulemaking/log.html", accepted=queries.accepted())


@blueprint.get("/rules/<ruleset_id>/<number>/changes")
@requires(Permission.ANYONE)
def compare(ruleset_id: str, number: str) -> str:
    """What a version says otherwise than the one before it."""
    new = law.version(ruleset_id, number)
    earlier = [r for r in law.all_versions() if r.id == new.id and r.valid_from < new.valid_from]
    old = max(earlier, key=lambda one: one.valid_from) if earlier else None
    return render_template(
        "rulemaking/compare.html", old=old, new=new, found=differences.between(old, new)
    )


@blueprint.get(ADDRESS)
@requires(Permission.LAW_PREPARE)
def home() -> str:
    """What waits for a second administrator, and every rule set that can be amended."""
    actor = current_actor()
    waiting = [(one, services.may_confirm(actor, one)) for one in queries.waiting()]
    ids = {one.id: one for one in reversed(law.all_versions())}
    return render_template(
        "rulemaking/home.html", waiting=waiting, rule_sets=[ids[name] for name in sorted(ids)]
    )


@blueprint.route("/desk/rules/<ruleset_id>/new", methods=["GET", "POST"])
@requires(Permission.LAW_PREPARE, writes=True)
def propose(ruleset_id: str) -> Any:
    """Prepare the next version of a rule set."""
    form = AmendmentForm()
    if request.method == "GET":
        form.text.data = writing.as_toml(law_services.newest(ruleset_id).body)
        return _form(ruleset_id, form)
    if not form.validate_on_submit():
        return _form(ruleset_id, form), 422
    try:
        made = services.propose(
            current_actor(), text=form.text.data or "", reason=form.reason.data or ""
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _form(ruleset_id, form), 422
    return redirect(f"/desk/rules/versions/{made.id}", 303)


@blueprint.get("/desk/rules/versions/<int:number>")
@requires(Permission.LAW_PREPARE)
def show(number: int) -> str:
    """A prepared version: what it changes, and the two answers to it."""
    found = queries.by_number(number)
    new, old = services.as_rule_set(found), services.before(found)
    return render_template(
        "rulemaking/version.html",
        amendment=found,
        new=new,
        old=old,
        found=differences.between(old, new),
        may_confirm=services.may_confirm(current_actor(), found),
    )


@blueprint.post("/desk/rules/versions/<int:number>/<word>")
@requires(Permission.LAW_PREPARE, writes=True)
def decide(number: int, word: str) -> Any:
    """Confirm or refuse a prepared version."""
    acts = {"confirm": services.confirm, "refuse": services.refuse}
    if word not in acts:
        raise Refusal("not-found", _l("There is no such version."))
    acts[word](current_actor(), queries.by_number(number))
    flash(_("Done. The decision is on record."), "success")
    return redirect(ADDRESS, 303)


def _form(ruleset_id: str, form: AmendmentForm) -> str:
    newest = law_services.newest(ruleset_id)
    return render_template(
        "rulemaking/new.html", form=form, rule_set=law.version(ruleset_id, newest.body["version"])
    )
