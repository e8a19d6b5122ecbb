"""What an occasion does, pure: blackouts before elections, and clocks that stand still in a recess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commons.law.calendar import Period, add_to_date, local_date, midnight
from initiatives.rules import RuleSet

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Blackout:
    """Days before an election on which a rule set stops something: the first one and the election."""

    stops: str
    code: str
    first_day: date
    election: date


def blackouts(rules: RuleSet, elections: Iterable[tuple[str, date]]) -> list[Blackout]:
    """Every blackout that these elections bring; `elections` are words of the rule set with a day.

    Seventy-five days before 1 March begin with 15 December: the election is day nought.
    """
    said = rules.value("collection.blackouts") or ()
    return [
        Blackout(one["stops"], code, day - timedelta(days=_days(one["period"])), day)
        for one in said
        for code, day in elections
        if code == one["before"]
    ]


def _days(said: str) -> int:
    return Period.parse(said).all_days


def in_force(
    found: Iterable[Blackout], stops: str, now: datetime, zone: ZoneInfo
) -> Blackout | None:
    """The blackout that stops this today; the day of the election is the last one."""
    today = local_date(now, zone)
    for one in found:
        if one.stops == stops and one.first_day <= today <= one.election:
            return one
    return None


@dataclass(frozen=True)
class Lost:
    """Time in which nobody could sign: an outage, or a pause that is over."""

    begins_at: datetime
    ends_at: datetime


def days_lost(opens_at: datetime, closes_at: datetime, lost: Iterable[Lost]) -> int:
    """How many days a window has lost, begun ones whole; what overlaps counts once.

    An outage of three hours gives one day back, two outages of ten hours one day, too.
    """
    gone, last = timedelta(), opens_at
    for one in sorted(lost, key=lambda each: each.begins_at):
        begins, ends = max(one.begins_at, last), min(one.ends_at, closes_at)
        if ends > begins:
            gone, last = gone + (ends - begins), ends
    return -(-gone // _DAY)


def given_back(
    rules: RuleSet, opens_at: datetime, planned: datetime, closes_at: datetime, lost: Iterable[Lost]
) -> datetime | None:
    """The end of a collection with its lost days given back; None where nothing is given.

    `planned` is the end before any extension: the days are added to it, never more than the rule
    set's `collection.outage_extension`; a rule set that is silent gives nothing.
    """
    most = rules.period("collection.outage_extension")
    days = days_lost(opens_at, closes_at, lost)
    if most is None or not days:
        return None
    first = local_date(planned, rules.zone)
    latest = midnight(add_to_date(first, most), rules.zone)
    until = min(midnight(first + days * _DAY, rules.zone), latest)
    return until if until > closes_at else None


@dataclass(frozen=True)
class Recess:
    """Days on which a body does not sit, the last one included."""

    first_day: date
    last_day: date


def suspended(
    since: datetime, due_at: datetime, recesses: Iterable[Recess], zone: ZoneInfo
) -> datetime:
    """The due date after the recesses that fall between `since` and it: each day of theirs is added.

    A recess that only begins after the date is moved into counts as well.
    """
    moved = due_at
    for one in sorted(recesses, key=lambda recess: recess.first_day):
        begins = max(midnight(one.first_day, zone), since)
        ends = midnight(one.last_day + _DAY, zone)
        if begins >= moved or ends <= begins:
            continue
        days = (local_date(ends, zone) - local_date(begins, zone)).days
        moved = midnight(local_date(moved, zone) + days * _DAY, zone)
    return moved
