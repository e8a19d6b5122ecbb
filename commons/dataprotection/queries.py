"""Reading breaches and requests: what waits, what is late, and what everybody may know in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from commons import db
from commons.dataprotection import rules
from commons.dataprotection.models import Breach, BreachStep, DataRequest
from commons.errors import Refusal
from commons.i18n import DEFAULT_ZONE, _l

SMALLEST = 5
"""Counts below this are not said (R140)."""


@dataclass(frozen=True)
class Year:
    """What became of the requests of one year; None where too few to say."""

    year: int
    received: int | None
    in_time: int | None
    late: int | None
    overdue: int
    """Still open after their day: said to the last one, because these are the house's own faults."""


@dataclass(frozen=True)
class Case:
    """What everybody may know of one breach."""

    number: int
    detected_at: datetime
    hours: int | None
    """After how many whole hours it was settled; None while it is not."""
    is_late: bool
    title: str
    summary: str


def breach(number: int, *, locked: bool = False) -> Breach:
    """One breach with its steps; refuses an unknown one."""
    wanted = sa.select(Breach).options(selectinload(Breach.steps)).where(Breach.id == number)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session().scalar(wanted)
    if found is None:
        raise Refusal("not-found", _l("There is no such case."))
    return found


def breaches() -> Sequence[Breach]:
    """Every breach, the newest first."""
    wanted = sa.select(Breach).options(selectinload(Breach.steps)).order_by(Breach.id.desc())
    return db.session().scalars(wanted).all()


def unsettled() -> Sequence[Breach]:
    """Breaches whose clock still runs, or has run out."""
    wanted = sa.select(Breach).where(Breach.settled_at.is_(None)).order_by(Breach.due_at)
    return db.session().scalars(wanted).all()


def step(breach_id: int, number: int) -> BreachStep:
    """One step of a breach; refuses an unknown one."""
    found = db.session().get(BreachStep, number)
    if found is None or found.breach_id != breach_id:
        raise Refusal("not-found", _l("There is no such case."))
    return found


def cases(now: datetime) -> list[Case]:
    """The public register: that there was a breach, and how fast it was reported (R142)."""
    return [
        Case(
            number=one.id,
            detected_at=one.detected_at,
            hours=_hours(one),
            is_late=rules.is_late(one, now),
            title=one.title if one.published_at else "",
            summary=(one.summary or "") if one.published_at else "",
        )
        for one in breaches()
    ]


def request(number: int) -> DataRequest:
    """One request; refuses an unknown one."""
    found = db.session().get(DataRequest, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such request."))
    return found


def open_requests() -> Sequence[DataRequest]:
    """What waits for an answer, whatever is due first on top."""
    wanted = sa.select(DataRequest).where(DataRequest.answered_at.is_(None))
    return db.session().scalars(wanted.order_by(DataRequest.due_at, DataRequest.id)).all()


def requests_of(account_id: int) -> Sequence[DataRequest]:
    """The requests of one account, the newest first."""
    wanted = sa.select(DataRequest).where(DataRequest.account_id == account_id)
    return db.session().scalars(wanted.order_by(DataRequest.id.desc())).all()


def years(now: datetime) -> list[Year]:
    """The public figures, the newest year first."""
    wanted = sa.select(DataRequest.arrived_at, DataRequest.due_at, DataRequest.answered_at)
    received: Counter[int] = Counter()
    in_time: Counter[int] = Counter()
    late: Counter[int] = Counter()
    overdue: Counter[int] = Counter()
    for arrived, due, answered in db.session().execute(wanted):
        year = arrived.astimezone(DEFAULT_ZONE).year
        received[year] += 1
        if answered is not None:
            (in_time if answered < due else late)[year] += 1
        elif now >= due:
            overdue[year] += 1
    return [_year(year, received, in_time, late, overdue) for year in sorted(received)[::-1]]


def waiting() -> int:
    """How much waits at the desk."""
    requests = sa.select(sa.func.count()).where(DataRequest.answered_at.is_(None))
    steps = sa.select(sa.func.count()).where(BreachStep.decided_at.is_(None))
    clocks = sa.select(sa.func.count()).where(Breach.settled_at.is_(None))
    return sum(db.session().scalar(each) or 0 for each in (requests, steps, clocks))


def _hours(one: Breach) -> int | None:
    if one.settled_at is None:
        return None
    return int((one.settled_at - one.detected_at).total_seconds() // 3600)


def _year(
    year: int, received: Counter[int], in_time: Counter[int], late: Counter[int], over: Counter[int]
) -> Year:
    """One year; where one part is too small to say, the parts beside it are not said either."""
    parts = (in_time[year], late[year])
    is_small = any(0 < part < SMALLEST for part in (*parts, received[year]))
    if is_small:
        whole = received[year] if received[year] >= SMALLEST else None
        return Year(year, whole, None, None, over[year])
    return Year(year, received[year], *parts, over[year])
