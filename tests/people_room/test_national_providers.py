"""ThaID and TARA as documented: what each cannot do is made up for, and nothing is mixed up."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import sqlalchemy as sa
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from requests.adapters import BaseAdapter

from commons import clock, config, db
from commons.accounts.models import Account
from commons.identity import keys, wire
from portal import create_app
from tests.conftest import settings_for

THAID = "https://imauth.bora.dopa.go.th"
TARA = "https://tara.ria.ee"
PROVIDERS = """
[[provider]]
profile = "thaid"
[provider.clients.sign_in]
id = "our-thaid"
secret = "s1"

[[provider]]
profile = "tara"
[provider.clients.sign_in]
id = "our-tara"
secret = "s2"
[provider.clients.signing]
id = "our-tara-signing"
secret = "s3"
"""


class Provider(BaseAdapter):
    """A provider of the outside world: discovery, keys, and the one token that it will give."""

    def __init__(self, issuer, key, algorithm):
        super().__init__()
        self.issuer, self.key, self.algorithm = issuer, key, algorithm
        self.says = {}
        self.was_sent = {}

    def send(self, request, **_more):
        path = urlsplit(request.url).path
        if "openid-configuration" in path:
            body = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/oidc/authorize",
                "token_endpoint": f"{self.issuer}/oidc/token",
                "jwks_uri": f"{self.issuer}/oidc/jwks",
                "id_token_signing_alg_values_supported": ["none", "HS256", self.algorithm],
            }
        elif "jwks" in path:
            body = {"keys": [self.key.as_dict(private=False)]}
        else:
            self.was_sent = parse_qs(request.body)
            header = {"alg": self.algorithm, "kid": self.key.kid}
            token = jwt.encode(header, self.says, self.key, algorithms=[self.algorithm])
            body = {"access_token": "x", "token_type": "Bearer", "id_token": token}
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["Content-Type"] = "application/json"
        answer.raw = BytesIO(json.dumps(body).encode())
        answer.url, answer.request = request.url, request
        return answer

    def close(self):
        pass


@pytest.fixture
def thaid():
    held = Provider(THAID, ECKey.generate_key("P-256", {"kid": "t1", "use": "sig"}), "ES256")
    wire.lead(THAID, held)
    yield held
    wire.lead(THAID, None)


@pytest.fixture
def tara():
    held = Provider(TARA, RSAKey.generate_key(2048, {"kid": "e1", "use": "sig"}), "RS256")
    wire.lead(TARA, held)
    yield held
    wire.lead(TARA, None)


@pytest.fixture
def browser(sqlite_app, tmp_path):
    keys.forget()
    (tmp_path / "providers.toml").write_text(PROVIDERS)
    settings = settings_for(
        tmp_path, config.current().database_url, oidc_providers=tmp_path / "providers.toml"
    )
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app.test_client()
    db.database().engine.dispose()


def _claims(issuer, client, **more):
    now = int(clock.machine_now().timestamp())
    return {"iss": issuer, "aud": client, "iat": now, "exp": now + 40, **more}


def _begin(browser, provider):
    begun = browser.post("/sign-in", data={"provider": provider})
    return begun.location, parse_qs(urlsplit(begun.location).query)


def _accounts():
    with db.transaction(writes=False) as own:
        return own.scalars(sa.select(Account)).all()


def test_thaid_works_by_state_alone(browser, thaid):
    address, asked = _begin(browser, "thaid")
    thaid.says = _claims(THAID, "our-thaid", sub="1101700230708", ial="2.3")

    answer = browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")

    assert address.startswith(f"{THAID}/api/v2/oauth2/auth/")
    assert "code_challenge" not in asked
    assert "nonce" not in asked
    assert answer.status_code == 303
    assert thaid.was_sent["code"] == ["c"]
    assert len(_accounts()) == 1


@pytest.mark.parametrize("sub", ["1101700230709", "110170023070", "", None])
def test_a_thai_number_with_a_wrong_check_digit_opens_no_account(browser, thaid, sub):
    _, asked = _begin(browser, "thaid")
    thaid.says = _claims(THAID, "our-thaid", ial="2.3", **({"sub": sub} if sub is not None else {}))

    answer = browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")

    assert answer.status_code == 403
    assert _accounts() == []


def test_tara_gives_the_nonce_back_and_its_level_is_believed(browser, tara):
    _, asked = _begin(browser, "tara")
    tara.says = _claims(
        TARA,
        "our-tara",
        sub="EE60001019906",
        acr="high",
        amr=["mID"],
        nonce=asked["nonce"][0],
        profile_attributes={"date_of_birth": "2000-01-01"},
    )

    answer = browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")

    assert answer.status_code == 303
    assert asked["acr_values"] == ["substantial"]
    assert _accounts()[0].assurance == 3


def test_the_answer_of_one_provider_is_not_taken_for_anothers(browser, tara, thaid):
    _, asked = _begin(browser, "thaid")
    thaid.says = _claims(TARA, "our-tara", sub="EE60001019906", acr="high")

    answer = browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")

    assert answer.status_code == 403
    assert _accounts() == []


def test_the_same_e_mail_at_two_providers_is_two_accounts(browser, tara, thaid):
    _, asked = _begin(browser, "thaid")
    thaid.says = _claims(THAID, "our-thaid", sub="1101700230708", email="a@b.example")
    browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")
    _, asked = _begin(browser, "tara")
    tara.says = _claims(
        TARA, "our-tara", sub="EE60001019906", email="a@b.example", nonce=asked["nonce"][0]
    )

    browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")

    assert len(_accounts()) == 2


def test_an_algorithm_that_only_the_provider_offers_is_not_taken(browser, tara):
    _, asked = _begin(browser, "tara")
    tara.key = ECKey.generate_key("P-256", {"kid": "e2", "use": "sig"})
    tara.algorithm = "ES256"
    tara.says = _claims(TARA, "our-tara", sub="EE60001019906", nonce=asked["nonce"][0])

    answer = browser.get(f"/sign-in/return?code=c&state={asked['state'][0]}")

    assert answer.status_code == 403


def test_forms_may_lead_to_the_providers_and_nowhere_else(browser):
    policy = browser.get("/sign-in").headers["Content-Security-Policy"]

    assert f"form-action 'self' {THAID} {TARA};" in policy
