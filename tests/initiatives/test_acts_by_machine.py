"""Receipt, decision and extension as a parliament's own system brings them, by its documented words alone."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, db, record
from commons.agencies.models import Agency, Kind
from initiatives import rules, services
from initiatives.mirror import acting, queries
from initiatives.mirror.models import Peer
from initiatives.states import State
from tests import people
from tests.initiatives.parliament import (
    PUSH,
    Counterpart,
    Website,
    asked,
    connect,
    digest_of,
    forwarded,
    is_own,
)
from tests.initiatives.road import Road
from tests.initiatives.test_pages import browser
from tests.initiatives.test_passage import DAY, Travel
from tests.results.test_machines import allow

DESK = "/desk/initiatives/mirror/acts"


@pytest.fixture
def road(app: Flask, tmp_path: Path, travel: Travel) -> Road:
    """Handed over and not registered; its doors are tried outside of this context."""
    with app.app_context():
        return forwarded(tmp_path, travel)


@pytest.fixture
def house(app: Flask, road: Road) -> Counterpart:
    made = Counterpart()
    connect(browser(app), made)
    return made


def slug_of(app: Flask, road: Road) -> str:
    with app.app_context(), db.transaction():
        return road.x.slug


def stage_of(app: Flask, road: Road) -> State:
    with app.app_context(), db.transaction():
        return rules.state(road.x, clock.now())


def signed_in(app: Flask, hint: str) -> FlaskClient:
    client = browser(app)
    people.sign_in(client, hint)
    return client


def lend(app: Flask, *, receipts: bool = True, decisions: bool = True) -> None:
    """Clerk and secretary, each at the desk, let the system act without them."""
    with app.app_context(), db.transaction():
        (peer,) = [queries.peer_of(people.agency("parliament").id)]
        assert peer is not None
        number = peer.id
    for hint, body, said in (
        ("clerk", "parliament", {"receipts": "y"} if receipts else {}),
        ("secretary", "committee-on-environment", {"decisions": "y"} if decisions else {}),
    ):
        address = f"/desk/initiatives/mirror/lending/{number}/{body}"
        assert signed_in(app, hint).get(address).status_code == 200
        assert signed_in(app, hint).post(address, data=said).status_code == 303


def push(app: Flask, said: bytes, status: int = 200) -> dict[str, Any]:
    answer = browser(app).post(PUSH, data=said)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json() or {}
    return found


def test_each_act_waits_for_the_person_whose_act_it_is_and_says_whose_key_signed_it(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    receipt, decision = house.receipt(slug), house.decision(slug)
    first = push(app, receipt)
    clerk, secretary = signed_in(app, "clerk"), signed_in(app, "secretary")

    assert (first["standing"], stage_of(app, road)) == ("waiting", State.FORWARDED)
    assert "Registered by parliament" not in browser(app).get(first["address"]).text
    assert f"{DESK}/{first['act']}" in clerk.get(DESK).text
    assert f"{DESK}/{first['act']}" not in secretary.get(DESK).text
    assert "7/2026" in clerk.get(f"{DESK}/{first['act']}").text
    for method, address in (("get", ""), ("post", "/enter"), ("post", "/dismiss")):
        asked_for = f"{DESK}/{first['act']}{address}"
        assert getattr(secretary, method)(asked_for).status_code == 404
        assert getattr(signed_in(app, "citizen-a"), method)(asked_for).status_code == 403
    assert clerk.post(f"{DESK}/{first['act']}/enter").status_code == 303
    assert stage_of(app, road) is State.RECEIVED

    second = push(app, decision)
    assert (second["standing"], stage_of(app, road)) == ("waiting", State.RECEIVED)
    assert clerk.post(f"{DESK}/{second['act']}/enter").status_code == 404
    page = secretary.get(f"{DESK}/{second['act']}?lang=en").text
    assert "Rules of procedure, section 152" in page and "Section 2 is law already." in page
    assert "9 October 2026" in page and "Registry number" not in page
    assert secretary.post(f"{DESK}/{second['act']}/enter").status_code == 303

    assert stage_of(app, road) is State.ANSWERED
    public = browser(app).get(f"{first['address']}?lang=en").text
    assert public.count(house.public) == 2
    assert "confirmed by a person at the desk" in public and "taken at once" not in public
    assert "It rests on: Rules of procedure, section 152" in public
    told = browser(app).get(f"/api/v1/initiatives/{slug}").get_json()["referrals"][-1]
    assert told["decision"]["clause"] == "Rules of procedure, section 152"
    assert told["decision"]["brought_by"]["message_sha256"] == digest_of(decision)
    assert told["receipt_brought_by"]["key"] == house.public
    shown = browser(app).get(told["decision"]["brought_by"]["url"]).get_json()
    assert is_own(shown, house.public) and shown["message"] == json.loads(decision)["message"]
    with app.app_context(), db.transaction():
        facts = {one.kind: one.facts for one in record.history(road.x.path)}
    assert facts["initiative:committee:received"]["key"] == house.public
    assert facts["initiative:committee:decided"]["message"] == digest_of(decision)


def test_a_machine_needs_no_form_and_is_answered_as_a_machine(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    machine, clerk = browser(app), signed_in(app, "clerk")
    app.config["WTF_CSRF_ENABLED"] = True

    refused = machine.post(PUSH, data=house.receipt(slug, term=""))
    taken = machine.post(PUSH, data=house.receipt(slug))

    assert refused.headers["Content-Type"] == "application/problem+json"
    assert (refused.status_code, refused.get_json()["code"]) == (422, "number-missing")
    assert (taken.status_code, taken.get_json()["standing"]) == (200, "waiting")
    assert clerk.post(f"{DESK}/{taken.get_json()['act']}/enter").status_code == 400


def test_what_a_person_entered_says_so(app: Flask, road: Road, house: Counterpart) -> None:
    slug = slug_of(app, road)
    with app.app_context(), db.transaction():
        clerk = people.actor("clerk")
        services.acknowledge(road.referral, clerk, registry_number="7/2026", term="26")

    page = browser(app).get(f"/initiatives/{slug}?lang=en").text
    told = browser(app).get(f"/api/v1/initiatives/{slug}").get_json()["referrals"][-1]

    assert "Entered at the desk" in page and "Brought by parliament" not in page
    assert told["receipt_brought_by"] is None
    shapes = browser(app).get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    assert set(shapes["OriginShape"]["properties"]) == {"key", "message_sha256", "url", "at_once"}


def test_a_committee_may_let_them_take_effect_at_once(
    app: Flask, road: Road, house: Counterpart, travel: Travel
) -> None:
    slug = slug_of(app, road)
    lend(app)
    taken = [push(app, house.receipt(slug)), push(app, house.extension(slug))]
    with app.app_context(), db.transaction():
        due_at = road.referral.answer_due_at
    taken.append(push(app, house.decision(slug)))

    assert [one["standing"] for one in taken] == ["entered"] * 3
    assert stage_of(app, road) is State.ANSWERED
    with app.app_context(), db.transaction():
        referral = road.referral
        (more,) = referral.extensions
        assert (more.due_at, more.reason) == (due_at, "The ministry has not sent its figures.")
        assert referral.decision is not None and referral.decision.outcome == "adopt-in-part"
        entries = {e.kind: e for e in record.history(road.x.path)}
    page = browser(app).get(f"/initiatives/{slug}?lang=en").text
    assert page.count("taken at once") == 3 and page.count(house.public) == 3
    assert entries["initiative:committee:decided"].commitment is None
    outbox = browser(app).get("/parliament/parliament/outbox").get_json()["outbox"]["acts"]
    assert {(one["kind"], one["standing"]) for one in outbox} == {
        ("receipt", "entered"),
        ("extension", "entered"),
        ("decision", "entered"),
    }


def test_each_lends_only_what_is_theirs_and_a_new_key_takes_it_back(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    lend(app, decisions=False)
    with app.app_context(), db.transaction():
        parliament = people.agency("parliament")
        peer = queries.peer_of(parliament.id)
        assert peer is not None
        number = peer.id
    own = f"/desk/initiatives/mirror/lending/{number}"
    for hint, address, status in (
        ("secretary", f"{own}/parliament", 404),
        ("clerk", f"{own}/committee-on-environment", 404),
        ("clerk", f"{own}/nobody", 404),
        ("clerk", "/desk/initiatives/mirror/lending/99/parliament", 404),
        ("citizen-a", f"{own}/parliament", 403),
    ):
        for answer in (signed_in(app, hint).get(address), signed_in(app, hint).post(address)):
            assert answer.status_code == status, (hint, address)
    clerk = signed_in(app, "clerk")
    clerk.post(f"{own}/parliament", data={"receipts": "y", "decisions": "y"})
    assert push(app, house.receipt(slug))["standing"] == "entered"
    assert push(app, house.decision(slug))["standing"] == "waiting"

    lend(app)
    connect(browser(app), Counterpart())

    with app.app_context(), db.transaction():
        assert [one.agency_id for one in queries.lendings(number)] == []
        kinds = [e.kind for e in record.history("/agencies/committee-on-environment")]
    assert kinds.count("initiative:mirror:lent") == 1


def test_what_does_not_fit_the_state_is_kept_aside_until_a_person_says(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    lend(app)
    early = push(app, house.decision(slug))
    assert (early["standing"], early["why"]) == ("kept", "not-received")
    secretary, address = signed_in(app, "secretary"), f"{DESK}/{early['act']}"
    assert "The initiative is not registered yet." in secretary.get(f"{address}?lang=en").text
    refused = secretary.post(f"{address}/enter")
    assert (refused.status_code, stage_of(app, road)) == (409, State.FORWARDED)

    assert push(app, house.receipt(slug))["standing"] == "entered"
    assert stage_of(app, road) is State.RECEIVED
    assert "Now it does" in secretary.get(f"{address}?lang=en").text
    assert secretary.post(f"{address}/enter").status_code == 303

    assert stage_of(app, road) is State.ANSWERED
    late = push(app, house.receipt(slug, registry_number="8/2026"))
    assert (late["standing"], late["why"]) == ("kept", "already-received")
    clerk, address = signed_in(app, "clerk"), f"{DESK}/{late['act']}"
    assert clerk.post(f"{address}/dismiss", data={"reason": " "}).status_code == 422
    assert clerk.post(f"{address}/dismiss", data={"reason": "Sent twice."}).status_code == 303
    assert "Sent twice." in clerk.get(address).text
    assert address in clerk.get(DESK).text
    for act in ("enter", "dismiss"):
        again = clerk.post(f"{address}/{act}", data={"reason": "Once more."})
        assert again.status_code == 409
    shown = browser(app).get(f"/initiatives/{slug}/messages/{late['act']}")
    assert shown.status_code == 404
    with app.app_context(), db.transaction():
        facts = [e.facts for e in record.history(road.x.path) if "dismissed" in e.kind]
    assert [one["act"] for one in facts] == ["receipt"]


def test_a_registry_number_that_is_taken_waits_for_the_clerk(
    app: Flask, road: Road, house: Counterpart, tmp_path: Path
) -> None:
    slug = slug_of(app, road)
    lend(app)
    push(app, house.receipt(slug))
    with app.app_context(), db.transaction():
        referral = road.referral
        referral.received_at, referral.initiative.stage = None, State.FORWARDED

    taken = push(app, house.receipt(slug))

    assert (taken["standing"], taken["why"]) == ("kept", "number-taken")


def test_a_decision_of_a_committee_that_passed_it_on_does_not_fit(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    lend(app, decisions=False)
    push(app, house.receipt(slug))
    waiting = push(app, house.decision(slug))
    with app.app_context(), db.transaction() as session:
        parliament = people.agency("parliament")
        names = {"en": "Committee on Health"}
        other = Agency(slug="health", names=names, kind=Kind.COMMITTEE, parent_id=parliament.id)
        other.created_at = clock.now()
        session.add(other)
        session.flush()
        x, passed = road.x, _passed(road, other.id)
        x.referrals.append(passed)

    answer = signed_in(app, "secretary").post(f"{DESK}/{waiting['act']}/enter")

    assert answer.status_code == 409
    with app.app_context(), db.transaction():
        assert acting.misfit(queries.act(waiting["act"])) == "passed-on"
        assert road.referral.decision is None


def _passed(road: Road, committee_id: int) -> Any:
    last = road.referral
    return type(last)(
        committee_id=committee_id, certificate=last.certificate, forwarded_at=clock.now()
    )


def test_every_refusal_has_its_code_and_leaves_nothing(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug, stranger = slug_of(app, road), Counterpart()
    broken = json.loads(house.decision(slug))
    broken["message"]["outcome"] = "decline"
    old = (clock.now() - timedelta(days=2)).isoformat()
    refused: list[tuple[str, bytes, int]] = [
        ("bad-message", json.dumps(broken).encode(), 403),
        ("bad-message", stranger.decision(slug), 403),
        ("bad-message", Counterpart("nobody").decision(slug), 403),
        ("bad-message", house.decision(slug, more="x"), 403),
        ("bad-message", house.decision(slug, title="As an entry"), 403),
        ("bad-message", house.decision(slug, on="today"), 403),
        ("bad-message", house.decision(slug, at="2026-10-10T09:00:00"), 403),
        ("bad-message", house.decision(slug, number=""), 403),
        ("bad-message", house.decision(slug, number="9" * 81), 403),
        ("bad-message", house.decision(slug, reason="a\x00b"), 403),
        ("bad-message", house.receipt(slug, term="2" * 41), 403),
        ("bad-message", b'{"message": {"v": 1, "kind": ["decision"]}, "signature": ""}', 403),
        ("bad-message", json.dumps(broken).replace("152", "\\ud800").encode(), 403),
        ("message-stale", house.decision(slug, at=old), 409),
        ("not-found", house.decision("999-nothing"), 404),
        ("not-found", house.decision("99999999999999999999-nothing"), 404),
        ("unknown-outcome", house.decision(slug, outcome="act"), 422),
        ("reason-missing", house.decision(slug, reason=" "), 422),
        ("reason-missing", house.extension(slug, reason=""), 422),
        ("number-missing", house.receipt(slug, registry_number=""), 422),
        ("number-missing", house.receipt(slug, term=" "), 422),
        ("day-to-come", house.receipt(slug, on="2026-12-24"), 422),
    ]
    for code, said, status in refused:
        answer = browser(app).post(PUSH, data=said)
        assert answer.status_code == status, (code, said)
        assert code in answer.text, (code, answer.text)

    with app.app_context(), db.transaction():
        peer = queries.peer_of(people.agency("parliament").id)
        assert peer is not None and list(queries.newest_acts(peer.id)) == []
        assert [e.kind for e in record.history(road.x.path) if "mirror" in e.kind] == []
    assert stage_of(app, road) is State.FORWARDED


def test_more_time_is_given_once_with_its_reason_and_before_the_date(
    app: Flask, road: Road, house: Counterpart, travel: Travel
) -> None:
    slug = slug_of(app, road)
    lend(app, decisions=False)
    push(app, house.receipt(slug))
    first = push(app, house.extension(slug))
    assert first["standing"] == "waiting"
    assert "extension-used" in browser(app).post(PUSH, data=house.extension(slug)).text
    secretary, address = signed_in(app, "secretary"), f"{DESK}/{first['act']}"
    with app.app_context(), db.transaction():
        before = road.referral.answer_due_at
    assert before is not None
    travel(before)
    people.sign_in(secretary, "secretary")

    assert secretary.post(f"{address}/enter").status_code == 409
    assert "can no longer be extended" in secretary.get(f"{address}?lang=en").text
    dismissed = secretary.post(f"{address}/dismiss", data={"reason": "We were late."})
    assert dismissed.status_code == 303
    late = browser(app).post(PUSH, data=house.extension(slug))
    assert (late.status_code, "extension-late" in late.text) == (409, True)
    travel(before - DAY)
    second = push(app, house.extension(slug))
    assert secretary.post(f"{DESK}/{second['act']}/enter").status_code == 303

    with app.app_context(), db.transaction():
        (given,) = road.referral.extensions
        assert (given.before, road.referral.answer_due_at) == (before, given.due_at)
    again = browser(app).post(PUSH, data=house.extension(slug))
    assert (again.status_code, "extension-used" in again.text) == (409, True)


def test_a_message_is_taken_once_and_always_answered_as_at_first(
    app: Flask, road: Road, house: Counterpart, travel: Travel
) -> None:
    slug = slug_of(app, road)
    receipt = house.receipt(slug)
    first = push(app, receipt)
    assert signed_in(app, "clerk").post(f"{DESK}/{first['act']}/enter").status_code == 303
    travel(clock.now() + 30 * DAY)

    assert push(app, receipt) == first
    other = house.receipt(slug, number="m-1", registry_number="9/2026")
    assert "message-reused" in browser(app).post(PUSH, data=other).text
    with app.app_context(), db.transaction():
        acts = [e for e in record.history(road.x.path) if e.kind == "initiative:mirror:brought"]
        assert (len(acts), road.referral.registry_number) == (1, "7/2026")


def test_two_systems_number_their_messages_each_for_itself(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    committee = Counterpart("committee-on-environment")
    with app.app_context(), db.transaction():
        body = people.agency("committee-on-environment")
        own = Peer(agency_id=body.id, public_key=committee.public, registered_at=clock.now())
        db.session().add(own)
    a, b = house.message(slug, number="m-1"), committee.message(slug, number="m-1", title="Theirs")

    assert push(app, a)["entry"] != push(app, b)["entry"]
    assert push(app, a)["entry"] != push(app, b)["entry"]


def test_the_same_message_pushed_at_the_same_moment_is_taken_once(
    app: Flask, road: Road, house: Counterpart
) -> None:
    slug = slug_of(app, road)
    lend(app)
    receipt, answers = house.receipt(slug), []
    gate = threading.Barrier(4)

    def go() -> None:
        client = browser(app)
        gate.wait()
        answers.append(client.post(PUSH, data=receipt))

    threads = [threading.Thread(target=go) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert [one.status_code for one in answers] == [200] * 4, [one.text for one in answers]
    assert len({json.dumps(one.get_json(), sort_keys=True) for one in answers}) == 1
    with app.app_context(), db.transaction():
        kinds = [e.kind for e in record.history(road.x.path)]
    assert kinds.count("initiative:committee:received") == 1


def test_a_feed_brings_acts_too_and_one_that_is_refused_stops_no_other(
    app: Flask, road: Road, house: Counterpart, travel: Travel
) -> None:
    slug, website = slug_of(app, road), Website()
    with app.app_context():
        allow(website.host)
    connect(browser(app), house, f"http://{website.host}/feed.json")
    lend(app)
    says = [house.receipt(slug), house.decision(slug, outcome="act"), house.decision(slug)]
    travel(clock.now() + 5 * DAY)
    website.body = house.feed(says)

    with app.app_context():
        fault = asked()
    travel(clock.now() + timedelta(hours=1))
    with app.app_context():
        again = asked()

    assert (fault, again) == ("unknown-outcome m-2", "unknown-outcome m-2")
    assert stage_of(app, road) is State.ANSWERED
    with app.app_context(), db.transaction():
        kinds = [e.kind for e in record.history(road.x.path)]
    assert kinds.count("initiative:committee:decided") == 1
    assert "unknown-outcome" in signed_in(app, "clerk").get("/desk/initiatives/mirror").text
    website.server.shutdown()
    website.server.server_close()


def test_the_desk_answers_for_what_is_not_there(app: Flask, road: Road, house: Counterpart) -> None:
    clerk = signed_in(app, "clerk")
    slug = slug_of(app, road)
    for address in ("0", "77", "x", "-1", "9" * 30):
        assert clerk.get(f"{DESK}/{address}").status_code == 404, address
        assert clerk.post(f"{DESK}/{address}/enter").status_code == 404, address
        assert browser(app).get(f"/initiatives/{slug}/messages/{address}").status_code == 404
    assert browser(app).get(DESK).status_code in (302, 303)
    assert "Nothing waits" in clerk.get(f"{DESK}?lang=en").text
    waiting = push(app, house.receipt(slug))
    assert browser(app).get(f"/initiatives/{slug}/messages/{waiting['act']}").status_code == 404


def test_a_key_that_was_replaced_is_shown_as_such_where_its_message_waits(
    app: Flask, road: Road, house: Counterpart
) -> None:
    waiting = push(app, house.receipt(slug_of(app, road)))
    connect(browser(app), Counterpart())

    page = signed_in(app, "clerk").get(f"{DESK}/{waiting['act']}?lang=en").text

    assert "This key was replaced" in page
    assert house.public in page


def test_no_two_bodies_have_the_same_key(app: Flask, road: Road, house: Counterpart) -> None:
    with app.app_context(), db.transaction():
        ministry = Agency(slug="senate", names={"en": "Senate"}, kind=Kind.PARLIAMENT)
        ministry.created_at = clock.now()
        db.session().add(ministry)
        db.session().flush()
        peer = queries.with_key(house.public)
        assert peer is not None
        peer.agency_id = ministry.id

    client = signed_in(app, "clerk")
    with app.app_context(), db.transaction():
        body = str(people.agency("parliament").id)
    said = {"agency": body, "public_key": house.public}
    answer = client.post("/desk/initiatives/mirror?lang=en", data=said)

    assert (answer.status_code, "Another body has this key" in answer.text) == (422, True)
