"""Pictures and annexes: by content, with credit, frozen and signed with the text."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from flask import Flask
from PIL import Image

import signatures
from commons import clock, db, files
from initiatives import services
from initiatives.enclosures import queries
from tests.initiatives.discussed import browser
from tests.initiatives.road import DECLARED, START, Road


@pytest.fixture
def road(sqlite_app: Flask, tmp_path) -> Road:
    """A road with a private draft under a rule set without discussion or review."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    with sqlite_app.app_context():
        road = Road(tmp_path, "generic-petition")
        with clock.travel(START):
            road.draft()
        yield road


def png() -> bytes:
    """A small picture that tells where it was taken."""
    out = io.BytesIO()
    picture = Image.new("RGB", (8, 6), "blue")
    exif = picture.getexif()
    exif[0x010E] = "taken at home"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def sent(data: bytes, name: str = "f.pdf", **fields: str) -> dict[str, object]:
    """A form with a file."""
    return {"file": (io.BytesIO(data), name), **fields}


def test_a_picture_needs_credit_and_words_and_keeps_no_place(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(START):
        author, stranger = browser(sqlite_app, "initiator-1"), browser(sqlite_app, "citizen-a")
        with db.transaction():
            path = road.x.path
        said = {"credit": "Ann, CC BY 4.0", "picture_words": "A blue sky."}

        assert stranger.post(f"{path}/picture", data=sent(png(), **said)).status_code == 404
        assert author.post(f"{path}/picture", data=sent(png(), credit="Ann")).status_code == 422
        text = sent(b"only words", "sky.png", **said)
        assert author.post(f"{path}/picture", data=text).status_code == 422
        assert author.post(f"{path}/picture", data=said).status_code == 422
        assert author.post(f"{path}/picture", data=sent(png(), **said)).status_code == 303

        page = author.get(f"{path}/enclosures").text
        assert 'alt="A blue sky."' in page and "Ann, CC BY 4.0" in page
        with db.transaction():
            kept = queries.picture(road.number)
            address, data = kept.path, files.read(kept.digest)
        fetched = author.get(address)
        assert b"taken at home" not in data and fetched.mimetype == "image/jpeg"
        assert "sandbox" in fetched.headers["Content-Security-Policy"]
        assert stranger.get(address).status_code == 404


def test_annexes_are_signed_with_the_text_and_frozen_with_it(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(START):
        author = browser(sqlite_app, "initiator-1")
        with db.transaction():
            path = road.x.path
        pdf = b"%PDF-1.4 the map"
        hostile = sent(b"MZ\x90\x00\xff", "map.pdf", title="Map")
        assert author.post(f"{path}/annexes", data=hostile).status_code == 422
        assert author.post(f"{path}/annexes", data=sent(pdf, title="Map")).status_code == 303
        assert author.post(f"{path}/annexes", data=sent(pdf, title="Again")).status_code == 422
        second = sent(b"%PDF-1.4 the table", title="Table")
        assert author.post(f"{path}/annexes", data=second).status_code == 303
        with db.transaction():
            first, other = queries.annexes(road.number)
            taken_off, kept = f"{other.path}/take-off", first.path
        assert author.post(taken_off).status_code == 303
        road.carriers()
        with db.transaction():
            services.declare(road.x, DECLARED)
        road.start()

        digest = hashlib.sha256(pdf).hexdigest()
        with db.transaction():
            manifest = json.loads(signatures.manifest(road.x.sheet_id or 0))
        assert manifest["attachments"] == [{"name": "Map", "sha256": digest}]
        reader = sqlite_app.test_client()
        assert digest in reader.get(f"{path}/sign").text and "Map" in reader.get(path).text
        assert hashlib.sha256(reader.get(kept).data).hexdigest() == digest
        page = reader.get(path).text
        for ending in ("versions/1.pdf", "versions/1.docx", "versions/1.akn.xml", "counts.csv"):
            assert f"{path}/{ending}" in page, ending
        assert reader.get(f"{path}/counts.csv").text.splitlines()[0].endswith("net")
        late = sent(b"%PDF-1.4 too late", title="Late")
        assert author.post(f"{path}/annexes", data=late).status_code == 409
        assert author.post(f"{kept}/take-off").status_code == 409
        assert reader.get(taken_off.removesuffix("/take-off")).status_code == 410
