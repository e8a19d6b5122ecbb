"""How long a proposal is discussed and signed: the spans of a rule set, pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.errors import Refusal
from commons.i18n import _l
from commons.law.calendar import (
    Period,
    Working,
    add_to_date,
    last_day,
    midnight,
    window_end,
)
from initiatives.rules import RuleSet, must_discuss

INVITATION_LASTS = Period(days=7)


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
