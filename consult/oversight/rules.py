"""The law of exceptions: what a draft wants for itself, and until when the body above answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.errors import Refusal
from commons.i18n import _l
from commons.law.rulesets import RuleSet
from consult.models import Hearing
from consult.oversight.models import Asked, Wish

ANSWER_WITHIN = timedelta(days=7)
"""The platform's clock of the body above, where a rule set names none."""
SHORTEST_REASON = 20
"""The platform's shortest reason for an exception, in characters."""


@dataclass(frozen=True)
class Wanted:
    """One exception as it is asked for: a ground where the rule set lists them, and the reason."""

    wish: Wish
    ground: str | None
    reason: str
    expires_on: date | None = None


def wanted_by(hearing: Hearing, rule_set: RuleSet) -> list[Wanted]:
    """The exceptions that a draft needs before it can be approved."""
    found = []
    if hearing.is_short:
        reason = hearing.shorten_reason or ""
        found.append(Wanted(Wish.SHORTER, hearing.shorten_ground, reason))
    least = rule_set.value("hearing.stakeholder_list_required", 0)
    if len(hearing.stakeholders) < least and hearing.no_stakeholders_reason:
        found.append(Wanted(Wish.NO_STAKEHOLDERS, None, hearing.no_stakeholders_reason))
    return found


def is_same(asked: Asked, wanted: Wanted) -> bool:
    """Whether this was asked for already, in the same words."""
    return (asked.wish, asked.ground, asked.reason) == (wanted.wish, wanted.ground, wanted.reason)


def days_overdue(asked: Asked, now: datetime) -> int:
    """How many whole days the body above is late with its decision."""
    if asked.due_at is None or asked.decided_at is not None or now <= asked.due_at:
        return 0
    return (now - asked.due_at).days


def check_reason(reason: str) -> None:
    """Refuse a reason that says nothing."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-needed",
            _l(
                "Write the reason, which will be public, in at least %(least)s characters.",
                least=SHORTEST_REASON,
            ),
            field="reason",
        )
