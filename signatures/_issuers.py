"""Which provider's key signed the tokens of a sheet: evidence that the authority needs later."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from commons import clock, db
from commons.identity import claims as identity
from commons.identity import profiles
from commons.identity.claims import Attestation, Claims
from commons.identity.profiles import ClientUse
from signatures._papers import IssuerKey
from signatures._sheets import Sheet


def remember(sheet: Sheet, claims: Claims, token: str) -> None:
    """Keep the public key under which this token was signed, once a key and sheet."""
    attestation = Attestation(claims.provider, token, "", clock.machine_now())
    jwk = identity.signing_key(attestation)
    kid = str(jwk.get("kid", ""))
    known = sa.select(IssuerKey.id).where(
        IssuerKey.sheet_id == sheet.id,
        IssuerKey.provider == claims.provider,
        IssuerKey.kid == kid,
    )
    if db.session().scalar(known) is None:
        values = {
            "sheet_id": sheet.id,
            "provider": claims.provider,
            "kid": kid,
            "facts": _facts(claims.provider, jwk),
        }
        db.insert_once(IssuerKey, values, conflict=["sheet_id", "provider", "kid"])


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
