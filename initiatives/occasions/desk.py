"""The calendar of the State: its public page, and the administrators' desk where it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law import workdays
from commons.requests import roll_back
from initiatives import queries as initiatives
from initiatives.occasions import effects, queries, services
from initiatives.occasions.forms import CODES, KINDS, OccasionForm
from initiatives.occasions.models import Kind
from initiatives.occasions.services import Entry

blueprint = Blueprint("occasions", __name__)
ADDRESS = "/desk/calendar"

desks.register(
    desks.Queue(
        name="calendar",
        title=_l("Calendar of the State"),
        address=ADDRESS,
        permission=Permission.LAW_PREPARE,
        waiting=lambda actor: sum(services.may_confirm(actor, one) for one in queries.waiting()),
    )
)


@blueprint.get("/rules/calendar")
@requires(Permission.ANYONE)
def calendar() -> str:
    """What is confirmed: elections, terms, recesses, outages, figures; days off; local thresholds."""
    year = clock.now().year
    offices = [(said, said.of_year(year) + said.of_year(year + 1)) for said in workdays.shipped()]
    return render_template(
        "occasions/calendar.html",
        offices=offices,
        firsts=[date(year, 1, 1), date(year + 1, 1, 1)],
        local=queries.local_thresholds(),
        **_shown(),
    )


@blueprint.get(ADDRESS)
@requires(Permission.LAW_PREPARE)
def home() -> str:
    """What waits for a second administrator, and the form."""
    return _page(OccasionForm(agencies.all_bodies()))


@blueprint.post(ADDRESS)
@requires(Permission.LAW_PREPARE, writes=True)
def propose() -> Any:
    """Enter an occasion."""
    form = OccasionForm(agencies.all_bodies())
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        services.propose(current_actor(), _entry(form))
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(form), 422
    flash(_("Entered. An administrator of another body has to confirm it."), "success")
    return redirect(ADDRESS, 303)


@blueprint.post("/desk/calendar/<int:number>/<word>")
@requires(Permission.LAW_PREPARE, writes=True)
def decide(number: int, word: str) -> Any:
    """Confirm or refuse an entry, or end a pause."""
    acts = {"confirm": services.confirm, "refuse": services.refuse, "lift": services.lift}
    if word not in acts:
        raise Refusal("not-found", _l("There is no such entry in the calendar."))
    acts[word](current_actor(), queries.by_number(number))
    flash(_("Done. The public calendar shows it."), "success")
    return redirect(ADDRESS, 303)


@blueprint.post("/desk/calendar/initiatives/<slug>/confirm")
@requires(Permission.INITIATIVE_ACKNOWLEDGE, writes=True)
def confirm_initiative(slug: str) -> Any:
    """Let an initiative go on after the end of a term."""
    initiative = initiatives.by_slug(slug)
    effects.confirm_initiative(initiative, current_actor())
    flash(_("Confirmed. The initiative goes on."), "success")
    return redirect(initiative.path, 303)


def _entry(form: OccasionForm) -> Entry:
    body = agencies.by_slug(form.agency.data) if form.agency.data else None
    return Entry(
        kind=Kind(str(form.kind.data)),
        reason=form.reason.data or "",
        code=form.code.data or "",
        agency_id=body.id if body else None,
        first_day=form.first_day.data,
        last_day=form.last_day.data,
        number=form.number.data,
        begins_at=form.begins_at.data,
        ends_at=form.ends_at.data,
    )


def _shown() -> dict[str, Any]:
    bodies = {body.id: body for body in agencies.all_bodies()}
    return {
        "confirmed": queries.confirmed(),
        "bodies": bodies,
        "kinds": KINDS,
        "codes": CODES,
        "stopped_by": queries.stopped_by,
    }


def _page(form: OccasionForm) -> str:
    actor = current_actor()
    waiting = [(one, services.may_confirm(actor, one)) for one in queries.waiting()]
    return render_template("occasions/desk.html", form=form, waiting=waiting, **_shown())
