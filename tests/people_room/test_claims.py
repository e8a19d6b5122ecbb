"""A token is believed only after every check; anything bad or missing is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commons import clock, config
from commons.access import Assurance
from commons.errors import Refusal
from commons.identity import claims, keys, profiles
from commons.identity.devprovider import personas
from commons.identity.devprovider.store import Store
from tests import people


def _refused(attestation, client="signing"):
    with pytest.raises(Refusal) as refusal:
        claims.verify(attestation, audience_client=client)
    return refusal.value


def test_a_sound_token_says_who_the_person_is(sqlite_app):
    attestation = people.attestation("voter-7", nonce="n1")

    said = claims.verify(attestation, audience_client="signing")

    person = personas.find("voter-7", clock.now())
    assert said.identifiers == person.identifiers
    assert (said.kind, said.national_id) == ("th-pid", person.identifiers["th-pid"])
    assert said.birth_date == person.birth_date
    assert "TH" in said.residences
    assert "TH" in said.citizenships
    assert said.assurance is Assurance.HIGH
    assert said.second_factor


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("wrong-nonce", "nonce"),
        ("wrong-iss", "issuer"),
        ("wrong-aud", "audience"),
        ("alg-none", "algorithm"),
        ("hs256", "algorithm"),
        ("expired", "expired"),
        ("no-sub", "subject"),
        ("bad-id", "national-number"),
    ],
)
def test_a_spoiled_token_is_refused(sqlite_app, fault, reason):
    attestation = people.attestation("voter-7", nonce="n1", fault=fault)

    refusal = _refused(attestation)

    assert (refusal.code, refusal.values["reason"]) == ("identity-refused", reason)


def test_a_token_for_sign_in_is_no_token_for_signing(sqlite_app):
    attestation = people.attestation("voter-7", nonce="n1", client="sign_in")

    refusal = _refused(attestation)

    assert refusal.values["reason"] == "audience"


def test_a_sign_in_that_is_older_than_the_consent_does_not_sign(sqlite_app):
    attestation = people.attestation("voter-7", nonce="n1", fault="stale-auth")

    refusal = _refused(attestation)

    assert refusal.code == "sign-in-stale"


def test_an_old_sign_in_is_good_enough_to_sign_in(sqlite_app):
    attestation = people.attestation("voter-7", nonce="n1", fault="stale-auth", client="sign_in")

    said = claims.verify(attestation, audience_client="sign_in")

    assert said.subject


def test_the_level_that_was_reached_is_what_counts(sqlite_app):
    attestation = people.attestation("voter-7", nonce="n1", fault="low-acr")

    said = claims.verify(attestation, audience_client="signing")

    assert said.assurance is Assurance.LOW
    assert not said.second_factor


def test_a_new_key_is_found_without_a_restart(sqlite_app):
    claims.verify(people.attestation("voter-7", nonce="n1"), audience_client="signing")
    Store(config.current().instance_dir / "provider").rotate()

    said = claims.verify(people.attestation("voter-7", nonce="n2"), audience_client="signing")

    assert said.subject


def test_unknown_keys_are_not_asked_for_without_end(sqlite_app, monkeypatch):
    asked = []
    real = keys.wire.get_json
    monkeypatch.setattr(keys.wire, "get_json", lambda a: asked.append(a) or real(a))
    profile = profiles.by_id("dev")

    for number in range(100):
        with pytest.raises(Refusal):
            keys.public_key(profile, f"forged-{number}")

    assert len(asked) <= keys.REFETCHES_A_MINUTE + 1


def test_asking_for_unknown_keys_gives_a_withdrawn_key_no_longer_life(sqlite_app, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(keys.time, "monotonic", lambda: now[0])
    profile = profiles.by_id("dev")
    stolen = people.attestation("voter-7", nonce="n1")
    claims.verify(stolen, audience_client="signing")
    real = keys.wire.get_json
    withdrawn = {"keys": []}
    monkeypatch.setattr(
        keys.wire, "get_json", lambda at: withdrawn if at.endswith("jwks") else real(at)
    )

    def forge(seconds: int) -> None:
        now[0] += seconds
        for number in range(keys.REFETCHES_A_MINUTE * 2):
            with pytest.raises(Refusal):
                keys.public_key(profile, f"forged-{number}")

    held = keys._of(profile)
    held.fetches.extend([now[0]] * keys.REFETCHES_A_MINUTE)
    forge(30)
    held.fetches.clear()
    now[0] += keys.KEPT_SECONDS - 20

    with pytest.raises(Refusal):
        claims.verify(stolen, audience_client="signing")


def test_neither_attestation_nor_claims_show_themselves(sqlite_app):
    attestation = people.attestation("voter-7", nonce="n1")

    said = claims.verify(attestation, audience_client="signing")

    assert said.national_id not in repr(said)
    assert said.family_name not in repr(said)
    assert attestation.token not in repr(attestation)


def test_an_answer_asked_for_later_than_it_was_given_is_stale(sqlite_app):
    later = clock.machine_now() + timedelta(minutes=2)
    attestation = people.attestation("voter-7", nonce="n1", requested_at=later)

    refusal = _refused(attestation)

    assert refusal.code == "sign-in-stale"
