"""Signing with an ID-card program: from the challenge to the authority's own look at the container."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import signatures
from commons import clock, db
from commons.errors import Refusal
from tests.initiatives.road import START, Road
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


def test_an_initiative_of_estonia_collects_by_card_for_real_and_is_verified_off_the_server(
    sqlite_app: Flask, desk: Desk, tmp_path: Path
) -> None:
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    here = CardDesk(desk, tmp_path)
    road = Road(tmp_path, "ee-riigikogu")
    road.to_collecting()
    with db.transaction():
        path = road.x.path

    with clock.travel(START + timedelta(days=20)):
        page = client.get(path + "/sign")
        agreed = {"support": "1", "consent": "1"}
        empty = client.post(path + "/sign/container/text", data={})
        given = client.post(path + "/sign/container/text", data=agreed)
        signed = made.signed(given.data, here.cards.card("voter-1"), here.cards, at=clock.now())
        nothing = client.post(path + "/sign/container", data={})
        broken = client.post(path + "/sign/container", data=_file(signed[:-40]))
        done = client.post(path + "/sign/container", data=_file(signed))
        again = client.post(path + "/sign/container", data=_file(signed))
    with db.transaction():
        signatures.sequence()
        assert not road.x.practice
        tally = signatures.tally(road.x.sheet_id or 0)

    assert "Declare support with" not in page.text and "/sign/container" in page.text
    assert empty.status_code == nothing.status_code == broken.status_code == 422
    assert given.mimetype == "application/vnd.etsi.asic-e+zip"
    assert "not a container (ASiC-E), or it is damaged" in broken.text
    assert done.status_code == 200 and "declared support for" in done.text
    assert again.status_code == 409 and "has been used or is too old" in again.text
    assert tally.released == 0, "twenty wait for each other, or a day passes"


def _file(said: bytes) -> dict[str, Any]:
    return {"container": (BytesIO(said), "signed.asice")}
