"""The database keeps what was committed and nothing else, on both engines."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from commons import clock, db
from commons.jobs import Outbox, Timer

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def timers() -> list[str]:
    with db.transaction(writes=False) as session:
        return list(session.scalars(sa.select(Timer.name).order_by(Timer.name)))


def timer(name: str) -> Timer:
    return Timer(name=name, ran_at=NOON)


def test_to_return_commits(app: Flask) -> None:
    with db.transaction() as session:
        session.add(timer("kept"))

    assert timers() == ["kept"]


def test_to_raise_rolls_back(app: Flask) -> None:
    with pytest.raises(ValueError), db.transaction() as session:
        session.add(timer("lost"))
        session.flush()
        raise ValueError

    assert timers() == []


def test_a_rollback_after_a_savepoint_leaves_no_row(app: Flask) -> None:
    with pytest.raises(ValueError), db.transaction() as session:
        session.add(timer("before"))
        with session.begin_nested():
            session.add(timer("within"))
        session.add(timer("after"))
        session.flush()
        raise ValueError

    assert timers() == []


def test_a_savepoint_that_fails_loses_only_itself(app: Flask) -> None:
    with db.transaction() as session:
        session.add(timer("one"))
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(sa.insert(Timer).values(name="one", ran_at=NOON))
        session.add(timer("two"))

    assert timers() == ["one", "two"]


def test_an_instant_comes_back_with_its_zone(app: Flask) -> None:
    with db.transaction() as session:
        session.add(timer("zoned"))

    with db.transaction(writes=False) as session:
        assert session.scalar(sa.select(Timer.ran_at)) == NOON


def test_a_naive_time_is_refused(app: Flask) -> None:
    with pytest.raises(Exception, match="zone"), db.transaction() as session:
        session.add(Timer(name="naive", ran_at=datetime(2026, 1, 1)))
        session.flush()


def test_the_second_of_two_equal_rows_is_not_inserted(app: Flask) -> None:
    values = {"name": "once", "ran_at": NOON}

    with db.transaction():
        first = db.insert_once(Timer, values, conflict=["name"])
        second = db.insert_once(Timer, values, conflict=["name"])

    assert first is not None
    assert second is None


def test_what_must_survive_a_refusal_survives_it(app: Flask) -> None:
    def remember() -> None:
        db.session().add(timer("remembered"))

    with pytest.raises(ValueError), db.transaction() as session:
        session.add(timer("lost"))
        session.flush()
        db.if_refused(remember)
        raise ValueError

    assert timers() == ["remembered"]


def test_aside_refuses_to_wait_for_the_writer_it_stands_in(app: Flask) -> None:
    with db.transaction() as session:
        session.add(timer("open"))
        session.flush()
        with pytest.raises(RuntimeError, match="rollback"), db.aside():
            pass


def test_twenty_writers_at_once_all_write(app: Flask) -> None:
    def write(number: int) -> None:
        with db.transaction() as session:
            session.add(
                Outbox(name="x", key=f"k{number}", payload={}, not_before=clock.machine_now())
            )

    threads = [threading.Thread(target=write, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with db.transaction(writes=False) as session:
        assert session.scalar(sa.select(sa.func.count(Outbox.id))) == 20


def test_postgres_finds_and_does_not_translate(app: Flask) -> None:
    if db.database().is_sqlite:
        pytest.skip("SQLite translates nothing")
    with db.transaction(writes=False) as session:
        assert session.scalar(sa.text("SHOW jit")) == "off"
