"""What every page owes everybody: help in one place, a true statement, and no trace of persons."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import clock
from portal import pages
from tests import people
from tests.consult import making

PUBLIC = ("/", "/hearings", "/hearings/1-clean-air-act", "/initiatives", "/statistics", "/nothing")
OWN = ("/me", "/sign-in", "/desk", "/desk/agency", "/receipts")


@pytest.fixture
def reader(sqlite_app: Flask) -> FlaskClient:
    """A reader of English where one hearing stands."""
    making.ready(sqlite_app)
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_help_contact_and_accessibility_stand_in_the_same_place_on_every_page(
    reader: FlaskClient,
) -> None:
    feet = {
        tuple(re.findall(r'href="([^"]+)"', reader.get(path).text.split('class="lp-footer"')[1]))
        for path in PUBLIC
    }

    assert len(feet) == 1
    assert feet.pop()[:4] == ("/help", "/feedback", "/privacy", "/accessibility")


def test_the_accessibility_statement_is_of_this_year_and_says_where_to_complain(
    reader: FlaskClient,
) -> None:
    page = reader.get("/accessibility").text

    said = re.search(r'<time datetime="(\d{4}-\d\d-\d\d)', page)
    assert said is not None
    assert clock.machine_now().date() - date.fromisoformat(said[1]) < timedelta(days=365)
    assert date.fromisoformat(said[1]) == pages.PREPARED
    assert "2018/1523" in page
    assert 'href="/feedback?about=accessibility"' in page
    assert "ombudsman" in page


def test_what_was_done_is_announced_once(reader: FlaskClient) -> None:
    reader.application.config["WTF_CSRF_ENABLED"] = False
    before = reader.get("/feedback").text

    reader.post("/feedback", data={"about": "other", "words": "The map is upside down."})
    after = reader.get("/feedback").text

    assert (before.count('role="status"'), after.count('role="status"')) == (0, 1)
    assert re.search(r'role="status">[^§]*?Your message is on its way', after)


@pytest.mark.parametrize("path", OWN)
def test_what_belongs_to_one_person_or_desk_is_neither_kept_nor_indexed(
    reader: FlaskClient, path: str
) -> None:
    people.sign_in(reader, "officer-1")

    headers = reader.get(path).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_visitor_sees_no_way_to_the_desks(reader: FlaskClient) -> None:
    ways = {
        link for path in PUBLIC for link in re.findall(r'href="([^"]+)"', reader.get(path).text)
    }

    assert [link for link in ways if "/desk" in link] == []
    assert reader.get("/desk").status_code == 303
