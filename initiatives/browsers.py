"""The browser in which a consent was given: its cookie, and the way from it to the eID."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Response, request

import signatures
from commons import config, limits
from commons.accounts import security
from commons.identity import oidc, profiles

COOKIE_LIVES = 3600


def to_the_eid(intent: signatures.Intent, purpose: Mapping[str, Any], browser: str) -> Response:
    """Send the browser to the chosen eID, and let it be known again when it comes back."""
    offered = profiles.for_signing()
    chosen = request.form.get("provider") or (offered[0].id if offered else "")
    said = {**purpose, "intent": intent.id}
    return known(oidc.begin_signing(said, intent.nonce, chosen), browser)


def known(response: Response, browser: str) -> Response:
    """Let this browser be known again for the next hour."""
    response.set_cookie(
        cookie_name(),
        browser,
        max_age=COOKIE_LIVES,
        path="/",
        secure=config.current().is_production,
        httponly=True,
        samesite="Lax",
    )
    return response


def spend() -> None:
    """Count one start: ten a browser that is known, and six hundred a network, in five minutes.

    Refuses ("too-many") what is beyond; many first signers behind one address are no harm.
    """
    known_by = request.cookies.get(cookie_name())
    if known_by:
        limits.spend(limits.SIGN_BROWSER, known_by)
    limits.spend(limits.SIGN_NETWORK, security.network())


def value() -> str:
    """What this browser is known by while it signs: what it brought, or a fresh value."""
    return request.cookies.get(cookie_name()) or secrets.token_urlsafe(32)


def cookie_name() -> str:
    """The cookie that binds a consent to the browser in which it was given."""
    return "__Host-lexpopuli-signing" if config.current().is_production else "lexpopuli-signing"
