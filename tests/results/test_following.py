"""Following: by account at one's own pace, by e-mail alone, ended with one click; told exactly once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, jobs
from commons.notify import post
from commons.notify.models import LetterRow, Subscription
from consult.services import announcing, approving
from tests import people
from tests.consult import making
from tests.consult.making import BEFORE, CLOSES, OPENS, WHILE_OPEN, at
from tests.results.making import mailed, summarised

Travel = Callable[[datetime], None]
PUBLIC = "/hearings/1-clean-air-act"


def letters(address: str) -> list[dict[str, Any]]:
    jobs.run_due()
    return [one for one in post.sunk() if one["to"] == address]


def test_each_of_forty_participants_is_told_once_of_an_extension_and_data_has_both_dates(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, 41):
            mailed(f"voter-{voter}", f"v{voter}@example.org")
            making.says(f"voter-{voter}", hearing, "Too short.")
    travel(WHILE_OPEN + timedelta(hours=1))
    people.sign_in(client, "officer-1")
    later = {"closes_on": "2026-10-23", "reason": "The harvest was late."}

    sent = client.post(f"/desk{PUBLIC}/extend", data=later)
    jobs.run_due()
    jobs.run_due()

    assert sent.status_code == 303
    with db.transaction() as session:
        rows = session.scalars(
            sa.select(LetterRow.recipient).where(LetterRow.event.contains(":extended:"))
        ).all()
    assert len(rows) == len(set(rows)) == 40
    said = client.get("/api/v1/hearings/1").json
    assert said["date_changes"][0]["old_closes_at"] == "2026-10-16T17:00:00+07:00"
    assert said["closes_at"] == "2026-10-24T00:00:00+07:00"
    people.sign_in(client, "voter-7")
    assert "A hearing lasts longer" in client.get("/me/news").text
    assert "A hearing lasts longer" in client.get("/me").text


def test_topic_and_body_are_followed_and_ended(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    with at(app, BEFORE):
        mailed("citizen-a", "a@example.org")
        people.agency()
    travel(BEFORE)
    people.sign_in(client, "citizen-a")
    for address in ("/follow/topic/environment", "/follow/agency/pollution-control"):
        assert client.post(address).status_code == 303
        assert "Stop following" in client.get(address).text
    assert client.get("/follow").status_code == 200
    assert client.get("/follow/topic/none").status_code == 404
    assert client.get("/follow/hearing/1").status_code == 404

    making.ready(app)
    (letter,) = letters("a@example.org")

    assert "A hearing is announced" in letter["subject"]
    link = re.search(r"<http://localhost(/unsubscribe/\S+)>", letter["headers"]["List-Unsubscribe"])
    assert link is not None
    assert client.post(link[1]).status_code == 200
    assert (
        "Everything on: Environment" in client.get("/me").text
        or "Pollution" in client.get("/me").text
    )
    client.post("/follow/agency/pollution-control", data={"end": "1"})
    assert 'href="/follow/agency/pollution-control"' not in client.get("/me").text


def test_a_digest_gathers_what_came_and_is_sent_once(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, OPENS):
        mailed("citizen-a", "a@example.org")
        making.says("citizen-a", making.find(number), "Words.")
    travel(OPENS + timedelta(hours=1))
    people.sign_in(client, "citizen-a")
    assert client.post("/me/news", data={"pace": "hourly"}).status_code == 422
    assert client.post("/me/news", data={"pace": "daily"}).status_code == 303
    jobs.run_due()
    before = len(letters("a@example.org"))
    with at(app, OPENS + timedelta(hours=2)):
        for days in (7, 14):
            hearing = making.find(number)
            approving.extend(
                people.actor("officer-1"),
                hearing,
                closes_at=CLOSES + timedelta(days=days),
                reason="Rain.",
            )
    same_day = len(letters("a@example.org"))

    travel(OPENS + timedelta(days=1))
    found = letters("a@example.org")
    travel(OPENS + timedelta(days=2))
    again = letters("a@example.org")

    assert same_day == before
    assert len(found) == len(again) == before + 1
    digest = found[-1]
    assert digest["text"].count("A hearing lasts longer") == 2
    link = re.search(r"<http://localhost(/unsubscribe/letters/\S+)>", str(digest["headers"]))
    assert link is not None
    assert client.get(link[1]).status_code == 200
    assert app.test_client().post(link[1]).status_code == 200
    assert app.test_client().post(link[1][:-1]).status_code == 404
    people.sign_in(client, "citizen-a")
    assert re.search(r'value="none" checked', client.get("/me/news").text)


def test_an_address_alone_is_asked_to_confirm_and_learns_nothing_of_others(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    travel(OPENS + timedelta(hours=1))
    where = "/follow/hearing/1"

    empty = client.post(f"{where}/email", data={"email": "no address", "pace": "now"})
    said = {"email": "Reader@example.org", "pace": "now"}
    first = client.post(f"{where}/email", data=said, follow_redirects=True).text
    (ask,) = letters("reader@example.org")
    link = re.search(r"http://localhost(/subscriptions/\S+)", ask["text"])
    assert link is not None
    with at(app, OPENS + timedelta(hours=2)):
        approving.extend(
            people.actor("officer-1"),
            making.find(number),
            closes_at=CLOSES + timedelta(days=7),
            reason="Rain.",
        )

    assert empty.status_code == 422
    assert len(letters("reader@example.org")) == 1
    assert "Yes, send me the news" in client.get(link[1]).text
    with db.transaction() as session:
        assert session.scalar(sa.select(Subscription.confirmed_at)) is None
    assert client.post(link[1]).status_code == 200
    assert client.post(link[1][:-2] + "xx").status_code == 404
    travel(OPENS + timedelta(hours=3))
    second = client.post(f"{where}/email", data=said, follow_redirects=True).text
    sentence = "We have sent a letter to this address."
    assert sentence in first
    assert sentence in second
    with at(app, CLOSES + timedelta(days=8)):
        announcing.announce_due()
    travel(CLOSES + timedelta(days=8))
    news = letters("reader@example.org")[-1]
    assert "A hearing is closed" in news["subject"]
    end = re.search(r"<http://localhost(/unsubscribe/subscription/\S+)>", str(news["headers"]))
    assert end is not None
    assert app.test_client().post(end[1]).status_code == 200
    with db.transaction() as session:
        assert session.scalar(sa.select(Subscription.id)) is None


def test_an_address_is_asked_five_times_a_day_at_most_and_forgotten_unconfirmed(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(OPENS)
    said = {"email": "reader@example.org", "pace": "weekly"}

    answers = [client.post("/follow/hearing/1/email", data=said).status_code for _ in range(6)]

    assert answers == [303] * 5 + [429]
    travel(OPENS + timedelta(days=3))
    jobs.run_due()
    with db.transaction() as session:
        assert session.scalar(sa.select(Subscription.id)) is None


def test_followers_hear_of_a_late_summary_once_though_the_timer_slept(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        mailed("citizen-a", "a@example.org")
        making.says("citizen-a", making.find(number), "Words.")
        people.agency().email = "office@example.org"

    for day in (45, 46, 52, 53):
        with at(app, CLOSES + timedelta(days=day)):
            announcing.announce_due()

    with at(app, CLOSES):
        rows = db.session().execute(
            sa.select(LetterRow.recipient, sa.func.count())
            .where(LetterRow.event.contains(":overdue"))
            .group_by(LetterRow.recipient)
        )
        told = {who.split(":")[0]: times for who, times in rows.tuples()}
    assert told == {"agency": 2, "account": 1}


def test_a_summary_in_time_makes_nobody_late(app: Flask) -> None:
    summarised(app)

    with at(app, CLOSES + timedelta(days=60)):
        announcing.announce_due()
        found = sa.select(LetterRow.id).where(LetterRow.event.contains(":overdue"))
        assert db.session().scalar(found) is None
