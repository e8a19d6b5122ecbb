"""What a proposal is about, who stands beside it, when its initiators meet; and lists narrowed by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from commons import clock, db
from commons.errors import Refusal
from initiatives.about import queries, rules
from tests import people
from tests.initiatives.road import START, Road


@pytest.fixture
def road(sqlite_app: Flask, tmp_path) -> Road:
    """A road whose proposal is being discussed."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    with sqlite_app.app_context():
        road = Road(tmp_path)
        with clock.travel(START):
            road.draft()
            road.discuss(date(2026, 10, 10))
        yield road


def test_words_and_points_are_read_in_one_way_and_wrong_ones_refused() -> None:
    assert rules.tags(" Air,#water , air,, ") == ["air", "water"]
    assert rules.point("13.7563, 100.5018") == "13.7563,100.502"
    assert rules.point(" ") == ""
    for wrong in ("91,0", "0,181", "north", "1", "1,2,3", "nan,1"):
        with pytest.raises(Refusal, match="bad-point"):
            rules.point(wrong)
    for many in ("a,b,c,d,e,f", "x" * 41):
        with pytest.raises(Refusal, match="too-many-tags"):
            rules.tags(many)
    for wrong in ("http://example.org", "javascript:alert(1)", "https://"):
        with pytest.raises(Refusal, match="bad-address"):
            rules.check_address(wrong)


def test_lists_are_narrowed_by_field_word_and_area(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(START + timedelta(days=1)):
        author, stranger = sqlite_app.test_client(), sqlite_app.test_client()
        people.sign_in(author, "initiator-1")
        people.sign_in(stranger, "citizen-a")
        with db.transaction():
            path = road.x.path
            people.agency("pollution-control")
        said = {
            "fields": ["environment", "health"],
            "tags": "air, Children",
            "department": "pollution-control",
            "area": "Chiang Mai",
            "point": "18.79, 98.98",
        }

        assert stranger.post(f"{path}/about", data=said).status_code == 403
        four = {**said, "fields": ["environment", "health", "labour", "local"]}
        assert author.post(f"{path}/about", data=four).status_code == 422
        assert author.post(f"{path}/about", data={**said, "point": "far"}).status_code == 422
        assert author.post(f"{path}/about", data={**said, "fields": ["none"]}).status_code == 422
        assert author.post(f"{path}/about", data=said).status_code == 303

        found = ("field=health", "tag=children", "area=Chiang+Mai")
        missed = ("field=labour", "tag=child", "area=Chiang", "field=%00", "tag=" + "x" * 500)
        reader = sqlite_app.test_client()
        for asked in found:
            assert "Clean air" in reader.get(f"/initiatives?{asked}").text, asked
        for asked in missed[:3]:
            assert "Clean air" not in reader.get(f"/initiatives?{asked}").text, asked
        codes = {reader.get(f"/initiatives?{asked}").status_code for asked in missed}
        assert codes <= {200, 400}
        listed = reader.get("/api/v1/initiatives?topic=health&tag=air").get_json()
        assert [line["number"] for line in listed["items"]] == [road.number]
        assert reader.get("/api/v1/initiatives?topic=none").status_code in (400, 422)
        whole = reader.get(f"/api/v1{path}").get_json()
        assert whole["about"]["tags"] == ["air", "children"] and whole["annexes"] == []
        assert "geo:18.79,98.98" in reader.get(f"{path}/about").text


def test_organisations_and_meetings_are_public_and_never_vanish(
    road: Road, sqlite_app: Flask
) -> None:
    with clock.travel(START + timedelta(days=1)):
        author = sqlite_app.test_client()
        people.sign_in(author, "initiator-1")
        with db.transaction():
            path = road.x.path
        day = {"held_on-day": "9", "held_on-month": "10", "held_on-year": "2026"}
        meeting = {"title": "Open evening", "place": "18:00, the library", **day}

        nameless = {"name": " ", "address": "https://example.org"}
        assert author.post(f"{path}/organisations", data=nameless).status_code == 422
        bad = {"name": "Lungs", "address": "http://example.org"}
        assert author.post(f"{path}/organisations", data=bad).status_code == 422
        good = {"name": "Lungs", "address": "https://example.org"}
        assert author.post(f"{path}/organisations", data=good).status_code == 303
        past = {**meeting, "held_on-year": "2020"}
        assert author.post(f"{path}/gatherings", data=past).status_code == 422
        assert author.post(f"{path}/gatherings", data=meeting).status_code == 303
        reader = sqlite_app.test_client()
        page = reader.get(f"{path}/about").text
        assert "Lungs" in page and "Open evening" in page

        assert author.post(f"{path}/organisations/1/end").status_code == 303
        assert author.post(f"{path}/organisations/1/end").status_code == 404
        assert author.post(f"{path}/gatherings/1/cancel").status_code == 303
        assert author.post(f"{path}/gatherings/1/cancel").status_code == 404
        page = reader.get(f"{path}/about").text
        assert "Lungs" not in page and "Open evening" in page
        with db.transaction():
            assert queries.told(road.number).gatherings[0].cancelled_at is not None
