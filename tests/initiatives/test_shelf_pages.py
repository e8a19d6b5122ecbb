"""What visitors share of an initiative is made once, and never shows less than what was done."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db
from tests import people
from tests.initiatives.road import Road

TRIES = 40
"""On PostgreSQL whatever others commit in the same cluster makes another mark; not every time."""
SEVEN = re.compile('<span class="lp-gauge__count">[7๗]</span>')


@pytest.fixture
def road(roads: Any) -> Road:
    """An initiative that collects, by a rule set that shows each signature at once."""
    made: Road = roads("generic-open")
    made.to_collecting()
    return made


@pytest.fixture
def address(road: Road) -> str:
    """Where its page is."""
    with db.transaction(writes=False):
        return road.x.path


@pytest.fixture
def visitor(app: Flask, road: Road) -> FlaskClient:
    """Somebody who has not signed in."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def questions(client: FlaskClient, address: str) -> int:
    """How many statements the database gets for this page."""
    found: list[str] = []

    def note(_line: Any, _cursor: Any, said: str, *_more: Any) -> None:
        found.append(said)

    sa.event.listen(db.database().engine, "before_cursor_execute", note)
    try:
        client.get(address)
    finally:
        sa.event.remove(db.database().engine, "before_cursor_execute", note)
    return len(found)


@pytest.mark.parametrize("place", ["list", "one"])
def test_the_second_visitor_costs_the_database_next_to_nothing(
    address: str, visitor: FlaskClient, place: str
) -> None:
    page = address if place == "one" else "/initiatives"
    visitor.get(page)

    assert min(questions(visitor, page) for _ in range(TRIES)) <= 2


def test_a_signature_that_is_released_shows_on_the_next_page(
    road: Road, address: str, visitor: FlaskClient
) -> None:
    before = [visitor.get(each).text for each in (address, "/initiatives")]

    road.sign_many(7)

    after = [visitor.get(each).text for each in (address, "/initiatives")]
    assert not any(SEVEN.search(page) for page in before)
    assert all(SEVEN.search(page) for page in after)


def test_what_is_someones_own_lies_on_no_shelf(
    app: Flask, address: str, visitor: FlaskClient
) -> None:
    author = app.test_client()
    author.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(author, "initiator-1")

    own = author.get(address).text
    public = visitor.get(address).text

    assert 'href="/me"' in own
    assert 'href="/me"' not in public
    assert own != public
