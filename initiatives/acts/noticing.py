"""Notices before a hand-over runs out: at each distance that the rule set names, exactly once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from commons import clock, db, record
from commons.law import queries as law
from commons.law.calendar import Period, days_left
from initiatives import clocks, mails
from initiatives.clocks import Clock
from initiatives.models import Initiative

NOTICED = frozenset({"send", "forward", "start", "confirmation"})
"""Clocks at whose end an initiative lapses; nobody else is reminded of them."""


def give_notices(x: Initiative) -> int:
    """Tell the initiators of each date that comes near; says how many notices were new (R045).

    A notice that was missed while nothing ran is given late, but only the nearest one.
    """
    rule_set = law.by_key(x.rule_set_id)
    distances = sorted(Period.parse(p).all_days for p in rule_set.value("handover.notices") or ())
    given = 0
    for owed in clocks.running(x, clock.now()):
        due = distance(owed, distances, clock.now(), rule_set.zone)
        if due is None:
            continue
        mark = f"notice:{owed.code}:{owed.due_at.isoformat() if owed.due_at else ''}:{due}"
        if mark in x.announced:
            continue
        x.announced = [*x.announced, mark]
        facts = {"clock": owed.code, "days": due}
        record.note("initiative:clock:notice", x.path, agency_id=x.agency_id, facts=facts)
        mails.tell(x, "notice", mark=mark)
        given += 1
    db.session().flush()
    return given


def distance(owed: Clock, distances: list[int], now: datetime, zone: ZoneInfo) -> int | None:
    """The nearest distance that has been reached; None while the date is far, or has passed."""
    if owed.code not in NOTICED or owed.due_at is None or now >= owed.due_at:
        return None
    left = days_left(owed.due_at, now, zone)
    return next((days for days in distances if left <= days), None)
