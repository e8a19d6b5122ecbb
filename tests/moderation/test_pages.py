"""Moderation through the front door: report, queue, decision with preview, log, appeal, tenancy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from commons import db, record
from commons.access import Role
from commons.moderation.states import Act
from tests import people
from tests.consult.making import WHILE_OPEN, at
from tests.moderation import room

Travel = Callable[[datetime], None]
REPORT = {"ground": "personal-data", "words": "An address stands here."}
CASE = "/desk/moderation/1"
DECISION = {
    "act": "redact",
    "ground": "personal-data",
    "passages": "12 Burned-field-road",
    "reason": "An address of a person stands here.",
}


def ready(app: Flask, travel: Travel) -> None:
    room.spoken(app)
    travel(WHILE_OPEN)


def report(client: FlaskClient, hint: str, **form: str):
    people.sign_in(client, hint)
    return client.post(f"{room.COMMENT}/report", data={**REPORT, **form})


def test_a_report_is_sent_and_bad_ones_are_answered(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)

    visitor = client.get(f"{room.COMMENT}/report")
    people.sign_in(client, "voter-1")
    form = client.get(f"{room.COMMENT}/report")
    empty = report(client, "voter-1", ground="")
    invented = report(client, "voter-1", ground="criticism")
    sent = report(client, "voter-1")
    twice = report(client, "voter-1")
    own = report(client, "citizen-a")
    thanked = client.get(room.COMMENT).text

    assert (visitor.status_code, form.status_code) == (303, 200)
    assert "criticism" not in form.text
    assert (empty.status_code, invented.status_code) == (422, 422)
    assert "An address stands here." in empty.text
    assert (sent.status_code, twice.status_code, own.status_code) == (303, 409, 403)
    assert sent.location.endswith(room.COMMENT)
    assert room.BAD in thanked


def test_a_moderator_sees_the_redaction_before_it_stands(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    report(client, "voter-1")
    people.sign_in(client, "moderator")

    desk = client.get("/desk").text
    queue = client.get("/desk/moderation").text
    closed = client.post(f"{CASE}/decide", data=DECISION)
    client.post(f"{CASE}/take")
    case = client.get(CASE).text
    wrong = client.post(f"{CASE}/decide", data={**DECISION, "passages": "never said"})
    preview = client.post(f"{CASE}/decide", data=DECISION)
    untouched = client.get(room.COMMENT).text
    done = client.post(f"{CASE}/decide", data={**DECISION, "step": "decide"})
    shown = client.get(room.COMMENT).text

    assert "/desk/moderation" in desk
    assert CASE in queue
    assert closed.status_code == 409
    assert case.index('value="redact"') < case.index('value="hide"')
    assert (wrong.status_code, preview.status_code, done.status_code) == (422, 200, 303)
    assert "lives at […]" in preview.text
    assert room.BAD in untouched
    assert "Burned-field-road" not in shown
    assert "lives at […]" in shown
    assert "Personal data of another person" in shown


def test_hiding_needs_ground_reason_and_the_word_that_redacting_is_not_enough(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    report(client, "voter-1")
    people.sign_in(client, "moderator")
    client.post(f"{CASE}/take")
    whole = {**DECISION, "act": "hide", "beyond_redaction": "y"}

    answers = [
        client.post(f"{CASE}/decide", data={**whole, name: ""}).status_code
        for name in ("act", "ground", "reason", "beyond_redaction")
    ]
    long = client.post(f"{CASE}/decide", data={**whole, "reason": "ก" * 2001}).status_code
    hidden = client.post(f"{CASE}/decide", data=whole).status_code
    page = client.get(room.COMMENT).text

    assert (answers, long, hidden) == ([422] * 4, 422, 303)
    assert "Removed: Personal data of another person" in page
    assert f"{room.HEARING}/moderation#comment-1" in page
    assert "Please stay civil." in page


def test_a_moderator_of_another_agency_finds_nothing(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    report(client, "voter-1")
    with at(app, WHILE_OPEN):
        room.member("officer-b", people.agency("ministry-of-transport"), Role.MODERATOR)
    people.sign_in(client, "officer-b")

    queue = client.get("/desk/moderation")
    statuses = [client.get(CASE).status_code] + [
        client.post(f"{CASE}/{act}", data={"words": "x", **DECISION}).status_code
        for act in ("take", "give-back", "notes", "words", "decide")
    ]

    assert (queue.status_code, CASE in queue.text) == (200, False)
    assert statuses == [404] * 6


def test_the_author_appeals_and_the_ombudsman_decides(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    with at(app, WHILE_OPEN):
        room.reported("voter-1")
        room.decided(Act.HIDE)
    people.sign_in(client, "citizen-a")

    form = client.get(f"{room.COMMENT}/appeal")
    empty = client.post(f"{room.COMMENT}/appeal", data={"words": ""})
    sent = client.post(f"{room.COMMENT}/appeal", data={"words": "It is my own address."})
    stands = client.get(f"{room.COMMENT}/appeal").text
    people.sign_in(client, "citizen-b")
    foreign = client.get(f"{room.COMMENT}/appeal").status_code
    people.sign_in(client, "appeals")
    before = client.get("/desk/appeals/1").text
    words = client.post("/desk/appeals/1/words").text
    answer = {"outcome": "overturned", "reason": "The author's own address."}
    bad = client.post("/desk/appeals/1/answer", data={"outcome": "overturned"})
    done = client.post("/desk/appeals/1/answer", data=answer)
    twice = client.post("/desk/appeals/1/answer", data=answer)

    assert (form.status_code, empty.status_code, sent.status_code) == (200, 422, 303)
    assert "Your appeal has come in" in stands
    assert foreign == 404
    assert "Burned-field-road" not in before
    assert "Burned-field-road" in words
    assert (bad.status_code, done.status_code, twice.status_code) == (422, 303, 409)
    assert room.BAD in client.get(room.COMMENT).text
    log = client.get(f"{room.HEARING}/moderation")
    assert "Decision overturned" in log.text
    items = client.get(f"{room.HEARING}/moderation.json").json["items"]
    assert [i["decision"] for i in items] == ["restore", "hide"]
    assert items[1]["appeal"]["outcome"] == "overturned"
    assert "overturned" in client.get("/agencies/pollution-control").text


def test_a_removal_by_order_goes_through_two_desks(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    people.sign_in(client, "moderator")
    form = {
        "address": f"http://localhost{room.COMMENT}",
        "body": "Administrative Court",
        "reference": "Black 12/2569",
        "dated-day": "4",
        "dated-month": "10",
        "dated-year": "2026",
    }
    page = client.get("/desk/removals").text
    parts = [part for part in ("dated-day", "dated_day", "dated.day") if f'name="{part}"' in page]
    assert parts == ["dated-day"]

    bad = client.post("/desk/removals", data={**form, "address": "/somewhere"})
    late = client.post("/desk/removals", data={**form, "dated-year": "2027"})
    brought = client.post("/desk/removals", data=form)
    alone = client.post("/desk/removals/1/confirm")
    people.sign_in(client, "publisher")
    waiting = client.get("/desk/removals").text
    confirmed = client.post("/desk/removals/1/confirm")
    again = client.post("/desk/removals/1/confirm")
    log = client.get(f"{room.HEARING}/moderation").text

    assert (bad.status_code, late.status_code, brought.status_code) == (422, 422, 303)
    assert alone.status_code == 409
    assert "Black 12/2569" in waiting
    assert (confirmed.status_code, again.status_code) == (303, 409)
    assert "Ordered by Administrative Court" in log
    assert "Burned-field-road" not in client.get(room.COMMENT).text


def test_an_auditor_opens_covered_words_on_record_only(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    with at(app, WHILE_OPEN):
        room.reported("voter-1")
        room.decided(Act.HIDE)
    people.sign_in(client, "auditor")

    before = client.get(CASE)
    taken = client.post(f"{CASE}/take").status_code
    words = client.post(f"{CASE}/words")

    assert (before.status_code, "Burned-field-road" in before.text) == (200, False)
    assert taken == 403
    assert "Burned-field-road" in words.text
    with at(app, WHILE_OPEN + timedelta(seconds=1)):
        kinds = [e.kind for e in record.history(room.HEARING)]
    assert "moderation:case:words-read" in kinds


def test_reports_are_limited_with_retry_after(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    ready(app, travel)
    people.sign_in(client, "voter-1")

    answers = [report(client, "voter-1", ground="spam") for _time in range(11)]

    assert [a.status_code for a in answers] == [303] + [409] * 9 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    with db.transaction():
        assert len(room.case().case.reports) == 1
