"""What a signer is told and asked before he signs (R130-R132): all of it, unticked, and no address."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

import signatures
from commons import db
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser, declare

CHECKLIST = {
    "en": ("Responsible for the data", "political opinion", "with your consent", "verifying authority",
           "You can withdraw", "destroyed on the schedule", "complain to the authority", "/me/requests"),
    "th": ("ผู้รับผิดชอบข้อมูล", "ความคิดเห็นทางการเมือง", "ยินยอม", "ถอน", "ทำลาย", "ร้องเรียน", "/me/requests"),
}  # fmt: skip


@pytest.fixture
def road(app: Flask, tmp_path: Path, travel) -> Road:
    travel(START)
    with app.app_context():
        road = Road(tmp_path)
        road.to_collecting()
    travel(START + timedelta(days=20))
    return road


def test_the_page_says_everything_in_each_language_and_ticks_nothing_beforehand(
    app: Flask, road: Road
) -> None:
    with db.transaction(writes=False):
        path = road.x.path
    guest = browser(app)

    for tongue, words in CHECKLIST.items():
        page = guest.get(f"{path}/sign?lang={tongue}").text
        assert [word for word in words if word not in page] == []
        assert page.count('type="checkbox"') == 2
        assert " checked" not in page
        assert 'type="email"' not in page
    unticked = guest.post(f"{path}/sign", data={"support": "y", "provider": "dev"})

    assert unticked.status_code == 422


def test_signing_takes_no_address_and_what_is_handed_over_has_none(
    app: Flask, road: Road, travel
) -> None:
    with db.transaction(writes=False):
        path, sheet_id, closes = road.x.path, road.x.sheet_id, road.x.closes_at
    assert "declared support" in declare(browser(app), path, "citizen-a").text
    travel(closes + timedelta(days=1))
    road.count()
    with db.transaction():
        signatures.seal_sheet(sheet_id)
        signatures.send_to_authority(sheet_id)
        package = signatures.hand_over(sheet_id)
    with zipfile.ZipFile(package.path) as inside:
        everything = b"".join(inside.read(name) for name in inside.namelist())
    package.path.unlink()

    assert b"@example.org" not in everything
