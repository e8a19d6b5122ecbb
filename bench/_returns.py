"""Citizens on their way back from the eID: consents, ways and tokens, as many as a run can use."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any
from urllib.parse import urlencode

import psycopg
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey
from psycopg.types.json import Json

import signatures
from commons import clock, config, db
from commons.accounts.handles import fingerprint, new_value
from commons.identity import checkdigits, cookies, profiles
from commons.identity.devprovider import personas, tokens
from commons.identity.devprovider.store import Store
from commons.identity.profiles import ClientUse
from initiatives import browsers
from signatures import _envelope, _intents
from signatures._words import Act

_LIFE = timedelta(hours=1)
_INTENTS = """COPY signing_intent
(sheet_id, act, notice_digest, language, r, browser, consented_at, asked_at) FROM STDIN"""
_FLOWS = """COPY login_flow
(state_hash, browser_hash, provider, client, nonce, verifier, next, purpose, begun_at) FROM STDIN"""


class Citizens:
    """Persons with sound national numbers, each of whom comes back once."""

    def __init__(self) -> None:
        self.profile = profiles.by_id("dev")
        store = Store(config.current().instance_dir / "provider")
        held = store.signing_keys()[0]
        self._header = {"alg": "ES256", "kid": held["kid"]}
        key = ECKey.import_key(held).private_key
        assert isinstance(key, EllipticCurvePrivateKey)
        self._key = key
        self._last = 0
        found = personas.find("voter-1", clock.now())
        assert found is not None
        self._person = found

    def back(self, sheet_id: int, many: int) -> list[bytes]:
        """Requests of so many fresh citizens who have consented here, and were at the provider."""
        with db.transaction(writes=False):
            view = signatures.sheet(sheet_id)
        notice = hashlib.sha256(view.manifest["notices"]["en"].encode()).hexdigest()
        asked = [_Asked(view.digest, notice) for _ in range(many)]
        url = config.current().database_url.replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(url) as connection:
            _keep(connection, sheet_id, notice, asked)
        return [self._request(one) for one in asked]

    def _request(self, asked: _Asked) -> bytes:
        said = {"state": asked.state, "code": self._token(asked.nonce), "iss": self.profile.issuer}
        cookie = f"{cookies.browser_name()}={asked.flow}; {browsers.cookie_name()}={asked.browser}"
        return (
            f"GET /signing/return?{urlencode(said)} HTTP/1.1\r\nHost: localhost\r\n"
            f"Accept-Language: en\r\nCookie: {cookie}\r\n\r\n"
        ).encode()

    def _token(self, nonce: str) -> str:
        self._last += 1
        twelve = f"{100_000_000_000 + self._last}"
        client = self.profile.client(ClientUse.SIGNING)
        said = tokens.claims_of(
            self._person, issuer=self.profile.issuer, audience=client.id, nonce=nonce
        )
        said |= {"sub": twelve, "th_pid": twelve + checkdigits.thai_digit(twelve)}
        said["exp"] += int(_LIFE.total_seconds())
        signed = f"{_part(self._header)}.{_part(said)}"
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ECDSA(SHA256())))
        return f"{signed}.{_coded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


class _Asked:
    """What one citizen's browser and our tables know while he is at the provider."""

    def __init__(self, digest: str, notice: str) -> None:
        self.state, self.flow, self.browser = new_value(), new_value(), new_value()
        self.r = secrets.token_bytes(32)
        self.nonce = _envelope.nonce(sheet_digest=digest, notice_digest=notice, r=self.r)
        self.intent = 0


def _keep(connection: psycopg.Connection, sheet: int, notice: str, asked: list[_Asked]) -> None:
    """The rows that consent and departure leave, in bulk."""
    now, machine = clock.now(), clock.machine_now().astimezone(UTC)
    with connection.cursor() as cursor:
        query = "SELECT nextval('signing_intent_id_seq') FROM generate_series(1, %s)"
        numbers = [row[0] for row in cursor.execute(query, (len(asked),))]
        for one, number in zip(asked, numbers, strict=True):
            one.intent = number
        with cursor.copy(_INTENTS.replace("(sheet_id", "(id, sheet_id")) as rows:
            for one in asked:
                hashed = _intents._hashed(one.browser)
                rows.write_row(
                    (one.intent, sheet, Act.SIGN.value, notice, "en", one.r, hashed, now, machine)
                )
        with cursor.copy(_FLOWS) as rows:
            for row in _flows(sheet, asked, machine):
                rows.write_row(row)


def _flows(sheet: int, asked: list[_Asked], now: Any) -> Iterator[tuple[Any, ...]]:
    for one in asked:
        purpose = Json({"act": Act.SIGN.value, "sheet": sheet, "intent": one.intent})
        state, browser = fingerprint(one.state), fingerprint(one.flow)
        yield (state, browser, "dev", "signing", one.nonce, new_value() * 2, "/", purpose, now)


def _part(said: dict[str, Any]) -> str:
    return _coded(json.dumps(said, separators=(",", ":")).encode())


def _coded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
