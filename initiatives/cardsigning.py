"""Signing with an ID-card program: download the official text, sign it at home, hand it in (R076)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

import signatures
from commons import clock, limits
from commons.access import Permission, requires
from commons.accounts import security
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.law import queries as law
from commons.requests import roll_back
from initiatives import browsers, entitled, services
from initiatives.forms import ConsentForm, ContainerForm
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("cardsigning", __name__)
TYPE = "application/vnd.etsi.asic-e+zip"


@requires(Permission.ANYONE)
def steps(slug: str) -> Response:
    """The three steps, with the file to download and the place where the signed one goes."""
    return _answer(_with_sheet(slug), ConsentForm(), ContainerForm())


@requires(Permission.ANYONE, writes=True)
def text(slug: str) -> Any:
    """The official text as a container to sign, after the consent; it is good for one hour, once."""
    initiative, form = _with_sheet(slug), ConsentForm()
    if not form.validate_on_submit():
        return _answer(initiative, form, ContainerForm(formdata=None)), 422
    browsers.spend(initiative)
    browser = browsers.value()
    made = services.challenge_container(initiative, language=language(), browser=browser)
    answer = Response(made, mimetype=TYPE)
    name = f"initiative-{initiative.id}.asice"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return browsers.known(answer, browser)


@requires(Permission.ANYONE, writes=True)
def take(slug: str) -> Any:
    """Take in the signed container; what is not right is said in one sentence, and nothing is kept."""
    initiative, form = _with_sheet(slug), ContainerForm()
    sheet = initiative.sheet_id or 0
    limits.spend(limits.CONTAINER, security.network())
    if not form.validate_on_submit():
        return _answer(initiative, ConsentForm(formdata=None), form), 422
    browser = request.cookies.get(browsers.cookie_name(), "")
    try:
        promise = services.accept_container(sheet, form.container.data.read(), browser=browser)
    except signatures.SigningRefused as refusal:
        if refusal.field is None:
            refusal.values = {**refusal.values, "back": initiative.path + "/sign/container"}
            raise
        form.refuse(refusal)
        roll_back()
        said = _answer(_with_sheet(slug), ConsentForm(formdata=None), form, refusal.notice)
        return said, 422
    answer = make_response(render_template("initiatives/signed.html", promise=promise))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(
    initiative: Initiative, consent: ConsentForm, container: ContainerForm, notice: str = ""
) -> Response:
    sheet = signatures.sheet(initiative.sheet_id or 0)
    manifest: Mapping[str, Any] = sheet.manifest
    rule_set = law.by_key(initiative.rule_set_id)
    said = render_template(
        "initiatives/sign_container.html",
        x=initiative,
        sheet=sheet,
        manifest=manifest,
        notice_text=manifest["notices"].get(language()) or manifest["notices"]["en"],
        is_open=entitled.takes_signatures(initiative, clock.now()),
        says_where=signatures.card_says_where(sheet.id),
        zone=rule_set.zone,
        consent=consent,
        form=container,
        refusal=notice,
    )
    return browsers.known(make_response(said), browsers.value())


def _with_sheet(slug: str) -> Initiative:
    initiative = visible(slug)
    if initiative.sheet_id is None:
        raise Refusal("sheet-not-open", _l("This initiative does not collect signatures yet."))
    if not services.takes_containers(initiative):
        raise Refusal("channel-closed", _l("The law does not allow this way of signing here."))
    return initiative


def _open(rule: str, method: str, view: Callable[..., Any]) -> None:
    view.no_account = True  # type: ignore[attr-defined]
    blueprint.add_url_rule(rule, view.__name__, view, methods=[method])


_open("/initiatives/<slug>/sign/container", "GET", steps)
_open("/initiatives/<slug>/sign/container/text", "POST", text)
_open("/initiatives/<slug>/sign/container", "POST", take)
