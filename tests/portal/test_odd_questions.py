"""Questions that no page of ours asks: deep, broken, repeated; and what a fault says of people's words."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from commons import db
from commons.forms import Form, Line
from tests import people
from tests.consult import making

Travel = Callable[[datetime], None]
CURSORS = (
    b"[" * 20_000,
    b"[" * 20_000 + b"]" * 20_000,
    b'["\\ud800", 1]',
    b'["a\\u0000b", 1]',
    b'["2026-10-01T00:00:00+00:00\\u0000", 1]',
    b"[true]",
    b"[1e999]",
    b"[" + b"9" * 5000 + b"]",
    b'["' + "\u0e51".encode() * 30 + b'", 1]',
)
LISTS = (
    "/ledger",
    "/api/v1/ledger/entries",
    "/api/v1/hearings",
    "/api/v1/initiatives",
    "/hearings",
    "/initiatives",
    "/search?q=air",
    "/hearings/1-clean-air-act/sections/sec_3",
    "/hearings/1-clean-air-act/comments",
    "/api/v1/hearings/1-clean-air-act/comments",
)


@pytest.mark.parametrize("place", LISTS)
def test_a_cursor_that_was_made_up_is_refused_and_breaks_nothing(
    app: Flask, client: FlaskClient, travel: Travel, place: str
) -> None:
    making.ready(app)
    travel(making.WHILE_OPEN)
    for said in CURSORS:
        word = base64.urlsafe_b64encode(said).decode().rstrip("=")
        answer = client.get(place + ("&" if "?" in place else "?") + f"after={word}")

        assert answer.status_code in (200, 400, 404, 422), said[:40]


def test_a_null_is_refused_wherever_it_stands(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(making.WHILE_OPEN)
    people.sign_in(client, "officer-1")

    asked = client.get("/hearings", query_string=[("agency", "a"), ("agency", "b\x00")])
    sent = client.post("/feedback", data={"words": ["a", "b\x00"], "c\x00": "d"})

    assert (asked.status_code, sent.status_code) == (400, 400)


def test_a_fault_of_the_database_repeats_nobodys_words(app: Flask) -> None:
    asked = sa.text("SELECT :number FROM nowhere_at_all")

    with pytest.raises(sa.exc.DBAPIError) as told, db.transaction() as session:
        session.execute(asked, {"number": "1-2345-67890-12-1"})

    assert "nowhere_at_all" in str(told.value)
    assert "67890" not in str(told.value)


class Asked(Form):
    """A form that asks for one line."""

    title = Line("Title")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x1e"])
def test_one_line_of_words_is_one_line_to_every_reader(sqlite_app: Flask, end: str) -> None:
    with sqlite_app.test_request_context():
        form = Asked(formdata=MultiDict({"title": f"Clean{end}air"}), meta={"csrf": False})

    assert form.title.data == "Clean air"


def test_a_text_that_no_computer_can_write_is_not_a_fault(client: FlaskClient) -> None:
    asked = json.dumps({"words": "\ud800"})

    answer = client.post("/feedback", data=asked, content_type="application/json")

    assert answer.status_code in (400, 415, 422)
