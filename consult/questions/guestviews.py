"""The answer sheet of whoever has no account: sent with the browser's work, changed by its code."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request

from commons.access import Permission, requires
from commons.discussion import receipts
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from consult.models import Hearing
from consult.pages import go, public, within
from consult.queries import hearings
from consult.questions import filling, guests, queries
from consult.questions.filling import Filling
from consult.questions.forms import GuestSheetForm, OwnSheetForm
from consult.questions.models import AnswerSheet
from consult.questions.stepping import Step
from consult.questions.views import refuse, sheet_page, tell_left_out
from consult.speakers import challenging
from consult.speakers.opening import Guest
from consult.states import Audience

blueprint = Blueprint("guest_questions", __name__)


@blueprint.get("/hearings/<slug>/questions/open")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """The questions for whoever answers without an account."""
    hearing = _open_to_all(public(slug))
    begun = filling.begun(hearing, {}, base=GuestSheetForm)
    return _page(begun, begun.first())


@blueprint.post("/hearings/<slug>/questions/open")
@requires(Permission.ANYONE, writes=True)
def send(slug: str) -> Any:
    """Take a guest's sheet or a page of it; its code is told once, on the next page."""
    hearing = _open_to_all(hearings.public_at(slug))
    own = _own(hearing, request.form.get("sheet", ""), request.form.get("code", ""))
    before = queries.said_on(hearing, own) if own else {}
    sheet = filling.sent(hearing, before, base=GuestSheetForm)
    if sheet.act != filling.SEND or sheet.is_unfinished():
        step, stands = sheet.walk()
        return _page(sheet, step), 200 if stands else 422
    if not sheet.form.validate_on_submit():
        return _page(sheet, sheet.faulty()), 422
    put = sheet.put()
    try:
        kept = guests.send(
            _guest(sheet),
            hearing,
            sheet.form.said(put),
            within=sheet.asked,
            signed=sheet.form.signed(put),
            own=own,
        )
    except Refusal as refusal:
        refuse(sheet, refusal)
        return _page(sheet, sheet.faulty()), 422
    tell_left_out(sheet)
    flash(_told(kept), "success")
    return go(hearing, "/questions")


@blueprint.route("/hearings/<slug>/questions/own", methods=["GET", "POST"])
@requires(Permission.ANYONE, writes=True)
def own(slug: str) -> Any:
    """Open a sheet that was sent without an account, by its number and code, to change it."""
    hearing, form = _open_to_all(public(slug)), OwnSheetForm()
    if request.method == "GET":
        return _own_page(hearing, form)
    if not form.validate_on_submit():
        return _own_page(hearing, form), 422
    try:
        address = request.remote_addr or ""
        found = guests.proven(address, hearing, form.sheet.data or 0, form.code.data or "")
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _own_page(hearing, form), 422
    before = queries.said_on(hearing, found)
    again = filling.opened_again(hearing, before, base=GuestSheetForm)
    again.form.sheet.data, again.form.code.data = str(found.id), form.code.data
    return _page(again, again.first())


def _page(sheet: Filling, step: Step) -> str:
    sheet.form.challenge.data, sheet.form.answer.data = challenging.issue(sheet.hearing), ""
    return sheet_page(sheet, step, guest=True)


def _own_page(hearing: Hearing, form: OwnSheetForm) -> str:
    return within("questions/own.html", hearing=hearing, form=form)


def _guest(sheet: Filling) -> Guest:
    said = sheet.form
    return Guest(request.remote_addr or "", said.challenge.data or "", said.answer.data or "")


def _own(hearing: Hearing, number: str, code: str) -> AnswerSheet | None:
    if not number:
        return None
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    return guests.proven(request.remote_addr or "", hearing, known, code)


def _open_to_all(hearing: Hearing) -> Hearing:
    if hearing.audience is not Audience.OPEN:
        raise Refusal("not-found", _l("This hearing takes no answers without signing in."))
    return hearing


def _told(kept: AnswerSheet) -> str:
    return _(
        "Your answers are kept. Your sheet has number %(number)s. Keep this code: with it alone you "
        "can change the answers until the hearing closes. %(code)s",
        number=kept.id,
        code=receipts.grouped(kept.receipt_code),
    )
