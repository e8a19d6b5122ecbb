"""OpenID Connect with everything on the server: to the provider, and back, once, by this browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from flask import Request, Response, redirect, request

from commons import config
from commons.accounts import flows
from commons.accounts.flows import Spent
from commons.accounts.handles import new_value
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.identity import claims, cookies, keys, profiles, wire
from commons.identity.claims import Attestation, Claims
from commons.identity.profiles import ClientUse, Profile

log = structlog.get_logger("identity")
RETURNS = {ClientUse.SIGN_IN: "/sign-in/return", ClientUse.SIGNING: "/signing/return"}


@dataclass(frozen=True, repr=False)
class SignedInPerson:
    """Who came back from the provider to sign in, and where to go on."""

    claims: Claims
    next: str


def begin_sign_in(profile_id: str, next_path: str) -> Response:
    """Send the browser to the provider to sign in; refuses when the provider is down."""
    profile = profiles.by_id(profile_id)
    nonce = new_value() if profile.nonce else ""
    return _begin(profile, ClientUse.SIGN_IN, nonce=nonce, next_path=next_path)


def begin_signing(purpose: Mapping[str, Any], nonce: str, profile: str) -> Response:
    """Send the browser to the provider for a fresh proof, bound by `nonce` to what is signed.

    Refuses a provider that cannot force a new sign-in or does not give the nonce back.
    """
    chosen = profiles.by_id(profile)
    if not chosen.may_sign:
        raise Refusal(
            "provider-may-not-sign", _l("This way of proving who you are cannot be used here.")
        )
    return _begin(chosen, ClientUse.SIGNING, nonce=nonce, purpose=purpose)


def finish_sign_in(answer: Request) -> SignedInPerson:
    """Who the provider's answer says it is; call it before the first SQL of the request."""
    spent = _spend(answer, ClientUse.SIGN_IN)
    said = claims.verify(_attested(answer, spent), audience_client=ClientUse.SIGN_IN)
    return SignedInPerson(said, spent.next)


def attest(answer: Request) -> tuple[Mapping[str, Any], Attestation]:
    """The purpose for which the browser was sent, and the provider's signed token for it.

    Whether it holds, the strong room finds out by itself; here the key that it names is asked for,
    so that nobody waits for a provider while a transaction is open.
    """
    spent = _spend(answer, ClientUse.SIGNING)
    attestation = _attested(answer, spent)
    claims.signing_key(attestation)
    return spent.purpose, attestation


def _begin(
    profile: Profile,
    use: ClientUse,
    *,
    nonce: str,
    next_path: str = "/",
    purpose: Mapping[str, Any] | None = None,
) -> Response:
    client = _client(profile, use)
    address = keys.endpoints(profile).authorization
    browser = cookies.browser_value(request)
    verifier = generate_token(64) if profile.pkce else ""
    begun = flows.begin(
        browser=browser,
        provider=profile.id,
        client=use.value,
        nonce=nonce,
        verifier=verifier,
        next_path=next_path,
        purpose=purpose,
    )
    asked = _asked(profile, use, nonce=nonce)
    if verifier:
        asked["code_verifier"] = verifier
    target, _ = client.create_authorization_url(address, state=begun.state, **asked)
    response = redirect(target, 303)
    cookies.give_browser(response, browser)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def _asked(profile: Profile, use: ClientUse, *, nonce: str) -> dict[str, str]:
    """What is asked beside the code: language, level, and a new sign-in where one signs."""
    asked = {"ui_locales": language()}
    if nonce:
        asked["nonce"] = nonce
    if profile.acr_values:
        asked["acr_values"] = profile.acr_values
    if use is ClientUse.SIGNING and profile.prompts:
        asked |= {"prompt": "login", "max_age": "0"}
    return asked


def _client(profile: Profile, use: ClientUse) -> OAuth2Session:
    known = profile.client(use)
    client = OAuth2Session(
        client_id=known.id,
        client_secret=known.secret,
        token_endpoint_auth_method=profile.token_auth,
        scope=" ".join(profile.scopes),
        redirect_uri=config.current().base_url + RETURNS[use],
        code_challenge_method="S256" if profile.pkce else None,
    )
    wire.prepare(client)
    return client


def _spend(answer: Request, use: ClientUse) -> Spent:
    """The flow that this answer belongs to; spent even when the answer is then refused."""
    state = answer.args.get("state", "")
    spent = flows.spend(state, browser_hash=cookies.browser_hash(answer), client=use.value)
    if spent is None:
        raise flows.unknown()
    return spent


def _attested(answer: Request, spent: Spent) -> Attestation:
    profile = profiles.by_id(spent.provider)
    said_issuer = answer.args.get("iss")
    if (profile.answer_iss or said_issuer) and said_issuer != profile.issuer:
        _refused("answer-of-another-issuer")
    if "error" in answer.args or not answer.args.get("code"):
        raise Refusal("sign-in-cancelled", _l("The identity provider did not confirm who you are."))
    token = _fetch(profile, answer.args["code"], spent)
    return Attestation(
        provider=profile.id, token=token, nonce=spent.nonce, requested_at=spent.begun_at
    )


def _fetch(profile: Profile, code: str, spent: Spent) -> str:
    """Change the code for the signed token, on the back channel."""
    address = keys.endpoints(profile).token
    client = _client(profile, ClientUse(spent.client))
    more = {"code_verifier": spent.verifier} if spent.verifier else {}
    try:
        said = client.fetch_token(
            address,
            grant_type="authorization_code",
            code=code,
            timeout=wire.PATIENCE,
            allow_redirects=False,
            **more,
        )
    except (requests.RequestException, ValueError) as error:
        raise wire.down(address, type(error).__name__) from None
    except AuthlibBaseError as error:
        if error.error in ("temporarily_unavailable", "server_error"):
            raise wire.down(address, error.error) from None
        _refused("code-refused")
    token = said.get("id_token")
    if not isinstance(token, str):
        _refused("no-token")
    return token


def _refused(reason: str) -> NoReturn:
    log.warning("answer_refused", reason=reason)
    raise Refusal(
        "identity-refused",
        _l("The answer of the identity provider could not be accepted. Please try again."),
        reason=reason,
    )
