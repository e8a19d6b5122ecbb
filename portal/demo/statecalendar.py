"""The calendar of the State in the demonstration: an election to come, and a town's voters."""

from __future__ import annotations

from datetime import datetime, timedelta

from commons.agencies import queries as agencies
from initiatives.occasions import services
from initiatives.occasions.models import Kind
from initiatives.occasions.services import Entry
from portal.demo import people

ELECTION_IN = timedelta(days=240)
VOTERS = 2_021
"""One per cent of them, rounded up, is 21."""


def enter(now: datetime) -> None:
    """Let two administrators enter what the rules of the demonstration look at."""
    body = agencies.by_slug("parliament")
    assert body is not None
    for entry in (
        Entry(
            kind=Kind.ELECTION,
            code="national-election",
            first_day=(now + ELECTION_IN).date(),
            reason="An invented election. การเลือกตั้งสมมติ",
        ),
        Entry(
            kind=Kind.FIGURE,
            code="voters-of-municipality",
            agency_id=body.id,
            number=VOTERS,
            reason="Invented register of voters",
        ),
    ):
        made = services.propose(people.actor("admin-1"), entry)
        services.confirm(people.actor("admin-2"), made)
