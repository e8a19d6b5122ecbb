"""After the threshold: objection and new result, book, another committee, second body, new representative."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

import signatures
from commons import clock, db, record
from commons.agencies.models import Agency, Kind
from commons.errors import FieldRefusals, Refusal
from initiatives import queries, rules, services
from initiatives.passage import jobs, replacing
from initiatives.passage import queries as book
from initiatives.passage import services as passage
from initiatives.passage.services import Said
from initiatives.passage.states import EntryKind, Medium
from initiatives.states import MemberRole, State
from tests import people
from tests.initiatives.conftest import Roads
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser, by_eid
from tests.initiatives.test_road import register

DAY = timedelta(days=1)
Travel = Callable[[datetime], None]


def verified(road: Road, travel: Travel, *, without: int) -> None:
    """Twenty-one signatures with the authority's result, of which the first `without` do not count."""
    travel(START)
    road.to_collecting()
    travel(START + 5 * DAY)
    road.sign_many(21)
    road.send()
    travel(START + 5 * DAY + timedelta(minutes=16))
    road.advance()
    with db.transaction():
        package = signatures.hand_over(road.x.sheet_id or 0)
    (road.folder / "kept.zip").write_bytes(package.path.read_bytes())
    package.path.unlink()
    bring(road, register(21, without=without))


def bring(road: Road, said: str, revision: int = 0) -> None:
    """Examine the kept package, bring the signed result and its outcomes."""
    path = road.folder / "register.csv"
    path.write_text(said, encoding="utf-8")
    found = signatures.examine(
        road.folder / "kept.zip", road.private, signatures.read_register(path), travelled=True
    )
    result = signatures.conclude(found, road.private, clock.now(), revision=revision)
    lines = b"".join(outcome.line() + b"\n" for outcome in found.outcomes)
    with db.transaction():
        signatures.record_verification(road.x.sheet_id or 0, result)
        signatures.record_outcomes(road.x.sheet_id or 0, lines)


def to_committee(road: Road, travel: Travel) -> None:
    """Before the committee, registered, on the ninth day."""
    verified(road, travel, without=0)
    travel(START + 8 * DAY)
    road.advance()
    with db.transaction():
        services.forward(road.x, people.actor("initiator-1"))
    travel(START + 9 * DAY)
    with db.transaction():
        services.acknowledge(
            road.referral, people.actor("clerk"), registry_number="7/2026", term="26"
        )
        services.take_up(road.referral, people.actor("secretary"))


def stands(road: Road) -> State:
    with db.transaction():
        return rules.state(road.x, clock.now())


def test_a_signer_objects_at_the_front_door_and_a_new_result_qualifies(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        verified(road, travel, without=2)
        moment = clock.now()
        travel(moment + timedelta(minutes=3))
        road.advance()
        with db.transaction():
            path, x = road.x.path, road.x
            assert (x.verified, x.result_at) == (19, moment)
    client = browser(app)

    client.get(f"{path}/mine")
    told = by_eid(client, client.post(f"{path}/mine", data={"act": "ask"}), "voter-1").text
    assert "does not count your signature: not entitled" in told
    assert f"{path}/objection" in told
    assert client.post(f"{path}/objection", data={"words": ""}).status_code == 422
    sent = client.post(f"{path}/objection", data={"words": "I am entitled since May."})
    assert "handed in" in by_eid(client, sent, "voter-1").text
    again = client.post(f"{path}/objection", data={"words": "Once more."})
    assert by_eid(client, again, "voter-1").status_code == 409
    stranger = client.post(f"{path}/objection", data={"words": "I did not sign."})
    assert by_eid(client, stranger, "citizen-a").status_code == 409

    with app.app_context():
        bring(road, register(21, without=1), revision=1)
        road.advance()
        with db.transaction():
            assert road.x.verified == 20
            kinds = [entry.kind for entry in record.history(road.x.path)]
        assert "initiative:step:revised" in kinds
        travel(moment + 2 * DAY)
        assert stands(road) is State.QUALIFIED
    late = client.post(f"{path}/objection", data={"words": "Too late."})
    assert late.status_code == 409


def test_the_book_is_kept_by_the_secretary_and_never_overwritten(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        to_committee(road, travel)
        with db.transaction():
            slug, path = road.x.slug, road.x.path
    client = browser(app)
    people.sign_in(client, "secretary")
    desk = f"/desk/initiatives/{slug}/book"
    assert client.get(desk).status_code == 200
    day = {"happened_on-day": "9", "happened_on-month": "10", "happened_on-year": "2026"}
    letter = {"kind": "letter-in", "title": "A letter of the ministry", **day}

    assert client.post(desk, data=letter).status_code == 422
    full = {**letter, "medium": "post", "correspondent": "Ministry of Nature"}
    full["file"] = (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "letter.pdf")
    assert client.post(desk, data=full).status_code == 303
    with app.app_context(), db.transaction():
        (first,) = book.entries(road.x.id)
    right = {**letter, "title": "A letter of the department", "medium": "email"}
    right |= {"correspondent": "Department of Air", "corrects": str(first.id)}
    assert client.post(desk, data=right).status_code == 303

    page = browser(app).get(f"{path}/book").text
    assert "A letter of the ministry" in page
    assert "Corrects an earlier entry" in page
    fetched = browser(app).get(f"{path}/book/{first.id}")
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    people.sign_in(client, "citizen-a")
    assert client.post(f"{path}/book", data=letter).status_code in (403, 422)
    people.sign_in(client, "initiator-1")
    news = {"kind": "coverage", "title": "In the evening paper", **day}
    assert client.post(f"{path}/book", data=news).status_code == 422
    news["address"] = "https://paper.example/air"
    assert client.post(f"{path}/book", data=news).status_code == 303
    assert "In the evening paper" in browser(app).get(f"{path}/book").text


def test_another_committee_registers_anew_and_a_second_body_answers(
    roads: Roads, travel: Travel
) -> None:
    road = roads()
    to_committee(road, travel)
    with db.transaction():
        secretary = people.actor("secretary")
        body = people.agency("pollution-control")
        other = Agency(
            slug="committee-on-finance",
            names={"en": "Committee on Finance"},
            kind=Kind.COMMITTEE,
            parent_id=people.agency("parliament").id,
            created_at=clock.now(),
        )
        db.session().add(other)
        db.session().flush()
        before = road.referral.answer_due_at
        with pytest.raises(Refusal, match="reason-missing"):
            passage.transfer(road.referral, secretary, other, reason=" ")
        with pytest.raises(Refusal, match="bad-form"):
            passage.transfer(road.referral, secretary, body, reason="Theirs.")
        with pytest.raises(Refusal, match="not-permitted"):
            passage.send_on(road.referral, people.actor("clerk"), body, asked_for="A position")
        asked = passage.send_on(road.referral, secretary, body, asked_for="A position")
        with pytest.raises(Refusal, match="already-sent"):
            passage.send_on(road.referral, secretary, body, asked_for="A position")
        passage.transfer(road.referral, secretary, other, reason="It costs money.")

    assert stands(road) is State.FORWARDED
    with db.transaction():
        assert (road.referral.committee_id, road.referral.answer_due_at) == (other.id, before)
        with pytest.raises(Refusal, match="number-taken"):
            services.acknowledge(
                road.referral, people.actor("clerk"), registry_number="7/2026", term="26"
            )
        services.acknowledge(
            road.referral, people.actor("clerk"), registry_number="8/2026", term="26"
        )
    travel((asked.due_at or START) + DAY)
    with db.transaction():
        jobs.tell_late()
        jobs.tell_late()
        told = [e for e in record.history(road.x.path) if e.kind == "initiative:clock:overdue"]
        assert len(told) == 1
        answerer = people.actor("publisher")
        with pytest.raises(Refusal, match="words-missing"):
            passage.answer(book.destination(asked.id), answerer, " ")
        passage.answer(book.destination(asked.id), answerer, "We agree.")
        with pytest.raises(Refusal, match="already-answered"):
            passage.answer(book.destination(asked.id), answerer, "We agree.")


def test_a_representative_who_does_nothing_is_replaced(roads: Roads, travel: Travel) -> None:
    road = roads()
    verified(road, travel, without=0)
    travel(START + 8 * DAY)
    road.advance()
    with db.transaction():
        second = road.x.members[1]
        with pytest.raises(Refusal, match="not-inactive"):
            replacing.back(road.x, people.actor("initiator-2"), second)
        with pytest.raises(Refusal, match="not-permitted"):
            replacing.back(road.x, people.actor("citizen-a"), second)
    travel(START + 25 * DAY)

    with db.transaction():
        second = road.x.members[1]
        assert not replacing.back(road.x, people.actor("initiator-2"), second)
        assert replacing.back(road.x, people.actor("initiator-1"), second)
        assert road.x.members[1].role is MemberRole.REPRESENTATIVE
    travel(START + 45 * DAY)
    with db.transaction():
        jobs.replace_inactive()
        assert road.x.members[0].role is MemberRole.REPRESENTATIVE
        jobs.replace_inactive()
        kinds = [entry.kind for entry in record.history(road.x.path)]
        assert kinds.count("initiative:representative:replaced") == 2


def test_an_entry_needs_what_its_kind_needs(roads: Roads, travel: Travel) -> None:
    road = roads()
    to_committee(road, travel)
    today = date(2026, 10, 10)
    wrong = [
        (EntryKind.LETTER_OUT, Said("A letter", today)),
        (EntryKind.RESPONSE, Said("Our response", today)),
        (EntryKind.DOCUMENT, Said("A document", today)),
        (EntryKind.DEBATE_HELD, Said("The debate", today + DAY)),
        (EntryKind.AGENDA, Said(" ", today)),
        (EntryKind.DOCUMENT, Said("A document", today, address="ftp://x")),
    ]

    with db.transaction():
        secretary = people.actor("secretary")
        for kind, said in wrong:
            with pytest.raises(FieldRefusals, match="entry-incomplete"):
                passage.enter(queries.by_number(road.number), secretary, kind, said)
        passage.enter(road.x, secretary, EntryKind.DEBATE_SET, Said("The debate", today + DAY))
        letter = Said("A letter", today, medium=Medium.EMAIL, correspondent="The ministry")
        sent = passage.enter(road.x, secretary, EntryKind.LETTER_OUT, letter)
        with pytest.raises(Refusal, match="bad-form"):
            passage.enter(road.x, secretary, EntryKind.AGENDA, Said("Agenda", today), corrects=sent)
        with pytest.raises(Refusal, match="not-permitted"):
            passage.enter(road.x, people.actor("clerk"), EntryKind.LETTER_OUT, letter)


def test_the_integrity_report_and_the_delivery_are_there_for_whom_they_are_meant(
    app: Flask, tmp_path: Path, travel: Travel
) -> None:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        road.to_collecting()
        with db.transaction():
            path = road.x.path
    client = browser(app)
    assert client.get(f"{path}/integrity").status_code == 404
    with app.app_context():
        verified(road, travel, without=6)
        road.advance()
        with db.transaction():
            path, sheet, digest = road.x.path, road.x.sheet_id, road.x.sheet_digest
            told = {e.kind: e.facts for e in record.history(path)}
            assert told["initiative:step:result"]["removed"] == {"not-entitled": 6}

    page = client.get(f"{path}/integrity")
    facts = client.get(f"{path}/integrity.json").get_json()
    paper = client.get(f"{path}/integrity.pdf")

    assert "Removed: not entitled" in page.text
    assert facts["result"]["removed"] == {"not-entitled": 6}
    assert facts["net"] == 21
    assert paper.data.startswith(b"%PDF")
    assert f"{path}/integrity" in client.get(path).text
    wrong = [client.get(f"/packages/{digest}?token={letter * 43}") for letter in "ab"]
    assert [client.get(f"/packages/{digest}").status_code, wrong[0].status_code] == [403, 403]
    assert len(wrong[0].data) == len(wrong[1].data)
    with app.app_context(), db.transaction():
        secret = signatures.make_link(sheet or 0, agency_id=1)
    assert client.get(f"/packages/{digest}?token={secret}.").status_code == 423
    people.sign_in(client, "verifier")
    delivery = f"/desk/verification/sheets/{sheet}/delivery"
    assert "Outcomes for the signers" in client.get(delivery).text
    assert client.post(f"/desk/verification/sheets/{sheet}/outcomes").status_code == 422
    people.sign_in(client, "officer-1")
    assert client.get(delivery).status_code == 403
