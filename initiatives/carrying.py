"""The pages of those who carry an initiative: who they are, what is next, and sending it on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request

import signatures
from commons import clock, limits
from commons.access import Permission, current_actor, requires
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.identity import profiles
from commons.law import queries as law
from initiatives import browsers, labels, policies, queries, rules, services, windows
from initiatives.drafting import own
from initiatives.forms import (
    BareForm,
    ConfirmForm,
    DeclareForm,
    InviteForm,
    JoinForm,
    StartForm,
    SureForm,
)
from initiatives.models import Initiative
from initiatives.states import MemberRole, State

blueprint = Blueprint("carrying", __name__)


@blueprint.get("/initiatives/<slug>/people")
@requires(Permission.INITIATIVE_PROPOSE)
def people(slug: str) -> str:
    """Who carries the initiative, who is confirmed, and what is next."""
    return _people_page(own(slug), InviteForm(), ConfirmForm())


@blueprint.post("/initiatives/<slug>/invite")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def invite(slug: str) -> Any:
    """Invite one person by letter."""
    initiative, form, actor = own(slug), InviteForm(), current_actor()
    if not form.validate_on_submit():
        return _people_page(initiative, form, ConfirmForm()), 422
    limits.spend(limits.INVITATION, str(actor.account_id))
    role = MemberRole(str(form.role.data))
    try:
        services.invite(initiative, actor, email=form.email.data, role=role, language=language())
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        return _people_page(initiative, form, ConfirmForm()), 422
    flash(_("The invitation is on its way. It can be used once, within seven days."), "success")
    return redirect(initiative.path + "/people", 303)


@blueprint.get("/initiatives/invitations")
@requires(Permission.INITIATIVE_PROPOSE)
def invitation() -> str:
    """Show an invitation; a code in the address is only shown, never used."""
    form = JoinForm(data={"code": request.args.get("code", "")})
    code = request.args.get("code", "")
    initiative = None
    if code:
        initiative = queries.by_number(services.open_invitation(code).initiative_id)
    return render_template("initiatives/invitation.html", form=form, x=initiative)


@blueprint.post("/initiatives/invitations")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def join() -> Any:
    """Accept an invitation, once."""
    form = JoinForm()
    if not form.validate_on_submit():
        return render_template("initiatives/invitation.html", form=form, x=None), 422
    member = services.join(form.code.data, current_actor())
    return redirect(member.initiative.path + "/people", 303)


@blueprint.post("/initiatives/<slug>/leave")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def leave(slug: str) -> Any:
    """Stop carrying the initiative."""
    services.leave(own(slug), current_actor())
    flash(_("You no longer carry this initiative."), "success")
    return redirect("/initiatives", 303)


@blueprint.post("/initiatives/<slug>/confirm")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def confirm(slug: str) -> Any:
    """To the eID, to be confirmed on the roll."""
    initiative, form = own(slug), ConfirmForm()
    if not form.validate_on_submit():
        return _people_page(initiative, InviteForm(formdata=None), form), 422
    member = policies.member_of(current_actor(), initiative)
    if member is None:
        raise Refusal("not-permitted", _l("Only those who carry the initiative do this."))
    browser = browsers.value()
    intent = services.consent_to_roll(member, language=language(), browser=browser)
    act = signatures.Act.CONFIRM.value
    purpose = {"act": act, "sheet": initiative.roll_id, "member": member.id}
    response: Response = browsers.to_the_eid(intent, purpose, browser)
    return response


@blueprint.get("/initiatives/<slug>/start")
@requires(Permission.INITIATIVE_PROPOSE)
def starting(slug: str) -> str:
    """What freezes, and until when signatures are collected."""
    initiative = own(slug)
    return _start_page(initiative, StartForm(), _declare_form(initiative))


@blueprint.post("/initiatives/<slug>/start")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def start(slug: str) -> Any:
    """Freeze everything and open the sheet."""
    initiative = own(slug)
    form, declared = StartForm(), _declare_form(initiative)
    if not form.validate_on_submit() or (declared and not declared.validate()):
        return _start_page(initiative, form, declared), 422
    services.check_reachable(initiative, current_actor())
    if declared:
        said = {"funding": declared.funding.data, "unpaid": declared.unpaid.data}
        services.declare(initiative, said)
    days = {"first_day": form.first_day.data, "last_day": form.last_day.data}
    try:
        services.start(initiative, current_actor(), **days)
    except Refusal as refusal:
        if refusal.field not in ("first_day", "last_day"):
            raise
        form.refuse(refusal)
        return _start_page(initiative, form, declared), 422
    return redirect(initiative.path, 303)


@blueprint.get("/initiatives/<slug>/send")
@requires(Permission.INITIATIVE_PROPOSE)
def sending(slug: str) -> str:
    """What sending to verification means, who agrees, and the usual share that does not count."""
    initiative = own(slug)
    return render_template(
        "initiatives/send.html",
        x=initiative,
        form=SureForm(),
        agreeing=[m for m in initiative.members if m.agrees_to_send_at],
        is_representative=policies.is_representative(current_actor(), initiative),
        mine=policies.member_of(current_actor(), initiative),
    )


@blueprint.post("/initiatives/<slug>/agree")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def agree(slug: str) -> Any:
    """Give one's voice for sending it."""
    initiative = own(slug)
    services.agree_to_send(initiative, current_actor())
    return redirect(initiative.path + "/send", 303)


@blueprint.post("/initiatives/<slug>/send")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def send(slug: str) -> Any:
    """Send it to verification, for good."""
    initiative = own(slug)
    if not SureForm().validate_on_submit():
        return redirect(initiative.path + "/send", 303)
    services.send_to_verification(initiative, current_actor())
    services.advance(initiative)
    return redirect(initiative.path, 303)


@blueprint.post("/initiatives/<slug>/forward")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def forward(slug: str) -> Any:
    """Hand the qualified initiative over to parliament."""
    initiative = own(slug)
    services.forward(services.advance(initiative), current_actor())
    return redirect(initiative.path, 303)


def _people_page(initiative: Initiative, form: InviteForm, confirming: ConfirmForm) -> str:
    now, actor = clock.now(), current_actor()
    rule_set = law.by_key(initiative.rule_set_id)
    return render_template(
        "initiatives/people.html",
        x=initiative,
        form=form,
        confirming=confirming,
        rule_set=rule_set,
        state=rules.state(initiative, now),
        mine=policies.member_of(actor, initiative),
        needed=int(rule_set.value("initiators.min") or 1),
        confirmed=services.counted_initiators(initiative, rule_set),
        by_eid=rules.by_eid(rule_set),
        may=_what_next(initiative),
        labels=labels,
        providers=profiles.for_signing(),
        bare=BareForm(),
    )


def _what_next(initiative: Initiative) -> set[str]:
    """The acts that this actor may do now, by their words."""
    now, actor = clock.now(), current_actor()
    rule_set = law.by_key(initiative.rule_set_id)
    standing = rules.state(initiative, now)
    ready = initiative.accepted_at is not None or not rules.has_review(rule_set)
    found = {
        "edit": policies.may_edit(actor, initiative, now),
        "invite": policies.may_invite(actor, initiative, now),
        "discuss": policies.may_edit(actor, initiative, now)
        and standing in (State.DRAFT, State.DISCUSSION)
        and rules.may_discuss(rule_set),
        "submit": policies.may_submit(actor, initiative, now) and rules.has_review(rule_set),
        "start": policies.may_start(actor, initiative, now) and ready,
        "send": policies.may_agree_to_send(actor, initiative, now),
        "forward": policies.may_forward(actor, initiative, now),
        "withdraw": policies.may_withdraw(actor, initiative, now),
        "discard": policies.is_author(actor, initiative)
        and standing is State.DRAFT
        and initiative.roll_id is None,
    }
    return {word for word, may in found.items() if may}


def _declare_form(initiative: Initiative) -> DeclareForm | None:
    return None if initiative.declarations else DeclareForm()


def _start_page(initiative: Initiative, form: StartForm, declared: DeclareForm | None) -> str:
    rule_set = law.current(law.by_key(initiative.rule_set_id).id)
    earliest = windows.earliest_start(rule_set, clock.now())
    return render_template(
        "initiatives/start.html",
        x=initiative,
        form=form,
        declared=declared,
        rule_set=rule_set,
        earliest=earliest,
        is_covered=earliest is None or rule_set.holidays.covers(clock.now(), earliest),
    )
