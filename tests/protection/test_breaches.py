"""Breaches (R142): the clock of 72 hours, two persons for each step, letters, and what is public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from commons import clock, db, jobs, record
from commons.law import services as law
from commons.notify import post
from tests import people

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
DESK = "/desk/protection/breaches"
FORM = {
    "title": "A lost disk",
    "detected_at": "2026-11-02T08:00",
    "harms": ["confidentiality", "availability"],
    "risk": "high",
    "nature": "A disk with a backup of September was stolen from the cellar.",
    "people": "Account holders",
    "people_count": "1200",
    "records": "E-mail addresses and display names",
    "records_count": "",
    "consequences": "Unwanted letters.",
    "measures": "The disk was encrypted; keys are changed.",
    "contact": "dpo@example.org",
}


def entered(client: FlaskClient, **other: object) -> TestResponse:
    return client.post(f"{DESK}/new", data={**FORM, **other})


def step(client: FlaskClient, kind: str, **said: str) -> TestResponse:
    return client.post(f"{DESK}/1/steps", data={"kind": kind, "audience": "everybody", **said})


def settle(client: FlaskClient, number: int, word: str = "agree") -> TestResponse:
    return client.post(f"{DESK}/1/steps/{number}/{word}")


def ready(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with db.transaction():
        law.load_files()


def due() -> None:
    """Run what is due now."""
    with db.transaction():
        jobs.force_due()
    jobs.run_due()


def test_two_persons_report_a_breach_in_time_tell_those_concerned_and_publish(
    app: Flask, client: FlaskClient
) -> None:
    with clock.travel(NOW):
        ready(app, client)
        people.confirm_address("citizen-a", "a@example.org")
        people.sign_in(client, "officer-1")
        stranger = client.get("/desk/protection")
        people.sign_in(client, "admin-1")
        empty = entered(client, people="", harms=[])
        future = entered(client, detected_at="2026-11-03T08:00")
        made = entered(client)
        page = client.get(made.location).text
        report = client.get(f"{made.location}/report.txt").text
        hidden = client.get("/privacy/breaches").text
        nowhere = step(client, "report")
        early = step(client, "close")
        asked = [step(client, "report", address="dpa@example.org"), step(client, "publish", words="A disk was stolen."), step(client, "letters", words="Your address may be known to thieves.")]  # fmt: skip
        own = settle(client, 1)
        people.sign_in(client, "auditor")
        agreed = [settle(client, number) for number in (1, 2, 3)]
        twice = settle(client, 1)
        closing = step(client, "close")
        people.sign_in(client, "admin-2")
        closed = settle(client, 4)
        people.sign_out(client)
        shown = client.get("/privacy/breaches").text
        jobs.run_due()
        letters = post.sunk()
        with db.transaction(writes=False):
            noted = [
                (e.kind.rpartition(":")[2], e.facts) for e in record.history("/privacy/breaches")
            ]

    assert (stranger.status_code, made.status_code) == (403, 303)
    assert (empty.status_code, future.status_code) == (422, 422)
    assert "70 hours left to report" in page
    assert all(word in report for word in ("stolen from the cellar", "1200", "Unwanted", "dpo@"))
    assert "Case 1" in hidden
    assert "disk" not in hidden
    assert (nowhere.status_code, early.status_code) == (422, 422)
    assert [one.status_code for one in asked] == [303, 303, 303]
    assert own.status_code == 409
    assert [one.status_code for one in agreed] == [303, 303, 303]
    assert (twice.status_code, closing.status_code, closed.status_code) == (409, 303, 303)
    assert "A disk was stolen." in shown
    assert "Settled after 2 hours" in shown
    assert {one["to"] for one in letters} == {"dpa@example.org", "a@example.org"}
    assert {word for word, _facts in noted} == {"entered", "prepared", "taken"}
    assert "disk" not in str(noted)


def test_after_72_hours_the_clock_is_late_in_public_and_a_report_says_why(
    app: Flask, client: FlaskClient
) -> None:
    with clock.travel(NOW):
        ready(app, client)
        people.confirm_address("admin-1", "keeper@example.org")
        people.sign_in(client, "admin-1")
        entered(client)
        step(client, "report", address="dpa@example.org")
    with clock.travel(NOW + timedelta(hours=71)):
        people.sign_in(client, "admin-2")
        due()
        late = client.get(f"{DESK}/1").text
        public = client.get("/privacy/breaches").text
        unsaid = settle(client, 1)
        settle(client, 1, "refuse")
        step(client, "report", address="dpa@example.org", words="Nobody was at the desk.")
        people.sign_in(client, "admin-1")
        said = settle(client, 2)
        due()
        subjects = [one["subject"] for one in post.sunk()]

    assert "Report overdue by 1 hour" in late
    assert "Report overdue" in public
    assert (unsaid.status_code, said.status_code) == (422, 303)
    assert subjects.count("The report of breach 1 is due") == 1
    assert "Report of a breach of personal data, case 1" in subjects
