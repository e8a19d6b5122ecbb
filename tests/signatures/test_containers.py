"""Signing with an ID-card program: from the challenge to the authority's own look at the container."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from flask import Flask

import signatures
from commons import db
from commons.errors import Refusal
from signatures import Act, Channel
from signatures import _containers, _signers, _trust, _xades
from signatures._signers import Form
from tests.signatures import cards as made
from tests.signatures.card_desk import CardDesk
from tests.signatures.conftest import Desk


@pytest.fixture
def at_cards(app: Flask, desk: Desk, tmp_path: Path) -> CardDesk:
    return CardDesk(desk, tmp_path)


@pytest.fixture
def here(sqlite_app: Flask, desk: Desk, tmp_path: Path) -> CardDesk:
    return CardDesk(desk, tmp_path)


def test_a_citizen_signs_with_a_card_and_counts_once_whatever_the_channel(
    at_cards: CardDesk,
) -> None:
    sheet = at_cards.open()

    promise = at_cards.sign(sheet, "voter-1")
    at_cards.desk.sign(sheet, "voter-2")
    with pytest.raises(Refusal, match="already-signed"):
        at_cards.desk.sign(sheet, "voter-1")
    with pytest.raises(Refusal, match="already-signed"):
        at_cards.sign(sheet, "voter-2")
    with pytest.raises(Refusal, match="already-signed"):
        at_cards.sign(sheet, "voter-1")
    at_cards.desk.sequence()

    with db.transaction():
        tally = signatures.tally(sheet)
        assert (tally.net, tally.by_channel) == (2, {"container": 1, "eid": 1})
        assert signatures.check_receipt(promise.receipt).found is signatures.Found.RELEASED
    assert promise.spoken_name
    assert at_cards.desk.standing(sheet, "voter-1").has_signed


def test_signing_again_replaces_where_the_rule_set_says_so(at_cards: CardDesk) -> None:
    sheet = at_cards.open(replaces=True)

    at_cards.desk.sign(sheet, "voter-1")
    at_cards.sign(sheet, "voter-1")
    at_cards.sign(sheet, "voter-2")
    at_cards.desk.sequence()

    with db.transaction():
        assert signatures.tally(sheet).net == 2
        assert signatures.oversigned(sheet) == 1
