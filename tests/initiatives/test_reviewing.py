"""Beside a review: in hand, notes, likeness and repetition, and the appeal outside the body."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from commons import clock, db
from commons.errors import Refusal
from initiatives.reviewing import likeness, queries, services
from initiatives.states import State, Verdict
from tests import people
from tests.initiatives.road import START, Road

DAY = timedelta(days=1)


@pytest.fixture
def road(sqlite_app: Flask, tmp_path) -> Road:
    """A road whose proposal waits for review under the generic rules."""
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    with sqlite_app.app_context():
        road = Road(tmp_path, "generic")
        with clock.travel(START):
            road.draft()
            road.carriers()
            road.discuss(date(2026, 10, 15))
        with clock.travel(START + 8 * DAY):
            road.submit()
        yield road


def test_words_shared_by_two_titles_are_a_share_of_the_shorter() -> None:
    long = likeness.terms("Clean air for every town and village", "en")

    assert likeness.overlap(long, likeness.terms("Clean air", "en")) == 1
    assert likeness.overlap(long, likeness.terms("Free school meals", "en")) == 0
    assert likeness.overlap(frozenset(), long) == 0


def test_a_review_is_in_one_hand_and_its_notes_stay_at_the_desk(
    road: Road, sqlite_app: Flask
) -> None:
    desk, stranger = sqlite_app.test_client(), sqlite_app.test_client()
    with clock.travel(START + 9 * DAY):
        people.sign_in(desk, "clerk")
        people.sign_in(stranger, "officer-1")
        with db.transaction():
            slug, path = road.x.slug, road.x.path
        address = f"/desk/initiatives/{slug}/review"

        assert desk.post(f"{address}/hand").status_code == 303
        assert desk.post(f"{address}/notes").status_code == 422
        assert desk.post(f"{address}/notes", data={"words": "Ask the lawyers."}).status_code == 303
        assert "Ask the lawyers." in desk.get(f"{address}/notes").text
        assert stranger.get(f"{address}/notes").status_code == 403
        assert "Ask the lawyers." not in stranger.get(path).text
        assert f"{address}/hand" not in desk.get(address).text
        with db.transaction():
            held = queries.lease(road.x.reviews[-1].id)
            assert held is not None
            held.account_id = people.actor("citizen-a").account_id or 0
        refused = desk.post(address, data={"verdict": "accept"})
        assert refused.status_code == 409
    with clock.travel(START + 10 * DAY):
        assert desk.post(address, data={"verdict": "accept"}).status_code == 303


def test_an_appeal_that_is_won_brings_a_rejected_initiative_back(
    road: Road, sqlite_app: Flask
) -> None:
    author, judge = sqlite_app.test_client(), sqlite_app.test_client()
    with clock.travel(START + 10 * DAY):
        with db.transaction():
            code = road.rule_set.value("review.reject_reasons")[0]
        road.review(Verdict.REJECT, code=code, reason="Not our field.")
        people.sign_in(author, "initiator-1")
        people.sign_in(judge, "appeals")
        with db.transaction():
            path = road.x.path

        assert f"{path}/appeal" in author.get(path).text
        assert author.post(f"{path}/appeal").status_code == 422
        assert author.post(f"{path}/appeal", data={"words": "It is."}).status_code == 303
        assert author.post(f"{path}/appeal", data={"words": "Again."}).status_code == 409
        assert "/desk/initiatives/appeals/1" in judge.get("/desk/initiatives/appeals").text
        with db.transaction(), pytest.raises(Refusal):
            services.decide(queries.one(1), people.actor("clerk"), is_won=False, reason="No.")
        said = {"outcome": "won", "reason": "The field is theirs."}
        assert judge.post("/desk/initiatives/appeals/1", data={}).status_code == 422
        assert judge.post("/desk/initiatives/appeals/1", data=said).status_code == 303
        assert judge.post("/desk/initiatives/appeals/1", data=said).status_code == 409
        with db.transaction():
            assert road.x.stage is State.REVIEW
        road.review()
        with db.transaction():
            assert road.x.accepted_at is not None


def test_what_was_decided_not_long_ago_is_shown_to_authors_and_clerks(
    road: Road, sqlite_app: Flask
) -> None:
    desk = sqlite_app.test_client()
    with clock.travel(START + 10 * DAY):
        code = road.rule_set.value("review.reject_reasons")[0]
        road.review(Verdict.REJECT, code=code, reason="Not our field.")
        with db.transaction():
            first = road.x
            path = first.path
        road.draft(title="Clean air for every village")
        people.sign_in(desk, "initiator-1")
        with db.transaction():
            own = road.x.path
            like = likeness.of(road.x).initiatives[0]
            period = road.rule_set.period("repeat.same_content_block")

        assert like.initiative.path == path
        assert (like.repeats_until is not None) == (period is not None)
        assert path in desk.get(f"{own}/edit").text
