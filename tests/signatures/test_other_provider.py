"""One person is one signature, whatever the way of proving who he is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import signatures
from commons import db
from commons.identity import profiles
from signatures import SigningRefused
from tests.people import attestation
from tests.signatures.conftest import OPENS

DURING = OPENS + timedelta(days=10)


@pytest.fixture
def second_provider(monkeypatch):
    """Another eID of the same country, which knows the same persons under other subjects."""
    first = profiles.by_id("dev")
    other = replace(first, id="card", account_issuer="https://card.example")
    monkeypatch.setattr(
        profiles,
        "by_id",
        lambda name: other if name == "card" else first if name == "dev" else None,
    )
    return other.id


def test_the_same_person_with_another_provider_is_still_one(app, travel, desk, second_provider):
    travel(DURING)
    sheet = desk.open()
    desk.sign(sheet, "citizen-a")
    intent = desk.agreed(sheet)
    said = replace(attestation("citizen-a", nonce=intent.nonce), provider=second_provider)

    with pytest.raises(SigningRefused, match="already-signed"), db.transaction():
        signatures.sign(sheet, said, intent=intent.id, browser=desk.browser)
    intent = desk.agreed(sheet)
    another = replace(attestation("citizen-b", nonce=intent.nonce), provider=second_provider)
    with db.transaction():
        signatures.sign(sheet, another, intent=intent.id, browser=desk.browser)

    desk.sequence()
    assert desk.net(sheet) == 2


def test_a_provider_that_does_not_know_the_number_is_refused(app, travel, desk):
    travel(DURING)
    foreign = replace(desk.manifest().eligibility, identifier_kinds=("xx-number",))
    sheet = desk.open(eligibility=foreign)

    with pytest.raises(SigningRefused, match="identifier-missing"):
        desk.sign(sheet, "citizen-a")
