"""A parliament's own system: entries pushed and fetched, repetition, forgery, outbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from commons import clock, db
from commons.ledger import canonical, keys
from initiatives.mirror import services
from initiatives.passage import queries as book
from tests import people
from tests.initiatives.parliament import Counterpart, Website, asked
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser
from tests.initiatives.test_passage import Travel, to_committee
from tests.results.test_machines import allow


def test_messages_enter_once_and_only_under_the_known_key(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    house = Counterpart()
    with app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            slug, path = road.x.slug, road.x.path
    client = browser(app)
    push = "/parliament/messages"
    with app.app_context():
        first = house.message(slug)
    assert client.post(push, data=first).status_code == 403
    people.sign_in(client, "clerk")
    with app.app_context(), db.transaction():
        parliament = str(people.agency("parliament").id)
    key = {"agency": parliament, "public_key": "zz"}
    assert client.post("/desk/initiatives/mirror", data=key).status_code == 422
    key["public_key"] = house.public
    assert client.post("/desk/initiatives/mirror", data=key).status_code == 303
    machine = browser(app)

    taken = machine.post(push, data=first)
    again = machine.post(push, data=first)

    assert (taken.status_code, again.status_code) == (200, 200)
    assert taken.get_json() == again.get_json()
    with app.app_context():
        with db.transaction():
            assert len(book.entries(road.x.id)) == 1
        refused = {
            house.message(slug, number="m-1", title="Other words"): 409,
            house.message(slug, number="m-2", at="2026-09-01T00:00:00+00:00"): 409,
            house.message(slug, number="m-3", kind="decision"): 403,
            house.message(slug, number="m-4", more="x"): 403,
            house.message("999-nothing", number="m-5"): 404,
            Counterpart().message(slug, number="m-6"): 403,
            house.message(slug, number="m-7", title=""): 422,
            b"not json": 403,
        }
    for said, status in refused.items():
        assert machine.post(push, data=said).status_code == status, said
    page = machine.get(f"{path}/book").text
    assert "A letter to the ministry" in page
    assert "own system" in page


def test_the_outbox_is_signed_and_names_what_lies_there(
    sqlite_app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with sqlite_app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            slug = road.x.slug

    said = browser(sqlite_app).get("/parliament/parliament/outbox").get_json()

    with sqlite_app.app_context():
        body = services.OUTBOX_PREFIX + canonical.encode(said["outbox"])
        assert keys.is_signed(body, bytes.fromhex(said["signature"]), keys.public_key())
    (one,) = said["outbox"]["initiatives"]
    assert (one["initiative"], one["registry_number"]) == (slug, "7/2026")
    assert browser(sqlite_app).get("/parliament/nobody/outbox").status_code == 404


@pytest.fixture
def website() -> Iterator[Website]:
    made = Website()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_feed_is_fetched_and_taken_as_if_it_had_been_pushed(
    app: Flask, tmp_path: Path, travel: Travel, website: Website
) -> None:
    travel(START)
    house, hour = Counterpart(), timedelta(hours=1)
    with app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            slug, parliament = road.x.slug, str(people.agency("parliament").id)
        allow(website.host)
    client = browser(app)
    people.sign_in(client, "clerk")
    said = {"agency": parliament, "public_key": house.public}
    inside = {**said, "feed_url": "https://10.0.0.1/feed"}
    assert client.post("/desk/initiatives/mirror", data=inside).status_code == 422
    said["feed_url"] = f"http://{website.host}/feed.json"
    assert client.post("/desk/initiatives/mirror", data=said).status_code == 303
    with app.app_context():
        old, bad = house.message(slug), house.message(slug, number="m-9", kind="decision")
        travel(clock.now() + timedelta(days=5))
        website.body = house.feed([bad, old])
        assert asked() == "bad-message"  # its fields are no act's, so that it has no number
        with db.transaction():
            assert [one.title for one in book.entries(road.x.id)] == ["A letter to the ministry"]
        for moment, body, why in (
            (1, Counterpart().feed([old]), "bad-feed: the sender's key"),
            (2, house.feed([old], at="2026-01-01T00:00:00+00:00"), "bad-feed: too old"),
            (3, house.feed([old], sender="ministry-of-nature"), "bad-feed: it is another"),
            (4, b"[]", "bad-feed: this is not a feed"),
        ):
            travel(clock.now() + moment * hour)
            website.body = body
            assert asked().startswith(why)
        website.status = 503
        travel(clock.now() + 5 * hour)
        assert asked() == "status 503"
        website.status, website.body = 200, house.feed([old])
        travel(clock.now() + 6 * hour)
        assert asked() == ""
        with db.transaction():
            assert len(book.entries(road.x.id)) == 1

    page = browser(app).get("/initiatives/elsewhere?lang=en").text
    assert "A petition on paper" in page and "P 12/2026" in page
    people.sign_in(client, "clerk")
    assert "asked on" in client.get("/desk/initiatives/mirror?lang=en").text
