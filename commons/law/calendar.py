"""How the law counts time: months clipped to their end, local days, ends at midnight."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from commons.law.periods import Period
from commons.law.workdays import Holidays

__all__ = [
    "Counting",
    "Period",
    "add",
    "add_to_date",
    "days_left",
    "days_overdue",
    "due",
    "last_day",
    "local_date",
    "local_days",
    "long_enough",
    "midnight",
    "owed_by",
    "window_end",
]

_MOMENT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


class Counting(Protocol):
    """What a rule set says about counting; every RuleSet does."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the law's days begin and end."""

    @property
    def count_first_day(self) -> bool:
        """Whether the day on which a window opens is its first day."""


class Working(Protocol):
    """What a rule set says about days off; every RuleSet does."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the law's days begin and end."""

    @property
    def holidays(self) -> Holidays:
        """When offices are closed."""

    @property
    def counts_working_days(self) -> bool:
        """Whether days of a period are working days."""

    @property
    def rolls(self) -> bool:
        """Whether a last day off becomes the next working day."""


@dataclass(frozen=True)
class _Reached:
    """A date reached by counting months, and whether it had to be drawn back to a month's end."""

    day: date
    clipped: bool


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a local day begins, in UTC; where summer time skips it, the next one."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The day on the calendar on the wall in `zone`."""
    return instant.astimezone(zone).date()


def add_to_date(day: date, period: Period) -> date:
    """The date a period later: months first, clipped to the month's end, then days."""
    return _reach(day, period).day


def add(instant: datetime, period: Period, zone: ZoneInfo) -> datetime:
    """The instant a period later: the calendar part by the local wall clock, hours by the stopwatch.

    31 August and six months is 29 February in a leap year. A wall time that summer time skips
    becomes the moment just as far behind the gap.
    """
    local = instant.astimezone(zone)
    moved = datetime.combine(add_to_date(local.date(), period), local.timetz(), zone)
    return moved.astimezone(UTC) + period.exact


def window_end(opens_at: datetime, period: Period, rule_set: Counting) -> datetime:
    """When a window that opens at `opens_at` ends: 00:00 of the next local day, exclusive.

    Where the rule set counts the first day, three days from 10 March end with 12 March; where not,
    with 13 March. A day of the month that does not exist is replaced by the month's last, whole.
    """
    if period.exact:
        return add(opens_at, period, rule_set.zone)
    reached = _reach(local_date(opens_at, rule_set.zone), period)
    first_counts = rule_set.count_first_day and not reached.clipped
    return midnight(reached.day if first_counts else reached.day + _DAY, rule_set.zone)


def due(since: datetime, period: Period, zone: ZoneInfo) -> datetime:
    """Until when an answer is owed: the end (exclusive) of the local day a period after `since`.

    The day of the event is not counted; a period in hours runs by the stopwatch.
    """
    if period.exact:
        return add(since, period, zone)
    return midnight(add_to_date(local_date(since, zone), period) + _DAY, zone)


def owed_by(since: datetime, period: Period, rule_set: Working) -> datetime:
    """Until when an answer is owed under a rule set: `due`, past holidays where it says so.

    Where days are working days, only the days of the period are counted so; where a last day falls
    on a day off and the rule set rolls, the next working day is the last.
    """
    if period.exact:
        return add(since, period, rule_set.zone)
    day = local_date(since, rule_set.zone)
    if rule_set.counts_working_days:
        reached = add_to_date(day, Period(months=period.all_months))
        reached = rule_set.holidays.add_working_days(reached, period.all_days)
    else:
        reached = add_to_date(day, period)
    if rule_set.rolls:
        reached = rule_set.holidays.next_working_day(reached)
    return midnight(reached + _DAY, rule_set.zone)


def long_enough(
    opens_at: datetime, closes_at: datetime, minimum: Period, rule_set: Counting
) -> bool:
    """Whether a window lasts the minimum, measured between its instants.

    Where the first day does not count, the measure begins with the next local day.
    """
    begins = opens_at
    if not rule_set.count_first_day:
        begins = midnight(local_date(opens_at, rule_set.zone) + _DAY, rule_set.zone)
    return add(begins, minimum, rule_set.zone) <= closes_at


def local_days(opens_at: datetime, closes_at: datetime, rule_set: Counting) -> int:
    """The length of a window as people read it, in local calendar days, the last one included."""
    if closes_at <= opens_at:
        return 0
    first = local_date(opens_at, rule_set.zone)
    days = (last_day(closes_at, rule_set.zone) - first).days
    return days + 1 if rule_set.count_first_day else days


def last_day(end: datetime, zone: ZoneInfo) -> date:
    """The last day of a window that ends at `end`, exclusive: "until the end of 12 March"."""
    return local_date(end - _MOMENT, zone)


def days_overdue(due_at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """How many local days after the due date it is; 0 while there is still time."""
    if now < due_at:
        return 0
    return max(0, (local_date(now, zone) - last_day(due_at, zone)).days)


def days_left(due_at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """How many local days remain after today until the due date; 0 on its last day and later."""
    return max(0, (last_day(due_at, zone) - local_date(now, zone)).days)


def _reach(day: date, period: Period) -> _Reached:
    count = day.year * 12 + day.month - 1 + period.all_months
    year, month = count // 12, count % 12 + 1
    longest = monthrange(year, month)[1]
    clipped = day.day > longest
    reached = date(year, month, min(day.day, longest)) + timedelta(days=period.all_days)
    return _Reached(reached, clipped and not period.all_days)
