"""The one map from domain words to HTTP statuses (contract.md, Status codes), by status."""

from __future__ import annotations

STATUS: dict[str, int] = {
    "bad-cursor": 400,
    "bad-page-size": 400,
    "flow-unknown": 400,
    "assurance-too-low": 403,
    "identifier-missing": 403,
    "identity-incomplete": 403,
    "identity-refused": 403,
    "not-oneself": 403,
    "not-permitted": 403,
    "provider-may-not-sign": 403,
    "sign-in-cancelled": 403,
    "sign-in-stale": 403,
    "not-found": 404,
    "provider-unknown": 404,
    "section-not-found": 404,
    "text-not-found": 404,
    "unknown-rule-set": 404,
    "version-not-found": 404,
    "already-settled": 409,
    "still-in-office": 409,
    "roles-exclude-each-other": 409,
    "slug-taken": 409,
    "two-persons-needed": 409,
    "version-published": 409,
    "too-many": 429,
    "provider-down": 503,
}
OTHERWISE = 422
"""Rules and content."""
