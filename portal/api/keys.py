"""Who asks by machine: a key of the API is counted, and told in each answer what it may still ask."""

from __future__ import annotations

from flask import Flask, Response, g, request

from commons.apikeys import services
from commons.apikeys.services import Spending
from commons.errors import Refusal
from commons.i18n import _l

_SCHEME = "bearer "


def register(app: Flask) -> None:
    """Count requests to the API that bring a key; must come after the session of the request."""
    app.before_request(_count)
    app.after_request(_tell)


def _count() -> None:
    key = _said()
    if not request.path.startswith("/api/v1/") or key is None or request.method == "OPTIONS":
        return
    spent = services.spend(key)
    if spent is None:
        raise Refusal("sign-in-needed", _l("This key is not known, or has ended."))
    g.api_spending = spent
    if spent.is_over:
        raise Refusal(
            "too-many",
            _l("This key has asked as often as it may in this hour."),
            retry_after=spent.reset,
            limit=services.PER_HOUR.name,
            times=spent.limit,
        )


def _said() -> str | None:
    """The key that came, in either of the two headers."""
    plain = request.headers.get("X-API-Key")
    if plain:
        return plain
    said = request.headers.get("Authorization", "")
    return said[len(_SCHEME) :].strip() if said.lower().startswith(_SCHEME) else None


def _tell(answer: Response) -> Response:
    spent: Spending | None = g.get("api_spending")
    if spent is not None:
        answer.headers["RateLimit-Limit"] = str(spent.limit)
        answer.headers["RateLimit-Remaining"] = str(spent.remaining)
        answer.headers["RateLimit-Reset"] = str(spent.reset)
        answer.headers["RateLimit-Policy"] = f"{spent.limit};w=3600"
    return answer
