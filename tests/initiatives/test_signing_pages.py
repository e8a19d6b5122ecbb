"""Signing at the front door: refusals by name, asking, withdrawing, taking back, and who sees what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import signatures
from commons import clock, db
from commons.errors import Refusal
from initiatives import services
from tests import people
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser, by_eid, declare

Travel = Callable[[datetime], None]


@pytest.fixture
def road(app: Flask, tmp_path: Path, travel: Travel) -> Road:
    """An initiative that collects, at five days after START."""
    travel(START)
    with app.app_context():
        made = Road(tmp_path)
        made.to_collecting()
    travel(START + timedelta(days=5))
    return made


@pytest.fixture
def path(app: Flask, road: Road) -> str:
    """Its public address."""
    with app.app_context(), db.transaction():
        return road.x.path


def net(app: Flask, road: Road) -> int:
    """The released count."""
    with app.app_context():
        road.count()
        with db.transaction():
            return road.x.support


def ask(client: FlaskClient, path: str, act: str, hint: str) -> TestResponse:
    """Ask or withdraw by eID."""
    client.get(f"{path}/mine")
    return by_eid(client, client.post(f"{path}/mine", data={"act": act}), hint)


@pytest.mark.parametrize(("hint", "words"), [("age-15", "age of"), ("non-resident", "residents")])
def test_a_refusal_is_named_signed_and_leaves_nothing(
    app: Flask, road: Road, path: str, hint: str, words: str
) -> None:
    refused = declare(browser(app), path, hint)

    assert refused.status_code == 422
    assert words in refused.text
    assert "Lex Populi refusal v1" in refused.text
    assert net(app, road) == 0


def test_only_the_same_person_learns_that_he_has_signed(app: Flask, road: Road, path: str) -> None:
    assert "declared support" in declare(browser(app), path, "citizen-a").text

    own = ask(browser(app), path, "ask", "citizen-a").text
    other = ask(browser(app), path, "ask", "citizen-b").text

    assert "Yes, you have signed" in own
    assert "No, you have not signed" in other


def test_a_withdrawal_by_eid_takes_one_off_the_count(app: Flask, road: Road, path: str) -> None:
    declare(browser(app), path, "citizen-a")
    declare(browser(app), path, "citizen-b")
    assert net(app, road) == 2

    done = ask(browser(app), path, "withdraw", "citizen-a")

    assert "Your signature is withdrawn" in done.text
    assert net(app, road) == 1
    assert ask(browser(app), path, "withdraw", "citizen-c").status_code == 409


def test_a_declaration_can_be_taken_back_for_ten_minutes(
    app: Flask, road: Road, path: str, travel: Travel
) -> None:
    def field(page: str, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', page)
        assert found is not None
        return found.group(1)

    client = browser(app)
    page = declare(client, path, "citizen-a").text
    fields = {"sheet": field(page, "sheet"), "secret": field(page, "secret")}

    wrong = client.post("/signing/undo", data={**fields, "secret": "guessed"})
    undone = client.post("/signing/undo", data=fields)
    again = client.post("/signing/undo", data=fields)

    assert wrong.status_code >= 400
    assert "taken back" in undone.text
    assert again.status_code >= 400
    assert net(app, road) == 0


def test_the_receipt_comes_as_a_file_and_nothing_else_does(
    app: Flask, road: Road, path: str
) -> None:
    page = declare(browser(app), path, "citizen-a").text
    receipt = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL).group(1)  # type: ignore[union-attr]

    given = browser(app).post("/signing/receipt", data={"receipt": receipt})
    foreign = browser(app).post("/signing/receipt", data={"receipt": "<script>x</script>"})

    assert given.mimetype == "text/plain" and given.text == receipt
    assert "attachment" in given.headers["Content-Disposition"]
    assert foreign.status_code == 422


def test_another_browser_cannot_finish_a_consent(app: Flask, road: Road, path: str) -> None:
    first, second = browser(app), browser(app)
    first.get(f"{path}/sign")
    begun = first.post(f"{path}/sign", data={"support": "y", "consent": "y"})
    asked = first.post(begun.location, data={"login_hint": "citizen-a"})

    stolen = second.get(asked.location)

    assert stolen.status_code in (400, 409)
    assert net(app, road) == 0


def test_without_both_ticks_nobody_is_sent_to_the_eid(app: Flask, path: str) -> None:
    client = browser(app)
    client.get(f"{path}/sign")

    half = client.post(f"{path}/sign", data={"support": "y"})

    assert half.status_code == 422
    assert "There is a problem" in half.text


def test_signing_does_not_touch_the_account_that_is_signed_in(
    app: Flask, road: Road, path: str
) -> None:
    client = browser(app)
    people.sign_in(client, "citizen-b")

    page = declare(client, path, "citizen-a")

    assert "declared support" in page.text
    assert "My page" not in page.text
    assert client.get("/me").status_code == 200
    with app.app_context(), db.transaction():
        assert services.advance(road.x).support_at is not None or road.x.support == 0


def test_a_draft_does_not_exist_for_others(app: Flask, road: Road) -> None:
    with app.app_context():
        road.draft(title="A private thought")
        with db.transaction():
            path = road.x.path
    stranger = browser(app)
    people.sign_in(stranger, "citizen-b")

    for address in ("", "/edit", "/people", "/start", "/submit", "/discussion", "/sign", "/mine"):
        assert stranger.get(path + address).status_code == 404, address
    for act in ("invite", "confirm", "leave", "withdraw", "forward", "agree"):
        assert stranger.post(f"{path}/{act}").status_code == 404, act
    assert "A private thought" not in stranger.get("/initiatives").text


def test_only_officials_of_the_right_body_see_the_desk(app: Flask, road: Road, path: str) -> None:
    number = path.rsplit("/", 1)[1]
    citizen, officer = browser(app), browser(app)
    people.sign_in(citizen, "citizen-a")
    people.sign_in(officer, "officer-1")

    assert citizen.get("/desk/initiatives").status_code == 403
    assert officer.get(f"/desk/initiatives/{number}/review").status_code == 403
    assert officer.post(f"/desk/initiatives/{number}/decision").status_code == 403


def test_the_number_alone_leads_to_the_page(app: Flask, road: Road, path: str) -> None:
    short = browser(app).get(f"/initiatives/{road.number}")

    assert (short.status_code, short.location) == (301, path)


def test_people_speak_of_a_section_while_it_is_discussed(
    app: Flask, road: Road, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road.draft()
        road.discuss((START + timedelta(days=9)).date())
        with db.transaction():
            path = road.x.path
    client = browser(app)
    people.sign_in(client, "citizen-a")
    said = {
        "stance": "change",
        "words": "<b>Every</b> hour, please.",
        "suggestion": "Every town measures its air each hour.",
        "display": "name",
    }

    spoken = client.post(f"{path}/sections/sec_1/comments", data=said)
    page = browser(app).get(f"{path}/sections/sec_1").text
    nothing = client.post(f"{path}/sections/sec_1/comments", data={"display": "name"})
    travel(START + timedelta(days=10))
    people.sign_in(client, "citizen-a")
    late = client.post(f"{path}/sections/sec_1/comments", data=said)

    assert spoken.status_code == 303, spoken.text
    assert "&lt;b&gt;Every" in page and "<ins>" in page
    assert nothing.status_code == 422
    assert late.status_code == 409
    assert "hour, please" in late.text


def test_who_begins_five_times_without_finishing_waits_and_nobody_else_does(
    sqlite_app: Flask, tmp_path: Path
) -> None:
    road = Road(tmp_path)
    road.to_collecting()

    def begin(browser: str) -> None:
        with db.transaction():
            act = signatures.Act.SIGN
            services.consent(road.x, act, language="en", browser=browser)

    with clock.travel(START + timedelta(days=5)):
        for _time in range(5):
            begin("mine")
        with pytest.raises(Refusal, match="too-many") as refused:
            begin("mine")
        begin("another's")
        minutes = refused.value.message
    with clock.travel(START + timedelta(days=5, minutes=30)):
        begin("mine")

    assert "30" in minutes
    assert refused.value.values["retry_after"] == 1801
