"""What the law says of breaches and requests: clocks, who may be second, what a report holds; pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commons.dataprotection.models import Breach, Risk, StepKind
from commons.i18n import DEFAULT_ZONE
from commons.law.calendar import add_to_date, local_date, midnight
from commons.law.periods import Period

ANSWER_DAYS = Period(days=30)
"""PDPA s. 30 paragraph 4: thirty days from the day on which the request arrived."""
ANSWER_MONTH = Period(months=1)
"""GDPR art. 12 (3): one month; whoever meets the earlier of both meets each."""
EXTENSION = Period(months=2)
"""GDPR art. 12 (3): two further months, once, with the reason told within the first."""
NEAR = timedelta(days=7)
"""So long before the day a reminder is written; the platform's."""
WARNED = timedelta(hours=24)
"""So long before the end of the breach's clock; the platform's."""


def answer_by(arrived_at: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> datetime:
    """The instant by which a request is answered: the end of the last local day."""
    day = local_date(arrived_at, zone)
    last = min(add_to_date(day, ANSWER_DAYS), add_to_date(day, ANSWER_MONTH))
    return midnight(last + timedelta(days=1), zone)


def extended_to(arrived_at: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> datetime:
    """The instant by which an extended request is answered."""
    first = local_date(answer_by(arrived_at, zone) - timedelta(days=1), zone)
    return midnight(add_to_date(first, EXTENSION) + timedelta(days=1), zone)


def hours_left(due_at: datetime, now: datetime) -> int:
    """Whole hours until the clock of a breach ends; negative once it has."""
    return int((due_at - now) // timedelta(hours=1))


def steps_open(breach: Breach) -> tuple[StepKind, ...]:
    """The steps that may be prepared now: none twice while it waits, none after the end."""
    if breach.closed_at is not None:
        return ()
    waiting = {step.kind for step in breach.steps if step.decided_at is None}
    found = [StepKind.LETTERS, StepKind.PUBLISH]
    if breach.settled_at is None:
        found.append(StepKind.REPORT)
        if breach.risk is Risk.NONE:
            found.append(StepKind.NO_REPORT)
    elif may_close(breach):
        found.append(StepKind.CLOSE)
    return tuple(kind for kind in StepKind if kind in found and kind not in waiting)


def may_close(breach: Breach) -> bool:
    """Whether nothing is owed any more: reported or found harmless, and people told of a high risk."""
    if breach.settled_at is None:
        return False
    if breach.risk is not Risk.HIGH:
        return True
    told = any(step.kind is StepKind.LETTERS and step.accepted for step in breach.steps)
    return told or breach.published_at is not None


def is_late(breach: Breach, now: datetime) -> bool:
    """Whether the report came, or is still owed, after its hours."""
    return (breach.settled_at or now) >= breach.due_at
