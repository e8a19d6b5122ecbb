"""Signing at the front door: text and consent, to the eID, and back; no account is ever loaded here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request

import signatures
from commons import clock
from commons.access import Permission, requires
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.identity import oidc, profiles
from commons.identity.claims import Attestation
from commons.law import queries as law
from commons.texts import render
from initiatives import allowances, browsers, entitled, labels, proposal, queries, rules, services
from initiatives.enclosures import queries as enclosures
from initiatives.enclosures.models import Enclosure
from initiatives.forms import ConsentForm
from initiatives.models import Initiative
from initiatives.states import SIGNABLE
from initiatives.views import for_signers, visible

blueprint = Blueprint("signing", __name__)
Answer = Callable[[Mapping[str, Any], Attestation, str], Any]


@requires(Permission.ANYONE)
def page(slug: str) -> Any:
    """The registered title, the full frozen text, the notice and the form, on one page (R054)."""
    initiative = _with_sheet(slug)
    return browsers.known(make_response(sign_page(initiative, ConsentForm())), browsers.value())


@requires(Permission.ANYONE, writes=True)
def consent(slug: str) -> Any:
    """Take down the consent and send the citizen to the eID."""
    initiative, form = _with_sheet(slug), ConsentForm()
    if not form.validate_on_submit():
        return sign_page(initiative, form), 422
    return _to_the_eid(initiative, signatures.Act.SIGN, initiative.sheet_id)


@requires(Permission.ANYONE)
def mine(slug: str) -> Response:
    """Where one asks whether one has signed, or withdraws, by a fresh eID."""
    initiative = _with_sheet(slug, for_signers)
    said = render_template(
        "initiatives/mine.html",
        x=initiative,
        is_open=rules.state(initiative, clock.now()) in SIGNABLE,
        providers=profiles.for_signing(),
        self_access=law.by_key(initiative.rule_set_id).value("signature.self_access"),
    )
    return browsers.known(make_response(said), browsers.value())


@requires(Permission.ANYONE, writes=True)
def ask(slug: str) -> Any:
    """To the eID, to ask or to withdraw."""
    acts = {"ask": signatures.Act.ASK, "withdraw": signatures.Act.WITHDRAW}
    act = acts.get(request.form.get("act", ""))
    if act is None:
        raise Refusal("bad-form", _l("Choose whether to ask or to withdraw."))
    initiative = _with_sheet(slug, for_signers)
    former = request.form.get("sheet", type=int) if act is signatures.Act.ASK else None
    return _to_the_eid(initiative, act, former or initiative.sheet_id)


@requires(Permission.ANYONE, writes=True, writes_on_get=True)
def back() -> Any:
    """Back from the eID: the sheet is known from the intent alone, the person for this request only."""
    purpose, attestation = oidc.attest(request)
    answer = _ANSWERS.get(str(purpose.get("act")))
    if answer is None:
        raise Refusal("intent-spent", _l("This way to the eID was for something else."))
    try:
        said = answer(purpose, attestation, request.cookies.get(browsers.cookie_name(), ""))
    except signatures.SigningRefused as refusal:
        refusal.values = {**refusal.values, "back": _back_to(purpose)}
        raise
    return _kept_from_stores(said)


@requires(Permission.ANYONE, writes=True)
def undo() -> Any:
    """Take a declaration back within its first ten minutes."""
    sheet_id = request.form.get("sheet", type=int)
    if sheet_id is None:
        raise Refusal("bad-form", _l("The form is incomplete."))
    initiative = queries.by_sheet(sheet_id)
    services.undo(sheet_id, request.form.get("secret", ""))
    return _kept_from_stores(render_template("initiatives/undone.html", x=initiative))


@requires(Permission.ANYONE, writes=True)
def receipt() -> Response:
    """The signed promise as a file; what is not one of ours is not given back."""
    text = request.form.get("receipt", "").replace("\r\n", "\n")
    found = signatures.check_receipt(text).found
    if found in (signatures.Found.FALSE, signatures.Found.UNREADABLE):
        raise Refusal("bad-receipt", _l("This is not a receipt of this platform."))
    answer = Response(text, mimetype="text/plain")
    answer.headers["Content-Disposition"] = 'attachment; filename="receipt.txt"'
    return _kept_from_stores(answer)


def _signed(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> str:
    promise = services.sign(
        int(purpose["sheet"]), attestation, intent=int(purpose["intent"]), browser=browser
    )
    return render_template("initiatives/signed.html", promise=promise)


def _withdrawn(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> str:
    promise = services.withdraw_signature(
        int(purpose["sheet"]), attestation, intent=int(purpose["intent"]), browser=browser
    )
    return render_template("initiatives/taken_back.html", promise=promise)


def _answered(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> str:
    sheet_id = int(purpose["sheet"])
    standing = services.standing(
        sheet_id, attestation, intent=int(purpose["intent"]), browser=browser
    )
    initiative = queries.by_sheet(sheet_id)
    return render_template(
        "initiatives/standing.html",
        x=initiative,
        standing=standing,
        contestable=services.is_contestable(initiative, clock.now()),
        labels=labels,
    )


def _confirmed(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> str:
    member = services.confirm(
        int(purpose["sheet"]),
        int(purpose["member"]),
        attestation,
        intent=int(purpose["intent"]),
        browser=browser,
    )
    return render_template("initiatives/confirmed.html", x=member.initiative, member=member)


_ANSWERS: dict[str, Answer] = {
    "sign": _signed,
    "withdraw": _withdrawn,
    "ask": _answered,
    "confirm": _confirmed,
}


def answer_with(act: str, answer: Answer) -> None:
    """Let another page of this wing answer when the eID comes back for `act`."""
    _ANSWERS[act] = answer


def _to_the_eid(initiative: Initiative, act: signatures.Act, sheet_id: int | None) -> Response:
    browsers.spend(initiative)
    browser = browsers.value()
    intent = services.consent(
        initiative, act, language=language(), browser=browser, sheet_id=sheet_id
    )
    return browsers.to_the_eid(intent, {"act": act.value, "sheet": sheet_id}, browser)


def sign_page(initiative: Initiative, form: ConsentForm, *, office: Agency | None = None) -> str:
    """The page of the form; with a clerk's help its declaration goes another way (N33)."""
    sheet = signatures.sheet(initiative.sheet_id or 0)
    manifest: Mapping[str, Any] = sheet.manifest
    rule_set = law.by_key(initiative.rule_set_id)
    return render_template(
        "initiatives/sign.html",
        x=initiative,
        sheet=sheet,
        manifest=manifest,
        text=render.whole(proposal.tree_of(manifest["text"], manifest["language"]), level=3),
        annexes=_annexes(initiative, manifest),
        by_card=services.takes_containers(initiative),
        field_words=[str(labels.FIELDS[name]) for name in manifest["fields"]],
        notice_text=manifest["notices"].get(language()) or manifest["notices"]["en"],
        is_open=entitled.takes_signatures(initiative, clock.now()),
        now=clock.now(),
        rule_set=rule_set,
        who_may_sign=entitled.in_words(rule_set),
        zone=rule_set.zone,
        waits_for_day=allowances.waits_for_day(rule_set),
        providers=profiles.for_signing(),
        form=form,
        office=office,
    )


def _annexes(initiative: Initiative, manifest: Mapping[str, Any]) -> Sequence[Enclosure]:
    """The annexes that are signed with the text; refuses ("sheet-damaged") where they are others."""
    found = enclosures.annexes(initiative.id) if manifest["attachments"] else ()
    if [one.digest for one in found] != [one["sha256"] for one in manifest["attachments"]]:
        raise Refusal("sheet-damaged", _l("This sheet is not as it was opened."))
    return found


def _with_sheet(slug: str, found: Callable[[str], Initiative] = visible) -> Initiative:
    initiative = found(slug)
    if initiative.sheet_id is None:
        raise Refusal("sheet-not-open", _l("This initiative does not collect signatures yet."))
    return initiative


def _back_to(purpose: Mapping[str, Any]) -> str:
    if purpose.get("act") == "confirm":
        return queries.by_roll(int(purpose["sheet"])).path + "/people"
    return queries.by_sheet(int(purpose["sheet"])).path


def _kept_from_stores(said: Any) -> Response:
    response = make_response(said)
    response.headers["Cache-Control"] = "no-store"
    return response


def _open(rule: str, method: str, view: Callable[..., Any]) -> None:
    view.no_account = True  # type: ignore[attr-defined]
    blueprint.add_url_rule(rule, f"{view.__name__}", view, methods=[method])


_open("/initiatives/<slug>/sign", "GET", page)
_open("/initiatives/<slug>/sign", "POST", consent)
_open("/initiatives/<slug>/mine", "GET", mine)
_open("/initiatives/<slug>/mine", "POST", ask)
_open("/signing/return", "GET", back)
_open("/signing/undo", "POST", undo)
_open("/signing/receipt", "POST", receipt)


@blueprint.get("/signing")
@requires(Permission.ANYONE)
def start() -> Any:
    """Nothing lies here by itself; what can be signed is on the list."""
    return redirect("/initiatives?state=collecting", 303)
