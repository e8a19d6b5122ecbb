"""Before anything is public: kept while it is written, private versions, and what is like it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from commons import clock, db
from commons.search import services as search
from commons.search import sketches
from initiatives import rules
from initiatives.acts import initiators
from initiatives.reviewing import likeness
from initiatives.sketching import queries, services
from initiatives.states import MemberRole
from tests import people
from tests.initiatives.discussed import browser
from tests.initiatives.road import PARTS, START, Road
from tests.initiatives.ruleset import Rules

NEW = "/initiatives/new?rules=generic-open"
WORDS = {
    "title": "Water for every village",
    "part_proposal": "Section 1. A well.",
    "language": "en",
}


@pytest.fixture
def road(sqlite_app: Flask, tmp_path) -> Road:
    """A road with a private draft that two persons carry."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    with sqlite_app.app_context():
        road = Road(tmp_path)
        with clock.travel(START):
            road.draft()
            road.join("initiator-2", MemberRole.INITIATOR)
        yield road


def test_what_is_half_written_is_kept_for_its_author_alone_and_dropped_when_saved(
    road: Road, sqlite_app: Flask
) -> None:
    with clock.travel(START):
        ann, ben = browser(sqlite_app, "citizen-a"), browser(sqlite_app, "citizen-b")
        kept = ann.post("/initiatives/new/draft?rules=generic-open", data=WORDS)
        by_script = ann.post(
            "/initiatives/new/draft?rules=generic-open",
            data=WORDS,
            headers={"Accept": "application/json"},
        )

        assert (kept.status_code, by_script.status_code) == (303, 200)
        assert by_script.get_json()["saved_at"]
        assert "Water for every village" in ann.get(NEW).text
        assert "Water for every village" in ann.get("/me").text
        assert "Water for every village" not in ben.get(NEW).text
        assert ann.post("/initiatives/new/draft?rules=nowhere", data=WORDS).status_code == 404
        too_long = ann.post(
            "/initiatives/new/draft?rules=generic-open", data={"title": "x" * 1_000_001}
        )
        assert too_long.status_code in (413, 422)

        saved = ann.post(NEW, data={**WORDS, "agency": "parliament", "topic": ""})
        if saved.status_code == 422:
            saved = ann.post(
                NEW,
                data={**WORDS, "agency": "parliament", "topic": "committee-on-environment"},
            )
        assert saved.status_code == 303
        with db.transaction():
            assert not queries.sketches(people.actor("citizen-a").account_id)


def test_each_saving_is_a_private_version_with_its_redline_and_can_be_taken_back(
    road: Road, sqlite_app: Flask
) -> None:
    with clock.travel(START):
        author, second, stranger = (
            browser(sqlite_app, hint) for hint in ("initiator-1", "initiator-2", "citizen-a")
        )
        with db.transaction():
            path = road.x.path
        form = author.get(f"{path}/edit").text
        base = re.search(r'name="base"[^>]*value="(\d+)"', form).group(1)  # type: ignore[union-attr]
        changed = {
            "title": "Clean air for every town",
            "language": "en",
            "topic": "committee-on-environment",
            "part_proposal": PARTS["proposal"].replace("air", "air and water"),
            "part_reasons": PARTS["reasons"],
            "base": base,
        }
        assert author.post(f"{path}/edit", data=changed).status_code == 303
        overtaken = author.post(f"{path}/edit", data={**changed, "part_reasons": "Other words."})

        assert overtaken.status_code == 422 and "Other words." in overtaken.text
        assert "<ins>" in second.get(f"{path}/history/1/2").text
        assert second.get(f"{path}/history/9").status_code == 404
        assert second.post(f"{path}/history/1/restore").status_code == 403
        assert stranger.get(f"{path}/history").status_code == 404
        assert author.post(f"{path}/history/1/restore").status_code == 303
        with db.transaction():
            assert road.x.parts["proposal"] == PARTS["proposal"]
            assert [v.number for v in queries.versions(road.number)] == [3, 2, 1]


def test_old_versions_and_old_sketches_go_by_themselves(road: Road) -> None:
    with clock.travel(START), db.transaction():
        for number in range(services.VERSIONS + 5):
            road.x.title = f"Title {number}"
            services.remember(road.x)
        account = people.actor("initiator-1").account_id or 0
        services.keep(account, queries.place_of(road.number), {"title": "Half"})
        assert len(queries.versions(road.number)) == services.VERSIONS
    with clock.travel(START + timedelta(days=91)), db.transaction():
        assert services.forget_old() == 1


def test_like_ones_are_found_by_the_text_while_one_writes(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(START):
        long = " ".join(f"measure{n} station{n}" for n in range(30))
        with db.transaction():
            road.x.parts = {**road.x.parts, "proposal": long}
        road.discuss(date(2026, 10, 10))
        ann = browser(sqlite_app, "citizen-a")
        written = {**WORDS, "title": "Something else entirely", "part_proposal": long}

        page = ann.post(NEW, data={**written, "act": "similar"})

        assert page.status_code == 200
        assert "Clean air for every town" in page.text and "Something else entirely" in page.text
        other = {**written, "part_proposal": "A short text.", "act": "similar"}
        assert "Clean air for every town" not in ann.post(NEW, data=other).text
        with db.transaction():
            found = search.find("station7", kinds=["initiative"]).items
            assert [each.title for each in found] == ["Clean air for every town"]


def test_nobody_publishes_unreachably_where_that_is_asked(
    road: Road, sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.travel(START):
        author = browser(sqlite_app, "initiator-1")
        with db.transaction():
            path = road.x.path
        day = {"last_day-day": "10", "last_day-month": "10", "last_day-year": "2026"}
        monkeypatch.setattr(initiators, "must_be_reachable", lambda *_said, **_how: True)

        assert author.post(f"{path}/discuss", data=day).status_code == 403
        people.confirm_address("initiator-1", "one@example.org")
        assert author.post(f"{path}/discuss", data=day).status_code == 303
    assert rules.must_be_reachable(Rules(), is_production=True)
    assert not rules.must_be_reachable(Rules(), is_production=False)
    said = Rules(initiators__confirmed_email=True)
    assert rules.must_be_reachable(said, is_production=False)


def test_eleven_drafts_in_a_day_are_one_too_many(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(START):
        ann = browser(sqlite_app, "citizen-a")
        whole = {**WORDS, "agency": "parliament", "topic": "committee-on-environment"}
        codes = [ann.post(NEW, data=whole).status_code for _ in range(11)]

        assert codes == [303] * 10 + [429]


def test_a_sketch_of_words_tells_how_much_of_a_text_stands_in_another() -> None:
    many = [f"word{n}" for n in range(1000)]
    half = many[:500] + [f"other{n}" for n in range(500)]

    assert sketches.contained(sketches.of(many), sketches.of(many[:100])) > 0.6
    assert 0.3 < sketches.contained(sketches.of(many), sketches.of(half)) < 0.7
    assert sketches.contained(sketches.of(many), sketches.of([])) == 0
    assert sketches.contained(sketches.of(["a"]), sketches.of(["b"])) == 0
    assert likeness.CLOSE <= 1
