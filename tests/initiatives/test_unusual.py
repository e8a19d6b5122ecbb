"""Days on which far more signed than usual are marked, and what grows is told."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask

from commons import clock, db, record
from initiatives import queries, unusual
from signatures import DayCount
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START
from tests.initiatives.test_pages import browser

DAY = timedelta(days=1)
FIRST = date(2026, 10, 1)


def history(*many: tuple[int, int]) -> list[DayCount]:
    """Signatures and withdrawals, a day each."""
    found, net = [], 0
    for number, (signed, withdrawn) in enumerate(many):
        net += signed - withdrawn
        found.append(DayCount(FIRST + number * DAY, signed, withdrawn, net))
    return found


def test_a_day_far_above_the_median_of_the_others_is_marked() -> None:
    quiet = [(10, 0), (12, 0), (9, 1)]

    assert unusual.days(history(*quiet, (61, 0))) == [FIRST + 3 * DAY]
    assert unusual.days(history(*quiet, (10, 55))) == [FIRST + 3 * DAY]
    assert unusual.days(history(*quiet, (49, 0))) == [], "too few to be called unusual"
    assert unusual.days(history((900, 0))) == [], "the first day has nothing beside it"
    assert unusual.days(history((400, 0), (500, 0), (900, 0))) == []


def test_what_grows_is_counted_over_seven_days() -> None:
    days = history((100, 0), *[(1, 0)] * 6, (20, 2))

    assert unusual.gained(days, FIRST + 7 * DAY) == 24


def test_what_grew_most_and_the_highest_quarter_are_told_once(app: Flask, roads: Roads) -> None:
    road = roads("generic-petition")
    road.to_collecting()
    with clock.travel(START + 5 * DAY):
        road.sign_many(6)
        with db.transaction():
            title = road.x.title
            assert [(x.id, many) for x, many in queries.growing()] == [(road.number, 6)]
            history = record.history(road.x.path, kinds=["initiative:step:milestone"])
            assert [entry.facts["share"] for entry in history] == [50]
        assert title in browser(app).get("/statistics").text
