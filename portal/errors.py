"""What a refusal looks like from outside: the one map from domain words to HTTP statuses."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from commons.api import problem, wants_json
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _
from commons.identity import rescue
from commons.requests import roll_back
from portal.statuses import OTHERWISE, STATUS

log = structlog.get_logger("errors")

_WORD = {
    400: "bad-request",
    401: "sign-in-needed",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
    409: "wrong-state",
    410: "removed",
    413: "too-large",
    415: "bad-type",
    422: "refused",
    423: "locked",
    429: "too-many",
    500: "fault",
    503: "unavailable",
}


def register(app: Flask) -> None:
    """Answer every refusal and fault as a page or as problem details."""
    app.register_error_handler(Refusal, refuse)
    app.register_error_handler(CSRFError, _bad_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(Exception, _fault)


def status_of(code: str) -> int:
    """The status of a domain word (contract.md, Status codes); 422 for rules and content."""
    return STATUS.get(code, OTHERWISE)


def refuse(refusal: Refusal) -> Response:
    """Answer a refusal; nothing of the request has been kept."""
    roll_back()
    if refusal.code == "sign-in-needed" and not wants_json():
        back = request.full_path if request.method == "GET" else (request.referrer or "/")
        return rescue.to_sign_in(_local(back))
    status = 401 if refusal.code == "sign-in-needed" else status_of(refusal.code)
    log.info("refused", code=refusal.code, status=status)
    answer = _answer(status, refusal.code, refusal.message, dict(refusal.values), refusal)
    if "retry_after" in refusal.values:
        answer.headers["Retry-After"] = str(refusal.values["retry_after"])
    return answer


def _local(address: str) -> str:
    host = request.host_url.rstrip("/")
    local = address[len(host) :] if address.startswith(host) else address
    return local.rstrip("?") if local.startswith("/") and not local.startswith("//") else "/"


def _bad_form(_error: CSRFError) -> Response:
    roll_back()
    sentence = _("This form is no longer valid. Go back, reload the page and send it again.")
    return _answer(400, "bad-form", sentence, {}, None)


def _http(error: HTTPException) -> Response:
    roll_back()
    status = error.code or 500
    if 300 <= status < 400:
        return error.get_response()  # type: ignore[return-value]
    answer = _answer(status, _WORD.get(status, "refused"), "", {}, None)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _database_down(error: OperationalError) -> Response:
    log.error("database_unavailable", reason=type(error.orig).__name__)
    roll_back()
    return _answer(503, "unavailable", "", {}, None)


def _fault(error: Exception) -> Response:
    log.error("fault", exc_info=error)
    roll_back()
    return _answer(500, "fault", "", {}, None)


def _answer(
    status: int, code: str, sentence: str, values: dict[str, Any], refusal: Refusal | None
) -> Response:
    if wants_json():
        if isinstance(refusal, FieldRefusals):
            values["fields"] = {name: str(said) for name, said in refusal.fields}
        return problem(status, code, title(status), sentence, values)
    page = render_template(
        "errors/error.html",
        status=status,
        code=code,
        title=title(status),
        sentence=sentence,
        refusal=refusal,
        reference=g.get("request_id", ""),
    )
    answer = Response(page, status=status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def title(status: int) -> str:
    """The heading of an error page."""
    titles: dict[int, str] = {
        400: _("We could not read this request"),
        401: _("Sign in to go on"),
        403: _("You may not do this"),
        404: _("This page does not exist"),
        405: _("This cannot be done here"),
        409: _("This is not possible now"),
        410: _("This has been removed"),
        413: _("This is too large"),
        422: _("Something needs to be changed"),
        423: _("This is locked"),
        429: _("Too many attempts"),
        503: _("This service is not available at the moment"),
    }
    return titles.get(status) or str(_("Something went wrong on our side"))
