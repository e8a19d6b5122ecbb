"""The officials' desk: its home, and the administrators' page of bodies, members and roles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template

from commons import clock, db
from commons.access import Permission, Role, current_actor, requires
from commons.accounts import queries as accounts
from commons.accounts import security, sessions
from commons.agencies import deputies, desks, owed, policies, queries, rules, services
from commons.agencies.forms import AgencyForm, MemberForm, NamesForm
from commons.agencies.models import Agency, Appointment, Kind, Membership
from commons.errors import Refusal
from commons.i18n import _, _l

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
NEW = timedelta(days=1)
"""So long a thing is new on the desk's home page."""
MOST = 30


@blueprint.get("")
@requires(Permission.DESK_ENTER)
def home() -> str:
    """What waits for me."""
    actor = current_actor()
    bodies = queries.named({agency_id for agency_id, _role in actor.roles})
    own = deputies.of_account(actor.account_id) if actor.account_id is not None else []
    return render_template(
        "agencies/desk.html",
        lines=owed.lines(actor, clock.now() - NEW)[:MOST],
        leave=[one for one in own if one.starts_at <= clock.now()],
        actor_id=actor.account_id,
        offices=sorted((bodies[a].name(), role.value) for a, role in actor.roles),
        queues=[(queue, queue.waiting(actor)) for queue in desks.queues(actor)],
    )


@blueprint.get("/members")
@requires(Permission.AGENCY_ADMINISTER)
def bodies() -> str:
    """The bodies that I administer, and the appointments that wait for a second administrator."""
    return _bodies(AgencyForm())


@blueprint.post("/members")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def found() -> Any:
    """Set up a body."""
    form = AgencyForm()
    form.offer(queries.all_bodies())
    if not form.validate_on_submit():
        return _bodies(form), 422
    parent = queries.by_slug(form.parent.data) if form.parent.data else None
    _check_founding(parent)
    try:
        agency = services.found(
            form.slug.data,
            _names(form),
            Kind(form.kind.data),
            parent=parent,
            actor=current_actor(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _bodies(form), 422
    _noted("agency-founded", agency)
    return _to(f"/desk/members/{agency.slug}")


@blueprint.get("/members/<slug>")
@requires(Permission.AGENCY_ADMINISTER)
def members(slug: str) -> str:
    """One body's members."""
    return _members(administered(slug), MemberForm())


@blueprint.post("/members/<slug>")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def appoint(slug: str) -> Any:
    """Give a role, or propose a weighty one."""
    agency, form = administered(slug), MemberForm()
    if not form.validate_on_submit():
        return _members(agency, form), 422
    account, role = accounts.by_id(form.account.data or 0), Role(form.role.data)
    try:
        if account is None or account.is_erased:
            raise Refusal("no-such-account", _l("There is no such account."), field="account")
        if rules.is_weighty(role):
            services.propose(account, agency, role, actor=current_actor())
            flash(_("Proposed. An administrator of another agency has to confirm it."), "info")
        else:
            services.appoint(account, agency, role, actor=current_actor())
            flash(_("The role is given."), "success")
    except Refusal as refusal:
        form.refuse(refusal)
        return _members(agency, form), 422
    _noted("role-given", agency, role)
    return _to(f"/desk/members/{slug}")


@blueprint.post("/members/<slug>/names")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def rename(slug: str) -> Any:
    """Change a body's names."""
    agency, form = administered(slug), NamesForm()
    if not form.validate_on_submit():
        return _members(agency, MemberForm(formdata=None), form), 422
    services.rename(agency, _names(form), actor=current_actor())
    _noted("agency-renamed", agency)
    return _to(f"/desk/members/{slug}")


@blueprint.post("/members/<slug>/<int:number>/end")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def dismiss(slug: str, number: int) -> Response:
    """End a role."""
    agency = administered(slug)
    membership = _member(agency, number)
    services.dismiss(membership, actor=current_actor())
    _noted("role-ended", agency, membership.role)
    flash(_("The role has ended."), "success")
    return _to(f"/desk/members/{slug}")


@blueprint.post("/members/<slug>/<int:number>/sign-out")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def sign_out(slug: str, number: int) -> Response:
    """End every session of a member, where a browser was lost or is in wrong hands."""
    agency = administered(slug)
    membership = _member(agency, number)
    sessions.end_all(membership.account_id)
    _noted("sessions-ended", agency, membership.role)
    flash(_("All browsers of this member are signed out."), "success")
    return _to(f"/desk/members/{slug}")


@blueprint.post("/members/appointments/<int:number>/confirm")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def confirm(number: int) -> Response:
    """Agree to a weighty role as the second administrator."""
    proposal = _proposal(number)
    services.second(proposal, actor=current_actor())
    _noted("role-confirmed", proposal.agency, proposal.role)
    flash(_("Confirmed. The role stands in a day."), "success")
    return _to("/desk/members")


@blueprint.post("/members/appointments/<int:number>/turn-down")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def turn_down(number: int) -> Response:
    """Refuse a weighty role."""
    proposal = _proposal(number)
    services.turn_down(proposal, actor=current_actor())
    _noted("role-turned-down", proposal.agency, proposal.role)
    return _to("/desk/members")


def _bodies(form: AgencyForm) -> str:
    actor, tree = current_actor(), queries.tree()
    administered = [
        body for body in queries.all_bodies() if policies.may_administer(actor, body.id, tree)
    ]
    form.offer(administered)
    return render_template(
        "agencies/members_home.html",
        bodies=administered,
        proposals=queries.pending_appointments(),
        actor_id=actor.account_id,
        form=form,
    )


def _members(agency: Agency, form: MemberForm, names: NamesForm | None = None) -> str:
    if names is None:
        names = NamesForm(
            formdata=None,
            data={"name_th": agency.names.get("th"), "name_en": agency.names.get("en")},
        )
    return render_template(
        "agencies/members.html",
        agency=agency,
        members=queries.members(agency.id),
        form=form,
        names=names,
    )


def administered(slug: str) -> Agency:
    """The body, for its administrator only; to others it is not there."""
    agency = queries.by_slug(slug)
    if agency is None or not policies.may_administer(current_actor(), agency.id, queries.tree()):
        raise Refusal("not-found", _l("There is no body at this address."))
    return agency


def _check_founding(parent: Agency | None) -> None:
    actor, tree = current_actor(), queries.tree()
    if parent is None and not policies.may_found_at_the_root(actor, tree):
        raise Refusal("not-permitted", _l("Only the coordinating office sets up such a body."))
    if parent is not None and not policies.may_administer(actor, parent.id, tree):
        raise Refusal("not-permitted", _l("You do not administer the body above."))


def _member(agency: Agency, number: int) -> Membership:
    membership = db.session().get(Membership, number)
    if membership is None or membership.agency_id != agency.id:
        raise Refusal("not-found", _l("There is no such member."))
    return membership


def _proposal(number: int) -> Appointment:
    proposal = db.session().get(Appointment, number)
    if proposal is None:
        raise Refusal("not-found", _l("There is no such proposal."))
    return proposal


def _names(form: Any) -> dict[str, str]:
    return {"th": form.name_th.data or "", "en": form.name_en.data or ""}


def _noted(act: str, agency: Agency, role: Role | None = None) -> None:
    security.note("admin-act", act=act, agency=agency.slug, role=role.value if role else "")


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
