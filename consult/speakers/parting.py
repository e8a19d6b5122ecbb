"""Parting comments from accounts for ever, when the rule set says so."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.discussion import services as discussion
from commons.law import calendar
from commons.law import queries as law
from commons.notify import services as notify
from consult.models import DISCUSSION, Announced, Hearing
from consult.speakers import keeping

log = structlog.get_logger("consult")
PARTED = "authors-parted"
OF_AUTHORS = frozenset(
    f"hearing:comment:{act}" for act in ("accepted", "edited", "erased", "withdrawn")
)
"""What authors did with their comments; acts of staff keep their person."""


def due_at(hearing: Hearing) -> datetime | None:
    """When the comments of a hearing are parted from their accounts; None where no rule says so."""
    rule_set = law.by_key(hearing.rule_set_id)
    period = rule_set.period("hearing.link_cut_after")
    if period is None or hearing.closes_at is None or hearing.approved_at is None:
        return None
    return calendar.due(hearing.closes_at, period, rule_set.zone)


def part_due() -> int:
    """Part every hearing whose time has come and that is not parted yet; gives how many."""
    done = sa.select(Announced.hearing_id).where(Announced.event == PARTED)
    waiting = db.session().scalars(
        sa.select(Hearing).where(
            Hearing.closes_at < clock.now(),
            Hearing.approved_at.is_not(None),
            Hearing.id.not_in(done),
        )
    )
    parted = 0
    for hearing in waiting:
        when = due_at(hearing)
        if when is not None and when <= clock.now():
            part(hearing)
            parted += 1
    return parted


def part(hearing: Hearing) -> None:
    """Cut the link now: in the discussion, in the record's private facts, in letters, in names.

    Safe to run twice. Afterwards nobody, the operator included, can say who wrote what.
    """
    values = {"hearing_id": hearing.id, "event": PARTED, "announced_at": clock.now()}
    if db.insert_once(Announced, values, conflict=["hearing_id", "event"]) is None:
        return
    discussion.cut_authors(DISCUSSION, hearing.key)
    record.forget_within(hearing.path, OF_AUTHORS)
    for event in ("receipt", "no-issue", "revealed"):
        notify.forget_events(f"hearing:{hearing.id}:{event}:")
    keeping.drop_names(hearing)
    record.note("hearing:authors:parted", hearing.path, agency_id=hearing.agency_id)
    log.info("hearing_authors_parted", hearing=hearing.id)


def is_parted(hearing: Hearing) -> bool:
    """Whether its comments have been parted from their accounts."""
    wanted = sa.select(Announced.id).where(
        Announced.hearing_id == hearing.id, Announced.event == PARTED
    )
    return db.session().scalar(wanted) is not None
