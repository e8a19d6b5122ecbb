"""At the office: the person enters the clerk's code, reads, agrees, and signs by his own eID."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Response, make_response, render_template

import signatures
from commons import limits
from commons.access import Permission, requires
from commons.accounts import security
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import language
from initiatives import browsers, queries, services, signing
from initiatives.assisting import queries as places
from initiatives.assisting import services as helping
from initiatives.assisting.forms import CodeForm, OfficeConsentForm
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("assisting", __name__)


@requires(Permission.ANYONE)
def about(slug: str) -> str:
    """Where one may sign with a clerk's help, and what the clerk learns: nothing."""
    initiative = visible(slug)
    return render_template(
        "assisting/about.html",
        x=initiative,
        is_helped=places.is_helped(initiative),
        helped=places.helped(initiative),
        body=agencies.by_id(initiative.agency_id) if initiative.agency_id else None,
    )


@requires(Permission.ANYONE)
def door() -> str:
    """Where the code is entered, on the device of the office or on one's own."""
    return _door(CodeForm())


@requires(Permission.ANYONE, writes=True)
def enter() -> Any:
    """Show what is signed, to whoever brings a code."""
    limits.spend(limits.OFFICE_CODE, security.network())
    form = CodeForm()
    if not form.validate_on_submit():
        return _door(form), 422
    try:
        place = helping.look(form.code.data or "")
    except Refusal as refusal:
        form.refuse(refusal)
        return _door(form), 422
    consent = OfficeConsentForm(formdata=None, data={"code": form.code.data})
    return _page(queries.by_number(place.initiative_id), consent)


@requires(Permission.ANYONE, writes=True)
def consent() -> Any:
    """Take the place and send the person to his own eID; the browser is known to nobody before."""
    limits.spend(limits.OFFICE_CODE, security.network())
    form = OfficeConsentForm()
    place = helping.look(form.code.data or "")
    initiative = queries.by_number(place.initiative_id)
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    helping.take(form.code.data or "")
    browser = secrets.token_urlsafe(32)
    intent = services.consent(initiative, signatures.Act.SIGN, language=language(), browser=browser)
    purpose = {"act": signatures.Act.SIGN.value, "sheet": initiative.sheet_id}
    return browsers.to_the_eid(intent, purpose, browser)


def _door(form: CodeForm) -> str:
    return render_template("assisting/door.html", form=form)


def _page(initiative: Initiative, form: OfficeConsentForm) -> Response:
    office = agencies.by_id(initiative.agency_id) if initiative.agency_id else None
    answer = make_response(signing.sign_page(initiative, form, office=office))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _open(rule: str, method: str, view: Any) -> None:
    view.no_account = True
    blueprint.add_url_rule(rule, view.__name__, view, methods=[method])


_open("/initiatives/<slug>/sign/office", "GET", about)
_open("/signing/office", "GET", door)
_open("/signing/office", "POST", enter)
_open("/signing/office/consent", "POST", consent)
