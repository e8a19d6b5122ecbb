"""Providers are configured in TOML, and refused when that would be unsafe."""

from __future__ import annotations

import dataclasses

import pytest

from commons import clock, config, db
from commons.access import Assurance
from commons.accounts.services import open_account
from commons.config import BadSettings, Mode
from commons.identity import persons, profiles
from commons.identity.profiles import ClientUse, Freshness

CLIENTS = {"sign_in": {"id": "a", "secret": "x"}, "signing": {"id": "b", "secret": "y"}}


def _read(**entry):
    return profiles.read({"clients": CLIENTS, **entry}, config.current())


def test_tara_signs_by_its_fresh_token_and_wants_rs256(sqlite_app):
    tara = _read(profile="tara")

    assert tara.algorithms == {"RS256"}
    assert tara.freshness is Freshness.NO_SSO_IAT
    assert tara.may_sign


def test_thaid_signs_people_in_but_does_not_sign(sqlite_app):
    thaid = _read(profile="thaid")

    assert thaid.algorithms == {"ES256"}
    assert not thaid.pkce
    assert not thaid.may_sign


def test_an_installation_adds_what_differs(sqlite_app):
    own = _read(profile="generic", id="own", issuer="https://id.example", pkce=False)

    assert (own.id, own.issuer, own.pkce) == ("own", "https://id.example", False)
    assert own.client(ClientUse.SIGNING).id == "b"


@pytest.mark.parametrize(
    "bad",
    [
        {"algorithms": ["HS256"]},
        {"algorithms": ["none"]},
        {"algorithms": []},
        {"issuer": ""},
        {"clients": {}},
        {"clients": {"sign_in": CLIENTS["sign_in"], "signing": CLIENTS["sign_in"]}},
        {"profile": "../secrets"},
        {"freshness": "perhaps"},
    ],
)
def test_an_unsafe_profile_is_refused(sqlite_app, bad):
    entry = {"profile": "generic", "issuer": "https://id.example", "clients": CLIENTS} | bad

    with pytest.raises(BadSettings):
        profiles.read(entry, config.current())


def test_production_takes_neither_the_development_provider_nor_plain_http(sqlite_app):
    production = dataclasses.replace(config.current(), mode=Mode.PRODUCTION)

    for entry in ({"profile": "dev"}, {"profile": "generic", "issuer": "http://id.example"}):
        with pytest.raises(BadSettings):
            profiles.read({"clients": CLIENTS, **entry}, production)


def test_claims_are_read_where_the_profile_says(sqlite_app):
    tara = _read(profile="tara")
    said = {
        "sub": "EE60001019906",
        "acr": "high",
        "amr": ["mID"],
        "profile_attributes": {
            "given_name": "MARY ÄNN",
            "family_name": "O'CONNEŽ",
            "date_of_birth": "2000-01-01",
        },
    }

    person = persons.read(tara, said, clock.now())

    assert person.identifiers == {"ee-isikukood": "60001019906"}
    assert person.birth_date.isoformat() == "2000-01-01"
    assert person.assurance is Assurance.HIGH
    assert person.second_factor


def test_a_thai_birth_date_may_be_of_the_buddhist_era(sqlite_app):
    thaid = _read(profile="thaid")
    said = {"sub": "1101700230708", "ial": "2.3", "birthdate": "2530-05-04"}

    person = persons.read(thaid, said, clock.now())

    assert person.birth_date.isoformat() == "1987-05-04"
    assert person.assurance is Assurance.SUBSTANTIAL


def test_the_same_subject_at_two_providers_is_two_accounts(sqlite_app):

    with db.transaction():
        one = open_account("https://a", "42", provider="a", assurance=Assurance.LOW)
        other = open_account("https://b", "42", provider="b", assurance=Assurance.LOW)

    assert one.id != other.id
    assert "42" not in (one.handle, other.handle)
