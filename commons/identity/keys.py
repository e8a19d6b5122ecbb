"""The providers' public keys and addresses, kept for a while; an unknown key is asked for anew."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key

from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import wire
from commons.identity.profiles import Profile

KEPT_SECONDS = 600
REFETCHES_A_MINUTE = 30


@dataclass(frozen=True)
class Endpoints:
    """Where a provider is asked; from its profile, or from its own discovery document."""

    authorization: str
    token: str
    jwks: str


@dataclass
class _Known:
    """What is known of one provider."""

    endpoints: tuple[float, Endpoints] | None = None
    keys: tuple[float, dict[str, dict[str, Any]]] | None = None
    fetches: deque[float] = field(default_factory=deque)
    made: dict[str, tuple[dict[str, Any], Key]] = field(default_factory=dict)
    """The keys as they are used, each beside the words out of which it was made."""


_known: dict[str, _Known] = {}
_lock = threading.Lock()


def endpoints(profile: Profile) -> Endpoints:
    """The provider's addresses; refuses when its discovery document names another issuer."""
    if profile.endpoints:
        return Endpoints(**profile.endpoints)
    known = _of(profile)
    if known.endpoints is not None and time.monotonic() - known.endpoints[0] < KEPT_SECONDS:
        return known.endpoints[1]
    said = wire.get_json(f"{profile.issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != profile.issuer:
        raise wire.down(profile.issuer, "discovery-names-another-issuer")
    found = Endpoints(
        authorization=_text(said, "authorization_endpoint"),
        token=_text(said, "token_endpoint"),
        jwks=_text(said, "jwks_uri"),
    )
    known.endpoints = (time.monotonic(), found)
    return found


def public_key(profile: Profile, kid: str) -> Key:
    """The provider's key with this id, asked for anew when it is unknown; refuses when there is none."""
    jwk = public_jwk(profile, kid)
    made = _of(profile).made
    known = made.get(kid)
    if known is None or known[0] is not jwk:  # the provider's keys were asked for anew
        known = made[kid] = (jwk, import_key(jwk))
    return known[1]


def public_jwk(profile: Profile, kid: str) -> dict[str, Any]:
    """The same key as its public JWK, for the evidence that goes to a verifying authority."""
    known = _of(profile)
    held = known.keys
    if held is None or time.monotonic() - held[0] > KEPT_SECONDS or kid not in held[1]:
        held = known.keys = _fetch(profile, known)
    found = held[1].get(kid)
    if found is None:
        raise Refusal("identity-refused", _l("The answer bears a signature that we do not know."))
    return found


def forget() -> None:
    """Forget all keys and addresses; for tests."""
    with _lock:
        _known.clear()


def _of(profile: Profile) -> _Known:
    with _lock:
        return _known.setdefault(f"{profile.id}|{profile.issuer}", _Known())


def _fetch(profile: Profile, known: _Known) -> tuple[float, dict[str, dict[str, Any]]]:
    """The key set and when it was asked for; not more often than a forger of key ids should make us.

    Where it is not asked for again, it stays as old as it is: else a forger could keep a key alive
    that the provider has withdrawn.
    """
    now = time.monotonic()
    with _lock:
        while known.fetches and now - known.fetches[0] > 60:
            known.fetches.popleft()
        if len(known.fetches) >= REFETCHES_A_MINUTE:
            return known.keys or (now, {})
        known.fetches.append(now)
    said = wire.get_json(endpoints(profile).jwks)
    try:
        keys = KeySet.import_key_set(said)  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError):
        raise wire.down(profile.issuer, "bad-key-set") from None
    found = {
        key.kid: key.as_dict(private=False)
        for key in keys.keys
        if key.kid and key.key_type in ("RSA", "EC", "OKP")
    }
    return now, found


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        raise Refusal("provider-down", _l("The identity provider does not answer at the moment."))
    return value
