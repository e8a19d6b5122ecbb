"""A draft as it will be, for whoever was given its secret link; read-only and in no index."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, request

from commons import clock, limits
from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.texts import queries as texts
from consult.models import Hearing
from consult.pages import within
from consult.papers import queries as papers
from consult.papers.views import attachment
from consult.previews import services
from consult.questions import queries as questions
from consult.questions.forms import sheet_form

blueprint = Blueprint("previews", __name__)


@blueprint.route("/preview/<token>", methods=["GET"])
@requires(Permission.ANYONE, writes_on_get=True)
def show(token: str) -> Response:
    """The draft; each opening is logged without a name."""
    limits.spend(limits.RECEIPT, f"address:{request.remote_addr}")
    return _unseen(within("previews/draft.html", token=token, **_draft(services.opened(token))))


@blueprint.route("/preview/<token>/papers/<int:number>", methods=["GET"])
@requires(Permission.ANYONE, writes_on_get=True)
def paper(token: str, number: int) -> Response:
    """A file of the draft, unless it is withheld."""
    found = papers.one(services.opened(token), number)
    if papers.holding(found, clock.now()) is not None:
        raise Refusal("withheld", _l("This document is withheld."))
    return _unseen(attachment(found))


def _draft(hearing: Hearing) -> dict[str, Any]:
    versions = list(texts.published(hearing.text_id)) if hearing.text_id is not None else []
    asked = questions.of(hearing)
    return {
        "hearing": hearing,
        "rule_set": law.by_key(hearing.rule_set_id),
        "tree": texts.whole(versions[-1].id) if versions else None,
        "asked": asked,
        "form": sheet_form(asked, {}),
    }


def _unseen(body: Any) -> Response:
    answer = make_response(body)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer
