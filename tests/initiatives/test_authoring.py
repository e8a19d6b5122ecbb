"""Authors: a wording taken in with one act, a draft thrown away, hands changed, ends explained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from commons import clock, db
from commons.errors import Refusal
from initiatives import queries, services
from initiatives.authoring import queries as authoring
from initiatives.authoring import services as authors
from initiatives.states import MemberRole, State
from tests import people
from tests.initiatives.road import START, Road

LAST = date(2026, 10, 10)


@pytest.fixture
def road(sqlite_app: Flask, tmp_path) -> Road:
    """A road whose proposal is being discussed, with two persons."""
    with sqlite_app.app_context():
        road = Road(tmp_path)
        with clock.travel(START):
            road.draft()
            road.join("initiator-2", MemberRole.REPRESENTATIVE)
            road.discuss(LAST)
        yield road


def test_a_suggested_wording_is_taken_in_with_one_act(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(START + timedelta(days=1)):
        with db.transaction():
            entry = next(e for e in authors.texts.outline(road.x.version_id or 0) if e.has_page)
            plain = authors.texts.section(road.x.version_id or 0, entry.eid).plain
            said = services.speak(
                road.x,
                people.actor("citizen-a"),
                section=entry.eid,
                suggestion=plain.replace("air", "air and water"),
            )
            path = road.x.path
        sqlite_app.config["WTF_CSRF_ENABLED"] = False
        stranger, author = sqlite_app.test_client(), sqlite_app.test_client()
        people.sign_in(stranger, "citizen-a")
        people.sign_in(author, "initiator-1")
        address = f"{path}/comments/{said.number}/take-in"

        assert "take-in" not in stranger.get(f"{path}/sections/{entry.eid}").text
        assert "take-in" in author.get(f"{path}/sections/{entry.eid}").text
        assert stranger.post(address).status_code == 403
        assert author.post(address).status_code == 303
        assert author.post(address).status_code == 409
        assert "air and water" in author.get(f"{path}/versions/2").text
        with db.transaction():
            assert authoring.taken(road.number) == {said.number: 2}


def test_the_authorship_changes_hands_only_with_consent(road: Road) -> None:
    with clock.travel(START + timedelta(days=1)), db.transaction():
        first, second = people.actor("initiator-1"), people.actor("initiator-2")
        member = next(m for m in road.x.members if not m.is_author)
        with pytest.raises(Refusal):
            authors.accept(road.x, second)
        with pytest.raises(Refusal):
            authors.offer(road.x, second, member)

        authors.offer(road.x, first, member)
        authors.accept(road.x, second)

        assert [m.is_author for m in road.x.members] == [False, True]
        with pytest.raises(Refusal, match="role-taken"):
            services.invite(
                road.x,
                second,
                email="c@example.org",
                role=MemberRole.REPRESENTATIVE,
                language="en",
            )


def test_what_was_public_ends_only_with_a_public_reason(road: Road, sqlite_app: Flask) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    author = sqlite_app.test_client()
    with clock.travel(START + timedelta(days=1)):
        people.sign_in(author, "initiator-1")
        with db.transaction():
            path = road.x.path

        assert author.post(f"{path}/withdraw", data={"sure": "y"}).status_code == 422
        assert author.post(f"{path}/discard", data={"sure": "y"}).status_code == 403
        ended = author.post(f"{path}/withdraw", data={"sure": "y", "reason": "The law has come."})
        again = author.post(f"{path}/withdraw", data={"sure": "y", "reason": "Once more."})

        assert (ended.status_code, again.status_code) == (303, 409)
        assert "The law has come." in sqlite_app.test_client().get(path).text


def test_a_private_draft_is_thrown_away_for_good(sqlite_app: Flask, tmp_path) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    author = sqlite_app.test_client()
    with sqlite_app.app_context():
        road = Road(tmp_path)
        with clock.travel(START):
            road.draft()
            road.join("initiator-2")
            with db.transaction():
                path = road.x.path
                assert road.x.stage is State.DRAFT
            people.sign_in(author, "initiator-1")

            assert author.get(f"{path}/discard").status_code == 200
            assert author.post(f"{path}/discard").status_code == 422
            assert author.post(f"{path}/discard", data={"sure": "y"}).status_code == 303
            assert author.get(path).status_code == 404
        with db.transaction(), pytest.raises(Refusal):
            queries.by_number(road.number)
