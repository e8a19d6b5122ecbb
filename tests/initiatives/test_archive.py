"""The archive by term, and the figures of thresholds."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask

from commons import clock, db
from initiatives import figures
from initiatives.occasions import terms
from initiatives.occasions.models import Kind
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road
from tests.initiatives.test_occasions import enter
from tests.initiatives.test_pages import browser

DAY = timedelta(days=1)


def test_an_initiative_stands_under_the_term_in_which_it_began(app: Flask, roads: Roads) -> None:
    road = roads("generic-petition")
    road.to_collecting()
    with clock.travel(START + 6 * DAY):
        road.sign_many(10)
        with db.transaction():
            body = people.agency("parliament").id
        enter(kind=Kind.TERM_END, agency_id=body, first_day=date(2026, 9, 1))
        enter(kind=Kind.TERM_END, agency_id=body, first_day=date(2026, 10, 6))
        enter(kind=Kind.TERM_END, agency_id=body, first_day=date(2027, 10, 6))
        with db.transaction():
            found = terms.terms()
            assert [(t.first_day, t.last_day) for t in found] == [
                (date(2026, 10, 7), None),
                (date(2026, 9, 2), date(2026, 10, 6)),
                (None, date(2026, 9, 1)),
            ]
            many = [sum(figures.counts_by_state(t.filters()).values()) for t in found]
            title = road.x.title
        assert many == [0, 1, 0]
        visitor = browser(app)
        assert found[1].path in visitor.get("/initiatives/archive").text
        assert title in visitor.get(found[1].path).text
        assert title not in visitor.get(found[0].path).text
        assert visitor.get("/initiatives/archive/1-999").status_code == 404

        figures_of(road)
        page = visitor.get("/statistics").text
        assert 'id="thresholds"' in page


def figures_of(road: Road) -> None:
    """One collection has reached its threshold within two days and still runs."""
    with db.transaction():
        (one,) = figures.thresholds()
        assert one.rule_set.id == road.rule_set.id
        assert (one.started, one.running, one.reached, one.verified) == (1, 1, 1, 0)
        assert (one.median_days, one.shares) == (2, [])
        one.shares = [10, 30, 99, 100]
        assert [many for _low, _high, many in one.stopped] == [1, 1, 0, 1, 1]
