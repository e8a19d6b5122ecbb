"""How long a proposal is discussed and signed: the spans of a rule set, pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from commons.errors import Refusal
from commons.i18n import _l, date_
from commons.law.calendar import (
    Period,
    Working,
    add_to_date,
    last_day,
    local_date,
    midnight,
    window_end,
)
from commons.law.workdays import Holidays
from initiatives.rules import RuleSet, must_discuss

INVITATION_LASTS = Period(days=7)


class Noticed(RuleSet, Protocol):
    """What a rule set says of announcing, and when offices are closed; every RuleSet does."""

    @property
    def holidays(self) -> Holidays: ...


def invitation_lasts(rules: RuleSet) -> timedelta:
    """For how long an invitation may be accepted (FI: seven days)."""
    period = rules.period("invitation.lifetime") or INVITATION_LASTS
    return timedelta(days=period.all_days) + period.exact


def put_off(due_at: datetime, period: Period, rules: Working) -> datetime:
    """A date by which an answer is owed, a period later; past days off where the rule set says so.

    Months are counted from the last day that was given, so that 30 November and three months is
    the last day of February.
    """
    reached = add_to_date(last_day(due_at, rules.zone), period)
    if rules.rolls:
        reached = rules.holidays.next_working_day(reached)
    return midnight(reached + timedelta(days=1), rules.zone) + period.exact


def discussion_end(rules: RuleSet, published_at: datetime, last_day: date) -> datetime:
    """When a discussion ends whose last day is `last_day`; refused outside the rule set's span."""
    end = midnight(last_day + timedelta(days=1), rules.zone)
    least, most = rules.period("discussion.min_duration"), rules.period("discussion.max_duration")
    if least and end < window_end(published_at, least, rules):
        raise Refusal("discussion-too-short", _l("The discussion is too short."), field="last_day")
    if most and end > window_end(published_at, most, rules):
        raise Refusal("discussion-too-long", _l("The discussion is too long."), field="last_day")
    if end <= published_at:
        raise Refusal("discussion-too-short", _l("That day has passed."), field="last_day")
    return end


def check_discussed(rules: RuleSet, published_at: datetime | None, now: datetime) -> None:
    """Refuse to go on before the proposal was discussed for the least time (scenario 3)."""
    if not must_discuss(rules):
        return
    least = rules.period("discussion.min_duration")
    if published_at is None or (least and now < window_end(published_at, least, rules)):
        raise Refusal("not-discussed", _l("The proposal has not been discussed long enough yet."))


@dataclass(frozen=True)
class EarlyStop:
    """Collecting ends at `at` if fewer than `below` have signed by then."""

    at: datetime
    below: int


def early_stop(rules: RuleSet, opens_at: datetime) -> EarlyStop | None:
    """When and below which count collecting ends early, where the rule set says so (R038)."""
    said = rules.value("collection.early_stop")
    if said is None:
        return None
    after = Period.parse(str(said["after"]))
    return EarlyStop(window_end(opens_at, after, rules), int(said["below"]))


def earliest_start(rules: Noticed, told_at: datetime) -> datetime | None:
    """When collecting may begin that is announced now; None where nothing is announced beforehand.

    The day of telling does not count, and the last day of the notice must have run out (EU: ten
    working days, Reg. 2019/788 art. 8 with Reg. 1182/71 art. 3).
    """
    said = rules.value("collection.start_notice")
    if said is None:
        return None
    period, told = Period.parse(str(said["period"])), local_date(told_at, rules.zone)
    if said["days"] == "working":
        reached = rules.holidays.add_working_days(told, period.all_days)
    else:
        reached = add_to_date(told, period)
    return midnight(reached + timedelta(days=1), rules.zone)


def opening(rules: Noticed, now: datetime, first_day: date | None) -> datetime:
    """When collecting begins: now, or on the day that the initiators choose and announce.

    Refused without a day where the law wants an announcement, and for a day that is too soon.
    """
    earliest = earliest_start(rules, now)
    if earliest is None:
        return now
    if first_day is None:
        raise Refusal("no-first-day", _l("Choose the first day of collecting."), field="first_day")
    begins = midnight(first_day, rules.zone)
    if begins < earliest:
        raise Refusal(
            "start-too-soon",
            _l(
                "The start has to be announced beforehand: the first possible day is %(day)s.",
                day=date_(local_date(earliest, rules.zone)),
            ),
            field="first_day",
        )
    return begins


def closing(rules: RuleSet, opens_at: datetime, last_day: date | None) -> datetime:
    """When collecting ends: the chosen last day within the rule set's span, or the longest."""
    longest = rules.period("collection.max_duration")
    most = window_end(opens_at, longest, rules) if longest else None
    if last_day is None:
        if most is None:
            raise Refusal("no-last-day", _l("Choose the last day of collecting."), field="last_day")
        return most
    end = midnight(last_day + timedelta(days=1), rules.zone)
    least = rules.period("collection.min_duration")
    if end <= opens_at or (least and end < window_end(opens_at, least, rules)):
        raise Refusal("collecting-too-short", _l("Collecting is too short."), field="last_day")
    if most and end > most:
        raise Refusal("collecting-too-long", _l("Collecting is too long."), field="last_day")
    return end
