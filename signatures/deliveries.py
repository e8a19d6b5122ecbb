"""The delivery of a package: links for named recipients, its receipt, outcomes in, objections out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask import send_file as send

from commons import config
from commons.access import Permission, current_actor, requires
from commons.accounts import security
from commons.errors import Refusal
from commons.forms import Form
from commons.i18n import _
from commons.requests import roll_back
from signatures import _asking, _custody, _links, _opening, _plans, _verifying
from signatures._words import Package
from signatures.desk import own_sheet
from signatures.forms import DigestForm, OutcomesForm

blueprint = Blueprint("deliveries", __name__)
_DECIDE = Permission.VERIFICATION_DECIDE


@blueprint.get("/packages/<digest>")
@requires(Permission.ANYONE, writes_on_get=True)
def package(digest: str) -> Any:
    """The package for the holder of a link; every download is on record before its first byte."""
    made = _links.fetch(digest, request.args.get("token", ""))
    security.note("package-fetched", sheet=digest)
    return _sent(made)


@blueprint.get("/packages/<digest>/batches/<int:number>")
@requires(Permission.ANYONE, writes_on_get=True)
def batch(digest: str, number: int) -> Any:
    """One batch of the package for the holder of a link, where the whole is too large to carry."""
    made = _links.fetch_batch(digest, request.args.get("token", ""), number)
    security.note("package-fetched", sheet=digest, batch=number)
    return _sent(made)


def _sent(made: Package) -> Any:
    file = made.path.open("rb")
    made.path.unlink()
    answer = send(file, mimetype="application/zip", as_attachment=True, download_name=made.name)
    answer.headers["Digest-SHA256"] = made.digest
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@blueprint.get("/desk/verification/sheets/<int:sheet_id>/delivery")
@requires(_DECIDE)
def page(sheet_id: int) -> str:
    """Link, receipt, outcomes and objections of one sheet."""
    return _page(sheet_id, DigestForm(formdata=None), OutcomesForm(formdata=None))


@blueprint.post("/desk/verification/sheets/<int:sheet_id>/link")
@requires(_DECIDE, writes=True)
def link(sheet_id: int) -> Any:
    """Make a link for our own computer; it is shown once."""
    own_sheet(sheet_id)
    actor = current_actor()
    agency_id = min(actor.agencies_with(_DECIDE))
    secret = _links.make_link(sheet_id, agency_id=agency_id, actor=actor)
    digest = _opening.view(sheet_id).digest
    address = f"{config.current().base_url}/packages/{digest}?token={secret}"
    batches = f"{config.current().base_url}/packages/{digest}/batches/0?token={secret}"
    said = render_template(
        "signatures/link.html",
        address=address,
        batches=batches,
        most=_plans.ROWS,
        sheet_id=sheet_id,
    )
    answer = make_response(said)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/desk/verification/sheets/<int:sheet_id>/receipt")
@requires(_DECIDE, writes=True)
def receipt(sheet_id: int) -> Any:
    """Say that the whole package has arrived; it is locked from then on."""
    own_sheet(sheet_id)
    form = DigestForm()
    if not form.validate_on_submit():
        return _page(sheet_id, form, OutcomesForm(formdata=None)), 422
    try:
        _links.acknowledge_package(sheet_id, form.digest.data or "", actor=current_actor())
    except Refusal as refusal:
        if refusal.field is None:
            raise
        return _again(sheet_id, form, OutcomesForm(formdata=None), form, refusal)
    return _done(sheet_id, _("The receipt is on record; the package is locked."))


@blueprint.post("/desk/verification/sheets/<int:sheet_id>/outcomes")
@requires(_DECIDE, writes=True)
def outcomes(sheet_id: int) -> Any:
    """Take the outcomes to which the signed result commits."""
    own_sheet(sheet_id)
    form = OutcomesForm()
    if not form.validate_on_submit():
        return _page(sheet_id, DigestForm(formdata=None), form), 422
    try:
        _asking.record_outcomes(sheet_id, form.sent(), actor=current_actor())
    except Refusal as refusal:
        refusal.field = "outcomes"
        return _again(sheet_id, DigestForm(formdata=None), form, form, refusal)
    return _done(sheet_id, _("Each signer can now ask for his own outcome."))


@blueprint.get("/desk/verification/sheets/<int:sheet_id>/objections.jsonl")
@requires(_DECIDE)
def objections(sheet_id: int) -> Response:
    """The sealed objections, for our own computer."""
    own_sheet(sheet_id)
    answer = Response(_asking.objections_file(sheet_id), mimetype="application/x-ndjson")
    answer.headers["Content-Disposition"] = 'attachment; filename="objections.jsonl"'
    return answer


def _again(sheet_id: int, receipt_form: Form, outcomes_form: Form, form: Form, why: Refusal) -> Any:
    form.refuse(why)
    roll_back()
    return _page(sheet_id, receipt_form, outcomes_form), 422


def _done(sheet_id: int, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"/desk/verification/sheets/{sheet_id}/delivery", 303)


def _page(sheet_id: int, receipt_form: Form, outcomes_form: Form) -> str:
    return render_template(
        "signatures/delivery.html",
        sent=own_sheet(sheet_id),
        sheet=_opening.view(sheet_id),
        received_at=_links.received_at(sheet_id),
        result=_verifying.verification(sheet_id),
        objections=len(_asking.objections(sheet_id)),
        sample=_custody.sample_of(sheet_id),
        batches=_custody.batches_of(sheet_id),
        receipt_form=receipt_form,
        outcomes_form=outcomes_form,
    )
