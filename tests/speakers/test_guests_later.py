"""What guests do later by their receipt's code: edit, reply, answer questions and change the answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from commons import limits
from commons.discussion import queries as discussion
from consult.models import DISCUSSION
from consult.questions import queries as questions
from consult.questions import services as asking
from consult.questions.services import Wording
from consult.questions.states import Form
from consult.states import Audience
from tests import people
from tests.consult.making import WHILE_OPEN, at, find
from tests.speakers.test_guests import ADDRESS, FORM, PUBLIC, open_hearing
from tests.speakers.test_names import dump

Travel = Callable[[datetime], None]
CODE = re.compile(r"(?:[2-9A-Z]{5}-){5}[2-9A-Z]")
WRONG = "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A"


def told(client: FlaskClient, answer: object) -> str:
    """The code that the next page tells once."""
    found = CODE.search(unescape(client.get(answer.location).text))  # type: ignore[attr-defined]
    assert found is not None
    return found[0]


def test_a_guest_edits_by_the_code_and_replies(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    open_hearing(app)
    travel(WHILE_OPEN)
    first = client.post(f"{PUBLIC}/open?section=sec_3", data={**FORM, "stance": "disagree"})
    code = told(client, first)
    door = f"{PUBLIC}/comments/1/edit-by-code"

    page = client.get(door).text
    wrong = client.post(door, data={"words": "Taken over.", "code": WRONG})
    same = client.post(door, data={"words": FORM["words"], "code": code})
    edited = client.post(door, data={"words": "No account, but two lungs.", "code": code})
    anew = told(client, edited)
    former = client.post(f"{PUBLIC}/comments/1/take-back", data={"code": code})
    form = client.get(f"{PUBLIC}/open?reply=1").text
    reply = client.post(f"{PUBLIC}/open?reply=1", data={**FORM, "words": "So have I."})
    told(client, reply)
    shown = unescape(client.get(f"{PUBLIC}/comments/1").text)
    gone = client.post(f"{PUBLIC}/comments/1/take-back", data={"code": anew})
    late = client.post(door, data={"words": "Too late.", "code": anew})

    assert FORM["words"] in page and "Reply to comment 1" in form
    assert (wrong.status_code, same.status_code, edited.status_code) == (422, 422, 303)
    assert "Nothing was changed yet" in same.text
    assert former.status_code == 422, "the former code is spent"
    assert reply.status_code == 303
    assert "two lungs" in shown and "Former wordings" in shown and "So have I." in shown
    assert (gone.status_code, late.status_code) == (303, 409)
    with at(app, WHILE_OPEN):
        answer = discussion.one(DISCUSSION, "1", 2)
        assert answer is not None and answer.reply_to == 1
        assert ADDRESS not in dump()
        assert "127.0.0.1" not in dump(but=("security_event", "login_session"))


def ask(app: Flask) -> None:
    """Three questions: the second only after "No" to the first."""
    officer = people.actor("officer-1")
    hearing = find(1)
    options = ({"en": "Yes"}, {"en": "No"})
    for said in (
        Wording(Form.SINGLE, {"en": "Is 15 days enough?"}, options=options),
        Wording(Form.OPEN, {"en": "Why not?"}, asks_number=1, asks_option="2"),
        Wording(Form.SINGLE, {"en": "Do you drive?"}, options=options, has_other=True),
    ):
        asking.add(officer, hearing, said)


def test_a_guest_answers_questions_page_by_page_and_changes_them_by_the_code(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    open_hearing(app)
    with at(app, WHILE_OPEN):
        ask(app)
    travel(WHILE_OPEN)
    door = f"{PUBLIC}/questions/open"
    base = {"display": "hidden", "of": ""}
    begun = client.get(door).text
    second = client.post(door, data={**base, "act": "on", "asked": ["1"], "q-1": "2"}).text
    whole = {
        **base,
        "asked": ["1", "2", "3"],
        "q-1": "2",
        "q-2": "Harvest.",
        "q-3": "other",
        "q-3-other": "A tractor",
    }
    over = client.post(door, data={**whole, "act": "on"}).text
    sent = client.post(door, data={**whole, "act": "send"})
    code = told(client, sent)
    own = {"sheet": "1", "code": code}

    wrong = client.post(f"{PUBLIC}/questions/own", data={"sheet": "1", "code": WRONG})
    again = client.post(f"{PUBLIC}/questions/own", data=own).text
    changed = client.post(door, data={**whole, **own, "q-1": "1", "act": "send"})
    said = unescape(client.get(changed.location).text)
    other = client.post(door, data={**whole, "sheet": "1", "code": WRONG, "act": "send"})

    assert "Is 15 days enough?" in begun and "Why not?" not in begun.split('id="results"')[0]
    assert "Why not?" in second.split('id="results"')[0]
    assert "Look over your answers" in over and "Harvest." in over and "A tractor" in over
    assert (wrong.status_code, changed.status_code, other.status_code) == (422, 303, 422)
    assert "Is 15 days enough?" in again and 'value="A tractor"' in again
    assert "answer to question 2 was left out" in said
    with at(app, WHILE_OPEN):
        hearing = find(1)
        counted = questions.sheets(hearing)
        assert (counted.verified, counted.others) == (0, 1)
        spoken = discussion.one(DISCUSSION, "1", 1)
        assert spoken is not None and spoken.is_withdrawn, "its question is asked no more"
        assert ADDRESS not in dump()
        assert "127.0.0.1" not in dump(but=("security_event", "login_session"))


def test_a_guest_is_held_to_the_limits_and_to_open_hearings(
    browser: FlaskClient, sqlite_app: Flask, travel: Travel
) -> None:
    open_hearing(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        ask(sqlite_app)
    travel(WHILE_OPEN)
    door = f"{PUBLIC}/questions/open"
    sheet = {"display": "hidden", "asked": ["3"], "q-3": "1"}

    answers = [browser.post(door, data=sheet) for _time in range(limits.OPEN_COMMENT.times + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {303}
    assert answers[-1].status_code == 429 and answers[-1].headers["Retry-After"]
    with at(sqlite_app, WHILE_OPEN):
        find(1).audience = Audience.SIGNED_IN
    assert browser.get(door).status_code == 404
