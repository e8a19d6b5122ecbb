"""Leave and deputies: whose offices a deputy has, for how long, and where two persons are needed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, db, jobs, record
from commons.access import Role
from commons.accounts.models import Account
from commons.agencies import deputies, leave
from commons.errors import Refusal
from commons.notify.models import LetterRow
from consult import policies
from consult.services import preparing
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, WHILE_OPEN, at

FIRST, LAST = date(2026, 9, 20), date(2026, 9, 27)
DURING = datetime(2026, 9, 21, 9, tzinfo=UTC)
AFTER = datetime(2026, 9, 28, 9, tzinfo=UTC)


def _away(absent: str, deputy: str, by: str | None = None) -> None:
    leave.name_deputy(
        people.actor(by or absent),
        people.agency(),
        absent_id=people.actor(absent).account_id,
        deputy_id=people.actor(deputy).account_id,
        first=FIRST,
        last=LAST,
    )


def test_a_deputy_has_the_ordinary_offices_for_the_time_and_no_longer(app: Flask) -> None:
    with at(app, BEFORE):
        people.actor("officer-2")
        _away("publisher", "officer-2")
        agency = people.agency().id

    with at(app, DURING):
        during = people.actor("officer-2").roles
    with at(app, AFTER):
        after = people.actor("officer-2").roles
        entries = record.history("/agencies/pollution-control")

    assert (agency, Role.PUBLISHER) in during
    assert (agency, Role.PUBLISHER) not in after
    assert entries[0].kind == "agencies:deputy:named"
    assert "absent" not in entries[0].facts


def test_a_deputy_is_no_second_person(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        preparing.submit(people.actor("officer-1"), hearing)
        free = policies.may_approve(people.actor("publisher"), hearing)
        _away("officer-1", "publisher")

        bound = policies.may_approve(people.actor("publisher"), hearing)

    assert (free, bound) == (True, False)


@pytest.mark.parametrize(
    ("absent", "deputy", "code"),
    [
        ("officer-1", "officer-b", "no-such-account"),
        ("officer-1", "officer-1", "no-such-account"),
        ("officer-1", "moderator", "roles-exclude-each-other"),
        ("officer-b", "officer-1", "no-such-account"),
    ],
)
def test_who_cannot_stand_in_is_refused(
    sqlite_app: Flask, absent: str, deputy: str, code: str
) -> None:
    with at(sqlite_app, BEFORE), pytest.raises(Refusal) as refusal:
        _away(absent, deputy)

    assert refusal.value.code == code


def test_a_member_goes_on_leave_at_the_desk_and_an_administrator_does_it_for_the_ill(
    app: Flask, client: FlaskClient, travel
) -> None:
    travel(BEFORE)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.actor("officer-2")
    me = people.sign_in(client, "officer-1")
    house = people.agency().id
    with db.transaction(writes=False):
        colleague = f"{house}.{people.actor('officer-2').account_id}"
    days = {
        "first-day": "20",
        "first-month": "9",
        "first-year": "2569",
        "last-day": "27",
        "last-month": "9",
        "last-year": "2026",
    }

    empty = client.post("/desk/leave", data={})
    named = client.post("/desk/leave", data={"deputy": colleague, **days})
    twice = client.post("/desk/leave", data={"deputy": colleague, **days})
    home = client.get("/desk")
    stranger = app.test_client()
    people.sign_in(stranger, "officer-b")
    foreign = stranger.post("/desk/leave/1/end")
    ended = client.post("/desk/leave/1/end")
    people.sign_in(client, "admin-1")
    ill = client.post(
        "/desk/members/pollution-control/leave",
        data={"absent": f"{house}.{me.account_id}", "deputy": colleague, **days},
    )
    page = client.get("/desk/members/pollution-control/leave")
    recalled = client.post("/desk/members/pollution-control/leave/2/end")

    assert (empty.status_code, named.status_code, twice.status_code) == (422, 303, 422)
    assert "stands in for you until" in home.text
    assert (foreign.status_code, ended.status_code) == (404, 303)
    assert (ill.status_code, recalled.status_code) == (303, 303)
    assert "stands in for" in page.text


def _with_address(hint: str) -> int:
    account = db.session().get_one(Account, people.actor(hint).account_id)
    account.email, account.email_confirmed_at = f"{hint}@example.org", clock.now()
    return account.id


def _daily(app: Flask, instant: datetime) -> list[str]:
    with app.app_context(), clock.travel(instant):
        with db.transaction():
            jobs.force_due()
        jobs.run_due()
        with db.transaction(writes=False):
            rows = db.session().scalars(
                sa.select(LetterRow)
                .where(LetterRow.event.startswith("daily:"))
                .order_by(LetterRow.id)
            )
            return [f"{row.address} {row.text}" for row in rows]


def test_the_daily_letter_comes_once_a_day_and_goes_to_the_deputy_while_one_is_away(
    app: Flask,
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN - timedelta(hours=2)):
        _with_address("officer-1")
        _with_address("officer-2")
        quiet = _with_address("verifier")
        making.says("citizen-a", making.find(number), "Too short.")

    too_early = _daily(app, WHILE_OPEN.replace(hour=5))
    first = _daily(app, WHILE_OPEN)
    again = _daily(app, WHILE_OPEN + timedelta(hours=3))
    with at(app, WHILE_OPEN + timedelta(hours=4)):
        making.says("citizen-b", making.find(number), "Much too short.")
        leave.name_deputy(
            people.actor("officer-1"),
            people.agency(),
            absent_id=people.actor("officer-1").account_id,
            deputy_id=people.actor("officer-2").account_id,
            first=WHILE_OPEN.date(),
            last=WHILE_OPEN.date() + timedelta(days=3),
        )
    next_day = _daily(app, WHILE_OPEN + timedelta(days=1))

    assert too_early == []
    assert [line.split()[0] for line in first] == ["officer-1@example.org", "officer-2@example.org"]
    assert "New comments: Clean Air Act" in first[0]
    assert "Too short." not in first[0]
    assert again == first
    assert [line.split()[0] for line in next_day[2:]] == ["officer-2@example.org"]
    with at(app, WHILE_OPEN):
        assert not deputies.of_account(quiet)
