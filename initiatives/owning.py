"""One's own signatures by a fresh eID: the file of one (I63), and where one has signed (I64)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, make_response, render_template

import signatures
from commons import clock, db
from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.identity import profiles
from commons.identity.claims import Attestation
from commons.law import queries as law
from initiatives import browsers, queries, rules, services, signing
from initiatives.models import FormerSheet, Initiative
from initiatives.states import SIGNABLE
from initiatives.views import visible
from signatures import own

blueprint = Blueprint("owning", __name__)
MOST = 500
"""So many of the newest sheets are asked at once; an older one is asked on its own page."""


@dataclass(frozen=True)
class Line:
    """One line of the answer."""

    initiative: Initiative
    given: own.Given


@requires(Permission.ANYONE)
def page() -> Response:
    """Where one asks on which initiatives one has signed."""
    said = render_template("initiatives/own.html", providers=_providers(), lines=None)
    return browsers.known(make_response(said), browsers.value())


@requires(Permission.ANYONE, writes=True)
def ask() -> Any:
    """To the eID; the answer is made when it comes back, and kept nowhere."""
    found = _initiatives()
    if not found:
        raise Refusal("sheet-not-open", _l("No initiative has collected signatures yet."))
    now = clock.now()
    running = (x for x in found if rules.state(x, now) in SIGNABLE)
    return _to_the_eid(next(running, found[0]), "own-list")


@requires(Permission.ANYONE, writes=True)
def fetch(slug: str) -> Any:
    """To the eID, to download one's own signature."""
    initiative = visible(slug)
    if not may_fetch(initiative):
        raise Refusal("channel-closed", _l("The rules let nobody download a signature here."))
    return _to_the_eid(initiative, "own-file")


def may_fetch(initiative: Initiative) -> bool:
    """Whether the rule set lets signers fetch their own signature."""
    if initiative.sheet_id is None:
        return False
    return bool(law.by_key(initiative.rule_set_id).value("signature.self_access"))


def _listed(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> str:
    by_sheet = _by_sheet()
    given = own.everywhere(
        int(purpose["sheet"]),
        by_sheet,
        attestation,
        intent=int(purpose["intent"]),
        browser=browser,
    )
    lines = [Line(by_sheet[one.sheet_id], one) for one in given if one.sheet_id in by_sheet]
    return render_template("initiatives/own.html", providers=_providers(), lines=lines)


def _file(purpose: Mapping[str, Any], attestation: Attestation, browser: str) -> Response:
    sheet_id = int(purpose["sheet"])
    made = own.file(sheet_id, attestation, intent=int(purpose["intent"]), browser=browser)
    answer = Response(made, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-signature.json"'
    return answer


def _to_the_eid(initiative: Initiative, word: str) -> Response:
    browsers.spend(initiative)
    browser = browsers.value()
    intent = services.consent(initiative, signatures.Act.ASK, language=language(), browser=browser)
    return browsers.to_the_eid(intent, {"act": word, "sheet": initiative.sheet_id}, browser)


def _initiatives() -> list[Initiative]:
    wanted = sa.select(Initiative).where(Initiative.sheet_id.is_not(None))
    return list(db.session().scalars(wanted.order_by(Initiative.id.desc()).limit(MOST)))


def _by_sheet() -> dict[int, Initiative]:
    """Each sheet with its initiative, first windows among them."""
    found = {x.sheet_id or 0: x for x in _initiatives()}
    former = sa.select(FormerSheet.sheet_id, FormerSheet.initiative_id)
    for sheet_id, initiative_id in db.session().execute(former):
        found[sheet_id] = queries.by_number(initiative_id)
    return found


def _providers() -> Any:
    return profiles.for_signing()


def _open(rule: str, method: str, view: Callable[..., Any]) -> None:
    view.no_account = True  # type: ignore[attr-defined]
    blueprint.add_url_rule(rule, view.__name__, view, methods=[method])


_open("/signing/mine", "GET", page)
_open("/signing/mine", "POST", ask)
_open("/initiatives/<slug>/mine/file", "POST", fetch)
signing.answer_with("own-list", _listed)
signing.answer_with("own-file", _file)
