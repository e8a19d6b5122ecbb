"""Translations: while collecting, reviewed by a clerk, and labelled as not what is signed."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from commons import clock, db
from tests import people
from tests.initiatives.road import START, Road


def test_a_translation_is_public_once_reviewed_and_is_not_what_is_signed(
    sqlite_app: Flask, tmp_path
) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    author, clerk, visitor = (sqlite_app.test_client() for _ in range(3))
    with sqlite_app.app_context():
        road = Road(tmp_path)
        road.to_collecting()
        with db.transaction():
            path, digest = road.x.path, road.x.sheet_digest
    with clock.travel(START + timedelta(days=5)):
        people.sign_in(author, "initiator-1")
        people.sign_in(clerk, "clerk")
        said = {"language": "th", "title": "อากาศสะอาด", "words": "ทุกเมืองวัดอากาศ"}

        same = author.post(f"{path}/translations", data={**said, "language": "en"})
        empty = author.post(f"{path}/translations", data={**said, "words": ""})
        kept = author.post(f"{path}/translations", data=said)

        assert (same.status_code, empty.status_code, kept.status_code) == (422, 422, 303)
        assert "อากาศสะอาด" in empty.text
        assert clerk.post(f"{path}/translations", data=said).status_code == 403
        assert visitor.get(f"{path}/translations/th").status_code == 404
        assert "/translations/1" in clerk.get("/desk/initiatives/translations").text
        desk = "/desk/initiatives/translations/1"
        assert clerk.post(desk, data={"outcome": "no"}).status_code == 422
        assert clerk.post(desk, data={"outcome": "yes"}).status_code == 303
        assert clerk.post(desk, data={"outcome": "yes"}).status_code == 409
        page = visitor.get(f"{path}/translations/th", headers={"Accept-Language": "en"})
        assert "This is not what you sign" in page.text
        assert "ทุกเมืองวัดอากาศ" in page.text
        with sqlite_app.app_context(), db.transaction():
            assert road.x.sheet_digest == digest
