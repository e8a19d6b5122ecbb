"""My page and the pages of bodies show what the wings hold, and let go of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commons import clock, db
from initiatives import services
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, CLOSES, WHILE_OPEN
from tests.consult.test_pages import send
from tests.initiatives.road import START, Road
from tests.initiatives.test_road import register

WORDS = "Fifteen days are too short."


@pytest.fixture
def reader(client):
    """A browser whose reader prefers English."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_my_comments_stand_on_my_page_and_in_my_data(app, reader, travel):
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(reader, "citizen-a")
    send(reader, stance="agree")

    page = reader.get("/me").text
    said = reader.get("/me/data.json").get_json()

    assert "/hearings/1-clean-air-act/comments/1" in page
    assert "What I follow" in page
    assert said["parts"]["comments"][0]["words"] == WORDS


def test_what_i_said_stays_without_my_name_when_i_erase_my_account(app, reader, travel):
    making.ready(app)
    travel(WHILE_OPEN)
    me = people.sign_in(reader, "citizen-a")
    send(reader, stance="agree", display="name")
    before = reader.get("/hearings/1-clean-air-act/comments/1").text

    reader.post("/me/erase", data={"sure": "y"})
    after = reader.get("/hearings/1-clean-air-act/comments/1").text

    assert me.name in before
    assert WORDS in after
    assert me.name not in after
    assert "Name withheld" in after


def test_a_bodys_page_shows_its_hearings_and_the_superiors_those_below(app, reader, travel):
    making.ready(app)
    travel(CLOSES + timedelta(days=40))

    own = reader.get("/agencies/pollution-control").text
    superior = reader.get("/agencies/ministry-of-environment").text

    for page in (own, superior):
        assert "/hearings/1-clean-air-act" in page
        assert "1 summary is overdue." in page
        assert "Summary overdue by" in page


def test_a_draft_is_not_on_its_bodys_page(app, reader, travel):
    with making.at(app, making.BEFORE):
        making.draft()
    travel(AFTER)

    page = reader.get("/agencies/pollution-control").text

    assert "Clean Air Act" not in page


def test_a_committees_page_shows_what_lies_with_it_and_until_when(sqlite_app, tmp_path, travel):
    with sqlite_app.app_context():
        road = Road(tmp_path, "generic-open")
        road.to_collecting()
        with clock.travel(START + timedelta(days=5)):
            road.sign_many(21)
            road.send()
        with clock.travel(START + timedelta(days=5, minutes=16)):
            road.advance()
            road.verify(register(21, without=1))
        with clock.travel(START + timedelta(days=8)):
            road.advance()
            with db.transaction():
                services.forward(road.x, people.actor("initiator-1"))
                address = road.x.path
    travel(START + timedelta(days=9))

    page = sqlite_app.test_client().get("/committees/committee-on-environment?lang=en").text

    assert address in page
    assert "Due in" in page
