"""Who pays: gifts disclosed in time, struck out in public, overdue in public; breaches reported."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from commons import clock, db
from commons.errors import Refusal
from initiatives import queries as initiatives
from initiatives.abuse import queries as abuse
from initiatives.abuse import services as reports
from initiatives.abuse.models import Breach
from initiatives.funding import queries, rules, services
from tests import people
from tests.initiatives.road import START, Road


def test_a_gift_is_disclosed_until_the_end_of_the_next_month() -> None:
    assert rules.due_on(date(2026, 1, 31)) == date(2026, 2, 28)
    assert rules.due_on(date(2026, 11, 1)) == date(2026, 12, 31)
    assert rules.due_on(date(2026, 12, 5)) == date(2027, 1, 31)
    assert rules.owed_on(date(2026, 10, 5), None) == date(2026, 11, 30)
    assert rules.owed_on(date(2026, 10, 5), date(2026, 11, 30)) == date(2027, 1, 31)


def test_the_limit_itself_is_disclosed_and_one_below_is_refused() -> None:
    limit = rules.Limit(1500, "EUR")
    day = date(2026, 10, 1)

    assert rules.check_gift(limit, 1500, day, day) == limit
    with pytest.raises(Refusal):
        rules.check_gift(limit, 1499, day, day)
    with pytest.raises(Refusal):
        rules.check_gift(limit, 2000, day, day - timedelta(days=1))
    with pytest.raises(Refusal):
        rules.check_gift(None, 2000, day, day)


def test_gifts_stand_on_the_page_and_an_overdue_statement_is_public(
    sqlite_app: Flask, tmp_path
) -> None:
    with sqlite_app.app_context():
        road = Road(tmp_path, "generic-open")
        road.to_collecting()
    client = sqlite_app.test_client()
    with clock.travel(START + timedelta(days=5)):
        people.sign_in(client, "initiator-1")
        with sqlite_app.app_context(), db.transaction():
            path = initiatives.by_number(road.number).path
            limit = queries.of(road.x).limit
        token = _token(client.get(f"{path}/funding").text)
        said = {"giver": "Lung Foundation", "amount": "900", "csrf_token": token}
        day = {"received_on-day": "3", "received_on-month": "10", "received_on-year": "2026"}

        assert limit is not None
        empty = client.post(f"{path}/funding/gifts", data={"csrf_token": token})
        small = client.post(f"{path}/funding/gifts", data={**said, **day, "amount": "1"})
        taken = client.post(f"{path}/funding/gifts", data={**said, **day})

        assert (empty.status_code, small.status_code, taken.status_code) == (422, 422, 303)
        assert "Lung Foundation" in small.text
        assert "Lung Foundation" in sqlite_app.test_client().get(f"{path}/funding").text
        assert f"{path}/funding" in sqlite_app.test_client().get(f"{path}/sign").text
    with clock.travel(START + timedelta(days=70)):
        with sqlite_app.app_context(), db.transaction():
            services.remind_due()
            services.remind_due()
        page = sqlite_app.test_client().get(path, headers={"Accept-Language": "en"})

        assert page.text.count("The statement on gifts is overdue") == 1
        with sqlite_app.app_context(), db.transaction():
            services.state(road.x, people.actor("initiator-1"))
            assert not queries.of(road.x).is_overdue
            gift = queries.gifts(road.number)[0]
            services.strike(road.x, people.actor("initiator-1"), gift, reason="Given back.")
            with pytest.raises(Refusal):
                services.strike(road.x, people.actor("initiator-1"), gift, reason="Twice.")
            with pytest.raises(Refusal):
                services.state(road.x, people.actor("citizen-a"))


def test_a_breach_is_reported_without_account_and_answered_by_case_number(
    sqlite_app: Flask, tmp_path
) -> None:
    with sqlite_app.app_context():
        road = Road(tmp_path, "generic-open")
        road.to_collecting()
        with db.transaction():
            path = road.x.path
    client, desk = sqlite_app.test_client(), sqlite_app.test_client()
    with clock.travel(START + timedelta(days=5)):
        people.sign_in(desk, "clerk")
        token = _token(client.get(f"{path}/report").text)
        empty = client.post(f"{path}/report", data={"csrf_token": token, "words": "At the market"})
        sent = client.post(
            f"{path}/report",
            data={"csrf_token": token, "breach": "payment", "words": "At the market"},
        )

        assert empty.status_code == 422
        assert "At the market" in empty.text
        assert sent.status_code == 200
        with sqlite_app.app_context(), db.transaction():
            kept = db.session().get_one(reports.AbuseReport, 1)
            number, case = kept.id, kept.case_number
        assert case[:4] in sent.text
        assert "At the market" not in client.get(path).text

        page = desk.get(f"/desk/initiatives/abuse/{number}")
        said = {"csrf_token": _token(page.text), "finding": "founded", "words": "We looked."}
        first = desk.post(f"/desk/initiatives/abuse/{number}", data=said)
        again = desk.post(f"/desk/initiatives/abuse/{number}", data=said)

        assert (first.status_code, again.status_code) == (303, 409)
        token = _token(client.get("/initiatives/reports").text)
        wrong = client.post("/initiatives/reports", data={"csrf_token": token, "case_number": "X"})
        right = client.post("/initiatives/reports", data={"csrf_token": token, "case_number": case})
        assert wrong.status_code == 422
        assert "We looked." in right.text
        with sqlite_app.app_context(), db.transaction():
            assert abuse.figures(road.number) == abuse.Figures(1, 1, 1)
            officer = people.actor("officer-1")
            second = reports.report(road.x, breach=Breach.OTHER, words="Another thing")
            with pytest.raises(Refusal):
                reports.answer(second, officer, finding=reports.Finding.FOUNDED, words="no")


def _token(page: str) -> str:
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
