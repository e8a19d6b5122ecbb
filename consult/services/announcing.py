"""What the clock brings about, said once: opened, closed, a summary that became overdue."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.law import queries as law
from commons.law.calendar import days_overdue
from consult import mails
from consult.models import Announced, Hearing
from consult.phases import services as phases
from consult.queries import hearings
from consult.services import telling
from consult.states import State

log = structlog.get_logger("consult")
OPENED = "opened"
CLOSED = "closed"
OVERDUE = "overdue"
WEEK = 7


def announce_due() -> int:
    """Announce everything that has come to pass since the last time; safe to run at any time.

    An overdue summary is announced again each week that it lasts.
    """
    done = sum(_opened(hearing) for hearing in _unannounced(State.OPEN, OPENED))
    done += sum(_closed(hearing) for hearing in _unannounced(State.CLOSED, CLOSED))
    done += phases.announce_due()
    now = clock.now()
    late = db.session().scalars(sa.select(Hearing).where(hearings.is_overdue(now)))
    return done + sum(_overdue(hearing) for hearing in list(late))


def _unannounced(state: State, event: str) -> Iterator[Hearing]:
    said = sa.exists().where(Announced.hearing_id == Hearing.id, Announced.event == event)
    rows = db.session().scalars(
        sa.select(Hearing).where(hearings.in_state(state, clock.now()), sa.not_(said))
    )
    yield from list(rows)


def _opened(hearing: Hearing) -> bool:
    if not first_time(hearing, OPENED):
        return False
    telling.followers(hearing, OPENED, mails.opened(hearing, law.by_key(hearing.rule_set_id)))
    _note(hearing, "hearing:hearing:opened")
    return True


def _closed(hearing: Hearing) -> bool:
    if not first_time(hearing, CLOSED):
        return False
    telling.followers(hearing, CLOSED, mails.closed(hearing, law.by_key(hearing.rule_set_id)))
    _note(hearing, "hearing:hearing:closed")
    return True


def _overdue(hearing: Hearing) -> bool:
    if hearing.summary_due_at is None:
        return False
    zone = law.by_key(hearing.rule_set_id).zone
    days = days_overdue(hearing.summary_due_at, clock.now(), zone)
    if days < 1:
        return False
    compose = mails.overdue(hearing, days)
    event = f"{OVERDUE}:{(days - 1) // WEEK}:{hearing.summary_due_at:%Y-%m-%d}"
    if not first_time(hearing, event):
        return False
    telling.agency_and_superior(hearing, f"hearing:{hearing.id}:{event}", compose)
    if first_time(hearing, f"{OVERDUE}:followers"):
        telling.followers(hearing, OVERDUE, compose)
        _note(hearing, "hearing:summary:overdue")
    return True


def first_time(hearing: Hearing, event: str) -> bool:
    """Whether this event of a hearing is announced for the first time; notes that it was."""
    values = {"hearing_id": hearing.id, "event": event, "announced_at": clock.now()}
    return db.insert_once(Announced, values, conflict=["hearing_id", "event"]) is not None


def _note(hearing: Hearing, kind: str) -> None:
    record.note(kind, hearing.path, agency_id=hearing.agency_id)
    log.info(kind.replace(":", "_"), id=hearing.id)
