"""The desk of keeping: how long each sheet's secret is kept, and the holds that put destruction off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Actor, Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law.calendar import midnight
from commons.requests import roll_back
from signatures import _eligibility, _holds, _opening, _retention
from signatures._keeping import HoldGround, HoldSide
from signatures.forms import HoldForm

blueprint = Blueprint("keeping", __name__, url_prefix="/desk/keeping")
_HOLD = Permission.CUSTODY_HOLD

desks.register(
    desks.Queue(
        name="keeping",
        title=_l("Keeping and destroying signatures"),
        address="/desk/keeping",
        permission=_HOLD,
        waiting=lambda _actor: _holds.waiting(),
    )
)


@blueprint.get("")
@requires(_HOLD)
def home() -> str:
    """Every sheet whose keys are still there, and until when."""
    return render_template(
        "signatures/keeping.html", sheets=_retention.kept(), held=_holds.held(clock.now())
    )


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
            ground=HoldGround(form.ground.data),
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


def _end_of(sheet_id: int, form: HoldForm) -> datetime:
    """The end of the last day in the zone of the sheet."""
    zone = _eligibility.zone(_opening.window(sheet_id).sheet.eligibility)
    return midnight(form.last_day.data + timedelta(days=1), zone)


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
