"""After the decision: what became of each section, who is told, and the evaluation of the law."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from commons import db, jobs
from commons.notify import post
from consult.followup import evaluating, queries, services
from consult.followup.models import Result
from consult.followup.services import Said
from consult.models import Hearing
from consult.services import preparing
from tests import people
from tests.consult import making
from tests.consult.making import BANGKOK, at
from tests.results.making import FINAL, LATER, follower, in_force, mailed

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
DESK = f"/desk{PUBLIC}"


def letters(address: str) -> list[str]:
    jobs.run_due()
    return [one["subject"] for one in post.sunk() if one["to"] == address]


def test_each_comment_shows_what_became_of_its_section(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = in_force(app)
    with at(app, LATER):
        address = follower(making.find(number))
    travel(LATER + timedelta(hours=1))
    people.sign_in(client, "officer-1")
    before = len(letters(address))

    entered = client.post(
        f"{DESK}/final-text",
        data={
            "link": "https://gazette.example.org/1",
            "gazette": "Volume 1",
            "file": (io.BytesIO(FINAL.encode()), "act.md"),
        },
    )
    proposals = client.get(f"{DESK}/follow-up").text
    without = client.post(f"{DESK}/follow-up", data={"result-sec_3": "partly"})
    kept = client.post(
        f"{DESK}/follow-up",
        data={
            "result-sec_3": "partly",
            "to-sec_3": "sec_3",
            "reason-sec_3": "Twenty days were agreed.",
            "result-sec_4": "adopted",
            "to-sec_4": "sec_4",
            "result-sec_5": "not",
            "reason-sec_5": "Parliament struck the fine.",
        },
    )

    assert entered.status_code == 303
    assert '<option value="partly" selected>' in proposals
    assert '<option value="not" selected>' in proposals
    assert without.status_code == 422
    assert "Write why this section was not adopted" in without.text
    assert kept.status_code == 303
    assert "Adopted in part" in client.get(f"{PUBLIC}/comments/1").text
    assert "Twenty days were agreed." in client.get(f"{PUBLIC}/sections/sec_3").text
    assert "Parliament struck the fine." in client.get(f"{PUBLIC}/comments/3").text
    assert "Volume 1" in client.get(PUBLIC).text
    page = client.get(f"{PUBLIC}/follow-up").text
    assert "https://gazette.example.org/1" in page
    assert "within 20 days" in client.get(f"{PUBLIC}/final-text").text
    found = client.get("/api/v1/hearings/1/follow-up").json
    results = {line["eId"]: line["result"] for line in found["sections"]}
    assert results == {
        "sec_1": None, "sec_2": None, "sec_3": "partly", "sec_4": "adopted", "sec_5": "not",
    }  # fmt: skip
    assert found["evaluation"]["due_on"] == "2031-12-01"
    assert len(letters(address)) == before + 1
    client.post(f"{DESK}/follow-up", data={"result-sec_1": "adopted"})
    assert len(letters(address)) == before + 1


def test_nothing_is_reported_before_the_decision_nor_by_another_agency(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(making.AFTER)
    people.sign_in(client, "officer-1")
    early = client.post(f"{DESK}/follow-up", data={"result-sec_1": "adopted"})
    people.sign_in(client, "officer-b")

    other = client.get(f"{DESK}/follow-up")

    assert early.status_code == 409
    assert other.status_code == 404


def test_the_clock_calls_for_the_evaluation_once_however_long_nothing_ran(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = in_force(app, since=datetime(2021, 11, 1, tzinfo=BANGKOK).date())
    days = ((2026, 4, 30), (2026, 5, 1), (2026, 5, 2), (2026, 11, 5), (2026, 12, 9))
    with at(app, LATER):
        making.find(number).agency.email = "office@example.org"
    with db.transaction():
        waiting = queries.open_evaluations()
    assert waiting == []

    told = []
    for year, month, day in days:
        with at(app, datetime(year, month, day, 9, tzinfo=BANGKOK)):
            told.append(evaluating.call_due())

    assert told == [0, 1, 0, 1, 1]
    travel(datetime(2026, 12, 9, 9, tzinfo=BANGKOK))
    assert "overdue by 38 days" in client.get(f"{PUBLIC}/follow-up").text
    assert client.get("/api/v1/hearings/1/follow-up").json["evaluation"]["is_overdue"] is True
    people.sign_in(client, "officer-1")
    assert PUBLIC in client.get("/desk/evaluations").text
    assert "/desk/evaluations" in client.get("/desk").text


def test_a_citizen_asks_for_an_earlier_evaluation_and_the_agency_must_answer(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    in_force(app)
    with at(app, LATER):
        mailed("citizen-a", "a@example.org")
    travel(LATER + timedelta(days=1))
    visitor = client.post(f"{PUBLIC}/evaluation-requests", data={"reason": "Smoke."})
    people.sign_in(client, "citizen-a")

    empty = client.post(f"{PUBLIC}/evaluation-requests", data={"reason": " "})
    asked = client.post(f"{PUBLIC}/evaluation-requests", data={"reason": "The smoke is back."})
    again = client.post(f"{PUBLIC}/evaluation-requests", data={"reason": "Once more."})

    assert visitor.status_code == 303
    assert visitor.location.startswith("/sign-in")
    assert (empty.status_code, asked.status_code, again.status_code) == (422, 303, 409)
    page = client.get(f"{PUBLIC}/follow-up").text
    assert "1 person asks for an earlier evaluation" in page
    assert "The agency owes its answer by" in page
    assert "The smoke is back." not in page
    people.sign_in(client, "officer-1")
    assert "The smoke is back." in client.get(f"{DESK}/evaluation").text
    said = {"agreed": "yes", "answer": "We evaluate it this year."}
    assert client.post(f"{DESK}/evaluation", data={"agreed": "yes"}).status_code == 422
    assert client.post(f"{DESK}/evaluation", data=said).status_code == 303
    assert client.post(f"{DESK}/evaluation", data=said).status_code == 409
    assert "We evaluate it this year." in client.get(f"{PUBLIC}/follow-up").text
    assert any("Answer on an earlier evaluation" in one for one in letters("a@example.org"))


def test_the_evaluation_links_back_to_the_sections_of_the_first_hearing(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = in_force(app)
    with at(app, LATER):
        officer, hearing = people.actor("officer-1"), making.find(number)
        said = {f"sec_{n}": Said(Result.ADOPTED) for n in (1, 2, 3)}
        services.record_outcomes(officer, hearing, said)
    years = LATER.replace(year=2031)
    travel(years)
    people.sign_in(client, "officer-1")

    begun = client.post(f"{DESK}/evaluation/begin")
    twice = client.post(f"{DESK}/evaluation/begin")

    assert begun.status_code == 303
    assert twice.status_code == 409
    made = begun.location.removeprefix("/desk")
    assert made not in client.get(f"{PUBLIC}/follow-up").text
    with at(app, years):
        mine = db.session().get_one(Hearing, 2)
        _opened(mine, years)
    travel(years + timedelta(days=1))
    assert PUBLIC in client.get(made).text
    assert f'{PUBLIC}/sections/sec_3"' in client.get(f"{made}/sections/sec_3").text
    assert made in client.get(f"{PUBLIC}/follow-up").text
    assert client.get("/api/v1/hearings/2/follow-up").json["evaluates"].endswith(PUBLIC)


def _opened(hearing: Hearing, opens: datetime) -> None:
    officer = people.actor("officer-1")
    rule_set = making.law.by_key(hearing.rule_set_id)
    required = rule_set.value("hearing.required_documents", [])
    preparing.write_documents(officer, hearing, {n: f"Words on {n}." for n in required})
    window = making.rules.Window(opens, opens + timedelta(days=20))
    preparing.set_dates(officer, hearing, window)
    preparing.explain_no_stakeholders(officer, hearing, reason="Everybody is affected.")
    preparing.submit(officer, hearing)
    making.approving.approve(people.actor("publisher"), hearing)
