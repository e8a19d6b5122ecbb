"""One mailbox supports once: an address that a mail program reads as another one is none."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import MultiDict

from commons import db, jobs
from commons.forms import Email, Form
from commons.notify import post
from initiatives import sheets
from signatures import Channel
from signatures._emailtables import EmailSupport
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser

MINE = "me@example.org"
SLY = (
    "me@example.org,another@example.org",
    "another@example.org,me@example.org",
    "another<me@example.org",
    "another<me@example.org>",
    "me(another)@example.org",
    '"another"me@example.org',
    "me@example.org.",
    "me@example.org;x@example.net",
    "me\\@x@example.org",
    "another:me@example.org",
    "[me]@example.org",
    "me@[192.0.2.1].org",
    "me@example.org\x0bBcc:x@example.net",
    "me@-example.org",
    "@example.org",
    "me@example",
    "m" * 65 + "@example.org",
    "me@" + "x" * 250 + ".org",
)
HONEST = (
    MINE,
    "first.last+news@sub.example.co.th",
    "o'brien_1@example.org",
    "สมชาย@ตัวอย่าง.ไทย",
    "x@xn--12c1fe0br.xn--o3cw4h",
)


class Asked(Form):
    """A form that asks for an address."""

    email = Email("Address")


@pytest.mark.parametrize(("said", "good"), [(s, False) for s in SLY] + [(h, True) for h in HONEST])
def test_only_one_address_is_an_address(sqlite_app: Flask, said: str, good: bool) -> None:
    with sqlite_app.test_request_context():
        form = Asked(formdata=MultiDict({"email": said}), meta={"csrf": False})

        assert form.validate() is good


def test_one_mailbox_does_not_support_twice(
    app: Flask, travel, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_channels", lambda _x, _rules: (Channel.EID, Channel.EMAIL))
    travel(START)
    road = Road(tmp_path)
    road.to_collecting()
    travel(START + timedelta(days=30))
    with db.transaction(writes=False):
        path = road.x.path
    guest = browser(app)

    for said in (MINE, *SLY[:7]):
        guest.post(f"{path}/sign/email", data={"email": said, "support": "y", "consent": "y"})
    jobs.run_due()

    with db.transaction(writes=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(EmailSupport)) == 1
    assert {one["to"] for one in post.sunk() if "/signing/email/" in one["text"]} == {MINE}
