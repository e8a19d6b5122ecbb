"""From an initiative to a hearing on its text: both pages lead to each other, both are on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask

from commons import db, record
from consult.queries import hearings
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser
from tests.initiatives.test_passage import to_committee

Travel = Callable[[datetime], None]


def test_an_agency_prepares_a_hearing_on_a_forwarded_text(
    sqlite_app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with sqlite_app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            path, slug = road.x.path, road.x.slug
    client = browser(sqlite_app)
    form = f"/desk/initiatives/{slug}/hearing"
    people.sign_in(client, "secretary")
    assert client.get(form).status_code in (403, 404)
    people.sign_in(client, "officer-1")
    assert form in client.get(path).text
    assert client.get(form).status_code == 200
    said = {
        "agency": "pollution-control",
        "title": "Clean air for every town",
        "kind": "draft-law",
        "rule_set": "generic-hearing",
        "topic": "environment",
    }
    assert client.post(form, data={**said, "title": ""}).status_code == 422
    assert client.post(form, data={**said, "agency": "ministry-of-transport"}).status_code == 422

    begun = client.post(form, data=said)

    assert begun.status_code == 303
    with sqlite_app.app_context(), db.transaction():
        hearing = hearings.at(begun.headers["Location"].rsplit("/", 1)[1])
        assert (hearing.origin_address, hearing.origin_words) == (path, "Clean air for every town")
        (note,) = [e for e in record.history(path) if e.kind == "initiative:followup:hearing"]
        assert note.facts == {"address": hearing.path}
    assert hearing.path in browser(sqlite_app).get(path).text
