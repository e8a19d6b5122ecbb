"""What the house promises of every hearing, seen from outside: one date everywhere, no name, no short cut."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db, jobs
from commons.accounts.models import Account
from commons.discussion.models import Comment, Display, Stance
from commons.notify import post
from consult.states import Stage
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, CLOSES, WHILE_OPEN, at, says
from tests.consult.test_desk import DESK, PUBLIC

Travel = Callable[[datetime], None]
SECTION = f"{PUBLIC}/sections/sec_3"
SAID = {"version": "1", "words": "Fifteen days are too short.", "display": "name"}
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[press](javascript:alert(1))",
    "![x](javascript:alert(1))",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "{{ 1337*1337 }}${1337*1337}<%= 1337*1337 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
_ALIVE = re.compile(
    r"<(?:script(?![^>]*\ssrc=\"/static/)|iframe|svg|img src=x)|(?:href|src|action)=\W?javascript:",
    re.IGNORECASE,
)


def times(page: str) -> set[datetime]:
    """Every instant that a page names for machines."""
    return {datetime.fromisoformat(t) for t in re.findall(r'<time datetime="([^"]+T[^"]+)"', page)}


def test_list_page_and_data_show_the_same_dates(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)

    data = client.get("/api/v1/hearings/1").json
    dates = {datetime.fromisoformat(data[name]) for name in ("opens_at", "closes_at")}

    assert dates == {making.OPENS, CLOSES}
    assert dates <= times(client.get(PUBLIC).text)
    assert CLOSES in times(client.get("/hearings").text)
    assert "16 October 2026" in client.get("/hearings").text
    assert data["closes_at"].endswith("+07:00")


def test_the_front_page_shows_what_is_open_and_then_what_is_late(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    while_open = client.get("/").text
    travel(CLOSES + timedelta(days=31))

    late = client.get("/?lang=en").text

    assert PUBLIC in while_open
    assert PUBLIC in late
    assert "overdue by 1 day" in late


def test_everybody_reads_a_comment_at_once(app: Flask, client: FlaskClient, travel: Travel) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    client.post(f"{SECTION}/comments", data=SAID)
    other, visitor = app.test_client(), app.test_client()
    people.sign_in(other, "citizen-b")

    for reader in (other, visitor):
        assert SAID["words"] in reader.get(SECTION).text
        assert SAID["words"] in reader.get("/api/v1/hearings/1/comments").text


def test_a_receipt_comes_by_letter_and_its_address_outlives_the_hearing(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    with at(app, BEFORE):
        account = db.session().get_one(Account, people.actor("citizen-a").account_id)
        account.email, account.email_confirmed_at = "a@example.org", BEFORE
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    client.post(f"{SECTION}/comments", data=SAID)

    jobs.run_due()
    letters = [one for one in post.sunk() if one["to"] == "a@example.org"]
    (letter,) = [one for one in letters if f"{PUBLIC}/comments/1" in one["text"]]
    travel(CLOSES + timedelta(days=100))

    assert "number 1" in letter["text"] or "หมายเลข 1" in letter["text"]
    assert SAID["words"] not in letter["text"]
    page = app.test_client().get(f"{PUBLIC}/comments/1")
    assert page.status_code == 200
    assert SAID["words"] in page.text


def test_a_hidden_name_is_in_page_search_data_feed_and_table_nowhere(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        author = people.actor("citizen-a")
        says(author, making.find(number), "I burn fields myself.", display=Display.HIDDEN)
    travel(AFTER)

    everywhere = "".join(
        client.get(address, buffered=True).text
        for address in (
            SECTION,
            f"{PUBLIC}/comments",
            f"{PUBLIC}/comments/1",
            f"{PUBLIC}/report",
            f"{PUBLIC}/report.csv",
            f"{PUBLIC}/report.json",
            f"{PUBLIC}/feed.atom",
            "/feeds/hearings.atom",
            "/api/v1/hearings/1/comments",
            "/search?q=burn",
        )
    )
    found = client.get(f"/search?q={author.name}").text

    assert "I burn fields myself." in everywhere
    assert author.name and author.name not in everywhere
    assert PUBLIC not in found
    assert "th-pid" not in everywhere


def test_no_step_is_taken_before_its_turn(app: Flask, client: FlaskClient, travel: Travel) -> None:
    making.ready(app)
    travel(AFTER)
    people.sign_in(client, "publisher")
    cabinet = {"kind": "cabinet", "words": "Approved.", "happened_on": "2026-10-20"}

    early = {
        "cabinet": client.post(f"{DESK}/steps", data=cabinet).status_code,
        "approve": client.post(f"{DESK}/approve").status_code,
        "extend": client.post(
            f"{DESK}/extend", data={"closes_on": "2026-11-23", "reason": "Floods."}
        ).status_code,
        "summary": client.post(f"{DESK}/summary/publish").status_code,
    }

    assert {early.pop("approve")} <= {403, 409}
    assert {*early.values()} == {409}, early
    with at(app, AFTER):
        assert making.find(1).stage is Stage.APPROVED


def test_the_coverage_is_what_was_handled_of_all(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        for voter in range(1, 5):
            says(f"voter-{voter}", making.find(number), f"words {voter}")
        says("voter-5", making.find(number), stance=Stance.AGREE)
    with at(app, AFTER):
        making.answered(making.find(number), [1, 2, 3])
    travel(AFTER)

    coverage = client.get("/api/v1/hearings/1").json["coverage"]

    assert (coverage["handled"], coverage["all"]) == (3, 4)
    assert "3" in client.get(f"{PUBLIC}/report").text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_anybody_writes_stays_words(
    app: Flask, client: FlaskClient, travel: Travel, payload: str
) -> None:
    travel(BEFORE)
    with at(app, BEFORE):
        making.approved(title=f"Act {payload}", text=f"# {payload}\n\nSection 1. {payload}\n")
        slug = making.find(1).path
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    said = {"version": "1", "words": payload, "suggestion": payload, "stance": "change"}
    said |= {"display": "pseudonym", "pseudonym": payload[:40]}
    sent = client.post(f"{slug}/sections/sec_1/comments", data={**said})

    assert sent.status_code in (303, 422)
    for address in (
        slug,
        f"{slug}/sections/sec_1",
        f"{slug}/comments",
        "/hearings",
        "/",
        "/hearings?q=" + payload.replace("&", "%26").replace("#", "%23"),
        "/search?q=" + payload.replace("&", "%26").replace("#", "%23"),
        "/me",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert not _ALIVE.search(page.text), (address, _ALIVE.search(page.text))
        assert "1787569" not in page.text


def test_a_files_name_and_words_stay_words(app: Flask, client: FlaskClient, travel: Travel) -> None:
    with at(app, BEFORE):
        making.draft()
    travel(BEFORE)
    people.sign_in(client, "officer-1")

    for name in ("<svg onload=alert(1)>.md", "../../etc/passwd", "a\r\nX-Evil: 1.md"):
        file = (io.BytesIO(b"Section 1. <script>alert(1)</script>"), name)
        answer = client.post(f"{DESK}/text", data={"file": file}, follow_redirects=True)

        assert answer.status_code in (200, 422)
        assert not _ALIVE.search(answer.text)
        assert "<svg onload" not in answer.text
        assert "X-Evil" not in answer.headers


def test_nobody_reaches_what_belongs_to_another(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        written = says("citizen-a", making.find(number), "words of A")
        code = written.code
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-b")

    page = client.get(f"{PUBLIC}/comments/1").text

    assert code not in page
    assert client.post(f"{PUBLIC}/comments/1/withdraw").status_code == 403
    mine = client.get("/me/data.json")
    assert "words of A" not in mine.text
    for address in (DESK, f"{DESK}/themes", f"{DESK}/stakeholders", "/desk/security"):
        assert client.get(address).status_code in (403, 404), address


def test_what_a_form_does_not_ask_is_not_taken(
    app: Flask, client: FlaskClient, travel: Travel
) -> None:
    making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "citizen-a")
    greedy = {
        "number": "99999",
        "account_id": "1",
        "assurance": "9",
        "channel": "paper",
        "created_at": "2020-01-01",
        "official": "true",
        "verified": "true",
        "count": "99999",
        "role": "administrator",
    }

    sent = client.post(f"{SECTION}/comments", data={**SAID, **greedy})

    assert sent.status_code == 303
    with at(app, WHILE_OPEN):
        kept = db.session().scalars(sa.select(Comment)).one()
        assert (kept.number, kept.channel.value) == (1, "online")
        assert people.actor("citizen-a").roles == frozenset()
    assert json.loads(client.get("/api/v1/hearings/1/comments").text)["total"] == 1
