"""The development provider's addresses: discovery, one form, tokens, keys, faults, rotation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from joserfc.jwk import ECKey
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from commons import clock
from commons.identity.devprovider import abroad, personas, sentences, tokens
from commons.identity.devprovider.store import Store

SLOW_HEADER = "X-Played-Slow"
_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
)
_routes = Map(
    [
        Rule("/", endpoint="home", methods=["GET"]),
        Rule("/.well-known/openid-configuration", endpoint="discovery", methods=["GET"]),
        Rule("/authorize", endpoint="ask", methods=["GET"]),
        Rule("/authorize", endpoint="answer", methods=["POST"]),
        Rule("/token", endpoint="token", methods=["POST"]),
        Rule("/jwks", endpoint="jwks", methods=["GET"]),
        Rule("/faults", endpoint="faults", methods=["GET", "PUT"]),
        Rule("/rotate", endpoint="rotate", methods=["POST"]),
    ]
)


@dataclass(frozen=True)
class Provider:
    """The provider as a WSGI application; `clients` are ids with their secrets."""

    issuer: str
    clients: Mapping[str, str]
    redirects: frozenset[str]
    store: Store
    pause: float = 0

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        request = Request(environ)
        try:
            endpoint, _ = _routes.bind_to_environ(environ).match()
            response: Any = getattr(self, f"on_{endpoint}")(request)
        except HTTPException as error:
            response = error
        answered: Iterable[bytes] = response(environ, start_response)
        return answered

    def on_home(self, request: Request) -> Response:
        """Who can be played here."""
        return _page(request, "home.html", groups=_groups(), fault=self.store.fault())

    def on_discovery(self, _request: Request) -> Response:
        """The discovery document (OIDC Discovery 1.0)."""
        return _json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
                "scopes_supported": ["openid", "profile", "national_id"],
                "acr_values_supported": ["low", "substantial", "high"],
            }
        )

    def on_ask(self, request: Request) -> Response:
        """The one form: who do you want to be?"""
        wrong = self._wrong(request)
        if wrong:
            return _page(request, "wrong.html", 400, reason=wrong)
        return self._form(request, request.args.get("login_hint", ""))

    def on_answer(self, request: Request) -> Response:
        """Sign the persona in and send the browser back with a code."""
        wrong = self._wrong(request)
        if wrong:
            return _page(request, "wrong.html", 400, reason=wrong)
        said = (word.strip() for word in request.form.getlist("login_hint"))
        hint = next((word for word in said if word), "")
        if personas.find(hint, clock.now()) is None:
            return self._form(request, hint, unknown=hint, status=422)
        names = ("client_id", "redirect_uri", "nonce", "code_challenge")
        code = self.store.issue({"hint": hint} | {n: request.args.get(n, "") for n in names})
        back = {"code": code, "state": request.args["state"], "iss": self.issuer}
        return _see_other(f"{request.args['redirect_uri']}?{urlencode(back)}")

    def on_token(self, request: Request) -> Response:
        """Change a code for a token, once; here the faults are played."""
        fault = self.store.spend_fault()
        if fault == "outage":
            return _json({"error": "temporarily_unavailable"}, 503)
        if fault == "slow":
            time.sleep(self.pause)
        client_id = self._client(request)
        asked = self.store.redeem(request.form.get("code", ""))
        if client_id is None:
            return _json({"error": "invalid_client"}, 401)
        if asked is None or not _is_for(asked, client_id, request):
            return _json({"error": "invalid_grant"}, 400)
        person = personas.find(asked["hint"], clock.now())
        assert person is not None
        said = tokens.claims_of(
            person, issuer=self.issuer, audience=client_id, nonce=asked["nonce"]
        )
        body = {
            "access_token": "not-used",
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": tokens.sign(said, self.store, fault),
        }
        answer = _json(body)
        if fault == "slow":
            answer.headers[SLOW_HEADER] = "1"
        return answer

    def on_jwks(self, _request: Request) -> Response:
        """The public keys."""
        keys = [ECKey.import_key(held).as_dict(private=False) for held in self.store.signing_keys()]
        return _json({"keys": keys})

    def on_faults(self, request: Request) -> Response:
        """Say which fault is played, or play one: {"fault": word, "times": n}; {} ends it."""
        if request.method == "PUT":
            said = request.get_json(force=True, silent=True)
            word, times = (said.get("fault"), said.get("times", 1)) if said else (None, 0)
            if said is None or (word is not None and word not in tokens.FAULTS):
                return _json({"error": "unknown fault", "faults": sorted(tokens.FAULTS)}, 422)
            self.store.set_fault(word, int(times))
        played = self.store.fault()
        return _json({"fault": played[0], "times": played[1]} if played else {})

    def on_rotate(self, _request: Request) -> Response:
        """Sign with a new key from now on."""
        return _json({"kid": self.store.rotate()})

    def _form(
        self, request: Request, hint: str, *, unknown: str | None = None, status: int = 200
    ) -> Response:
        path = urlsplit(self.issuer).path
        action = f"{path}/authorize?{request.query_string.decode('ascii', 'replace')}"
        values = {"groups": _groups(), "hint": hint, "unknown": unknown, "action": action}
        return _page(request, "ask.html", status, **values)

    def _wrong(self, request: Request) -> str | None:
        asked = request.args
        if asked.get("client_id") not in self.clients:
            return "client"
        if asked.get("redirect_uri") not in self.redirects:
            return "way-back"
        if asked.get("response_type") != "code" or not asked.get("state"):
            return "code-flow"
        return None

    def _client(self, request: Request) -> str | None:
        said = request.authorization
        if said is None or said.type != "basic" or not said.username:
            return None
        secret = self.clients.get(said.username, "")
        known = bool(secret) and hmac.compare_digest(secret, said.password or "")
        return said.username if known else None


def _is_for(asked: dict[str, str], client_id: str, request: Request) -> bool:
    verifier = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
    return (
        asked["client_id"] == client_id
        and asked["redirect_uri"] == request.form.get("redirect_uri")
        and asked["code_challenge"] in ("", challenge)
    )


def _groups() -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("citizens", personas.CITIZENS + personas.ODD_ONES),
        ("young", personas.AGES),
        ("officials", personas.STAFF),
        ("initiators", personas.INITIATORS),
        ("abroad", abroad.hints()),
    ]


def _page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    tongue = sentences.language(request.args.get("ui_locales", ""))
    words = sentences.SENTENCES[tongue]
    shown = _pages.get_template(name).render(tongue=tongue, words=words, **values)
    return Response(shown, status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _json(said: Any, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(json.dumps(said), status, mimetype="application/json", headers=headers)


def _see_other(address: str) -> Response:
    return Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
