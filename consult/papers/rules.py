"""When a paper is withheld: by ground, second person and last day, and never by neglect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from commons.errors import Refusal
from commons.i18n import _l
from commons.law.calendar import local_date
from commons.law.rulesets import RuleSet

CONDITIONS = "hearing.not_publish_conditions"
LONGEST = timedelta(days=365)
"""The platform's longest time before a review, where a rule set names none."""
UNDECIDED = timedelta(days=14)
"""So long a paper waits unseen for the second person; then it is public."""
REMIND = timedelta(days=14)
"""So long before its last day the agency is reminded."""


class Exempt(Protocol):
    """What of an exception the withholding follows from."""

    asked_at: datetime
    granted: bool | None
    expires_on: date | None


def withholds(asked: Exempt, now: datetime, zone: ZoneInfo, *, hides_waiting: bool) -> bool:
    """Whether this keeps the paper from the public now; a granted one to the end of its last day."""
    if asked.granted is None:
        return hides_waiting and now < asked.asked_at + UNDECIDED
    if not asked.granted or asked.expires_on is None:
        return False
    return local_date(now, zone) <= asked.expires_on


def check_ground(rule_set: RuleSet, ground: str) -> None:
    """Refuse a ground that is not on the rule set's list."""
    known: Sequence[str] = rule_set.value(CONDITIONS, [])
    if ground not in known:
        raise Refusal("ground-needed", _l("Choose a ground from the list."), field="ground")


def check_until(last: date | None, today: date) -> None:
    """Refuse a last day that is missing, past, or too far."""
    if last is None or not today < last <= today + LONGEST:
        raise Refusal(
            "bad-dates", _l("Choose a day of review within one year."), field="expires_on"
        )


def check_picture(type_: str, picture_words: str) -> None:
    """Refuse a picture that says nothing to those who do not see it (EN 301 549)."""
    if type_.startswith("image/") and not picture_words.strip():
        raise Refusal(
            "picture-words-needed",
            _l("Describe what the picture shows, for those who cannot see it."),
            field="picture_words",
        )
