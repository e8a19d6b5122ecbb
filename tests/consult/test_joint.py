"""Hearings of two agencies, and exceptions that the body above decides."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import clock
from commons.access import Role
from commons.agencies import queries as agencies
from commons.agencies import services as bodies
from commons.errors import Refusal
from commons.identity import actors, rehearsal
from consult import policies, rules
from consult.joint import services as joint
from consult.models import Hearing
from consult.oversight import queries as exceptions
from consult.oversight import services as oversight
from consult.oversight.models import Wish
from consult.queries import cards
from consult.queries.hearings import Wanted
from consult.services import approving, preparing, replying, summarising
from consult.services.replying import Given
from consult.states import Disposition
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, OPENS, WHILE_OPEN, at


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def _serves(hint: str, slug: str, role: Role):
    """A person without another office, who serves this body from now on."""
    account = rehearsal.account(hint)
    bodies.install(account, people.agency(slug), role)
    return actors.of(account, assurance=3, second_factor=True)


def _partner(hearing: Hearing):
    other = people.agency("ministry-of-transport")
    partner = joint.ask(people.actor("officer-1"), hearing, other)
    publisher = _serves("voter-71", "ministry-of-transport", Role.PUBLISHER)
    joint.answer(publisher, hearing, partner, accept=True)
    return publisher


def test_officers_of_both_agencies_work_on_a_joint_hearing_and_both_records_count_it(
    app: Flask,
) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        stranger = people.actor("officer-b")
        before = policies.may_see_desk(stranger, hearing)

        publisher_b = _partner(hearing)
        preparing.submit(people.actor("officer-1"), hearing)
        own_publisher = policies.may_approve(people.actor("publisher"), hearing)
        approving.approve(publisher_b, hearing)

        assert (before, policies.may_see_desk(stranger, hearing)) == (False, True)
        assert not own_publisher
        for slug in ("pollution-control", "ministry-of-transport"):
            found = cards.page(Wanted(agencies=(people.agency(slug).id,)))
            assert found.total == 1
        assert "Ministry of Transport" in hearing.held_by("en")


def test_an_agency_joins_only_by_its_own_publisher_and_before_the_draft_is_handed_in(
    sqlite_app: Flask,
) -> None:
    with at(sqlite_app, BEFORE):
        hearing = making.draft()
        officer, other = people.actor("officer-1"), people.agency("ministry-of-transport")
        partner = joint.ask(officer, hearing, other)

        with refused("bad-partner"):
            joint.ask(officer, hearing, other)
        with refused("bad-partner"):
            joint.ask(officer, hearing, people.agency())
        with refused("not-permitted"):
            joint.answer(people.actor("publisher"), hearing, partner, accept=True)
        preparing.submit(officer, hearing)
        with refused("out-of-order"):
            joint.ask(officer, hearing, people.agency("parliament"))


def test_the_asked_agency_answers_at_its_desk(app: Flask, client: FlaskClient, travel) -> None:
    travel(BEFORE)
    with at(app, BEFORE):
        slug = making.draft().slug
        _serves("voter-71", "ministry-of-transport", Role.PUBLISHER)
    people.sign_in(client, "officer-1")
    empty = client.post(f"/desk/hearings/{slug}/joint", data={})
    asked = client.post(f"/desk/hearings/{slug}/joint", data={"agency": "ministry-of-transport"})
    other = app.test_client()
    other.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(other, "voter-71")

    home = other.get("/desk")
    page = other.get("/desk/joint/1")
    hidden = client.get("/desk/joint/1")
    accepted = other.post("/desk/joint/1", data={"answer": "accept"})
    twice = other.post("/desk/joint/1", data={"answer": "accept"})

    assert (empty.status_code, asked.status_code, hidden.status_code) == (422, 303, 403)
    assert "An agency asks yours to hold a hearing together." in home.text
    assert "Department of Pollution Control asks your agency" in page.text
    assert (accepted.status_code, twice.status_code) == (303, 409)
    assert other.get(f"/desk/hearings/{slug}").status_code == 200


def _short(hearing: Hearing) -> None:
    window = rules.Window(
        OPENS, OPENS + timedelta(days=5), "urgent-necessity", "The fires begin in November."
    )
    preparing.set_dates(people.actor("officer-1"), hearing, window)


def test_a_shorter_hearing_waits_for_the_body_above(app: Flask, client: FlaskClient) -> None:
    with at(app, BEFORE):
        above = _serves("voter-72", "ministry-of-environment", Role.PUBLISHER)
        people.agency("ministry-of-environment").email = "ministry@example.org"
        hearing = making.draft()
        _short(hearing)
        preparing.submit(people.actor("officer-1"), hearing)
        (asked,) = exceptions.standing(hearing.id)
        number, slug = hearing.id, hearing.slug

        with refused("exception-waits"):
            approving.approve(people.actor("publisher"), hearing)
        with refused("not-found"):
            oversight.decide(people.actor("publisher"), asked, is_granted=True, answer="")
        with refused("reason-needed"):
            oversight.decide(above, asked, is_granted=False, answer=" ")
    people.sign_in(client, "voter-72")
    queue = client.get("/desk/exceptions")
    empty = client.post("/desk/exceptions/1", data={})
    granted = client.post("/desk/exceptions/1", data={"decision": "grant", "answer": "Agreed."})
    twice = client.post("/desk/exceptions/1", data={"decision": "grant"})
    before = client.get("/exceptions")
    with at(app, BEFORE):
        approving.approve(people.actor("publisher"), making.find(number))
    register = client.get("/exceptions?agency=pollution-control")
    machine = client.get("/api/v1/exceptions").json

    assert "Clean Air Act" in queue.text
    assert (empty.status_code, granted.status_code, twice.status_code) == (422, 303, 409)
    assert "The fires begin in November." not in before.text
    assert "The fires begin in November." in register.text
    assert "Ministry of the Environment" in register.text
    assert slug in register.text
    assert machine["items"][0]["approver"] == "ministry-of-environment"
    assert machine["items"][0]["approved_by_itself"] is False


def test_where_nobody_stands_above_the_agency_approves_itself_and_says_so(
    app: Flask, client: FlaskClient
) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        _short(hearing)
        preparing.submit(people.actor("officer-1"), hearing)
        approving.approve(people.actor("publisher"), hearing)
        (asked,) = exceptions.standing(hearing.id)

    page = client.get("/exceptions")

    assert (asked.wish, asked.granted) == (Wish.SHORTER, True)
    assert asked.approver_id is None
    assert "Approved by itself" in page.text


def test_other_words_are_asked_for_anew_and_a_refusal_stops_the_draft(sqlite_app: Flask) -> None:
    with at(sqlite_app, BEFORE):
        above = _serves("voter-72", "ministry-of-environment", Role.PUBLISHER)
        officer = people.actor("officer-1")
        hearing = making.draft()
        _short(hearing)
        preparing.submit(officer, hearing)
        (first,) = exceptions.standing(hearing.id)
        oversight.decide(above, first, is_granted=False, answer="There is time.")
        with refused("exception-waits"):
            approving.approve(people.actor("publisher"), hearing)
        approving.take_back(officer, hearing)
        preparing.submit(officer, hearing)
        (second,) = exceptions.standing(hearing.id)

        assert second.id != first.id
        assert first.replaced_at == clock.now()


def test_the_body_above_sees_who_is_late_below_it(app: Flask, client: FlaskClient, travel) -> None:
    number = making.ready(app)
    with at(app, BEFORE):
        _serves("voter-72", "ministry-of-environment", Role.PUBLISHER)
        slug = making.find(number).slug
    travel(making.CLOSES + timedelta(days=60))
    people.sign_in(client, "voter-72")
    above = client.get("/desk/below")
    people.sign_in(client, "officer-b")
    elsewhere = client.get("/desk/below")

    assert slug in above.text
    assert "overdue" in above.text
    assert slug not in elsewhere.text
    with at(app, BEFORE):
        assert agencies.by_slug("pollution-control") is not None


def test_an_answer_names_the_agency_that_gave_it(app: Flask, client: FlaskClient) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        publisher_b = _partner(hearing)
        preparing.submit(people.actor("officer-1"), hearing)
        approving.approve(publisher_b, hearing)
        number, path = hearing.id, hearing.path
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for words in ("Too short.", "Too long."):
            making.says("citizen-a", hearing, words)
    with at(app, AFTER):
        hearing, other = making.find(number), people.actor("officer-b")
        replying.reply(other, hearing, [1], Given(Disposition.NOTED, "We build the roads."))
        making.answered(hearing, [2])
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)

    report, page = client.get(f"{path}/report").text, client.get(f"{path}/comments/1").text
    table = list(csv.DictReader(io.StringIO(client.get(f"{path}/report.csv").text.lstrip("﻿"))))
    data = client.get(f"/api/v1{path}/report").json

    assert "Ministry of Transport" in page
    assert 'lp-badge--official">Department of Pollution Control' in report
    assert [row["answered_by"] for row in table] == ["ministry-of-transport", "pollution-control"]
    assert data["themes"][0]["answer"]["agency"] == "pollution-control"
