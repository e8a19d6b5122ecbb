"""How a date stands against now, for the badge that shows it: in time, soon, or late by days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from commons import clock
from commons.i18n import DEFAULT_ZONE
from commons.law import calendar

SOON = 3


@dataclass(frozen=True)
class Face:
    """What a clock shows: its last day, whether that is a whole day, days left and days late."""

    last_day: date
    whole_day: bool
    left: int
    late: int
    passed: bool

    @property
    def soon(self) -> bool:
        """True in the last three days."""
        return not self.passed and self.left < SOON


def face(end: datetime, zone: ZoneInfo | None = None) -> Face:
    """Read the clock that runs out at `end`, which is exclusive, as people in `zone` read it."""
    place = zone or DEFAULT_ZONE
    now = clock.now()
    return Face(
        last_day=calendar.last_day(end, place),
        whole_day=end.astimezone(place).time() == time.min,
        left=calendar.days_left(end, now, place),
        late=calendar.days_overdue(end, now, place),
        passed=now >= end,
    )
