"""The API as a whole: its rooms under /api/v1, its OpenAPI document, its pages for people."""

from __future__ import annotations

import importlib
from http import HTTPStatus
from typing import Any

import flask_smorest
from flask import Blueprint, Flask, Response, current_app, jsonify, render_template, request

from commons.api import tagged
from commons.machine import Problem, reading
from portal.api import keys

PREFIX = "/api/v1"
ROOMS: tuple[str, ...] = (
    "consult.api:blueprint",
    "consult.questions.api:blueprint",
    "consult.speech.api:blueprint",
    "consult.followup.api:blueprint",
    "consult.oversight.api:blueprint",
    "initiatives.api:blueprint",
    "commons.ledger.api:blueprint",
    "commons.ledger.reception:blueprint",
    "portal.api.bodies:blueprint",
    "portal.api.rules:blueprint",
    "portal.api.figures:blueprint",
    "portal.api.records:blueprint",
)
_ABOUT = (
    "Everything public, read-only, without a key. Lists are {items, total, next}: follow `next` "
    "to the end; `total` is exact. Every answer has an ETag. A refusal is "
    "application/problem+json whose `code` is a word of the domain."
)

blueprint = Blueprint("api", __name__)


class Document(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """The OpenAPI document; refusals stay with portal/errors.py, addresses with us."""

    ERROR_SCHEMA = Problem

    def _register_responses(self) -> None:
        """Describe every refusal as problem details (RFC 9457)."""
        content = {"application/problem+json": {"schema": Problem}}
        for name in ("DEFAULT_ERROR", *(status.name for status in HTTPStatus)):
            told = {"description": "A refusal, by its domain word.", "content": content}
            self.spec.components.response(name, told, lazy=True)

    def _register_error_handlers(self) -> None:
        """Leave every refusal to the one map of the house."""

    def _register_doc_blueprint(self) -> None:
        """Serve the document ourselves, under our own guard."""


def register(app: Flask) -> None:
    """Open the API's rooms and its document."""
    app.config.update(
        API_TITLE="Lex Populi",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={"info": {"description": _ABOUT, "license": {"name": "Apache-2.0"}}},
    )
    document = Document(app)
    for address in ROOMS:
        module, _, name = address.partition(":")
        room = getattr(importlib.import_module(module), name)
        document.register_blueprint(room, url_prefix=PREFIX)
    app.extensions["openapi"] = document
    app.register_blueprint(blueprint)
    app.after_request(_for_machines)
    keys.register(app)


def openapi() -> dict[str, Any]:
    """The OpenAPI document as data."""
    found: dict[str, Any] = current_app.extensions["openapi"].spec.to_dict()
    return found


@blueprint.get(f"{PREFIX}/openapi.json")
@reading
def document() -> Response:
    """The OpenAPI 3.1 document of this API."""
    return jsonify(openapi())


@blueprint.get("/api/docs")
@reading
def docs() -> str:
    """The same document as a page for people, without script."""
    return render_template("api/docs.html", document=openapi(), prefix=PREFIX)


def _for_machines(answer: Response) -> Response:
    """Open reading to pages of other sites, and give each answer its ETag."""
    if not request.path.startswith(f"{PREFIX}/"):
        return answer
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = (
        "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
    )
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        answer.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        answer.headers["Access-Control-Allow-Headers"] = (
            "If-None-Match, Accept, Accept-Language, Authorization, X-API-Key"
        )
    elif answer.status_code == 200:
        return tagged(answer)
    return answer
