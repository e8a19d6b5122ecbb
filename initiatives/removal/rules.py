"""What each ground of a removal means, and how long an appeal may wait on both sides."""

from __future__ import annotations

from datetime import datetime, timedelta

from commons.i18n import _l
from initiatives.removal.models import RemovalGround

GROUNDS: dict[RemovalGround, object] = {
    RemovalGround.UNLAWFUL: _l("The words are themselves an offence"),
    RemovalGround.PERSONAL_DATA: _l("Personal data of a person who did not publish it"),
    RemovalGround.THREATS: _l("Threat of violence, or a call to it"),
    RemovalGround.IMPERSONATION: _l("Published under another person's name"),
    RemovalGround.ORDER: _l("Order of a court or an authority"),
}

APPEAL_WITHIN = timedelta(days=30)
"""The platform's time for an appeal, where a rule set names none."""
DECIDE_WITHIN = timedelta(days=14)
"""The platform's time for its answer, where a rule set names none."""


def is_late(removed_at: datetime, now: datetime) -> bool:
    """Whether the time for an appeal has passed."""
    return now >= removed_at + APPEAL_WITHIN
