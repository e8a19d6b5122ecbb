"""The verification desk: the authority's keys, the sealed packages for it, and its results."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, send_file

from commons.access import Actor, Permission, current_actor, requires
from commons.accounts import security
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from signatures import _authority, _custody, _opening, _verifying
from signatures._words import AuthorityView, Sent
from signatures.forms import KeyForm, ResultForm, WordForm

blueprint = Blueprint("verification", __name__, url_prefix="/desk/verification")
_DECIDE = Permission.VERIFICATION_DECIDE


def _keys(actor: Actor) -> list[AuthorityView]:
    return _authority.authorities(actor.agencies_with(_DECIDE))


def _sent(actor: Actor) -> list[Sent]:
    return _custody.sent_to(frozenset(key.fingerprint for key in _keys(actor)))


desks.register(
    desks.Queue(
        name="verification",
        title=_l("Signatures to verify"),
        address="/desk/verification",
        permission=_DECIDE,
        waiting=lambda actor: sum(sheet.decided_at is None for sheet in _sent(actor)),
    )
)


@blueprint.get("")
@requires(_DECIDE)
def home() -> str:
    """The sheets that wait for us, and our keys."""
    return _home(KeyForm(), WordForm())


@blueprint.post("/keys")
@requires(_DECIDE, writes=True)
def register_key() -> Any:
    """Take the authority's public key."""
    form, actor = KeyForm(), current_actor()
    if not form.validate_on_submit():
        return _home(form, WordForm()), 422
    agency_id = min(actor.agencies_with(_DECIDE))
    try:
        _authority.register_authority(agency_id, form.public.data, actor=actor)
    except Refusal as refusal:
        refusal.field = "public"
        form.refuse(refusal)
        return _home(form, WordForm()), 422
    flash(_("The key is registered. Now open its test envelope."), "success")
    return redirect("/desk/verification", 303)


@blueprint.get("/keys/<fingerprint>/test-envelope")
@requires(_DECIDE)
def test_envelope(fingerprint: str) -> Response:
    """The test envelope, to be opened off the server."""
    key = _own_key(fingerprint)
    return send_file(
        io.BytesIO(key.test_envelope),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"test-{fingerprint[:12]}.envelope",
    )


@blueprint.post("/keys/<fingerprint>")
@requires(_DECIDE, writes=True)
def confirm_key(fingerprint: str) -> Any:
    """Believe the key once the word from its test envelope is brought."""
    form = WordForm()
    _own_key(fingerprint)
    if not form.validate_on_submit():
        return _home(KeyForm(), form), 422
    try:
        _authority.confirm_authority(fingerprint, form.word.data, actor=current_actor())
    except Refusal as refusal:
        form.refuse(refusal)
        return _home(KeyForm(), form), 422
    flash(_("The key has proved itself. Now a second person compares its fingerprint."), "success")
    return redirect("/desk/verification", 303)


@blueprint.get("/sheets/<int:sheet_id>")
@requires(_DECIDE)
def sheet(sheet_id: int) -> str:
    """One sheet: its package, and the place for its result."""
    return _sheet(sheet_id, ResultForm())


@blueprint.post("/sheets/<int:sheet_id>/package")
@requires(_DECIDE, writes=True)
def package(sheet_id: int) -> Response:
    """Hand the package over; the download is on record before its first byte."""
    own_sheet(sheet_id)
    made = _custody.hand_over(sheet_id, actor=current_actor())
    security.note("package-fetched", sheet=sheet_id)
    file = made.path.open("rb")
    made.path.unlink()
    answer = send_file(
        file, mimetype="application/zip", as_attachment=True, download_name=made.name
    )
    answer.headers["Digest-SHA256"] = made.digest
    return answer


@blueprint.post("/sheets/<int:sheet_id>/result")
@requires(_DECIDE, writes=True)
def result(sheet_id: int) -> Any:
    """Take the authority's signed result."""
    own_sheet(sheet_id)
    form = ResultForm()
    if not form.validate_on_submit():
        return _sheet(sheet_id, form), 422
    try:
        _verifying.record_verification(sheet_id, form.sent(), actor=current_actor())
    except Refusal as refusal:
        refusal.field = "result"
        form.refuse(refusal)
        return _sheet(sheet_id, form), 409 if refusal.code == "already-verified" else 422
    flash(_("The result is recorded and public."), "success")
    return redirect(f"/desk/verification/sheets/{sheet_id}", 303)


def _home(key_form: KeyForm, word_form: WordForm) -> str:
    actor = current_actor()
    return render_template(
        "signatures/desk.html",
        keys=_keys(actor),
        sheets=_sent(actor),
        key_form=key_form,
        word_form=word_form,
    )


def _sheet(sheet_id: int, form: ResultForm) -> str:
    return render_template(
        "signatures/verification.html",
        sent=own_sheet(sheet_id),
        sheet=_opening.view(sheet_id),
        certificate=_custody.certify(sheet_id),
        result=_verifying.verification(sheet_id),
        form=form,
    )


def _own_key(fingerprint: str) -> AuthorityView:
    for key in _keys(current_actor()):
        if key.fingerprint == fingerprint:
            return key
    raise Refusal("not-found", _l("There is no such key."))


def own_sheet(sheet_id: int) -> Sent:
    """A sheet that was sent to an authority of this actor's; every other one does not exist."""
    for sent in _sent(current_actor()):
        if sent.id == sheet_id:
            return sent
    raise Refusal("not-found", _l("There is no such sheet."))
