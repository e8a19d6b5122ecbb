"""Hidden words are found in no public address of a hearing: pages, versions, API, exports, feeds, search."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from commons import jobs
from commons.discussion.models import Stance
from commons.moderation.states import Act
from consult.services import summarising
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, WHILE_OPEN, at
from tests.moderation import room

Travel = Callable[[datetime], None]
_GAP = re.compile(r"<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>")
FILLED = {
    "slug": "1-clean-air-act",
    "eid": "sec_3",
    "number": "1",
    "place": "1",
    "a": "1",
    "b": "1",
    "kind": "hearing",
    "key": "1",
    "topic": "environment",
}
FOUND_BY = "Burned-field-road"
QUERIES = (
    f"/search?q={FOUND_BY}",
    f"/hearings?q={FOUND_BY}",
    f"/hearings/1-clean-air-act/sections/sec_3?q={FOUND_BY}",
    f"/hearings/1-clean-air-act/comments?q={FOUND_BY}",
    f"/api/v1/hearings/1-clean-air-act/comments?q={FOUND_BY}",
    "/hearings/1-clean-air-act/sections/sec_3?version=1",
    "/agencies/pollution-control",
    "/feeds/agencies/pollution-control.atom",
)


def addresses(app: Flask) -> Iterator[str]:
    """Every public address that is read without an account, for hearing 1 and its comment 1."""
    for rule in app.url_map.iter_rules():
        is_desk = rule.rule.startswith(("/desk", "/dev", "/me", "/static"))
        if "GET" not in rule.methods or is_desk:
            continue
        for ending in endings(rule.rule):
            yield _GAP.sub(
                lambda gap, e=ending: e if gap[3] == "ending" else FILLED.get(gap[3], "1"),
                rule.rule,
            )
    yield from QUERIES


def endings(rule: str) -> list[str]:
    """What the last part of an address may be, where it offers several."""
    offered = re.search(r"<any\(([^)]*)\):ending>", rule)
    return [word.strip() for word in offered[1].split(",")] if offered else [""]


def read(body: bytes) -> str:
    """The words in an answer of any kind: archives are opened, PDF is read."""
    if body[:4] == b"%PDF":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(read(archive.read(name)) for name in archive.namelist())
    return body.decode("utf-8", "replace")


def holding(app: Flask, client: FlaskClient, *words: str) -> dict[str, str]:
    """The addresses that hold one of these words, with the word; a question repeats itself only."""
    found = {}
    for address in addresses(app):
        answer = client.get(address)
        said = read(answer.data) if answer.status_code == 200 else ""
        asked = FOUND_BY if FOUND_BY in address else None
        for word in words:
            if word != asked and word in said:
                found[address] = word
    return found


def answered_hearing(app: Flask) -> None:
    """A closed hearing whose comments were answered and whose summary is published."""
    room.spoken(app)
    with at(app, WHILE_OPEN):
        making.says("voter-3", making.find(1), "Twenty days.", stance=Stance.AGREE)
    with at(app, AFTER):
        making.answered(making.find(1), [1, 3])
        summarising.publish(people.actor("publisher"), making.find(1))
    with app.app_context():
        jobs.run_due()


def test_covered_words_are_in_no_public_address(sqlite_app: Flask, travel: Travel) -> None:
    app = sqlite_app
    answered_hearing(app)
    travel(AFTER)
    client = app.test_client()
    before = holding(app, client, *room.SECRETS)
    with at(app, AFTER):
        room.reported("voter-1")
        room.decided(Act.HIDE)

    hidden = holding(app, client, *room.SECRETS, "visit him")
    counted = client.get("/api/v1/hearings/1-clean-air-act").json["counts"]
    with at(app, AFTER):
        room.decided(Act.RESTORE)
        room.decided(Act.REDACT, passages=room.SECRETS)
    redacted = holding(app, client, *room.SECRETS)
    left = client.get(room.COMMENT).text

    assert {
        room.COMMENT,
        "/hearings/1-clean-air-act/sections/sec_3",
        "/api/v1/hearings/1-clean-air-act/comments",
        "/hearings/1-clean-air-act/report.csv",
        "/hearings/1-clean-air-act/report.xlsx",
        "/hearings/1-clean-air-act/report.docx",
    } <= set(before)
    assert (hidden, redacted) == ({}, {})
    assert counted["comments"] == 2
    assert "visit him at night" in left


def test_removed_by_order_says_so_in_the_exports_and_comes_back_by_order(
    sqlite_app: Flask, travel: Travel
) -> None:
    room.spoken(sqlite_app)
    travel(WHILE_OPEN)
    client = sqlite_app.test_client()
    paths = (room.COMMENT, f"/api/v1{room.HEARING}/comments", f"{room.HEARING}/report.csv")
    with at(sqlite_app, WHILE_OPEN):
        room.removed_by_order()

    removed = [client.get(path).text for path in paths]
    with at(sqlite_app, WHILE_OPEN):
        room.removed_by_order(lifts=True)
    back = [client.get(path).text for path in paths]

    assert not any(secret in said for said in removed for secret in room.SECRETS)
    assert "removed: order" in removed[2]
    assert all("visit him at night" in said for said in back)
