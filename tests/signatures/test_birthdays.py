"""Who is old enough is decided by the calendar of the country whose law it is, to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from commons.access import Assurance
from commons.errors import Refusal
from signatures import Eligibility, _eligibility

RULE = Eligibility(identifier_kinds=("th-pid",), zone="Asia/Bangkok", min_age=16)
MIDNIGHT = datetime(2026, 10, 31, 17, tzinfo=UTC)
"""The beginning of 1 November 2026 in Bangkok."""


def born(day: date) -> Any:
    """The claims of a person born on a day."""
    return SimpleNamespace(
        assurance=Assurance.HIGH,
        birth_date=day,
        residences=frozenset({"TH"}),
        citizenships=frozenset({"TH"}),
    )


def outcome(rule: Eligibility, who: Any, instant: datetime) -> str:
    """What the rule says to this person at this instant."""
    try:
        _eligibility.check(rule, who, _eligibility.local_day(rule, instant))
    except Refusal as refusal:
        return refusal.code
    return "may-sign"


@pytest.mark.parametrize(
    ("seconds", "said"), [(-1, "too-young"), (0, "may-sign"), (24 * 3600, "may-sign")]
)
def test_the_sixteenth_birthday_begins_at_local_midnight(seconds: int, said: str) -> None:
    instant = MIDNIGHT + timedelta(seconds=seconds)

    assert outcome(RULE, born(date(2010, 11, 1)), instant) == said


def test_whoever_was_born_on_leap_day_is_not_older_before_its_end() -> None:
    eve = datetime(2028, 2, 28, 16, 59, 59, tzinfo=UTC)
    rule = Eligibility(identifier_kinds=("th-pid",), zone="Asia/Bangkok", min_age=16)

    assert outcome(rule, born(date(2012, 2, 29)), eve) == "too-young"
    assert outcome(rule, born(date(2012, 2, 29)), eve + timedelta(days=1)) == "may-sign"


def test_whose_birth_date_is_not_told_may_not_sign() -> None:
    assert outcome(RULE, born(None), MIDNIGHT) != "may-sign"  # type: ignore[arg-type]
