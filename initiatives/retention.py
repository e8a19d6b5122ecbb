"""Until when the secrets of an initiative's sheets are needed: the latest of what the law names, pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from commons.law.calendar import Period, due
from initiatives.rules import RuleSet
from initiatives.states import ENDS, State

PARAM = "retention.statements"
OTHERWISE = Period(days=28)
"""The platform's own term where a rule set names none (rules.md, row 91)."""
TIME_TO_SUE = Period(months=1)
"""The platform's own: how long a final decision can be brought to court (rules.md, row 94)."""
_STILL_CHECKED = frozenset({State.COLLECTING, State.COUNTING, State.VERIFICATION, State.CURE})


def until(x: Any, rule_set: RuleSet) -> datetime | None:
    """From when the signatures of an initiative are no longer needed; None while nobody can say.

    The latest of: the rule's term after its event, the end of a second window, the end of
    objections, and the time in which the decision can be brought to court (domain, Keys).
    """
    if x.stage in _STILL_CHECKED:
        return None
    said = rule_set.value(PARAM, {})
    event = _EVENTS.get(str(said.get("since")), _end_of_matter)(x)
    if event is None:
        return None
    term = Period.parse(str(said["period"])) if "period" in said else OTHERWISE
    decided = x.result_final_at or x.result_at or x.ended_at or event
    by_rule = due(event, term, rule_set.zone)
    if said.get("since") in _LAST_DAYS and x.opens_at is not None:
        by_rule = min(by_rule, due(x.opens_at, _LAST_DAYS[said["since"]], rule_set.zone))
    named: list[datetime] = [by_rule, due(decided, TIME_TO_SUE, rule_set.zone)]
    named += [at for at in (x.cure_closes_at, x.closes_at) if at is not None]
    return max(named)


def until_roll(x: Any, rule_set: RuleSet) -> datetime | None:
    """The same for the roll of initiators, which is needed until the whole matter has ended."""
    ended, signed = _end_of_matter(x), until(x, rule_set)
    if ended is None:
        return None
    term = due(ended, TIME_TO_SUE, rule_set.zone)
    return max(term, signed) if signed is not None else term


def _end_of_matter(x: Any) -> datetime | None:
    if x.stage not in ENDS:
        return None
    answered = [referral.answered_at for referral in x.referrals if referral.answered_at]
    return max([at for at in (x.ended_at, *answered) if at is not None], default=None)


def _decision(x: Any) -> datetime | None:
    found: datetime | None = x.result_final_at or x.result_at
    return found or _end_of_matter(x)


def _submission(x: Any) -> datetime | None:
    found: datetime | None = x.forwarded_at
    return found or _end_of_matter(x)


def _receipt(x: Any) -> datetime | None:
    received = [referral.received_at for referral in x.referrals if referral.received_at]
    return max(received) if received else _end_of_matter(x)


_EVENTS: dict[str, Callable[[Any], datetime | None]] = {
    "decision-of-authority": _decision,
    "end-of-matter": _end_of_matter,
    "receipt-or-expiry": _receipt,
    "submission-or-21-months": _submission,
}
_LAST_DAYS = {"submission-or-21-months": Period(months=21)}
"""What an event's name says besides: at the latest so long after collecting began (EU 2019/788)."""
