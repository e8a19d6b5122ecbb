"""Petitions under the rules of other States: who carries and signs them, by which proof, with whose help."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

import signatures
from commons import clock, db
from commons.errors import Refusal
from commons.law.loading import read_file
from commons.law.services import SHIPPED
from commons.rulemaking import writing
from initiatives.assisting import services as assisting
from signatures import byemail
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser

AT = datetime(2026, 11, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def petition(roads: Roads, supporters: int) -> Road:
    """A British petition whose creator and so many others have confirmed an e-mail address."""
    road = roads("uk-petition")
    with db.transaction():
        people.confirm_address("initiator-1", "initiator-1@example.org")
    road.draft()
    for number in range(2, supporters + 2):
        road.join(f"initiator-{number}")
    return road


def test_a_british_petition_needs_six_confirmed_addresses_and_no_eid(roads: Roads) -> None:
    with clock.travel(AT):
        road = petition(roads, supporters=4)
        with pytest.raises(Refusal, match="too-few-initiators"):
            road.submit()
        road.join("initiator-6")
        road.submit()
        road.review()
        road.start()

        with db.transaction():
            assert road.x.practice
            assert not any(member.confirmed_at for member in road.x.members)


def test_citizens_and_residents_sign_it_and_whoever_is_neither_does_not(
    app: Flask, roads: Roads
) -> None:
    with clock.travel(AT):
        road = petition(roads, supporters=5)
        road.submit()
        road.review()
        road.start()
    with clock.travel(AT + DAY):
        for hint in ("gb-1", "gb-2", "gb-3"):
            road.sign(hint)
        with pytest.raises(Refusal, match="neither-citizen-nor-resident"):
            road.sign("voter-1")
        with pytest.raises(Refusal, match="identifier-missing"):
            road.sign("kr-1")
        road.count()
        with db.transaction():
            path, sheet = road.x.path, road.x.sheet_id or 0
            assert signatures.tally(sheet).net == 3
            asked = byemail.ask(sheet, "suzie@example.org")
            byemail.confirm(asked.secret)
        signing = browser(app).get(f"{path}/sign").text
    with clock.travel(AT + 2 * DAY):
        page = browser(app).get(path).text
        with db.transaction():
            assert (byemail.count(sheet), signatures.tally(sheet).net) == (1, 3)

    assert "พลเมือง หรือผู้มีถิ่นที่อยู่ไม่ว่าสัญชาติใด" in signing
    assert "/rules/uk-petition/2015.2#signer.eligibility" in signing
    assert "ไม่ได้ยืนยันตัวตน" in page and f"{path}/sign/email" in page


def test_the_former_version_still_asks_for_both_and_is_read_so(roads: Roads) -> None:
    road = roads("uk-petition")
    with clock.travel(START):
        with db.transaction():
            people.confirm_address("initiator-1", "initiator-1@example.org")
        road.draft()
        for number in range(2, 7):
            road.join(f"initiator-{number}")
        road.submit()
        road.review()
        road.start()
        with db.transaction():
            manifest = signatures.sheet(road.x.sheet_id or 0).manifest
        with pytest.raises(Refusal, match="identifier-missing"):
            road.sign("gb-1")

    assert "either" not in manifest["eligibility"]
    assert manifest["eligibility"]["residence"] == manifest["eligibility"]["citizenship"] == ["GB"]


def test_two_registrars_open_a_place_where_the_rule_set_says_two(roads: Roads) -> None:
    road = roads("generic-open")
    with clock.travel(AT - 5 * DAY):
        road.draft()
        road.carriers()
        road.discuss(date(2026, 11, 20))
    with clock.travel(AT):
        road.submit()
        road.review()
        road.start()
        with db.transaction():
            first, second = people.actor("registrar-1"), people.actor("registrar-2")
            alone = assisting.open_place(first, road.x)
            with pytest.raises(Refusal, match="two-persons-needed"):
                assisting.agree(first, road.x, alone.number)
            both = assisting.agree(second, road.x, alone.number)

    assert alone.code == ""
    assert len(both.code) == 11


@pytest.mark.parametrize("file", ["uk-petition-2015.2.toml", "tw-join-2018.2.toml"])
def test_administrators_write_either_or_as_they_read_it(file: str) -> None:
    text = writing.as_toml(read_file(SHIPPED / file).body)

    assert '"signer.eligibility" = { value = ["citizen-or-resident"]' in text
