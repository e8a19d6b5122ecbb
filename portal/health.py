"""Whether the house stands (/healthz) and whether it can serve (/readyz)."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify

from commons import db
from commons.access import Permission, requires

blueprint = Blueprint("health", __name__)
CHECKS: dict[str, Callable[[], str]] = {}


@blueprint.get("/healthz")
@requires(Permission.ANYONE)
def alive() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@requires(Permission.ANYONE)
def ready() -> Response:
    """Database, schema and ledger are fit to serve; 503 with the reason where one is not."""
    found = {"database": _database()}
    for name, check in CHECKS.items():
        found[name] = check()
    good = all(said.split(":", 1)[0] in ("ok", "note") for said in found.values())
    answer = jsonify(status="ok" if good else "not-ready", **found)
    answer.status_code = 200 if good else 503
    return answer


def _database() -> str:
    db.session().execute(sa.text("SELECT 1"))
    return "ok"
