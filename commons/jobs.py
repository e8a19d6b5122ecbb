"""Work that leaves the house: the outbox, its leases, periodic work, and huey that drains it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from sqlalchemy.orm import Mapped, mapped_column

from commons import clock, config, db
from commons.db import Base, pk

log = structlog.get_logger("jobs")
LEASE = timedelta(minutes=5)
BATCH = 50
PATIENCE = 12
Handler = Callable[[dict[str, Any]], None]


class Outbox(Base):
    """One piece of work, written in the act's own transaction and deleted when it is done."""

    __tablename__ = "outbox"
    __table_args__ = (sa.Index("ix_outbox_due", "not_before"),)

    id: Mapped[pk]
    name: Mapped[str]
    key: Mapped[str] = mapped_column(sa.Text, unique=True)
    payload: Mapped[dict[str, Any]]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    failed: Mapped[str | None]
    done_at: Mapped[datetime | None]


class Timer(Base):
    """When a piece of periodic work last ran; the row is its lock."""

    __tablename__ = "timer"

    id: Mapped[pk]
    name: Mapped[str] = mapped_column(sa.Text, unique=True)
    ran_at: Mapped[datetime]


@dataclass(frozen=True)
class Periodic:
    """Work that is due again and again; its look-back must never be shorter than `every`."""

    name: str
    every: timedelta
    run: Callable[[], None]


HANDLERS: dict[str, Handler] = {}
PERIODIC: dict[str, Periodic] = {}


def handler(name: str) -> Callable[[Handler], Handler]:
    """Name the function that does the outbox's work of this name; it must be safe to run twice."""

    def keep(function: Handler) -> Handler:
        HANDLERS[name] = function
        return function

    return keep


def periodic(name: str, *, every: timedelta) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Let a function run every so often, in a transaction of its own."""

    def keep(function: Callable[[], None]) -> Callable[[], None]:
        PERIODIC[name] = Periodic(name, every, function)
        return function

    return keep


def later(
    name: str, *, key: str, payload: dict[str, Any], not_before: datetime | None = None
) -> None:
    """Put work into the outbox, once for each `key`, in the current transaction."""
    values = {
        "name": name,
        "key": f"{name}:{key}",
        "payload": payload,
        "not_before": not_before or clock.now(),
        "attempts": 0,
    }
    db.insert_once(Outbox, values, conflict=["key"])


def run_due() -> int:
    """Do everything that is due now, periodic work first; gives how many pieces were done."""
    done = sum(_run_periodic(work) for work in list(PERIODIC.values()))
    while True:
        leased = _lease()
        if not leased:
            return done
        done += sum(_do(row) for row in leased)


def _run_periodic(work: Periodic) -> int:
    with db.transaction():
        if not _claim(work):
            return 0
    try:
        with db.transaction():
            work.run()
    except Exception:
        log.exception("periodic_failed", name=work.name)
        return 0
    return 1


def _claim(work: Periodic) -> bool:
    now = clock.now()
    if db.insert_once(Timer, {"name": work.name, "ran_at": now}, conflict=["name"]) is not None:
        return True
    statement = (
        sa.update(Timer)
        .where(Timer.name == work.name)
        .where(sa.or_(Timer.ran_at <= now - work.every, Timer.ran_at > now))
        .values(ran_at=now)
        .returning(Timer.id)
    )
    return db.session().execute(statement).scalar_one_or_none() is not None


def force_due() -> None:
    """Let all periodic work be due at once; for tests."""
    db.session().execute(sa.delete(Timer))


def _lease() -> list[Outbox]:
    now = clock.now()
    with db.transaction() as session:
        due = (
            sa.select(Outbox.id)
            .where(Outbox.not_before <= now, Outbox.attempts < PATIENCE, Outbox.done_at.is_(None))
            .order_by(Outbox.not_before, Outbox.id)
            .limit(BATCH)
        )
        if db.is_postgres():
            due = due.with_for_update(skip_locked=True)
        rows = session.scalars(
            sa.update(Outbox)
            .where(Outbox.id.in_(due))
            .values(not_before=now + LEASE, attempts=Outbox.attempts + 1)
            .returning(Outbox)
        ).all()
        return list(rows)


def _do(row: Outbox) -> int:
    try:
        with db.transaction() as session:
            HANDLERS[row.name](row.payload)
            session.execute(
                sa.update(Outbox)
                .where(Outbox.id == row.id)
                .values(done_at=clock.now(), payload={}, failed=None)
            )
    except Exception as error:
        log.exception("work_failed", name=row.name, id=row.id)
        _put_back(row, type(error).__name__)
        return 0
    return 1


def _put_back(row: Outbox, word: str) -> None:
    wait = timedelta(seconds=min(3600, 2 ** min(row.attempts, 11)))
    with db.transaction() as session:
        session.execute(
            sa.update(Outbox)
            .where(Outbox.id == row.id)
            .values(not_before=clock.now() + wait, failed=word)
        )


def engine() -> Huey:
    """The huey of this installation: SQLite by default, PostgreSQL or Redis in production."""
    url = config.current().queue_url
    if url.startswith("redis"):
        return RedisHuey("lexpopuli", url=url)
    if url.startswith("postgresql"):
        return PostgresHuey("lexpopuli", dsn=url)
    path = config.current().instance_dir / "queue.db"
    return SqliteHuey("lexpopuli", filename=str(path))


def work(stop: threading.Event | None = None) -> None:
    """Run the worker until it is told to stop: huey's scheduler ticks, each tick drains what is due."""
    huey = engine()

    # huey's own clock ticks each minute; the loop below keeps the outbox at a second's pace.
    huey.periodic_task(crontab(minute="*"))(run_due)
    consumer = huey.create_consumer(workers=1, periodic=True, check_worker_health=True)
    consumer.start()
    try:
        for _tick in _ticks(stop or threading.Event()):
            _run_due_or_wait()
    finally:
        consumer.stop()


def _run_due_or_wait() -> None:
    """A database that was killed is asked again at the next tick; what was leased is still due."""
    try:
        run_due()
    except sa.exc.DBAPIError:
        log.exception("database_does_not_answer")


def _ticks(stop: threading.Event) -> Iterator[None]:
    while not stop.wait(1.0):
        yield
