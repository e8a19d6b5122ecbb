"""The times of a token hold with a minute's leeway and no more; what is missing is refused (R067)."""

from __future__ import annotations

from typing import Any

import pytest

from commons import clock, config
from commons.errors import Refusal
from commons.identity import claims, profiles
from commons.identity.claims import Attestation
from commons.identity.devprovider import personas, tokens
from commons.identity.devprovider.store import Store

_GONE = object()


def outcome(**changed: Any) -> str:
    """What is said to a token whose claims were changed; times are seconds from now."""
    profile = profiles.by_id("dev")
    person = personas.find("voter-7", clock.now())
    assert person is not None
    said = tokens.claims_of(
        person,
        issuer=profile.issuer,
        audience=profile.client(claims.ClientUse.SIGNING).id,
        nonce="n",
    )
    now = int(clock.machine_now().timestamp())
    for name, value in changed.items():
        if value is _GONE:
            said.pop(name)
        else:
            said[name] = now + value if isinstance(value, int) else value
    store = Store(config.current().instance_dir / "provider")
    asked = Attestation(
        provider="dev", token=tokens.sign(said, store), nonce="n", requested_at=clock.machine_now()
    )
    try:
        claims.verify(asked, audience_client="signing")
    except Refusal as refusal:
        return str(refusal.values.get("reason", refusal.code))
    return "believed"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "believed"),
        ({"exp": -50}, "believed"),
        ({"exp": -61}, "expired"),
        ({"iat": 50}, "believed"),
        ({"nbf": 50}, "believed"),
        ({"aud": ["lex-populi-signing"]}, "believed"),
    ],
)
def test_a_minute_of_leeway_and_no_more(sqlite_app, changed, said):
    assert outcome(**changed) == said


@pytest.mark.parametrize(
    "changed",
    [
        {"iat": 120},
        {"nbf": 120},
        {"auth_time": 120},
        {"exp": _GONE},
        {"iat": _GONE},
        {"iss": _GONE},
        {"aud": _GONE},
        {"aud": ["another-client"]},
        {"nonce": _GONE},
        {"sub": _GONE},
        {"auth_time": _GONE},
        {"th_pid": "1101700230709"},
    ],
)
def test_what_is_missing_or_of_another_time_is_refused(sqlite_app, changed):
    assert outcome(**changed) != "believed"
