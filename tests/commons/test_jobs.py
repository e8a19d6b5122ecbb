"""Work is done once for each key, at least once in all, and never before the commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from commons import clock, db, jobs

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
DONE: list[Any] = []


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    DONE.clear()
    monkeypatch.setattr(jobs, "PERIODIC", {})
    monkeypatch.setitem(jobs.HANDLERS, "test.note", lambda payload: DONE.append(payload["word"]))
    yield


def test_work_put_into_the_outbox_is_done_after_the_commit(app: Flask) -> None:
    with db.transaction():
        jobs.later("test.note", key="1", payload={"word": "hello"})
        assert DONE == []

    jobs.run_due()

    assert DONE == ["hello"]


def test_work_of_a_transaction_that_fails_is_never_done(app: Flask) -> None:
    with pytest.raises(ValueError), db.transaction():
        jobs.later("test.note", key="1", payload={"word": "hello"})
        raise ValueError

    jobs.run_due()

    assert DONE == []


def test_the_same_key_is_done_once_however_often_it_is_asked(app: Flask) -> None:
    for _attempt in range(3):
        with db.transaction():
            jobs.later("test.note", key="same", payload={"word": "once"})
        jobs.run_due()

    assert DONE == ["once"]


def test_work_that_fails_is_tried_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(payload: dict[str, Any]) -> None:
        DONE.append("tried")
        if len(DONE) == 1:
            raise OSError

    monkeypatch.setitem(jobs.HANDLERS, "test.note", stumble)
    with clock.travel(NOON), db.transaction():
        jobs.later("test.note", key="1", payload={})

    with clock.travel(NOON):
        jobs.run_due()
    with clock.travel(NOON + timedelta(hours=1)):
        jobs.run_due()
        jobs.run_due()

    assert DONE == ["tried", "tried"]


def test_work_for_later_waits(app: Flask) -> None:
    with clock.travel(NOON), db.transaction():
        jobs.later("test.note", key="1", payload={"word": "x"}, not_before=NOON + timedelta(1))

    with clock.travel(NOON):
        jobs.run_due()
    assert DONE == []

    with clock.travel(NOON + timedelta(days=1)):
        jobs.run_due()
    assert DONE == ["x"]


def test_two_workers_do_not_do_the_same_work(app: Flask) -> None:
    with db.transaction():
        for number in range(60):
            jobs.later("test.note", key=str(number), payload={"word": number})

    workers = [threading.Thread(target=jobs.run_due) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(DONE) == list(range(60))


def test_periodic_work_runs_once_in_its_time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hourly = jobs.Periodic("test.hourly", timedelta(hours=1), lambda: DONE.append("tick"))
    monkeypatch.setattr(jobs, "PERIODIC", {"test.hourly": hourly})

    for minutes in (0, 10, 59, 60, 61, 120):
        with clock.travel(NOON + timedelta(minutes=minutes)):
            jobs.run_due()

    assert DONE == ["tick"] * 3
    with db.transaction(writes=False) as session:
        assert session.scalar(sa.select(sa.func.count(jobs.Timer.id))) == 1
