"""Taken down after publishing: two persons, a coded ground, 410, an appeal, and back again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from commons import clock, db, record
from commons.errors import Refusal
from commons.search import services as search
from initiatives import queries
from initiatives.removal import queries as removals
from initiatives.removal import services
from initiatives.removal.models import RemovalGround
from tests import people
from tests.initiatives.discussed import browser
from tests.initiatives.discussed import road as road
from tests.initiatives.road import START, Road

LATER = START + timedelta(days=1)
ASKED = {"ground": "personal-data", "reason": "It names a child."}


def test_two_persons_take_it_down_and_only_ground_body_and_day_stay(
    road: Road, sqlite_app: Flask
) -> None:
    with clock.travel(LATER):
        clerk, second = browser(sqlite_app, "clerk"), browser(sqlite_app, "moderator-p")
        stranger, reader = browser(sqlite_app, "moderator"), sqlite_app.test_client()
        with db.transaction():
            path, slug = road.x.path, road.x.slug
        ask = f"/desk/initiatives/{slug}/remove"

        assert stranger.get(ask).status_code == 404
        assert clerk.post(ask, data={"ground": "harsh", "reason": "x"}).status_code == 422
        assert clerk.post(ask, data={"ground": "unlawful", "reason": " "}).status_code == 422
        assert clerk.post(ask, data=ASKED).status_code == 303
        assert clerk.post(ask, data=ASKED).status_code == 409
        assert clerk.post("/desk/initiatives/removals/1/confirm").status_code == 409
        assert reader.get(path).status_code == 200
        assert stranger.post("/desk/initiatives/removals/1/confirm").status_code == 404
        assert second.post("/desk/initiatives/removals/1/confirm").status_code == 303
        assert second.post("/desk/initiatives/removals/1/confirm").status_code == 409

        gone = reader.get(path)
        assert gone.status_code == 410 and "Clean air" not in gone.text
        for rest in ("/discussion", "/versions/1", "/versions/1.pdf", "/book", "/sheet.json"):
            assert reader.get(path + rest).status_code == 410, rest
        assert reader.get(f"/api/v1/initiatives/{slug}").status_code == 410
        assert reader.get(path + "/embed").status_code in (404, 410)
        assert "Clean air" not in reader.get("/initiatives").text
        assert reader.get("/initiatives/removed").status_code == 200
        assert "Clean air" not in reader.get("/initiatives/removed").text
        with db.transaction():
            assert not search.find("town", kinds=["initiative"]).items
            assert record.history(path, kinds=["initiative:removal:removed"])


def test_an_appeal_outside_the_body_puts_it_back(road: Road, sqlite_app: Flask) -> None:
    with clock.travel(LATER):
        with db.transaction():
            path, number = road.x.path, road.number
            removal = services.ask(
                road.x,
                people.actor("clerk"),
                ground=RemovalGround.UNLAWFUL,
                reason="It names a child.",
            ).id
            services.settle(removals.one(removal), people.actor("moderator-p"), is_confirmed=True)
        author, other = browser(sqlite_app, "initiator-1"), browser(sqlite_app, "citizen-a")
        outside, inside = browser(sqlite_app, "appeals"), browser(sqlite_app, "clerk")
        appeal = f"/initiatives/{number}/removal/appeal"
        decide = f"/desk/initiatives/removals/appeals/{removal}"

        own = author.get(f"/initiatives/{number}")
        assert own.status_code == 410 and "It names a child." in own.text
        assert "It names a child." not in other.get(f"/initiatives/{number}").text
        assert outside.get(decide).status_code == 404
        assert other.post(appeal, data={"words": "Let me."}).status_code == 403
        assert author.post(appeal, data={"words": " "}).status_code == 422
        assert author.post(appeal, data={"words": "She is my daughter."}).status_code == 303
        assert author.post(appeal, data={"words": "Again."}).status_code == 409
        assert inside.post(decide, data={}).status_code == 403
        said = {"outcome": "lifted", "answer": "Published with consent."}
        assert outside.post(decide, data={"outcome": "lifted"}).status_code == 422
        assert outside.post(decide, data=said).status_code == 303
        assert outside.post(decide, data=said).status_code == 409

        assert other.get(path).status_code == 200
        with db.transaction():
            assert queries.by_number(number).removed_at is None


def test_the_body_puts_back_what_it_took_down_by_two_persons(road: Road) -> None:
    with clock.travel(LATER), db.transaction():
        clerk, second = people.actor("clerk"), people.actor("moderator-p")
        removal = services.ask(road.x, clerk, ground=RemovalGround.ORDER, reason="A court.")
        services.settle(removal, second, is_confirmed=True)
        with pytest.raises(Refusal, match="reason-missing"):
            services.ask_back(removal, clerk, answer=" ")
        services.ask_back(removal, clerk, answer="The order was lifted.")
        with pytest.raises(Refusal, match="two-persons-needed"):
            services.put_back(removal, clerk)
        services.put_back(removal, second)

        assert road.x.removed_at is None
        with pytest.raises(Refusal, match="already-settled"):
            services.put_back(removal, second)
