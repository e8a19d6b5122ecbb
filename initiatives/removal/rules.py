"""How long an appeal against a removal may wait, on both sides."""

from __future__ import annotations

from datetime import datetime, timedelta

APPEAL_WITHIN = timedelta(days=30)
"""The platform's time for an appeal, where a rule set names none."""
DECIDE_WITHIN = timedelta(days=14)
"""The platform's time for its answer, where a rule set names none."""


def is_late(removed_at: datetime, now: datetime) -> bool:
    """Whether the time for an appeal has passed."""
    return now >= removed_at + APPEAL_WITHIN
