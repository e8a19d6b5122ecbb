"""What a committee may still amend: its answer's time, once, and a wrong entry of its decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from commons import db, record
from commons.errors import Refusal
from commons.law.calendar import Period
from initiatives import services, windows
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road
from tests.initiatives.ruleset import Rules
from tests.initiatives.test_pages import browser
from tests.initiatives.test_passage import to_committee

DAY = timedelta(days=1)
Travel = Callable[[datetime], None]


def test_a_date_is_put_off_by_months_to_the_end_of_a_short_one() -> None:
    rules = Rules("Asia/Bangkok")
    end_of_november = datetime.fromisoformat("2026-12-01T00:00+07:00")

    assert windows.put_off(end_of_november, Period.parse("P3M"), rules) == (
        datetime.fromisoformat("2027-03-01T00:00+07:00")
    )


def test_the_answer_is_put_off_once_with_a_reason_that_everybody_reads(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            slug, before = road.x.slug, road.referral.answer_due_at
            with pytest.raises(Refusal, match="not-permitted"):
                services.extend_answer(road.referral, people.actor("clerk"), reason="No.")
    client = browser(app)
    people.sign_in(client, "secretary")
    desk = f"/desk/initiatives/{slug}"

    assert "/more-time" in client.get(desk).text
    assert client.post(f"{desk}/more-time", data={"reason": ""}).status_code == 422
    said = {"reason": "Two ministries still have to be heard."}
    assert client.post(f"{desk}/more-time", data=said).status_code == 303
    assert client.post(f"{desk}/more-time", data=said).status_code == 409
    assert "allows no further extension" in client.get(f"{desk}/more-time").text

    assert "Two ministries" in browser(app).get(f"/initiatives/{slug}").text
    with app.app_context(), db.transaction():
        moved = road.referral.answer_due_at
        kinds = [entry.kind for entry in record.history(road.x.path)]
    assert before is not None and moved is not None and 55 * DAY < moved - before < 65 * DAY
    assert "initiative:committee:extended" in kinds
    api = browser(app).get(f"/api/v1/initiatives/{slug}").json
    assert api["referrals"][-1]["extensions"][0]["reason"] == said["reason"]


def test_a_wrong_decision_is_corrected_by_an_entry_and_stays_readable(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            slug = road.x.slug
            first, other = road.rule_set.value("response.decision_set")[:2]
            services.decide(
                road.referral,
                people.actor("secretary"),
                outcome=first,
                reason="It becomes a bill.",
                decided_on=date(2026, 10, 10),
            )
    client = browser(app)
    people.sign_in(client, "secretary")
    desk = f"/desk/initiatives/{slug}/correction"
    day = {"decided_on-day": "9", "decided_on-month": "10", "decided_on-year": "2026"}
    right = {"outcome": other, "reason": "It does not become a bill.", **day}

    assert "It becomes a bill." in client.get(desk).text
    assert client.post(desk, data=right).status_code == 422
    right["why"] = "The clerk ticked the wrong line."
    assert client.post(desk, data=right).status_code == 303
    assert client.post(desk, data=right).status_code == 422

    page = browser(app).get(f"/initiatives/{slug}").text
    for words in ("It does not become a bill.", "It becomes a bill.", "ticked the wrong line"):
        assert words in page
    said = browser(app).get(f"/api/v1/initiatives/{slug}").json["referrals"][-1]["decision"]
    assert (said["outcome"], len(said["corrections"])) == (other, 1)
    with app.app_context(), db.transaction():
        assert road.referral.decision is not None
        assert road.referral.decision.outcome == first


def test_nothing_is_corrected_before_there_is_a_decision(roads: Roads, travel: Travel) -> None:
    road = roads()
    travel(START)
    to_committee(road, travel)
    with db.transaction(), pytest.raises(Refusal, match="wrong-state"):
        services.correct_decision(
            road.referral,
            people.actor("secretary"),
            outcome="adopt",
            reason="Yes.",
            decided_on=date(2026, 10, 9),
            why="No.",
        )
