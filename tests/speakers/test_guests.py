"""Hearings that are open to all: guests, their limits, the work of their browsers, their codes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, config, db, limits
from commons.access import ANONYMOUS
from commons.accounts.models import Account
from commons.config import BadSettings
from commons.discussion import statistics
from commons.discussion.models import Comment, Display, Stance
from commons.errors import Refusal
from commons.law import queries as law
from commons.law import services as law_services
from consult.models import DISCUSSION
from consult.services import approving, preparing, speaking
from consult.speakers import challenging, opening, queries, taking_back
from consult.speakers.opening import Guest
from consult.speakers.standing import Speaker
from consult.states import Audience, Kind, Topic
from tests import people
from tests.conftest import settings_for
from tests.consult import making
from tests.consult.making import BEFORE, WHILE_OPEN, at, find
from tests.speakers.test_names import dump

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"
HIDDEN = Speaker(Display.HIDDEN)
FORM = {"version": "1", "words": "No account, but lungs.", "display": "hidden"}
ADDRESS = "203.0.113.7"


def open_hearing(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        hearing.audience = Audience.OPEN
        preparing.submit(people.actor("officer-1"), hearing)
        approving.approve(people.actor("publisher"), hearing)
    config.use(replace(config.current(), work_bits=6))


def says(words: str = "No account.", stance: Stance | None = None) -> making.Statement:
    return making.Statement(version=1, section="sec_3", words=words, stance=stance)


def worked(challenge: str) -> str:
    """What a browser's worker finds."""
    bits = int(challenge.split(".")[3])
    number = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}:{number}".encode()).digest()) >> (256 - bits):
        number += 1
    return str(number)


def guest(hearing: object, address: str = ADDRESS) -> Guest:
    challenge = challenging.issue(hearing)  # type: ignore[arg-type]
    return Guest(address, challenge, worked(challenge))


def test_a_guest_writes_and_takes_back_by_the_code_alone(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    open_hearing(app)
    travel(WHILE_OPEN)
    door = f"{PUBLIC}/open?section=sec_3"

    page = client.get(f"{PUBLIC}/sections/sec_3").text
    form = client.get(door)
    sent = client.post(door, data={**FORM, "stance": "disagree"})
    told = unescape(client.get(sent.location).text)
    data = client.get("/api/v1/hearings/1-clean-air-act/comments").json["items"][0]
    figures = unescape(client.get(f"{PUBLIC}/speakers").text)
    code = re.search(r"(?:[2-9A-Z]{5}-){5}[2-9A-Z]", told)
    back = f"{PUBLIC}/comments/1/take-back"
    wrong = client.post(back, data={"code": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A"})
    gone = client.post(back, data={"code": code[0].lower()})
    again = client.post(back, data={"code": code[0]})

    assert "/open?section=sec_3" in page
    assert form.status_code == 200
    assert sent.status_code == 303
    assert code[0] not in client.get(sent.location).text
    assert data["author"]["assurance"] == "none"
    assert data["author"]["verified"] is False
    assert "without an account" in figures
    assert (wrong.status_code, gone.status_code, again.status_code) == (422, 303, 409)
    with at(app, WHILE_OPEN):
        counts = statistics.of(DISCUSSION, "1").total
        assert (counts.verified.person, counts.others.person) == (0, 0)
        assert (counts.others.comment, counts.others.disagree) == (1, 0)
        assert ADDRESS not in dump()
        assert "127.0.0.1" not in dump(but=("security_event", "login_session"))


def test_empty_long_and_named_guests_are_refused_with_their_words_kept(
    browser: FlaskClient, sqlite_app: Flask, travel: Travel
) -> None:
    open_hearing(sqlite_app)
    travel(WHILE_OPEN)
    door = f"{PUBLIC}/open?section=sec_3"

    answers = [
        browser.post(door, data={**FORM, "words": ""}),
        browser.post(door, data={**FORM, "words": "x" * 5001}),
        browser.post(door, data={**FORM, "display": "name"}),
        browser.post(door, data={**FORM, "display": "pseudonym", "pseudonym": " "}),
    ]
    travel(making.OPENS + timedelta(days=40))
    late = browser.post(door, data=FORM)

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all(FORM["words"] in answer.text for answer in answers[2:])
    assert late.status_code == 409
    assert FORM["words"] in late.text


def test_a_hearing_for_accounts_takes_no_guest(
    browser: FlaskClient, sqlite_app: Flask, travel: Travel
) -> None:
    making.ready(sqlite_app)
    travel(WHILE_OPEN)

    shown = browser.get(f"{PUBLIC}/open").status_code
    sent = browser.post(f"{PUBLIC}/open", data=FORM).status_code

    assert shown == 404
    assert sent in (303, 401, 403)
    with at(sqlite_app, WHILE_OPEN):
        with pytest.raises(Refusal, match="sign-in-needed"):
            speaking.comment(ANONYMOUS, find(1), says(), speaker=HIDDEN)
        assert db.session().scalar(sa.select(sa.func.count(Comment.id))) == 0


def test_without_work_five_in_ten_minutes_with_it_thirty(sqlite_app: Flask) -> None:
    open_hearing(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        hearing = find(1)
        for _each in range(5):
            opening.speak(Guest(ADDRESS), hearing, says(), HIDDEN)
        with pytest.raises(Refusal, match="too-many") as refused:
            opening.speak(Guest(ADDRESS), hearing, says(), HIDDEN)
        for _each in range(30):
            opening.speak(guest(hearing), hearing, says(), HIDDEN)
        with pytest.raises(Refusal, match="too-many"):
            opening.speak(guest(hearing), hearing, says(), HIDDEN)
        opening.speak(Guest("203.0.113.8"), hearing, says(), HIDDEN)

        assert 0 < refused.value.values["retry_after"] <= 601
        assert statistics.of(DISCUSSION, "1").total.others.comment == 36


def test_the_door_names_the_seconds_to_wait(
    browser: FlaskClient, sqlite_app: Flask, travel: Travel
) -> None:
    open_hearing(sqlite_app)
    travel(WHILE_OPEN)

    answers = [browser.post(f"{PUBLIC}/open", data=FORM) for _each in range(6)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert int(answers[5].headers["Retry-After"]) > 0
    assert FORM["words"] in answers[5].text


def test_a_challenge_buys_once_here_and_soon(sqlite_app: Flask) -> None:
    open_hearing(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        making.draft("Another Act")
        here, other = find(1), find(2)
        mine = challenging.issue(here)
        answer = worked(mine)
        forged = mine.replace(".6.", ".0.")
        lazy = next(str(n) for n in range(1000) if str(n) != answer and not _fits(mine, n))

        assert not challenging.spend(other, mine, answer)
        assert not challenging.spend(here, forged, "0")
        assert not challenging.spend(here, mine, lazy)
        assert not challenging.spend(here, mine, "๑๒")
        assert not challenging.spend(here, mine, "-1")
        assert not challenging.spend(here, "", "")
        assert not challenging.spend(here, "a.b", answer)
        assert challenging.spend(here, mine, answer)
        assert not challenging.spend(here, mine, answer)
        old = challenging.issue(here)
    with at(sqlite_app, WHILE_OPEN + timedelta(hours=2)):
        assert not challenging.spend(find(1), old, worked(old))
        challenging.forget_old()
        assert db.session().scalar(sa.text("SELECT count(*) FROM hearing_spent_challenge")) == 0


def _fits(challenge: str, number: int) -> bool:
    digest = hashlib.sha256(f"{challenge}:{number}".encode()).digest()
    return int.from_bytes(digest) >> 250 == 0


def test_one_ipv6_line_is_one_place() -> None:
    assert opening.network("2001:db8:1:2:aaaa::1") == opening.network("2001:db8:1:2:bbbb::9")
    assert opening.network("2001:db8:1:2::1") != opening.network("2001:db8:1:3::1")
    assert opening.network("::ffff:203.0.113.7") == "203.0.113.7"


def test_a_code_takes_back_nothing_of_an_account_and_tries_are_limited(sqlite_app: Flask) -> None:
    open_hearing(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        hearing = find(1)
        signed_in = speaking.comment(people.actor("voter-1"), hearing, says(), speaker=HIDDEN)

        with pytest.raises(Refusal, match="wrong-code"):
            taking_back.by_code(ADDRESS, hearing, signed_in.number, signed_in.code)
        free = opening.speak(Guest(ADDRESS), hearing, says(), HIDDEN)
        for place in range(limits.RECEIPT.times):
            with pytest.raises(Refusal, match="wrong-code"):
                taking_back.by_code(f"198.51.100.{place}", hearing, free.number, "23456")
        with pytest.raises(Refusal, match="too-many"):
            taking_back.by_code("198.51.100.200", hearing, free.number, free.code)


def test_who_spoke_is_shown_by_assurance_and_never_added_up(sqlite_app: Flask) -> None:
    open_hearing(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        hearing = find(1)
        for words in ("a", "b", "c"):
            opening.speak(Guest(ADDRESS), hearing, says(words), HIDDEN)
        low = replace(people.actor("voter-1"), assurance=1)
        speaking.comment(low, hearing, says(), speaker=HIDDEN)
        for hint in ("voter-2", "voter-3"):
            speaking.comment(people.actor(hint), hearing, says(), speaker=HIDDEN)

        lines = queries.figures(hearing).lines

        assert [(line.assurance.name, line.comments, line.persons) for line in lines] == [
            ("HIGH", 2, 2),
            ("LOW", 1, 1),
            ("NONE", 3, 0),
        ]


def test_a_rule_set_may_forbid_an_open_hearing(sqlite_app: Flask) -> None:
    with at(sqlite_app, BEFORE):
        law_services.load_files()
        frame = {
            "agency_id": people.agency().id,
            "kind": Kind.DRAFT_LAW,
            "language": "en",
            "titles": {"en": "An Act"},
            "topic": Topic.HEALTH,
        }
        officer = people.actor("officer-1")

        with pytest.raises(Refusal, match="audience-not-allowed"):
            preparing.create(
                officer, rule_set=law.current("th-hearing"), audience=Audience.OPEN, **frame
            )
        made = preparing.create(
            officer, rule_set=law.current("open-hearing"), audience=Audience.OPEN, **frame
        )

        assert made.audience is Audience.OPEN


def test_only_the_invited_speak_where_speaking_is_for_the_invited(sqlite_app: Flask) -> None:
    making.ready(sqlite_app)
    with at(sqlite_app, WHILE_OPEN):
        hearing = find(1)
        hearing.audience = Audience.INVITED
        invited = people.actor("voter-1")
        account = db.session().get(Account, invited.account_id)
        account.email = "Union-2@example.org"

        with pytest.raises(Refusal, match="not-invited"):
            speaking.comment(invited, hearing, says(), speaker=HIDDEN)
        account.email_confirmed_at = clock.now()
        spoken = speaking.comment(
            invited,
            hearing,
            says(),
            speaker=Speaker(
                Display.ORGANISATION, speaks_for="Farmers' union 2", capacity="secretary"
            ),
        )
        with pytest.raises(Refusal, match="not-invited"):
            speaking.comment(people.actor("voter-2"), hearing, says(), speaker=HIDDEN)

        assert db.session().get(Comment, spoken.comment_id).speaks_confirmed


def test_work_that_no_phone_could_do_is_no_setting(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="WORK_BITS"):
        settings_for(tmp_path, "sqlite://", work_bits=40)
