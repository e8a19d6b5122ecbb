"""The public pages of hearings through the front door."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from commons import db, jobs
from commons.accounts.models import Account
from commons.discussion import statistics
from commons.discussion.models import Display, Stance
from commons.notify import post
from tests import people
from tests.consult import making
from tests.consult.making import CLOSES, OPENS, WHILE_OPEN, at, says

Travel = Callable[[datetime], None]
SECTION = "/hearings/1-clean-air-act/sections/sec_3"
COMMENTS = f"{SECTION}/comments"
FORM = {"version": "1", "words": "Fifteen days are too short.", "display": "name"}


def send(client: FlaskClient, **form: str) -> TestResponse:
    return client.post(COMMENTS, data={**FORM, **form})


def test_list_hearing_and_section_are_read_without_signing_in(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    for address in (
        "/hearings",
        "/hearings?status=open&q=air",
        "/hearings/1-clean-air-act",
        SECTION,
        "/hearings/1-clean-air-act/comments",
        "/hearings/1-clean-air-act/versions/1",
        "/hearings/1-clean-air-act/compare/1/1",
    ):
        for tongue in ("en", "th"):
            mark = "&" if "?" in address else "?"
            answer = client.get(f"{address}{mark}lang={tongue}")
            assert answer.status_code == 200, address


def test_a_bare_number_leads_to_the_lasting_address(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    answer = client.get("/hearings/1/sections/sec_3?version=1")

    assert answer.status_code in (301, 308)
    assert answer.location.endswith(f"{SECTION}?version=1")


def test_a_comment_is_accepted_and_shown_with_its_receipt(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")

    answer = send(client, stance="agree")

    assert answer.status_code == 303
    assert answer.location.endswith(f"{SECTION}#comment-1")
    page = client.get(SECTION).text
    assert 'id="comment-1"' in page
    assert "Fifteen days are too short." in page
    assert (
        "Your code, which only you see" in client.get("/hearings/1-clean-air-act/comments/1").text
    )


def test_the_front_door_opens_and_closes_with_the_clock(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    people.sign_in(client, "citizen-a")
    second = timedelta(seconds=1)
    statuses = []

    for instant in (OPENS - second, OPENS, CLOSES - second, CLOSES):
        travel(instant)
        statuses.append(send(client).status_code)
        assert client.get(SECTION).status_code == 200

    assert statuses == [409, 303, 303, 409]


def test_a_form_sent_one_second_late_gives_the_words_back(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(CLOSES)
    people.sign_in(client, "citizen-a")

    answer = send(client, words="Words that took an hour to write")

    assert answer.status_code == 409
    assert "Words that took an hour to write" in answer.text


def test_signing_in_in_the_middle_of_writing_loses_nothing(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    client.get(SECTION)

    answer = send(client, words="Words of a visitor", stance="disagree")
    people.sign_in(client, "citizen-a")
    back = client.get(_next_of(answer.location))

    assert answer.status_code == 303
    assert "Words of a visitor" in back.text


def test_words_rescued_by_the_sign_in_are_shown_even_when_the_hearing_closed_meanwhile(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(CLOSES - timedelta(seconds=1))
    client.get(SECTION)

    answer = send(client, words="Words of a late visitor")
    travel(CLOSES)
    people.sign_in(client, "citizen-a")
    back = client.get(_next_of(answer.location))

    assert "Words of a late visitor" in back.text
    assert "takes no more comments" in back.text


def test_an_author_with_an_address_gets_a_letter_with_number_and_hash(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    actor = people.sign_in(client, "citizen-a")
    with db.transaction() as session:
        account = session.get_one(Account, actor.account_id)
        account.email, account.email_confirmed_at = "a@example.org", making.BEFORE

    send(client)

    with app.app_context():
        jobs.run_due()
    address = "/hearings/1-clean-air-act/comments/1"
    letters = [each["text"] for each in post.sunk() if address in each["text"]]
    digests = re.findall(r"[0-9a-f]{64}", "".join(letters))
    assert (len(letters), len(digests)) == (1, 1)
    assert digests[0] in client.get(address).text


def test_5001_characters_are_refused_beside_the_field(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")

    answer = send(client, words="ก" * 5001)

    assert answer.status_code == 422
    assert "5,000" in answer.text
    assert send(client, words="a\r\n" * 2500).status_code == 303


def test_the_31st_comment_is_429_and_another_person_goes_on(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    statuses = [send(client, words=f"words {n}").status_code for n in range(31)]

    last = send(client)
    people.sign_in(client, "citizen-b")

    assert statuses == [303] * 30 + [429]
    assert int(last.headers["Retry-After"]) > 0
    assert send(client).status_code == 303


def test_looking_over_first_sends_nothing(app: Flask, client: FlaskClient, travel: Travel) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    wording = "A permit is decided within 30 days of the application."

    review = send(client, act="review", stance="change", suggestion=wording)
    again = send(client, act="edit", stance="change", suggestion=wording)

    assert review.status_code == 200
    assert review.text.count("<del>") == review.text.count("<ins>") == 1
    assert wording in again.text
    assert "Nobody has written anything here yet" in client.get(SECTION).text


def test_a_suggested_wording_is_a_redline_of_one_loss_and_one_gain(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        wording = "A permit is decided within 30 days of the application."
        says("citizen-a", making.find(number), stance=Stance.CHANGE, suggestion=wording)
    travel(WHILE_OPEN)

    page = client.get(SECTION).text

    assert page.count("<del>15</del>") == page.count("<ins>30</ins>") == 1
    assert page.count("<del>") == page.count("<ins>") == 1


def test_a_hidden_name_is_on_no_public_page(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        author = people.actor("citizen-a")
        says(author, hearing, "hidden words", display=Display.HIDDEN)
        says("citizen-b", hearing, "words", display=Display.PSEUDONYM, pseudonym="Rice Farmer")
    travel(WHILE_OPEN)

    pages = client.get(SECTION).text + client.get("/hearings/1-clean-air-act/comments/1").text

    assert author.name
    assert author.name not in pages
    assert "Name withheld" in pages
    assert "Rice Farmer" in pages


def test_what_people_write_cannot_become_html(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")

    send(client, words="<script>alert(1)</script> <b>bold</b>")

    page = client.get(SECTION).text
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_a_receipt_is_checked_by_its_code(app: Flask, client: FlaskClient, travel: Travel) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        written = says("citizen-a", making.find(number), "words")
    travel(WHILE_OPEN)
    address = "/hearings/1-clean-air-act/comments/1/check"

    right = client.post(address, data={"code": written.code})
    wrong = client.post(address, data={"code": "23456-23456"})

    assert "Unchanged" in right.text
    assert "does not belong" in wrong.text


def test_replies_stand_under_their_comment(app: Flask, client: FlaskClient, travel: Travel) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "words")
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-b")

    answer = client.post(
        "/hearings/1-clean-air-act/comments/1/replies",
        data={"words": "I see it differently.", "display": "name"},
    )

    assert answer.status_code == 303
    assert "I see it differently." in client.get(SECTION).text


def test_an_author_withdraws_and_others_may_not(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", making.find(number), "words to be taken back")
    travel(WHILE_OPEN)
    address = "/hearings/1-clean-air-act/comments/1/withdraw"
    people.sign_in(client, "citizen-b")
    other = client.post(address).status_code
    people.sign_in(client, "citizen-a")

    own = client.post(address).status_code

    assert (other, own) == (403, 303)
    assert "words to be taken back" not in client.get(SECTION).text


def test_an_overdue_summary_shows_on_page_and_list(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(CLOSES + timedelta(days=31))

    assert "Summary overdue by 1 day" in client.get("/hearings/1-clean-air-act").text
    assert "Summary overdue by 1 day" in client.get("/hearings?status=overdue").text


def test_a_draft_has_no_public_page(app: Flask, client: FlaskClient, travel: Travel) -> None:
    with at(app, making.BEFORE):
        making.draft()
    travel(making.BEFORE)

    assert client.get("/hearings/1-clean-air-act").status_code == 404
    assert "Clean Air" not in client.get("/hearings").text


def _next_of(location: str) -> str:
    return parse_qs(urlsplit(location).query)["next"][0]


def test_one_submission_holds_a_stance_on_each_section(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    form = {"version": "1", "display": "name"}
    form |= {"stance-sec_1": "agree", "stance-sec_2": "agree", "stance-sec_3": "disagree"}
    form |= {
        "stance-sec_4": "change",
        "words-sec_4": "Let everybody copy it.",
        "words-sec_5": "No.",
    }
    address = "/hearings/1-clean-air-act/stances"

    answer = client.post(address, data=form)
    client.post(address, data={"version": "1", "display": "name", "stance-sec_1": "disagree"})

    with at(app, WHILE_OPEN):
        total = statistics.of("hearing", str(number)).total
    assert answer.status_code == 303
    assert (total.verified.agree, total.verified.disagree, total.verified.change) == (1, 2, 1)
    assert (total.verified.person, total.comments) == (1, 2)
    assert client.get(address).text.count(" checked") == 5


def test_an_incomplete_submission_is_refused_as_a_whole(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    form = {"version": "1", "display": "name", "stance-sec_1": "agree", "stance-sec_2": "change"}

    answer = client.post("/hearings/1-clean-air-act/stances", data=form)

    with at(app, WHILE_OPEN):
        assert statistics.of("hearing", str(number)).respondents == 0
    assert answer.status_code == 422
