"""The browser in which a consent was given: its cookie, and the way from it to the eID."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response, request

import signatures
from commons import config, limits
from commons.accounts import security
from commons.identity import oidc, profiles
from commons.law import queries as law
from commons.law.periods import Period
from commons.limits import Limit
from initiatives.models import Initiative
from initiatives.rules import RuleSet

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


def spend(initiative: Initiative) -> None:
    """Count one start: so many a browser that is known as the rule set says, and 600 a network.

    Refuses ("too-many") what is beyond; many first signers behind one address are no harm.
    """
    known_by = request.cookies.get(cookie_name())
    if known_by:
        limits.spend(pace(law.by_key(initiative.rule_set_id)), known_by)
    limits.spend(limits.SIGN_NETWORK, security.network())


def pace(rule_set: RuleSet) -> Limit:
    """How often one browser may begin; ten times in five minutes where the rule set is silent."""
    said = rule_set.value("ratelimit.sign.ip")
    if said is None:
        return limits.SIGN_BROWSER
    period = Period.parse(str(said["period"]))
    return Limit(
        limits.SIGN_BROWSER.name,
        int(said["times"]),
        timedelta(days=period.all_days) + period.exact,
    )


def value() -> str:
    """What this browser is known by while it signs: what it brought, or a fresh value."""
    return request.cookies.get(cookie_name()) or secrets.token_urlsafe(32)


def cookie_name() -> str:
    """The cookie that binds a consent to the browser in which it was given."""
    return "__Host-lexpopuli-signing" if config.current().is_production else "lexpopuli-signing"
