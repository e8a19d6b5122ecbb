"""A parliament's own system, played here by its key alone: push, repetition, forgery, outbox."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask

from commons import clock, db, jobs
from commons.ledger import canonical, keys
from initiatives.mirror import feeds, pulling, services
from initiatives.mirror.messages import signed_bytes
from initiatives.passage import queries as book
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser
from tests.initiatives.test_passage import to_committee
from tests.results.test_machines import allow

Travel = Callable[[datetime], None]


class Counterpart:
    """The example system of a parliament: it knows its key and the documented words, nothing else."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()

    @property
    def public(self) -> str:
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        return self.key.public_key().public_bytes(*raw).hex()

    def message(self, slug: str, **changed: Any) -> bytes:
        facts = {
            "v": 1,
            "number": "m-1",
            "at": clock.now().isoformat(),
            "sender": "parliament",
            "initiative": slug,
            "kind": "letter-out",
            "on": "2026-10-10",
            "title": "A letter to the ministry",
            "words": "We ask for figures.",
            "address": "",
            **changed,
        }
        signature = self.key.sign(signed_bytes(facts)).hex()
        return json.dumps({"message": facts, "signature": signature}).encode()


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
            house.message(slug, title="Other words"): 409,
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


class Website:
    """Where the example system lays its feed, on this machine."""

    def __init__(self) -> None:
        self.body, self.status = b"", 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(outer.status)
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *_said: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def website() -> Iterator[Website]:
    made = Website()
    yield made
    made.server.shutdown()
    made.server.server_close()


def feed(house: Counterpart, messages: list[bytes], **changed: Any) -> bytes:
    """The example system's feed: what it has to say, under one signature."""
    facts = {
        "v": 1,
        "at": clock.now().isoformat(),
        "sender": "parliament",
        "messages": [json.loads(one) for one in messages],
        "matters": [
            {
                "reference": "P 12/2026",
                "title": "A petition on paper",
                "words": "Brought by hand.",
                "address": "https://parliament.example/p-12",
                "on": "2026-10-02",
                "state": "before the committee",
            }
        ],
        **changed,
    }
    signature = house.key.sign(feeds.signed_bytes(facts)).hex()
    return json.dumps({"feed": facts, "signature": signature}).encode()


def asked() -> str:
    """Let the worker fetch; gives the fault that the desk sees."""
    with db.transaction():
        pulling.ask()
        (peer,) = services.with_feeds()
        number = peer.id
    with db.transaction():
        jobs.HANDLERS["initiatives.mirror.pull"]({"peer": number})
    with db.transaction():
        (peer,) = services.with_feeds()
        return peer.fault or ""


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
        website.body = feed(house, [bad, old])
        assert asked() == "bad-message"
        with db.transaction():
            assert [one.title for one in book.entries(road.x.id)] == ["A letter to the ministry"]
        for moment, body, why in (
            (1, feed(Counterpart(), [old]), "bad-feed: the sender's key"),
            (2, feed(house, [old], at="2026-01-01T00:00:00+00:00"), "bad-feed: too old"),
            (3, feed(house, [old], sender="ministry-of-nature"), "bad-feed: it is another"),
            (4, b"[]", "bad-feed: this is not a feed"),
        ):
            travel(clock.now() + moment * hour)
            website.body = body
            assert asked().startswith(why)
        website.status = 503
        travel(clock.now() + 5 * hour)
        assert asked() == "status 503"
        website.status, website.body = 200, feed(house, [old])
        travel(clock.now() + 6 * hour)
        assert asked() == ""
        with db.transaction():
            assert len(book.entries(road.x.id)) == 1

    page = browser(app).get("/initiatives/elsewhere?lang=en").text
    assert "A petition on paper" in page and "P 12/2026" in page
    people.sign_in(client, "clerk")
    assert "asked on" in client.get("/desk/initiatives/mirror?lang=en").text
