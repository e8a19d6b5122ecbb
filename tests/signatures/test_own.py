"""One's own signatures by a fresh eID (I63, I64): the file of one, and where one has signed."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta

import pytest

from commons import db
from commons.law.rulesets import RuleSet
from commons.ledger import merkle
from signatures import _envelope
from tests.initiatives.road import START, Road
from tests.initiatives.test_pages import browser, by_eid, declare

DURING = START + timedelta(days=20)


@pytest.fixture
def road(app, tmp_path, travel):
    travel(START)
    road = Road(tmp_path)
    road.to_collecting()
    travel(DURING)
    return road


def fetched(guest, path, hint):
    return by_eid(guest, guest.post(f"{path}/mine/file"), hint)


def test_a_signer_downloads_his_own_sealed_file_and_opens_his_leaf_with_it(app, road, monkeypatch):
    with db.transaction(writes=False):
        path, sheet_id = road.x.path, road.x.sheet_id
    declare(browser(app), path, "citizen-a")
    road.count()
    refused = browser(app).post(f"{path}/mine/file")
    plain = RuleSet.value
    monkeypatch.setattr(
        RuleSet,
        "value",
        lambda self, name, *rest: name == "signature.self_access" or plain(self, name, *rest),
    )

    page = browser(app).get(f"{path}/mine?lang=en").text
    other = fetched(browser(app), path, "citizen-b")
    said = fetched(browser(app), path, "citizen-a").json

    assert refused.status_code == 409
    assert "Download my signature" in page
    assert other.status_code == 404
    sealed = base64.b64decode(said["envelope"])
    assert hashlib.sha256(sealed).hexdigest() == said["envelope_sha256"]
    opened = b"".join(bytes.fromhex(said[key]) for key in ("salt", "person_key", "envelope_sha256"))
    leaf = _envelope.leaf_data("signature", said["sheet"], hashlib.sha256(opened).digest())
    assert merkle.leaf_hash(leaf).hex() == said["leaf"]
    assert said["stands"] and said["tree"]["size"] >= 1
    assert sheet_id


def test_a_list_is_made_for_a_fresh_eid_and_for_nobody_else(app, road, tmp_path):
    with db.transaction(writes=False):
        path = road.x.path
    declare(browser(app), path, "citizen-a")

    def listed(hint):
        guest = browser(app)
        guest.get("/signing/mine?lang=en")
        return by_eid(guest, guest.post("/signing/mine"), hint)

    own, other = listed("citizen-a"), listed("citizen-b")

    assert "Clean air for every town" in own.text
    assert "Clean air" not in other.text and "signed nothing" in other.text
    assert own.headers["Cache-Control"] == "no-store"
