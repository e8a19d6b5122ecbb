"""What did not come online: letters of several points, slips, batches, scans, mending (R021)."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from commons import record
from commons.discussion import statistics
from consult.models import DISCUSSION
from consult.offline import imports, queries
from tests import people
from tests.consult import making
from tests.consult.making import WHILE_OPEN, at

LETTER = {
    "channel": "paper",
    "received_on-day": "5",
    "received_on-month": "10",
    "received_on-year": "2026",
    "shown_as": "Malee Jaidee",
    "many": "2",
    "section_1": "sec_3",
    "stance_1": "disagree",
    "words_1": "Fifteen days are too short.",
    "section_2": "sec_4",
    "words_2": "The register should be on paper too.",
}
TABLE = """section,stance,words,suggestion,channel,received_on,name
3,agree,Good.,,paper,2026-10-02,Anan
มาตรา ๔,ไม่เห็นด้วย,"Not so, please.",,meeting,2/10/2569,
,,Of the whole.,,mail,2026-10-03,
"""


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def _send(client: FlaskClient, address: str, name: str, data: bytes):
    return client.post(
        address, data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data"
    )


@pytest.fixture
def slug(app: Flask, client: FlaskClient, travel) -> str:
    number = making.ready(app)
    travel(WHILE_OPEN)
    people.sign_in(client, "officer-1")
    with at(app, WHILE_OPEN):
        return making.find(number).slug


def _counts(app: Flask) -> tuple[int, int]:
    with at(app, WHILE_OPEN):
        hearing = making.find(1)
        total = statistics.of(DISCUSSION, hearing.key).total.comments
        return queries.count(hearing), total


def test_a_letter_with_two_points_is_one_submission_and_two_comments(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    before = _counts(app)
    scan = {"scan": (io.BytesIO(_picture()), "letter.png")}

    sent = client.post(
        f"/desk/hearings/{slug}/paper", data=LETTER | scan, content_type="multipart/form-data"
    )
    slip = client.get(sent.location)
    public = client.get(f"/hearings/{slug}/sections/sec_3")
    kept = client.get(f"{sent.location}/scan")
    stranger = app.test_client()
    people.sign_in(stranger, "officer-b")

    after = _counts(app)
    assert (after[0] - before[0], after[1] - before[1]) == (1, 2)
    assert "Malee Jaidee" in public.text
    assert "entered by staff" in public.text
    code = re.search(r"[A-Z0-9]{5}(-[A-Z0-9]{1,5}){5}", slip.text)[0]
    checked = client.post(f"/hearings/{slug}/comments/1/check", data={"code": code})
    assert "Unchanged: these are the words of the receipt." in checked.text
    assert "data:image/svg+xml" in slip.text
    assert kept.mimetype == "image/png"
    assert stranger.get(f"{sent.location}/scan").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"channel": ""}, "Choose how it came."),
        ({"received_on-year": "2031"}, "This day is still to come."),
        ({"words_1": "", "stance_1": "", "words_2": ""}, "Write at least one point."),
        ({"words_2": "x" * 5001}, "Write at most 5,000 characters"),
    ],
)
def test_a_bad_letter_is_refused_and_nothing_is_lost(
    app: Flask, client: FlaskClient, slug: str, change: dict[str, str], sentence: str
) -> None:
    answer = client.post(f"/desk/hearings/{slug}/paper", data=LETTER | change)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Malee Jaidee" in answer.text
    assert _counts(app) == (0, 0)


def test_a_table_is_looked_over_and_entered_whole_once(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    address = f"/desk/hearings/{slug}/offline/batches"
    data = TABLE.encode()

    sent = _send(client, address, "letters.csv", data)
    preview = client.get(sent.location)
    again = _send(client, address, "other.csv", data)
    entered = client.post(f"{sent.location}/enter")
    twice = client.post(f"{sent.location}/enter")
    with at(app, WHILE_OPEN):
        noted = record.history(f"/hearings/{slug}", kinds=["hearing:batch:entered"])
        digest = noted[0].facts["digest"]

    assert "Enter 3 contributions" in preview.text
    assert (again.status_code, entered.status_code, twice.status_code) == (422, 303, 409)
    assert "was uploaded for this hearing already" in again.text
    assert _counts(app) == (3, 3)
    assert digest == hashlib.sha256(data).hexdigest()


def test_one_wrong_line_keeps_the_whole_table_out(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    wrong = TABLE + "99,agree,No such section.,,paper,2026-10-02,\n3,,,,pigeon,2026-10-02,\n"

    sent = _send(client, f"/desk/hearings/{slug}/offline/batches", "wrong.csv", wrong.encode())
    preview = client.get(sent.location)
    refused = client.post(f"{sent.location}/enter")
    client.post(f"{sent.location}/discard")

    assert "2 lines are wrong" in preview.text
    assert "There is no section “99”." in preview.text
    assert "The channel is paper, mail or meeting." in preview.text
    assert refused.status_code == 422
    assert client.get(sent.location).status_code == 404
    assert _counts(app) == (0, 0)


def test_each_scan_of_a_batch_waits_to_be_typed_in(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    address = f"/desk/hearings/{slug}/offline/batches"

    hostile = _send(client, address, "evil.zip", _zip(**{"a.png": _picture(), "b.exe": b"MZ\x90"}))
    sent = _send(client, address, "s.zip", _zip(**{"../a.png": _picture(), "b.png": _picture()}))
    desk = client.get(sent.location)
    typed = client.post(f"/desk/hearings/{slug}/offline/1/type", data=LETTER)
    twice = client.post(f"/desk/hearings/{slug}/offline/1/type", data=LETTER)

    assert (hostile.status_code, sent.status_code) == (422, 303)
    assert desk.text.count("/type") == 2
    assert (typed.status_code, twice.status_code) == (303, 409)
    assert _counts(app) == (1, 2)


def test_a_mistake_of_typing_is_put_right_and_its_history_stays(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    sent = client.post(f"/desk/hearings/{slug}/paper", data=LETTER)
    address = f"{sent.location}/mend/1"

    bare = client.post(address, data={"words": "Fifty days are too short."})
    right = client.post(
        address, data={"words": "Fifty days are too short.", "reason": "Fifteen was fifty."}
    )
    slip = client.get(sent.location)
    public = client.get(f"/hearings/{slug}/comments/1")
    other = client.post(f"{sent.location}/mend/99", data={"words": "x", "reason": "y"})

    assert (bare.status_code, right.status_code, other.status_code) == (422, 303, 404)
    assert "Fifteen was fifty." in slip.text
    assert "Fifty days are too short." in public.text
    with at(app, WHILE_OPEN):
        assert record.history(f"/hearings/{slug}", kinds=["hearing:comment:mended"])


@pytest.mark.parametrize("said", ["2026-02-30", "soon", "31/31/2569", ""])
def test_a_day_that_is_none_is_refused(said: str) -> None:
    lines = imports.read_lines(
        f"words,channel,received_on\nx,paper,{said}\n".encode(), {}, lambda _letter: None
    )

    assert "2027-03-31" in lines[0]["problem"]
