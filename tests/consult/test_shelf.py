"""What lies on the shelf is never stale: whatever is done shows on the next request, to everybody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, shelf, unchanged
from commons.discussion import reactions
from commons.discussion.additions import Mood
from commons.discussion.models import Comment, Stance
from commons.discussion.shown import CommentView
from commons.texts import importing
from consult import leaves
from consult.models import DISCUSSION, Hearing
from consult.services import approving, replying, revising, speaking
from consult.services.replying import Given
from consult.states import Disposition
from tests import people
from tests.consult import making
from tests.consult.making import CLOSES, WHILE_OPEN, at, find, says

Travel = Callable[[datetime], None]
SECTION = "/hearings/1-clean-air-act/sections/sec_3"
HEARING = "/hearings/1-clean-air-act"
LATER = WHILE_OPEN + timedelta(hours=1)


@pytest.fixture
def number(app: Flask, travel: Travel) -> int:
    """An open hearing with two comments on section 3, at an instant that stands still."""
    made = making.ready(app)
    with at(app, WHILE_OPEN):
        says("citizen-a", find(made), "Fifteen days are too long.", stance=Stance.DISAGREE)
        says("citizen-b", find(made), "My comment.", suggestion="A permit takes ten days.")
    travel(LATER)
    return made


@pytest.fixture
def reader(app: Flask, number: int) -> FlaskClient:
    """Somebody signed in who has not spoken."""
    client: FlaskClient = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    with app.app_context():
        people.sign_in(client, "voter-9")
    return client


TRIES = 40
"""On PostgreSQL whatever others commit in the same cluster makes another mark; not every time."""


def questions(ask: Callable[[], Any]) -> int:
    """How many statements the database gets meanwhile."""
    found: list[str] = []

    def note(_line: Any, _cursor: Any, said: str, *_more: Any) -> None:
        found.append(said)

    sa.event.listen(db.database().engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        sa.event.remove(db.database().engine, "before_cursor_execute", note)
    return len(found)


def officer() -> Any:
    return people.actor("officer-1")


def publish(hearing: Hearing) -> None:
    parsed = importing.read("x.md", making.TEXT.replace("15 days", "twenty days").encode())
    revising.publish(officer(), hearing, revising.stage(officer(), hearing, parsed))


def official_reply(hearing: Hearing) -> None:
    given = Given(disposition=Disposition.PARTLY, reason="We shall look at it.")
    replying.reply(officer(), hearing, [1], given)


ACTS: dict[str, tuple[Callable[[Hearing], Any], str]] = {
    "a comment": (lambda h: says("voter-1", h, "A third voice."), "A third voice."),
    "a reply": (lambda h: says("voter-1", h, "I reply.", reply_to=1), "I reply."),
    "a stance": (lambda h: says("voter-1", h, stance=Stance.AGREE), "Agree: </span>1</span>"),
    "a withdrawal": (
        lambda h: speaking.withdraw(people.actor("citizen-a"), h, 1),
        "The author has taken these words back.",
    ),
    "a reaction": (
        lambda h: reactions.react(
            DISCUSSION, h.key, 1, Mood.SUPPORT, account_id=people.actor("voter-1").account_id or 0
        ),
        '<span class="lp-reaction__times">1</span>',
    ),
    "an official reply": (official_reply, "We shall look at it."),
    "a longer time": (
        lambda h: approving.extend(
            officer(), h, closes_at=CLOSES + timedelta(days=9), reason="Holidays."
        ),
        "25 October 2026",
    ),
    "a new version": (publish, "twenty days"),
    "an act that leaves no record": (
        lambda h: db.session().execute(
            sa.update(Comment).where(Comment.number == 1).values(words="Changed by nobody.")
        ),
        "Changed by nobody.",
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_shows_on_the_next_request(
    app: Flask, client: FlaskClient, reader: FlaskClient, number: int, act: str
) -> None:
    do, words = ACTS[act]
    for _ in range(2):
        before = [one.get(SECTION).text for one in (client, reader)]
    assert not any(words in page for page in before)

    with at(app, LATER):
        do(find(number))

    after = [one.get(SECTION).text for one in (client, reader)]
    assert all(words in page for page in after)


def test_a_page_that_nothing_has_changed_is_not_made_again(
    app: Flask, client: FlaskClient, reader: FlaskClient, number: int
) -> None:
    with app.app_context():
        again = [
            min(questions(lambda one=one: one.get(SECTION)) for _ in range(TRIES))
            for one in (client, reader)
        ]

    assert again[0] <= 2
    assert again[1] <= 13
    assert client.get(SECTION).text.count('class="lp-comment"') == 2
    assert reader.get(SECTION).text.count('class="lp-comment"') == 2


def test_the_clock_alone_makes_a_page_anew(
    client: FlaskClient, number: int, travel: Travel
) -> None:
    open_, also = client.get(SECTION).text, client.get(SECTION).text
    travel(CLOSES)
    closed = client.get(SECTION).text

    assert "What do you say?" in open_ and "What do you say?" in also
    assert "This hearing takes no more comments." in closed


def test_each_reader_gets_his_own_token_language_address_and_comments(
    app: Flask, client: FlaskClient, reader: FlaskClient, number: int
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    other: FlaskClient = app.test_client()
    other.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    own: FlaskClient = app.test_client()
    own.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(own, "citizen-a")

    first, second = client.get(SECTION).text, other.get(SECTION).text
    thai = other.get(f"{SECTION}?lang=th").text
    mine, theirs = own.get(SECTION).text, reader.get(SECTION).text

    assert _token(first) != _token(second)
    assert _token(second) not in first
    assert first.replace(_token(first), "") == second.replace(_token(second), "")
    assert second.count(_token(second)) >= 3
    assert 'lang="th"' in thai.split("<head>")[0] and "แสดงความ" in thai
    assert "Your stance now:" in mine and "Your receipt" in mine
    assert "Your stance now:" not in theirs and "Your receipt" not in theirs
    assert "citizen-a" not in first
    sent = {"version": "1", "words": "By the form of a kept page.", "display": "name"}
    sent |= {"act": "send", "csrf_token": _token(theirs)}
    refused = own.post(f"{SECTION}/comments", data=sent)
    taken = reader.post(f"{SECTION}/comments", data=sent)
    assert (refused.status_code, taken.status_code) == (400, 303)
    assert "By the form of a kept page." in client.get(SECTION).text


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_who_reacted_sees_his_reaction_and_nobody_else_does(
    app: Flask, client: FlaskClient, reader: FlaskClient, number: int
) -> None:
    account = people.actor("voter-9").account_id or 0
    other: FlaskClient = app.test_client()
    other.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    people.sign_in(other, "voter-8")
    other.get(SECTION)
    with at(app, LATER):
        reactions.react(DISCUSSION, str(number), 1, Mood.SUPPORT, account_id=account)

    pages = [one.get(SECTION).text for one in (reader, other, client, reader)]

    assert ["You support this" in page for page in pages] == [True, False, False, True]


def test_a_draft_and_a_message_are_never_shown_to_others(
    app: Flask, client: FlaskClient, reader: FlaskClient, number: int
) -> None:
    reader.post(f"{SECTION}/draft", data={"words": "Half a secret thought", "version": "1"})
    told = reader.get(SECTION).text
    assert "Half a secret thought" in told
    assert "Half a secret thought" not in client.get(SECTION).text
    assert "Half a secret thought" not in client.get(SECTION).text

    with client.session_transaction() as kept:
        kept["_flashes"] = [("success", "For one visitor only.")]
    assert "For one visitor only." in client.get(SECTION).text
    assert "For one visitor only." not in client.get(SECTION).text
    assert "For one visitor only." not in app.test_client().get(SECTION).text


def test_a_comment_that_nobody_touched_is_written_once(
    app: Flask, client: FlaskClient, number: int
) -> None:
    client.get(SECTION)
    with app.app_context():
        written = shelf.named("written", leaves.MOST).things
        before = comments(written)
        with at(app, LATER):
            says("voter-3", find(number), "Another.")
        client.get(SECTION)
        assert len(before) == 2
        assert before < comments(written)
        assert len(comments(written)) == 3


def comments(written: Iterable[shelf.Key]) -> set[shelf.Key]:
    """What on the shelf is a comment."""
    return {key for key in written if any(isinstance(one, CommentView) for one in key)}


def test_a_shelf_forgets_what_was_not_asked_for_the_longest() -> None:
    small = shelf.Shelf(most=2)
    for key in ("a", "b", "a", "c"):
        small.take((key,), 1, lambda key=key: key.upper())

    assert list(small.things) == [("a",), ("c",)]
    assert small.take(("a",), 1, lambda: "new") == "A"
    assert small.take(("a",), 2, lambda: "new") == "new"


def test_many_who_ask_at_once_let_one_make_it_and_a_failure_stops_nobody() -> None:
    one = shelf.Shelf()
    begun, go_on, made = threading.Event(), threading.Event(), []

    def slowly() -> str:
        begun.set()
        go_on.wait(5)
        made.append("made")
        return "page"

    answers: list[str] = []
    crowd = [
        threading.Thread(target=lambda: answers.append(one.take(("page",), 1, slowly)))
        for _ in range(5)
    ]
    for each in crowd:
        each.start()
    begun.wait(5)
    go_on.set()
    for each in crowd:
        each.join()
    with pytest.raises(ZeroDivisionError):
        one.take(("page",), 2, lambda: 1 // 0)

    assert (answers, made) == (["page"] * 5, ["made"])
    assert one.take(("page",), 2, lambda: 3) == 3
    assert one.makers == {}


def test_a_mark_is_equal_only_while_nothing_was_committed(app: Flask, number: int) -> None:
    def mark() -> unchanged.Mark | None:
        with db.transaction(writes=False):
            return unchanged.mark()

    with app.app_context():
        with db.transaction():
            assert unchanged.mark() is None, "who writes sees more than others do"
        pairs = [(mark(), mark()) for _ in range(TRIES)]
        last = mark()
        with at(app, LATER):
            says("voter-3", find(number), "Another.")
        other = mark()

    assert any(first == again for first, again in pairs)
    assert None not in (last, other)
    assert other != last
    assert other not in [one for pair in pairs for one in pair]
