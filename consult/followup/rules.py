"""The law of what follows: when a law in force must be evaluated, and what an outcome must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commons.errors import Refusal
from commons.i18n import _l
from commons.law import calendar
from commons.law.periods import Period
from commons.law.rulesets import RuleSet
from commons.texts.matching import Change, Fate
from consult.followup.models import Result

PERIOD = "evaluation.period"
LEAD = Period(months=6)
"""The platform's lead before an evaluation is due, where a rule set names none."""
SECOND_CALL = Period(months=3)
"""The platform's second reminder before an evaluation is due."""
ANSWER = Period(days=30)
"""The platform's time to answer who asks for an earlier evaluation."""
MONTH = 30


class Call(StrEnum):
    """What the clock says of an evaluation, each once."""

    TASK = "evaluation-task"
    SOON = "evaluation-soon"
    DUE = "evaluation-due"
    LATE = "evaluation-late"


@dataclass(frozen=True)
class Due:
    """A call that has come, with the key by which it is made once."""

    call: Call
    event: str


def evaluation_due(in_force_on: date, rule_set: RuleSet) -> date | None:
    """The day until which the law is to be evaluated; None where the rule set sets no period.

    Act on Legislative Drafting B.E. 2562, s. 34 for Thailand.
    """
    period = rule_set.period(PERIOD)
    return None if period is None else calendar.add_to_date(in_force_on, period)


def task_from(due_on: date) -> date:
    """The day on which the task appears at the desk."""
    return _before(due_on, LEAD)


def days_late(due_on: date, today: date) -> int:
    """How many whole days after its due date it is; 0 in time."""
    return max(0, (today - due_on).days)


def calls(due_on: date, today: date) -> list[Due]:
    """Every call that should have been made by `today`, the earliest first.

    It looks back over all time, so that no call is missed however long nothing ran.
    """
    fixed = (
        (Call.TASK, task_from(due_on)),
        (Call.SOON, _before(due_on, SECOND_CALL)),
        (Call.DUE, due_on),
    )
    found = [Due(call, f"{call.value}:{due_on}") for call, day in fixed if day <= today]
    months = days_late(due_on, today) // MONTH
    return found + [Due(Call.LATE, f"{Call.LATE.value}:{due_on}:{months}")] * bool(months)


def proposed(fate: Fate) -> Result:
    """What the words say became of a section; an officer decides."""
    if fate.to is None:
        return Result.NOT
    return Result.PARTLY if fate.change is Change.WORDS else Result.ADOPTED


def check_reason(result: Result, reason: str, field: str) -> None:
    """Refuse "partly" and "not adopted" without a reason (H115)."""
    if result is not Result.ADOPTED and not reason.strip():
        raise Refusal(
            "reason-needed",
            _l("Write why this section was not adopted as it was heard."),
            field=field,
        )


def check_evaluation_day(day: date, law_says: date | None) -> None:
    """Refuse an evaluation later than the rule set allows."""
    if law_says is not None and day > law_says:
        raise Refusal(
            "too-late",
            _l("The rule set asks for the evaluation earlier than on this day."),
            field="evaluate_on",
        )


def _before(day: date, period: Period) -> date:
    count = day.year * 12 + day.month - 1 - period.all_months
    first = date(count // 12, count % 12 + 1, 1)
    return calendar.add_to_date(first, Period(days=min(day.day, 28) - 1))
