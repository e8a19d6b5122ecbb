"""The pages of initiatives at the front door, from the first draft to the decision, without script."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from commons import db, jobs
from commons.notify import post
from initiatives.states import State
from tests import people
from tests.initiatives.road import PARTS, START, Road
from tests.initiatives.test_road import register

DAY = timedelta(days=1)
Travel = Callable[[datetime], None]


@pytest.fixture
def road(app: Flask, tmp_path: Path, travel: Travel) -> Road:
    """A road with its authority's key registered, at START."""
    travel(START)
    with app.app_context():
        return Road(tmp_path)


def browser(app: Flask) -> FlaskClient:
    """A browser without script; forms need no token here."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def by_eid(client: FlaskClient, begun: TestResponse, hint: str) -> TestResponse:
    """Through the provider's form and back."""
    assert begun.status_code == 303, begun.text
    asked = client.post(begun.location, data={"login_hint": hint})
    assert asked.status_code in (302, 303), asked.text
    return client.get(asked.location)


def declare(client: FlaskClient, path: str, hint: str) -> TestResponse:
    """Read the page, consent, prove who one is."""
    assert client.get(f"{path}/sign").status_code == 200
    begun = client.post(f"{path}/sign", data={"support": "y", "consent": "y"})
    return by_eid(client, begun, hint)


def test_from_the_first_words_to_the_decision(app: Flask, road: Road, travel: Travel) -> None:
    first, second, clerk, secretary = everybody = [browser(app) for _ in range(4)]

    def sign_in() -> None:
        hints = ("initiator-1", "initiator-2", "clerk", "secretary")
        for client, hint in zip(everybody, hints, strict=True):
            people.sign_in(client, hint)

    sign_in()

    begun = first.post(
        "/initiatives/new?rules=generic-open",
        data={
            "title": "Clean air for every town",
            "summary": "Measure the air.",
            "language": "en",
            "agency": "parliament",
            "topic": "committee-on-environment",
            "part_proposal": PARTS["proposal"],
            "part_reasons": PARTS["reasons"],
        },
    )
    assert begun.status_code == 303, begun.text
    path = begun.location.removesuffix("/people")
    assert browser(app).get(path).status_code == 404

    invited = first.post(f"{path}/invite", data={"email": "two@example.org", "role": "initiator"})
    assert invited.status_code == 303, invited.text
    with app.app_context():
        jobs.run_due()
        letter = post.sunk()[-1]["text"]
    code = re.search(r"code=([\w-]+)", letter).group(1)  # type: ignore[union-attr]
    assert "Clean air" in second.get(f"/initiatives/invitations?code={code}").text
    people.confirm_address("initiator-2", "two@example.org")
    assert second.post("/initiatives/invitations", data={"code": code}).status_code == 303
    used = browser(app)
    people.sign_in(used, "initiator-3")
    assert used.post("/initiatives/invitations", data={"code": code}).status_code == 409
    for client, hint in ((first, "initiator-1"), (second, "initiator-2")):
        done = by_eid(client, client.post(f"{path}/confirm", data={"agree": "y"}), hint)
        assert "confirmed as an initiator" in done.text

    discussed = first.post(
        f"{path}/discuss",
        data={"last_day-day": "10", "last_day-month": "10", "last_day-year": "2026"},
    )
    assert discussed.status_code == 303, discussed.text
    assert browser(app).get(path).status_code == 200
    handed_in = first.post(f"{path}/submit", data={"funding": "Nobody.", "unpaid": "y"})
    assert handed_in.status_code == 303, handed_in.text
    assert "Clean air" in clerk.get("/desk/initiatives").text
    number = path.rsplit("/", 1)[1]
    nothing = clerk.post(f"/desk/initiatives/{number}/review", data={"verdict": "reject"})
    assert nothing.status_code == 422
    accepted = clerk.post(f"/desk/initiatives/{number}/review", data={"verdict": "accept"})
    assert accepted.status_code == 303, accepted.text
    started = first.post(f"{path}/start", data={"sure": "y"})
    assert started.status_code == 303, started.text

    page = browser(app).get(path).text
    digest = re.search(r"<code class=\"lp-digest\">(\w{64})", page).group(1)  # type: ignore[union-attr]
    sheet = browser(app).get(f"{path}/sheet.json").data
    assert hashlib.sha256(sheet).hexdigest() == digest
    frozen = first.post(f"{path}/edit", data={"title": "Other", "language": "en", "topic": ""})
    assert frozen.status_code == 409
    signing = browser(app).get(f"{path}/sign").text
    assert digest in signing and "Every town measures its air" in signing

    signed = declare(browser(app), path, "voter-1")
    assert "declared support for" in signed.text
    assert signed.headers["Cache-Control"] == "no-store"
    again = declare(browser(app), path, "voter-1")
    assert again.status_code == 409
    road.number = int(number.split("-")[0])
    with app.app_context():
        for voter in range(2, 21):
            road.sign(f"voter-{voter}")
        road.count()
        assert _state(road) is State.COLLECTING
    assert ">20<" in browser(app).get(path).text
    second.post(f"{path}/agree")
    assert first.post(f"{path}/send", data={"sure": "y"}).status_code == 303
    travel(START + 1 * DAY)
    with app.app_context():
        jobs.run_due()
        assert _state(road) is State.VERIFICATION
        road.verify(register(20))
    travel(START + 4 * DAY)
    sign_in()
    assert "Qualified" in browser(app).get(path).text
    assert first.post(f"{path}/forward").location == path

    acknowledged = clerk.post(
        f"/desk/initiatives/{number}/acknowledge", data={"registry_number": "7", "term": "26"}
    )
    assert acknowledged.location == f"/desk/initiatives/{number}", acknowledged.text
    on = {"day": "4", "month": "10", "year": "2026"}
    met = secretary.post(
        f"/desk/initiatives/{number}/meetings",
        data={"topic": "First reading", **{f"held_on-{k}": v for k, v in on.items()}},
    )
    assert met.location == f"/desk/initiatives/{number}", met.text
    silent = secretary.post(
        f"/desk/initiatives/{number}/decision",
        data={"outcome": "adopt", "reason": "", **{f"decided_on-{k}": v for k, v in on.items()}},
    )
    assert silent.status_code == 422
    decided = secretary.post(
        f"/desk/initiatives/{number}/decision",
        data={
            "outcome": "adopt",
            "reason": "Right.",
            **{f"decided_on-{k}": v for k, v in on.items()},
        },
    )
    assert decided.location == f"/desk/initiatives/{number}", decided.text
    end = browser(app).get(path)
    assert "Answered" in end.text and "Right." in end.text
    assert browser(app).get(f"{path}?lang=th").status_code == 200


def _state(road: Road) -> State:
    with db.transaction():
        return road.x.stage
