"""The public calendar: figures give thresholds rounded up, days off say whether they are confirmed."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from commons import clock, db
from initiatives.occasions import queries
from initiatives.occasions.models import Kind
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START
from tests.initiatives.test_occasions import enter
from tests.initiatives.test_pages import browser


def test_local_thresholds_are_rounded_up_and_days_off_marked(app: Flask, roads: Roads) -> None:
    roads("ee-local")
    with clock.travel(START):
        with db.transaction():
            body = people.agency("parliament").id
        said = {"kind": Kind.FIGURE, "code": "voters-of-municipality", "agency_id": body}
        enter(**said, number=9000)
        enter(**said, number=2021)
        with db.transaction():
            assert [(one.rule_set.id, one.needed) for one in queries.local_thresholds()] == [
                ("ee-local", 21)
            ]
        page = browser(app).get("/rules/calendar?lang=en").text

    assert "Thresholds of local bodies" in page
    assert "not confirmed" in page and "Good Friday" in page and "in place of a weekend" in page


def test_the_page_says_of_which_year_the_single_holidays_are_missing(client: FlaskClient) -> None:
    with clock.travel(datetime(2026, 6, 1, tzinfo=UTC)):
        known = client.get("/rules/calendar?lang=en").text
    with clock.travel(datetime(2027, 6, 1, tzinfo=UTC)):
        unknown = client.get("/rules/calendar?lang=en").text

    missing = "The single holidays of the year that begins on"
    assert missing not in known
    assert unknown.count(missing) == 4, "of Thailand, Taiwan, Korea and the Union"
    assert "1 January 2028" in unknown
