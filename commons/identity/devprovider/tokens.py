"""The development provider's tokens: sound ones, and those with the fault that is being played."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from commons import clock
from commons.identity.devprovider.personas import Persona
from commons.identity.devprovider.store import Store

LIFE = timedelta(minutes=2)
STALE = timedelta(minutes=20)
Claims = dict[str, Any]


def claims_of(person: Persona, *, issuer: str, audience: str, nonce: str) -> Claims:
    """Everything that this provider attests about a person, signed in just now."""
    now = int(clock.machine_now().timestamp())
    return {
        "iss": issuer,
        "sub": person.subject,
        "aud": audience,
        "azp": audience,
        "iat": now,
        "exp": now + int(LIFE.total_seconds()),
        "auth_time": now,
        **({"nonce": nonce} if nonce else {}),
        "acr": "high",
        "amr": ["mfa", "hwk"],
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birthdate": person.birth_date.isoformat(),
        **{kind.replace("-", "_"): number for kind, number in person.identifiers.items()},
        "residences": list(person.residences),
        "citizenships": list(person.citizenships),
        "districts": [person.district] if person.district else [],
    }


def _wrong_nonce(said: Claims) -> None:
    said["nonce"] = "not-what-was-asked"


def _wrong_iss(said: Claims) -> None:
    said["iss"] = "https://another.example/idp"


def _wrong_aud(said: Claims) -> None:
    said["aud"] = said["azp"] = "another-client"


def _expired(said: Claims) -> None:
    for name in ("iat", "exp", "auth_time"):
        said[name] -= int(timedelta(hours=1).total_seconds())


def _low_acr(said: Claims) -> None:
    said["acr"], said["amr"] = "low", ["pwd"]


def _stale_auth(said: Claims) -> None:
    said["auth_time"] -= int(STALE.total_seconds())


def _no_sub(said: Claims) -> None:
    del said["sub"]


def _bad_id(said: Claims) -> None:
    """Wrong check digits: the last one is moved on by one. Only people of this country have such."""
    if "th_pid" not in said:
        return
    said["th_pid"] = said["th_pid"][:12] + str((int(said["th_pid"][12]) + 1) % 10)
    said["ee_isikukood"] = said["ee_isikukood"][:10] + str((int(said["ee_isikukood"][10]) + 1) % 10)


SPOILS: dict[str, Callable[[Claims], None]] = {
    "wrong-nonce": _wrong_nonce,
    "wrong-iss": _wrong_iss,
    "wrong-aud": _wrong_aud,
    "expired": _expired,
    "low-acr": _low_acr,
    "stale-auth": _stale_auth,
    "no-sub": _no_sub,
    "bad-id": _bad_id,
}
FAULTS = frozenset(SPOILS) | {"alg-none", "hs256", "outage", "slow"}


def sign(said: Claims, store: Store, fault: str | None = None) -> str:
    """The signed token; spoiled where a fault is being played."""
    if fault in SPOILS:
        SPOILS[fault](said)
    held = store.signing_keys()[0]
    if fault == "alg-none":
        return f"{_part({'alg': 'none', 'kid': held['kid']})}.{_part(said)}."
    key = ECKey.import_key(held)
    if fault == "hs256":
        said_part = f"{_part({'alg': 'HS256', 'kid': held['kid']})}.{_part(said)}"
        mac = hmac.digest(key.as_pem(private=False), said_part.encode(), "sha256")
        return f"{said_part}.{_coded(mac)}"
    return jwt.encode({"alg": "ES256", "kid": held["kid"]}, said, key, algorithms=["ES256"])


def _part(said: Claims) -> str:
    return _coded(json.dumps(said).encode())


def _coded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
