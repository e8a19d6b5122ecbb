"""Which provider's key signed the tokens of a sheet: evidence that the authority needs later."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from commons import clock, db
from commons.identity import claims as identity
from commons.identity import profiles
from commons.identity.claims import Attestation, Claims
from commons.identity.profiles import ClientUse
from signatures._papers import IssuerKey
from signatures._sheets import Sheet

_standing: WeakKeyDictionary[db.Database, set[tuple[str, str, str]]] = WeakKeyDictionary()
"""Which keys are known to be kept, so that not every signing has to ask."""


def remember(sheet: Sheet, claims: Claims, token: str) -> None:
    """Keep the public key under which this token was signed, once a key and sheet."""
    attestation = Attestation(claims.provider, token, "", clock.machine_now())
    jwk = identity.signing_key(attestation)
    kid = str(jwk.get("kid", ""))
    database, standing = db.database(), (sheet.digest, claims.provider, kid)
    if standing in _standing.setdefault(database, set()):
        return
    values = {
        "sheet_id": sheet.id,
        "provider": claims.provider,
        "kid": kid,
        "facts": _facts(claims.provider, jwk),
    }
    db.insert_once(IssuerKey, values, conflict=["sheet_id", "provider", "kid"])
    db.after_commit(lambda: _standing[database].add(standing))


def _facts(provider: str, jwk: dict[str, Any]) -> dict[str, Any]:
    profile = profiles.by_id(provider)
    return {
        "algorithms": sorted(profile.algorithms),
        "audience": profile.client(ClientUse.SIGNING).id,
        "claims": {name: str(path) for name, path in profile.claims.items()},
        "identifiers": [
            {"claim": place.claim, "kind": place.kind, "prefix": place.prefix}
            for place in profile.identifiers
        ],
        "issuer": profile.issuer,
        "jwk": jwk,
    }
