"""Support by e-mail (I50 only by rule set, N28): not verified, counted apart, no address kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

import signatures
from commons import db, jobs
from commons.notify import post
from initiatives import sheets
from portal.schema import metadata
from signatures import Channel, byemail
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser

DURING = START + timedelta(days=30)
FORM = {"support": "y", "consent": "y"}
ADDRESS = "suzie.quiet@example.org"


@pytest.fixture
def road(app: Flask, travel, tmp_path, monkeypatch):
    """An initiative whose rules allow signing by eID and support by e-mail."""
    both = (Channel.EID, Channel.EMAIL)
    monkeypatch.setattr(sheets, "_channels", lambda _initiative, _rule_set: both)
    travel(START)
    road = Road(tmp_path)
    road.to_collecting()
    travel(DURING)
    return road


def sent() -> list[dict[str, str]]:
    jobs.run_due()
    return [one for one in post.sunk() if "/signing/email/" in one["text"]]


def link_in(letter) -> str:
    return re.search(r"/signing/email/\S+", letter["text"])[0]


def dump() -> str:
    with db.transaction(writes=False) as session:
        return "\n".join(
            str(row)
            for table in metadata.sorted_tables
            for row in session.execute(sa.select(table))
        ).casefold()


def test_a_link_shows_on_get_confirms_on_post_and_counts_apart(app, travel, road):
    with db.transaction(writes=False):
        path, sheet_id = road.x.path, road.x.sheet_id
    guest = browser(app)
    page = guest.get(f"{path}/sign/email?lang=en").text
    empty = guest.post(f"{path}/sign/email", data={"email": "no address"})
    first = guest.post(f"{path}/sign/email", data={"email": ADDRESS, **FORM})
    again = guest.post(f"{path}/sign/email", data={"email": "Suzie.Quiet+x@example.org", **FORM})
    letters = sent()
    old, link = link_in(letters[0]), link_in(letters[-1])
    scanned = [guest.get(link), guest.head(link), guest.get(link)]
    with db.transaction(writes=False):
        before = byemail.look(link.rpartition("/")[2]).is_confirmed
    confirmed = guest.post(link, data={"act": "confirm"})
    twice = guest.post(link, data={"act": "confirm"})
    travel(DURING + timedelta(days=1))
    with db.transaction():
        jobs.force_due()
    jobs.run_due()
    shown = guest.get(f"{path}?lang=en").text

    assert "never added to signatures" in page
    assert empty.status_code == 422
    assert first.text.replace(link, "") == again.text.replace(link, "")
    assert len(letters) == 2
    assert guest.get(old).status_code == 404
    assert [one.status_code for one in scanned] == [200, 200, 200]
    assert not before
    assert (confirmed.status_code, twice.status_code) == (200, 200)
    assert "never added to them: 1 until yesterday" in shown
    with db.transaction(writes=False):
        assert byemail.count(sheet_id) == 1
        assert signatures.tally(sheet_id).net == 0
        assert road.x.support == 0
    assert "suzie" not in dump()
    travel(DURING + timedelta(days=2))
    back = guest.post(link, data={"act": "withdraw"})
    assert "taken back" in back.text
    with db.transaction(writes=False):
        assert byemail.count(sheet_id) == 0


def test_no_sixth_letter_goes_and_the_answer_stays_the_same(app, road):
    with db.transaction(writes=False):
        path = road.x.path
    guest = browser(app)

    answers = [
        guest.post(f"{path}/sign/email", data={"email": ADDRESS, **FORM}).text for _once in range(6)
    ]

    assert len(sent()) == 5
    assert len(set(answers)) == 1


def test_only_rule_sets_that_allow_it_take_support_by_email(app, travel, tmp_path):
    travel(START)
    road = Road(tmp_path)
    road.to_collecting()
    with db.transaction(writes=False):
        path = road.x.path

    refused = browser(app).get(f"{path}/sign/email")

    assert refused.status_code == 409
    assert "sign/email" not in browser(app).get(path).text
