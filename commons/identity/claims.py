"""What a provider attests about a person, checked here; it lives for one request and is not stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from commons import clock
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import keys, persons, profiles
from commons.identity.persons import Claims, bad
from commons.identity.profiles import ClientUse, Freshness, Profile

__all__ = ["Attestation", "Claims", "signing_key", "verify"]

LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True, repr=False)
class Attestation:
    """A provider's signed token, and what we asked for when it was made."""

    provider: str
    token: str
    nonce: str
    requested_at: datetime


def verify(attestation: Attestation, *, audience_client: str) -> Claims:
    """The claims of a token, after every check; `audience_client` is "sign_in" or "signing".

    Refuses a token of a foreign key, algorithm, issuer, client, nonce or time, a missing or
    malformed number, and, for signing, a sign-in older than what was asked (OIDC Core 3.1.3.7).
    """
    profile = profiles.by_id(attestation.provider)
    use = ClientUse(audience_client)
    said = _opened(profile, attestation.token)
    _check_parties(profile, use, said)
    _check_times(said)
    _check_nonce(profile, use, said, attestation.nonce)
    auth_time = _auth_time(profile, said)
    if use is ClientUse.SIGNING and auth_time < attestation.requested_at - LEEWAY:
        raise Refusal(
            "sign-in-stale", _l("You have to prove who you are now, not only some time ago.")
        )
    return persons.read(profile, said, auth_time)


def signing_key(attestation: Attestation) -> dict[str, Any]:
    """The provider's public JWK that signed this token, as evidence for a verifying authority."""
    profile = profiles.by_id(attestation.provider)
    return keys.public_jwk(profile, _header(profile, attestation.token)["kid"])


def _header(profile: Profile, token: str) -> dict[str, Any]:
    try:
        header = dict(jws.extract_compact(token.encode(), registry=_registry(profile)).headers())
    except (JoseError, ValueError, AttributeError):
        raise bad("malformed") from None
    if header.get("alg") not in profile.algorithms:
        raise bad("algorithm")
    if not isinstance(header.get("kid"), str):
        raise bad("key-id")
    return header


def _opened(profile: Profile, token: str) -> dict[str, Any]:
    header = _header(profile, token)
    key = keys.public_key(profile, header["kid"])
    try:
        return dict(jwt.decode(token, key, algorithms=[header["alg"]]).claims)
    except (JoseError, ValueError):
        raise bad("signature") from None


def _registry(profile: Profile) -> JWSRegistry:
    return JWSRegistry(algorithms=sorted(profile.algorithms))


def _check_parties(profile: Profile, use: ClientUse, said: Mapping[str, Any]) -> None:
    client_id = profile.client(use).id
    audience = said.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    if said.get("iss") != profile.issuer:
        raise bad("issuer")
    if not isinstance(audiences, list) or client_id not in audiences:
        raise bad("audience")
    if (len(audiences) > 1 or "azp" in said) and said.get("azp") != client_id:
        raise bad("authorised-party")


def _check_times(said: Mapping[str, Any]) -> None:
    now = clock.machine_now()
    if _instant(said, "exp") <= now - LEEWAY:
        raise bad("expired")
    if _instant(said, "iat") > now + LEEWAY:
        raise bad("issued-in-future")
    if "nbf" in said and _instant(said, "nbf") > now + LEEWAY:
        raise bad("not-yet-valid")


def _check_nonce(profile: Profile, use: ClientUse, said: Mapping[str, Any], nonce: str) -> None:
    wanted = profile.nonce or use is ClientUse.SIGNING or "nonce" in said
    if wanted and (not nonce or said.get("nonce") != nonce):
        raise bad("nonce")


def _auth_time(profile: Profile, said: Mapping[str, Any]) -> datetime:
    """When the person proved who he is; where there is no single sign-on, when the token was made."""
    if profile.freshness is Freshness.AUTH_TIME:
        auth_time = _instant(said, "auth_time")
        if auth_time > clock.machine_now() + LEEWAY:
            raise bad("authenticated-in-future")
        return auth_time
    return _instant(said, "iat")


def _instant(said: Mapping[str, Any], name: str) -> datetime:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise bad(f"{name}-missing")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        raise bad(f"{name}-malformed") from None
