"""A parliament's own system, played here by its key alone: push, repetition, forgery, outbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask

from commons import clock, db
from commons.ledger import canonical, keys
from initiatives.mirror import services
from initiatives.mirror.messages import signed_bytes
from initiatives.passage import queries as book
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser
from tests.initiatives.test_passage import to_committee

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
