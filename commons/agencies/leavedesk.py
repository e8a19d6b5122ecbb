"""The desk's page of leave: a member names a deputy; an administrator does it for somebody ill."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Permission, current_actor, requires
from commons.agencies import deputies, leave, queries
from commons.agencies.desk import administered
from commons.agencies.forms import LeaveForm
from commons.agencies.models import Agency, Deputy
from commons.errors import Refusal
from commons.i18n import _, _l

blueprint = Blueprint("leave", __name__)


@blueprint.get("/desk/leave")
@requires(Permission.DESK_ENTER)
def mine() -> str:
    """When I am away, and for whom I stand in."""
    return _mine(LeaveForm())


@blueprint.post("/desk/leave")
@requires(Permission.DESK_ENTER, writes=True)
def go() -> Any:
    """Name my deputy."""
    form, actor = LeaveForm(), current_actor()
    form.offer(_colleagues(), [])
    if not form.validate_on_submit():
        return _mine(form), 422
    agency_id, deputy_id = form.chosen()
    agency = queries.by_id(agency_id)
    if agency is None or actor.account_id is None:
        raise Refusal("not-found", _l("There is no body at this address."))
    return _named(form, agency, actor.account_id, deputy_id, "/desk/leave") or (_mine(form), 422)


@blueprint.post("/desk/leave/<int:number>/end")
@requires(Permission.DESK_ENTER, writes=True)
def end(number: int) -> Any:
    """Come back: the deputy stands in no longer."""
    found = deputies.by_id(number)
    if found is None or current_actor().account_id not in (found.absent_id, found.deputy_id):
        raise Refusal("not-found", _l("There is no such entry."))
    return _ended(found, "/desk/leave")


@blueprint.get("/desk/members/<slug>/leave")
@requires(Permission.AGENCY_ADMINISTER)
def of_body(slug: str) -> str:
    """Who is away in a body."""
    return _of_body(administered(slug), LeaveForm())


@blueprint.post("/desk/members/<slug>/leave")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def put(slug: str) -> Any:
    """Name a deputy for a member who cannot do it."""
    agency, form = administered(slug), LeaveForm()
    people = _people(agency)
    form.offer(people, people)
    if not form.validate_on_submit():
        return _of_body(agency, form), 422
    _house, deputy_id = form.chosen()
    _house, absent_id = form.missing()
    done = _named(form, agency, absent_id, deputy_id, f"/desk/members/{slug}/leave")
    return done or (_of_body(agency, form), 422)


@blueprint.post("/desk/members/<slug>/leave/<int:number>/end")
@requires(Permission.AGENCY_ADMINISTER, writes=True)
def recall(slug: str, number: int) -> Any:
    """End it for the member."""
    agency, found = administered(slug), deputies.by_id(number)
    if found is None or found.agency_id != agency.id:
        raise Refusal("not-found", _l("There is no such entry."))
    return _ended(found, f"/desk/members/{slug}/leave")


def _named(form: LeaveForm, agency: Agency, absent_id: int, deputy_id: int, back: str) -> Any:
    first, last = form.days()
    try:
        leave.name_deputy(
            current_actor(),
            agency,
            absent_id=absent_id,
            deputy_id=deputy_id,
            first=first,
            last=last,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    flash(_("The deputy is named; it is on record."), "success")
    return redirect(back, 303)


def _ended(found: Deputy, back: str) -> Any:
    leave.end(current_actor(), found)
    flash(_("The deputy stands in no longer."), "success")
    return redirect(back, 303)


def _mine(form: LeaveForm) -> str:
    account_id = current_actor().account_id
    form.offer(_colleagues(), [])
    return render_template(
        "agencies/leave.html",
        form=form,
        agency=None,
        entries=deputies.of_account(account_id) if account_id is not None else [],
        account_id=account_id,
    )


def _of_body(agency: Agency, form: LeaveForm) -> str:
    people = _people(agency)
    form.offer(people, people)
    return render_template(
        "agencies/leave.html",
        form=form,
        agency=agency,
        entries=deputies.of_agency(agency.id),
        account_id=None,
    )


def _colleagues() -> list[tuple[str, str]]:
    actor, found = current_actor(), []
    for body in queries.named({agency for agency, _role in actor.roles}).values():
        found += [one for one in _people(body) if one[0] != f"{body.id}.{actor.account_id}"]
    return found


def _people(agency: Agency) -> list[tuple[str, str]]:
    known = {m.account_id: m.account.display_name for m in queries.members(agency.id)}
    return [(f"{agency.id}.{n}", f"{name}, {agency.name()}") for n, name in sorted(known.items())]
