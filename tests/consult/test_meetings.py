"""Meetings from announcement to minutes, what was said there, and whom one may ask."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest

from commons.errors import Refusal
from consult.meetings import queries, services
from consult.meetings.services import Minutes, Plan
from tests import people
from tests.consult import making
from tests.consult.making import BANGKOK, BEFORE, WHILE_OPEN, at, find

DESK = "/desk/hearings/1-clean-air-act"
PUBLIC = "/hearings/1-clean-air-act"
STARTS = datetime(2026, 10, 4, 13, tzinfo=BANGKOK)
PLAN = Plan({"en": "Town hall"}, STARTS, STARTS + timedelta(hours=2), place="Town hall, Lampang")


def moment(name, day, hour):
    """The boxes of an instant."""
    parts = zip(("day", "month", "year"), day.split("-"), strict=True)
    return {f"{name}-{part}": value for part, value in parts} | {f"{name}-time": hour}


FORM = {
    "title_en": "Town hall",
    "place": "Town hall, Lampang",
    **moment("starts_at", "4-10-2569", "13:00"),
    **moment("ends_at", "4-10-2569", "15:00"),
}


def test_a_meeting_is_announced_held_minuted_and_its_words_become_comments(app, client, travel):
    travel(BEFORE)
    with at(app, BEFORE):
        making.approved()
    people.sign_in(client, "officer-1")

    backwards = client.post(
        f"{DESK}/meetings/new", data={**FORM, **moment("ends_at", "4-10-2569", "12:00")}
    )
    nowhere = client.post(f"{DESK}/meetings/new", data={**FORM, "place": ""})
    nameless = client.post(f"{DESK}/meetings/new", data={**FORM, "title_en": ""})
    announced = client.post(f"{DESK}/meetings/new", data=FORM)
    early = client.post(f"{DESK}/meetings/1/minutes", data={"minutes": "Nothing yet."})
    calendar = client.get("/meetings").text

    assert [r.status_code for r in (backwards, nowhere, nameless)] == [422, 422, 422]
    assert "Town hall" in backwards.text
    assert (announced.status_code, early.status_code) == (303, 409)
    assert "Lampang" in calendar and "Lampang" in client.get(PUBLIC).text

    travel(WHILE_OPEN)
    people.sign_in(client, "officer-1")
    silent = client.post(f"{DESK}/meetings/1/minutes", data={"minutes": ""})
    minutes = client.post(
        f"{DESK}/meetings/1/minutes",
        data={
            "minutes": "Forty farmers spoke.",
            "attended": "40",
            "groups": "Farmers",
            "file": (io.BytesIO(b"Signed minutes."), "minutes.txt"),
        },
    )
    empty = client.post(f"{DESK}/meetings/1/said", data={"words": "", "section": ""})
    said = client.post(f"{DESK}/meetings/1/said", data={"words": "Buy straw.", "section": "sec_5"})
    cancelled = client.post(f"{DESK}/meetings/1/cancel", data={"reason": "Rain."})

    assert (silent.status_code, empty.status_code, cancelled.status_code) == (422, 422, 409)
    assert (minutes.status_code, said.status_code) == (303, 303)
    page = client.get(f"{PUBLIC}/meetings/1").text
    assert "Forty farmers spoke." in page and "Buy straw." in page and "40" in page
    assert client.get(f"{PUBLIC}/meetings/1/minutes").data == b"Signed minutes."
    comment = client.get(f"{PUBLIC}/comments/1").text
    assert f"{PUBLIC}/meetings/1" in comment
    assert "Lampang" not in client.get("/meetings").text
    people.sign_in(client, "officer-b")
    assert client.get(f"{DESK}/meetings").status_code == 404


def test_a_cancelled_meeting_stays_with_its_reason_and_takes_no_minutes(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing, officer = making.approved(), people.actor("officer-1")
        meeting = services.announce(officer, hearing, PLAN)
        services.cancel(officer, meeting, "The hall is flooded.")

        assert [m.cancel_reason for m in queries.upcoming(BEFORE)] == ["The hall is flooded."]
        for act in (
            lambda: services.change(officer, meeting, PLAN),
            lambda: services.keep_minutes(officer, meeting, Minutes("Held.", 3)),
        ):
            with pytest.raises(Refusal) as caught:
                act()
            assert caught.value.code == "out-of-order"


def test_a_draft_announces_no_meeting_to_the_public(sqlite_app):
    with at(sqlite_app, BEFORE):
        hearing = making.draft()
        services.announce(people.actor("officer-1"), hearing, PLAN)

        assert queries.upcoming(BEFORE) == []


def test_contact_persons_stand_in_the_order_of_the_agency(sqlite_app, travel):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    travel(BEFORE)
    with at(sqlite_app, BEFORE):
        making.approved()
    client = sqlite_app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(client, "officer-1")

    for name in ("Malee", "Somchai"):
        client.post(f"{DESK}/contacts", data={"name": name, "email": f"{name}@agency.example"})
    unreachable = client.post(f"{DESK}/contacts", data={"name": "Nobody"})
    client.post(f"{DESK}/contacts/2/up")
    page = client.get(PUBLIC).text
    with at(sqlite_app, BEFORE):
        assert [c.name for c in queries.contacts(find(1))] == ["Somchai", "Malee"]
    client.post(f"{DESK}/contacts/1/remove")

    assert unreachable.status_code == 422
    assert page.index("Somchai") < page.index("Malee")
    assert "Malee" not in client.get(PUBLIC).text
