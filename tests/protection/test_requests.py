"""Requests about one's own data (R137): thirty days, one extension, an answer, and public figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, db, jobs
from commons.dataprotection import rules
from commons.dataprotection.models import DataRequest
from commons.notify import post
from tests import people

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
DESK = "/desk/protection/requests"


@pytest.mark.parametrize(
    ("arrived", "due", "extended"),
    [
        ("2026-11-02", "2026-12-02", "2027-02-02"),
        ("2027-01-31", "2027-02-28", "2027-04-28"),
        ("2026-12-15", "2027-01-14", "2027-03-14"),
    ],
)
def test_the_day_is_the_earlier_of_thirty_days_and_a_month(
    arrived: str, due: str, extended: str
) -> None:
    at = datetime.fromisoformat(f"{arrived}T09:00:00+07:00")
    last = timedelta(microseconds=1)

    assert (rules.answer_by(at) - last).astimezone(at.tzinfo).date().isoformat() == due
    assert (rules.extended_to(at) - last).astimezone(at.tzinfo).date().isoformat() == extended


def due() -> None:
    """Run what is due now."""
    with db.transaction():
        jobs.force_due()
    jobs.run_due()


def test_a_request_has_a_clock_that_is_extended_once_and_answered(
    app: Flask, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with clock.travel(NOW):
        people.confirm_address("citizen-a", "a@example.org")
        people.confirm_address("admin-1", "keeper@example.org")
        people.sign_in(client, "citizen-a")
        empty = client.post("/me/requests", data={"wish": "access", "words": ""})
        asked = client.post("/me/requests", data={"wish": "access", "words": "Everything, please."})
        mine = client.get("/me/requests").text
        own = client.get("/me/data.json").text
        strange = client.get(f"{DESK}/1")
    with clock.travel(NOW + timedelta(days=25)):
        due()
        people.sign_in(client, "admin-1")
        why = {"reason": "It is in three archives."}
        extended, again = (client.post(f"{DESK}/1/extend", data=why) for _once in range(2))
    with clock.travel(NOW + timedelta(days=100)):
        people.sign_in(client, "admin-1")
        overdue = client.get("/privacy/requests").text
        desk = client.get("/desk/protection").text
        answered = client.post(
            f"{DESK}/1/answer", data={"outcome": "granted", "words": "Here is everything."}
        )
        twice = client.post(f"{DESK}/1/answer", data={"outcome": "granted", "words": "Again."})
        people.sign_in(client, "citizen-a")
        read = client.get("/me/requests").text
        due()
        letters = [(one["to"], one["subject"]) for one in post.sunk()]

    assert (empty.status_code, asked.status_code, strange.status_code) == (422, 303, 403)
    assert "Answer due in 30 days" in mine
    assert "Everything, please." in own
    assert (extended.status_code, again.status_code) == (303, 409)
    assert 'data-label="Overdue now" class="lp-table__number">1<' in overdue
    assert "overdue by" in desk
    assert (answered.status_code, twice.status_code) == (303, 409)
    assert "Here is everything." in read
    assert ("keeper@example.org", "Request 1 about personal data is due") in letters
    assert letters.count(("a@example.org", "Your request about your data")) == 2
    assert not any("everything" in one["text"] for one in post.sunk())


def test_a_letter_counts_from_its_arrival_and_its_sender_lies_sealed(
    app: Flask, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    letter = {"wish": "erasure", "words": "Erase my letter of May.", "sender": "Somsri, Soi 4"}
    with clock.travel(NOW):
        people.sign_in(client, "auditor")
        future = client.post(f"{DESK}/new", data={**letter, "arrived_on": "2026-11-09"})
        made = client.post(f"{DESK}/new", data={**letter, "arrived_on": "2026-10-20"})
        page = client.get(made.location).text
        with db.transaction(writes=False) as session:
            row = session.execute(sa.select(DataRequest.__table__)).one()

    assert (future.status_code, made.status_code) == (422, 303)
    assert "Answer due in 17 days" in page
    assert "Somsri, Soi 4" in page
    assert b"Somsri" not in row.sender


def test_an_erased_account_leaves_no_words_of_its_requests(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with clock.travel(NOW):
        people.sign_in(client, "citizen-a")
        client.post("/me/requests", data={"wish": "access", "words": "My private words."})
        client.post("/me/erase", data={"sure": "y"})
        with db.transaction(writes=False) as session:
            row = session.scalars(sa.select(DataRequest)).one()
            kept = (row.account_id, row.words, row.outcome)

    assert kept == (None, "", "withdrawn")
