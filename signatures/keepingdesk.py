"""The desk of keeping: second yeses to keys and holds, and how long each sheet's secret is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Actor, Permission, Role, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law.calendar import midnight
from commons.requests import roll_back
from signatures import _authority, _eligibility, _holds, _opening, _retention
from signatures._keeping import HoldGround, HoldSide
from signatures._words import AuthorityView
from signatures.forms import FingerprintForm, HoldForm

blueprint = Blueprint("keeping", __name__, url_prefix="/desk/keeping")
_HOLD = Permission.CUSTODY_HOLD

desks.register(
    desks.Queue(
        name="keeping",
        title=_l("Keeping and destroying signatures"),
        address="/desk/keeping",
        permission=_HOLD,
        waiting=lambda actor: _holds.waiting() + len(_unseconded(actor)),
    )
)


@blueprint.get("")
@requires(_HOLD)
def home() -> str:
    """Every sheet whose keys are still there, and until when."""
    return _home(FingerprintForm())


@blueprint.post("/keys/<fingerprint>")
@requires(_HOLD, writes=True)
def admit(fingerprint: str) -> Any:
    """Admit an authority's key as the second person."""
    form, actor = FingerprintForm(), current_actor()
    if fingerprint not in {key.fingerprint for key in _unseconded(actor)}:
        raise Refusal("not-found", _l("There is no such key."))
    if not form.validate_on_submit():
        return _home(form), 422
    try:
        _authority.second_authority(fingerprint, form.compared.data, actor=actor)
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _home(form), 422
    flash(_("The key is admitted. New sheets are sealed to it."), "success")
    return redirect("/desk/keeping", 303)


@blueprint.route("/<int:sheet_id>", methods=["GET", "POST"])
@requires(_HOLD, writes=True)
def sheet(sheet_id: int) -> Any:
    """One sheet: when it is due, its holds, and the form to ask for one."""
    form = HoldForm()
    if not form.is_submitted():
        return _sheet(sheet_id, form)
    if not form.validate_on_submit():
        return _sheet(sheet_id, form), 422
    try:
        _holds.ask_hold(
            sheet_id,
            current_actor(),
            ground=HoldGround(str(form.ground.data)),
            reason=form.reason.data,
            until=_end_of(sheet_id, form),
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _sheet(sheet_id, form), 422
    flash(_("The hold waits for the other side to agree."), "success")
    return redirect(f"/desk/keeping/{sheet_id}", 303)


@blueprint.post("/<int:sheet_id>/holds/<int:hold_id>")
@requires(_HOLD, writes=True)
def agree(sheet_id: int, hold_id: int) -> Any:
    """Agree to a hold as the second person."""
    if hold_id not in {hold.id for hold in _holds.holds(sheet_id)}:
        raise Refusal("not-found", _l("There is no such hold."))
    _holds.agree_to_hold(hold_id, current_actor())
    flash(_("The hold stands. It ends by itself."), "success")
    return redirect(f"/desk/keeping/{sheet_id}", 303)


def _unseconded(actor: Actor) -> list[AuthorityView]:
    """Keys that wait for their second person: an auditor's all, a verifier's own authority's."""
    if actor.holds(Role.AUDITOR):
        keys = _authority.all_authorities()
    else:
        keys = _authority.authorities(actor.agencies_with(Permission.VERIFICATION_DECIDE))
    return [key for key in keys if key.confirmed_at is not None and key.seconded_at is None]


def _home(form: FingerprintForm) -> str:
    return render_template(
        "signatures/keeping.html",
        sheets=_retention.kept(),
        held=_holds.held(clock.now()),
        keys=_unseconded(current_actor()),
        form=form,
    )


def _end_of(sheet_id: int, form: HoldForm) -> datetime:
    """The end of the last day in the zone of the sheet."""
    zone = _eligibility.zone(_opening.window(sheet_id).sheet.eligibility)
    last = cast("date", form.last_day.data)  # the form refuses an empty one
    return midnight(last + timedelta(days=1), zone)


def _sheet(sheet_id: int, form: HoldForm) -> str:
    actor: Actor = current_actor()
    return render_template(
        "signatures/keeping_sheet.html",
        sheet=_opening.view(sheet_id),
        keeping=_retention.keeping(sheet_id),
        holds=_holds.holds(sheet_id),
        may_agree=lambda hold: _holds.may_agree(HoldSide(hold.side), actor),
        now=clock.now(),
        form=form,
    )
