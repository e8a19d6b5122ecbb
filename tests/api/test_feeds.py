"""Feeds and figures: what is newest, what happened, how the house is doing."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

from commons import record
from consult.services import approving
from portal.feeds import ENTRIES
from tests import people
from tests.consult import making

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer):
    """The entries of a feed, as (title, address)."""
    assert answer.mimetype == "application/atom+xml"
    root = ET.fromstring(answer.data)
    return [
        (e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}id")) for e in root.iter(f"{ATOM}entry")
    ]


def test_a_public_hearing_is_in_the_feed(app, client):
    making.ready(app)

    answer = client.get("/feeds/hearings.atom?lang=en")

    assert entries(answer) == [("Clean Air Act", "http://localhost/hearings/1-clean-air-act")]
    assert "Comments until the end of 16 October 2026." in answer.text


def test_a_draft_is_in_no_feed(app, client):
    with making.at(app, making.BEFORE):
        making.draft()

    assert entries(client.get("/feeds/hearings.atom")) == []


def test_the_feed_of_a_hearing_tells_what_happened(app, client, travel):
    making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        later = making.CLOSES + timedelta(days=7)
        officer, hearing = people.actor("officer-1"), making.find(1)
        approving.extend(officer, hearing, closes_at=later, reason="The harvest was late.")

    found = entries(client.get("/hearings/1/feed.atom?lang=en"))

    assert [title for title, _address in found] == [
        "Extended",
        "Approved by a second person and announced",
    ]


def test_many_comments_hide_no_step_from_feed_and_timeline(app, client, travel):
    making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        hearing = making.find(1)
        for number in range(ENTRIES + 1):
            record.note("hearing:comment:accepted", hearing.path, facts={"comment": number})
    travel(making.WHILE_OPEN)

    found = entries(client.get("/hearings/1-clean-air-act/feed.atom?lang=en"))

    assert [title for title, _address in found] == ["Approved by a second person and announced"]
    assert "Approved by a second person" in client.get("/hearings/1-clean-air-act?lang=en").text


def test_a_body_has_a_feed_of_its_own(app, client):
    making.ready(app)

    found = entries(client.get("/feeds/agencies/pollution-control.atom?lang=en"))

    assert [title for title, _address in found] == ["Clean Air Act"]
    assert client.get("/feeds/agencies/no-such.atom").status_code == 404


def test_a_feed_that_has_not_changed_is_not_sent_again(app, client):
    making.ready(app)
    first = client.get("/feeds/hearings.atom")

    second = client.get("/feeds/hearings.atom", headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 304


def test_initiatives_have_a_feed(client):
    assert entries(client.get("/feeds/initiatives.atom")) == []


def test_the_figures_are_those_of_the_lists(app, client, travel):
    making.ready(app)
    travel(making.CLOSES + timedelta(days=31))

    found = client.get("/api/v1/statistics").json

    assert found["hearings"]["closed"] == 1
    assert found["summaries"] == {"published": 0, "owed": 1, "overdue": 1}
    assert "of these overdue" in client.get("/statistics?lang=en").text
