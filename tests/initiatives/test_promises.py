"""What the house promises of every initiative, seen from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

import signatures
from commons import db
from commons.errors import FieldRefusals, Refusal
from initiatives import signing as signing_pages
from initiatives.states import State, Verdict
from tests import people
from tests.initiatives.road import PARTS, START, Road
from tests.initiatives.test_pages import browser, by_eid, declare
from tests.initiatives.test_road import register

DAY = timedelta(days=1)
Travel = Callable[[datetime], None]


@pytest.fixture
def fresh(app: Flask, tmp_path: Path, travel: Travel) -> Road:
    """A road at its very beginning."""
    travel(START)
    with app.app_context():
        return Road(tmp_path)


@pytest.fixture
def road(app: Flask, fresh: Road, travel: Travel) -> Road:
    """An initiative that collects, five days after START."""
    with app.app_context():
        fresh.to_collecting()
    travel(START + 5 * DAY)
    return fresh


@pytest.fixture
def path(app: Flask, road: Road) -> str:
    """Its public address."""
    return address(app, road)


def address(app: Flask, road: Road) -> str:
    """The public address of a road."""
    with app.app_context(), db.transaction():
        return road.x.path


def stored(app: Flask, road: Road) -> int:
    """How many signatures stand once all that waits is released."""
    with app.app_context():
        road.count()
        with db.transaction():
            return signatures.tally(road.x.sheet_id or 0).released


def test_a_rejection_is_read_by_everybody_with_its_ground_and_day(
    app: Flask, fresh: Road, travel: Travel
) -> None:
    with app.app_context():
        fresh.draft()
        fresh.carriers()
        fresh.discuss(date(2026, 10, 10))
        fresh.submit()
        fresh.review(Verdict.REJECT, code="outside-subject", reason="It asks for a building.")
    visitor = browser(app)

    page = visitor.get(address(app, fresh))

    assert page.status_code == 200
    assert "Rejected" in page.text
    assert "It asks for a building." in page.text
    assert "1 October 2026" in page.text
    assert PARTS["reasons"] in page.text
    assert fresh.rule_set.word("outside-subject", "en") in page.text


def test_a_text_that_is_too_long_or_lacks_a_part_is_refused_beside_its_field(
    app: Flask, fresh: Road
) -> None:
    client = browser(app)
    people.sign_in(client, "initiator-1")
    with app.app_context(), db.transaction():
        people.agency("parliament")
    form = {
        "title": "Clean air " * 21,
        "summary": "Measure the air.",
        "language": "en",
        "agency": "parliament",
        "topic": "committee-on-environment",
        "part_proposal": PARTS["proposal"],
    }

    long = client.post("/initiatives/new?rules=generic-open", data=form)
    with app.app_context():
        fresh.draft(parts={"proposal": PARTS["proposal"]})
        fresh.carriers()
        with pytest.raises((FieldRefusals, Refusal)) as refused:
            fresh.discuss(date(2026, 10, 10))
            fresh.submit()

    assert long.status_code == 422
    assert "200" in long.text
    assert "There is a problem" in long.text
    assert "reasons" in str(refused.value.values) + str(getattr(refused.value, "fields", ""))


def test_the_page_tells_collected_and_verified_apart(
    app: Flask, road: Road, path: str, travel: Travel
) -> None:
    with app.app_context():
        road.sign_many(20)
        road.send()
    travel(START + 6 * DAY)
    with app.app_context():
        road.advance()
        road.verify(register(20, without=2))
    travel(START + 9 * DAY)
    with app.app_context():
        road.advance()

    page = browser(app).get(path).text
    data = browser(app).get(f"/api/v1{path}").json

    assert ">20<" in page and ">18<" in page
    assert "Qualified" not in page.split("</h1>")[0]
    assert (data["support"]["collected"], data["support"]["verified"]) == (20, 18)


def test_a_field_that_is_not_asked_is_not_kept(app: Flask, road: Road, path: str) -> None:
    client = browser(app)
    client.get(f"{path}/sign")
    greedy = {"support": "y", "consent": "y", "email": "spy@example.org", "count": "99999"}
    greedy |= {"verified": "true", "phone": "0812345678"}

    page = by_eid(client, client.post(f"{path}/sign", data=greedy), "citizen-a")

    assert "declared support" in page.text
    assert stored(app, road) == 1
    with db.database().engine.connect() as connection:
        kept = [
            str(row)
            for table in db.Base.metadata.sorted_tables
            for row in connection.execute(table.select())
        ]
    assert "spy@example.org" not in "".join(kept)
    assert "0812345678" not in "".join(kept)


def test_nothing_public_changes_by_one_signature_before_its_release(
    app: Flask, road: Road, path: str
) -> None:
    addresses = (
        f"/api/v1{path}",
        f"/api/v1{path}/counts",
        "/api/v1/initiatives",
        "/api/v1/statistics",
        "/api/v1/ledger/head",
        "/initiatives",
        path,
    )
    visitor = browser(app)
    before = [visitor.get(a).text for a in addresses]

    declare(browser(app), path, "citizen-a")

    assert [visitor.get(a).text for a in addresses] == before
    for number in ("1", "citizen-a", "99"):
        for asked in (f"/api/v1{path}/signatures/{number}", f"{path}/signatures/{number}"):
            assert visitor.get(asked).status_code == 404


@pytest.mark.parametrize("fault", ["outage", "slow"])
def test_a_provider_that_is_down_leaves_nothing_half_signed(
    app: Flask, road: Road, path: str, fault: str
) -> None:
    client = browser(app)
    client.get(f"{path}/sign")
    begun = client.post(f"{path}/sign", data={"support": "y", "consent": "y"})
    asked = client.post(begun.location, data={"login_hint": "citizen-a"})
    client.put("/dev/idp/faults", json={"fault": fault})

    answer = client.get(asked.location)
    client.put("/dev/idp/faults", json={})

    assert answer.status_code == 503
    assert "identity provider does not answer" in answer.text
    assert stored(app, road) == 0
    assert "declared support" in declare(browser(app), path, "citizen-a").text
    assert stored(app, road) == 1


def test_an_old_sign_in_is_asked_for_again(app: Flask, road: Road, path: str) -> None:
    client = browser(app)
    client.put("/dev/idp/faults", json={"fault": "stale-auth", "times": 1})

    stale = declare(client, path, "citizen-a")

    assert stale.status_code == 403
    assert stored(app, road) == 0
    assert "declared support" in declare(client, path, "citizen-a").text


def test_a_weak_sign_in_comments_but_does_not_sign(app: Flask, road: Road, path: str) -> None:
    client = browser(app)
    client.put("/dev/idp/faults", json={"fault": "low-acr"})

    signing = declare(client, path, "citizen-a")
    entering = people.through_provider(client, "citizen-a", next_path="/me")
    mine = client.get("/me")

    assert signing.status_code in (403, 422)
    assert stored(app, road) == 0
    assert (entering.status_code, mine.status_code) == (303, 200)


def test_a_fault_in_the_middle_leaves_neither_signature_nor_receipt(
    app: Flask, road: Road, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("the power failed")

    monkeypatch.setattr(signing_pages, "render_template", _all_but_signed(broken))

    answer = declare(browser(app), path, "citizen-a")
    monkeypatch.undo()

    assert answer.status_code == 500
    assert "Lex Populi promise" not in answer.text
    assert stored(app, road) == 0
    assert "declared support" in declare(browser(app), path, "citizen-a").text


def _all_but_signed(broken: Callable[..., str]) -> Callable[..., str]:
    whole = signing_pages.render_template

    def render(name: str, **values: object) -> str:
        return broken() if name == "initiatives/signed.html" else whole(name, **values)

    return render


def test_after_the_hand_over_nobody_withdraws_and_the_page_says_why(
    app: Flask, road: Road, path: str, travel: Travel
) -> None:
    with app.app_context():
        road.sign_many(20)
        road.send()
    travel(START + 6 * DAY)
    with app.app_context():
        road.advance()

    client = browser(app)
    client.get(f"{path}/mine")
    late = client.post(f"{path}/mine", data={"act": "withdraw"})
    signing = client.post(f"{path}/sign", data={"support": "y", "consent": "y"})

    assert (late.status_code, signing.status_code) == (409, 409)
    assert "closed" in late.text


def test_no_step_is_taken_before_its_turn(app: Flask, road: Road, path: str) -> None:
    author, clerk, secretary = browser(app), browser(app), browser(app)
    for client, hint in ((author, "initiator-1"), (clerk, "clerk"), (secretary, "secretary")):
        people.sign_in(client, hint)
    number = path.rsplit("/", 1)[1]
    on = {"decided_on-day": "4", "decided_on-month": "10", "decided_on-year": "2026"}

    early = {
        "forward": author.post(f"{path}/forward", data={"sure": "y"}).status_code,
        "start": author.post(f"{path}/start", data={"sure": "y"}).status_code,
        "submit": author.post(f"{path}/submit", data={"funding": "No.", "unpaid": "y"}).status_code,
        "review": clerk.post(
            f"/desk/initiatives/{number}/review", data={"verdict": "accept"}
        ).status_code,
    }
    decided = secretary.post(
        f"/desk/initiatives/{number}/decision", data={"outcome": "adopt", "reason": "R", **on}
    ).status_code

    assert set(early.values()) == {409}, early
    assert decided in (404, 409)
    with app.app_context(), db.transaction():
        assert road.x.stage is State.COLLECTING
        assert road.x.forwarded_at is None
