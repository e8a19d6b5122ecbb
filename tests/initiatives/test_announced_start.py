"""The start of a European initiative is told ten working days beforehand (Reg. 2019/788 art. 8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from commons import clock, db, record
from commons import jobs as timers
from commons.errors import Refusal
from commons.law.building import build
from commons.law.loading import read_file
from commons.law.services import SHIPPED
from commons.notify import post
from initiatives import jobs, services, windows
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import DECLARED, Road
from tests.initiatives.test_pages import browser

TOLD = datetime(2026, 11, 12, 9, tzinfo=UTC)
"""A Thursday; ten working days after it end with Thursday 26 November."""
FIRST = date(2026, 11, 27)
FIRST_IN_WORDS = "๒๗ พฤศจิกายน ๒๕๖๙"
DAY = timedelta(days=1)


def law_of_the_union():
    """The rule set as it is shipped."""
    found = read_file(SHIPPED / "eu-eci-2024.2.toml")
    return build(1, found.digest, found.body)


@pytest.mark.parametrize(
    ("told", "first"),
    [
        (date(2026, 11, 12), date(2026, 11, 27)),
        (date(2026, 11, 14), date(2026, 11, 28)),
        (date(2026, 12, 15), date(2027, 1, 8)),
        (date(2027, 3, 15), date(2027, 4, 2)),
    ],
    ids=["no holiday", "told on a Saturday", "over the end of the year", "over Easter"],
)
def test_ten_days_on_which_the_commission_works_pass_first(
    sqlite_app: Flask, told: date, first: date
) -> None:
    rule_set = law_of_the_union()
    at = datetime(told.year, told.month, told.day, 12, tzinfo=UTC)

    earliest = windows.earliest_start(rule_set, at)

    assert earliest is not None
    assert earliest.astimezone(rule_set.zone).date() == first
    assert windows.opening(rule_set, at, first) == earliest
    with pytest.raises(Refusal, match="start-too-soon"):
        windows.opening(rule_set, at, first - DAY)
    with pytest.raises(Refusal, match="no-first-day"):
        windows.opening(rule_set, at, None)


@pytest.fixture
def road(roads: Roads) -> Road:
    """An accepted European initiative whose initiators are ready to choose a day."""
    road = roads("eu-eci")
    with clock.travel(TOLD - DAY):
        road.draft()
        road.carriers()
        road.submit()
        road.review()
    return road


def start(road: Road, first_day: date | None) -> None:
    """Choose the first day as the author."""
    with db.transaction():
        services.start(road.x, people.actor("initiator-1"), first_day=first_day)


def test_the_form_refuses_an_earlier_day_and_says_why(app: Flask, road: Road) -> None:
    with clock.travel(TOLD):
        author = browser(app)
        people.sign_in(author, "initiator-1")
        with db.transaction():
            path = road.x.path
        asked = author.get(f"{path}/start").text
        form = {**DECLARED, "sure": "y", "first_day-day": "26", "first_day-month": "11"}
        soon = author.post(f"{path}/start", data={**form, "first_day-year": "2026"})
        none = author.post(f"{path}/start", data={"sure": "y"})

        assert FIRST_IN_WORDS in asked
        assert "/rules/eu-eci/2024.2#collection.start_notice" in asked
        assert (soon.status_code, none.status_code) == (422, 422)
        assert f"ต้องประกาศวันเริ่มล่วงหน้า วันแรกที่เริ่มได้คือ {FIRST_IN_WORDS}" in soon.text
        assert "โปรดเลือกวันแรกที่รวบรวมรายชื่อ" in none.text
        with db.transaction():
            assert road.x.sheet_id is None


def test_an_announced_sheet_takes_nobody_before_its_day_and_everybody_on_it(
    app: Flask, road: Road
) -> None:
    with clock.travel(TOLD):
        start(road, FIRST)
        with db.transaction():
            path = road.x.path
            kinds = [entry.kind for entry in record.history(path, limit=50)]
        with pytest.raises(Refusal, match="sheet-not-open"):
            road.sign("voter-1")
        with pytest.raises(Refusal, match="wrong-state"):
            road.send()
        page = browser(app).get(f"{path}").text
        signing = browser(app).get(f"{path}/sign").text
    last_minute = datetime(2026, 11, 26, 22, 59, tzinfo=UTC)
    with clock.travel(last_minute), pytest.raises(Refusal, match="sheet-not-open"):
        road.sign("voter-1")
    with clock.travel(datetime(2026, 11, 26, 23, 1, tzinfo=UTC)):
        for _minute in range(2):
            with db.transaction():
                jobs.count()
        road.sign("voter-1")
        with db.transaction():
            begun = record.history(path, kinds={"initiative:collecting:opened"}, limit=9)
        timers.run_due()
        told = [letter["subject"] for letter in post.sunk()]

    assert "initiative:collecting:announced" in kinds
    assert "initiative:collecting:opened" not in kinds
    assert len(begun) == 1
    assert any(subject.startswith("The start of collecting is announced") for subject in told)
    assert any(subject.startswith("Signatures are being collected") for subject in told)
    assert "ประกาศแล้ว" in page and FIRST_IN_WORDS in page
    assert "ยังไม่เริ่มรวบรวมรายชื่อ" in signing and FIRST_IN_WORDS in signing
    assert "/rules/eu-eci/2024.2#signer.eligibility" in signing
    assert "อายุถึงเกณฑ์ของรัฐของตน ตั้งแต่ ๑๖ ถึง ๑๘ ปี" in signing


def test_an_announced_start_may_be_given_up_but_not_put_beyond_six_months(road: Road) -> None:
    with clock.travel(TOLD):
        with pytest.raises(Refusal, match="start-too-late"):
            start(road, date(2027, 5, 13))
        start(road, date(2027, 5, 10))
        with db.transaction():
            services.withdraw(road.x, people.actor("initiator-1"), reason="Another one began.")
        with db.transaction():
            assert road.x.ended_at == TOLD
