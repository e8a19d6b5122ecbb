"""The desk of phases: set in a draft, extended later."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.i18n import _
from commons.law import queries as law
from consult import deskforms, policies
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.phases import queries, services, words
from consult.phases.forms import ExtendPhaseForm, PhaseForm, phase_form, whole_end
from consult.phases.models import Phase
from consult.phases.states import Turn

blueprint = Blueprint("phase_desk", __name__)


@blueprint.get("/desk/hearings/<slug>/phases")
@requires(Permission.HEARING_PREPARE)
def index(slug: str) -> str:
    """The phases of a hearing, and the form of one more."""
    hearing = at_desk(slug)
    return _index(hearing, phase_form(law.by_key(hearing.rule_set_id).zone))


@blueprint.post("/desk/hearings/<slug>/phases")
@requires(Permission.HEARING_PREPARE, writes=True)
def add(slug: str) -> Any:
    """Add a phase to a draft."""
    hearing = at_desk(slug)
    zone = law.by_key(hearing.rule_set_id).zone
    form = phase_form(zone)

    def act() -> None:
        services.add(current_actor(), hearing, form.wish(hearing, zone))

    again = attempt(form, act, lambda: _index(hearing, form))
    return again or done(hearing, _("The phase is kept."), "/phases")


@blueprint.route("/desk/hearings/<slug>/phases/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def edit(slug: str, number: int) -> Any:
    """Set a phase of a draft otherwise; later only its end, and only later."""
    hearing = at_desk(slug)
    phase = queries.one(hearing, number)
    if policies.is_public(hearing):
        return _extend(hearing, phase)
    zone = law.by_key(hearing.rule_set_id).zone
    form = phase_form(zone, phase)

    def act() -> None:
        services.change(current_actor(), hearing, phase, form.wish(hearing, zone))

    def show() -> str:
        return within("phases/edit.html", hearing=hearing, phase=phase, form=form)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("The phase is kept."), "/phases")


@blueprint.post("/desk/hearings/<slug>/phases/<int:number>/remove")
@requires(Permission.HEARING_PREPARE, writes=True)
def remove(slug: str, number: int) -> Any:
    """Take a phase out of a draft."""
    hearing = at_desk(slug)
    services.remove(current_actor(), hearing, queries.one(hearing, number))
    return done(hearing, _("The phase is taken out."), "/phases")


def _extend(hearing: Hearing, phase: Phase) -> Any:
    form, zone = ExtendPhaseForm(), law.by_key(hearing.rule_set_id).zone

    def act() -> None:
        day = deskforms.closing(deskforms.day_of(form.closes_on), None, zone)
        services.extend(
            current_actor(),
            hearing,
            phase,
            closes_at=whole_end(day, hearing, zone),
            reason=form.reason.data or "",
        )

    def show() -> str:
        return within("phases/extend.html", hearing=hearing, phase=phase, form=form, zone=zone)

    if request.method == "GET":
        return show()
    again = attempt(form, act, show)
    return again or done(hearing, _("Extended. Followers are told."), "/phases")


def _index(hearing: Hearing, form: PhaseForm) -> str:
    return within(
        "phases/desk.html",
        hearing=hearing,
        form=form,
        plan=queries.plan(hearing),
        part_name=words.part,
        may_change=policies.may_prepare(current_actor(), hearing),
        extendable=(Turn.NOW, Turn.NEXT) if policies.is_public(hearing) else (),
        zone=law.by_key(hearing.rule_set_id).zone,
    )
