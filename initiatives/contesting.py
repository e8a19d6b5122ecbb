"""The page of an objection: words, then the eID; no account is ever loaded here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, render_template

from commons import clock
from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import language
from commons.identity import profiles
from commons.identity.claims import Attestation
from commons.law import queries as law
from initiatives import browsers, services, signing
from initiatives.models import Initiative
from initiatives.passage.forms import ObjectionForm
from initiatives.views import visible

blueprint = Blueprint("contesting", __name__)


@requires(Permission.ANYONE)
def page(slug: str) -> Any:
    """Who may object, until when, and the form."""
    initiative = visible(slug)
    return browsers.known(make_response(_page(initiative, ObjectionForm())), browsers.value())


@requires(Permission.ANYONE, writes=True)
def write(slug: str) -> Any:
    """Seal the words and send the signer to the eID."""
    initiative, form = visible(slug), ObjectionForm()
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    browsers.spend(initiative)
    browser = browsers.value()
    try:
        written = services.write_objection(
            initiative, form.words.data or "", language=language(), browser=browser
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        return _page(initiative, form), 422
    purpose = {"act": "object", "sheet": initiative.sheet_id, "objection": written.number}
    return browsers.to_the_eid(written.intent, purpose, browser)


def _objected(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> str:
    initiative = services.contest(
        int(purpose["sheet"]),
        attestation,
        intent=int(purpose["intent"]),
        browser=browser,
        objection=int(purpose["objection"]),
    )
    return render_template("initiatives/passage/objected.html", x=initiative)


def _page(initiative: Initiative, form: ObjectionForm) -> str:
    return render_template(
        "initiatives/passage/objection.html",
        x=initiative,
        form=form,
        contestable=services.is_contestable(initiative, clock.now()),
        zone=law.by_key(initiative.rule_set_id).zone,
        providers=profiles.for_signing(),
    )


for _rule, _method, _view in (
    ("/initiatives/<slug>/objection", "GET", page),
    ("/initiatives/<slug>/objection", "POST", write),
):
    _view.no_account = True  # type: ignore[attr-defined]
    blueprint.add_url_rule(_rule, _view.__name__, _view, methods=[_method])
signing.answer_with("object", _objected)
