"""A limit is named, counted also when refused, and says how long to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from commons import clock, db, limits
from commons.errors import Refusal
from commons.limits import Limit

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
THREE = Limit("test", 3, timedelta(minutes=1))


def spend(whom: str, at: datetime = NOON) -> str:
    try:
        with clock.travel(at), db.transaction():
            limits.spend(THREE, whom)
    except Refusal as refusal:
        return f"{refusal.code} {refusal.values['retry_after']}"
    return "ok"


def test_the_fourth_of_three_is_refused_with_the_time_to_wait(app: Flask) -> None:
    with app.test_request_context():
        answers = [spend("a") for _ in range(4)]

    assert answers == ["ok", "ok", "ok", "too-many 61"]


def test_another_person_is_not_affected(app: Flask) -> None:
    with app.test_request_context():
        for _ in range(4):
            spend("a")

        assert spend("b") == "ok"


def test_after_the_window_it_may_be_done_again(app: Flask) -> None:
    with app.test_request_context():
        for _ in range(4):
            spend("a")

        assert spend("a", NOON + timedelta(minutes=1)) == "ok"


def test_an_attempt_counts_even_when_the_act_is_refused(app: Flask) -> None:
    for _ in range(3):
        with pytest.raises(ValueError), clock.travel(NOON), db.transaction():
            limits.spend(THREE, "a")
            raise ValueError

    with app.test_request_context():
        assert spend("a").startswith("too-many")
