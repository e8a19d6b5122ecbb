"""The calendar of the State in the demonstration: a term that ended, an election, voters, an outage."""

from __future__ import annotations

from datetime import datetime, timedelta

from commons.agencies import queries as agencies
from initiatives.occasions import services
from initiatives.occasions.models import Kind
from initiatives.occasions.services import Entry
from portal.demo import mirrored, people
from portal.demo.timeline import Story

ELECTION_IN = timedelta(days=110)
"""So that proposals under a rule set with a blackout stop in five weeks, and support in eighty days."""
TERM_ENDED = timedelta(days=340)
OUTAGE = timedelta(days=5)
VOTERS = 2_021
"""One per cent of them, rounded up, is 21."""


def enter(now: datetime) -> None:
    """Let two administrators enter what the rules of the demonstration look at."""
    body = agencies.by_slug("parliament")
    assert body is not None
    _confirmed(
        Entry(
            kind=Kind.ELECTION,
            code="national-election",
            first_day=(now + ELECTION_IN).date(),
            reason="An invented election. การเลือกตั้งสมมติ",
        )
    )
    _confirmed(
        Entry(
            kind=Kind.FIGURE,
            code="voters-of-municipality",
            agency_id=body.id,
            number=VOTERS,
            reason="Invented register of voters",
        )
    )
    _confirmed(
        Entry(
            kind=Kind.TERM_END,
            agency_id=body.id,
            first_day=(now - TERM_ENDED).date(),
            reason="The invented term 26 ended. สิ้นสุดสมัยที่ ๒๖ (สมมติ)",
        )
    )


def story(now: datetime) -> Story:
    """An outage of three hours five days ago: what collected then gets a day back."""
    began = now - OUTAGE
    yield began + timedelta(hours=20)
    _confirmed(
        Entry(
            kind=Kind.OUTAGE,
            begins_at=began,
            ends_at=began + timedelta(hours=3),
            reason="A cable was cut (invented). สายสัญญาณขาด (สมมติ)",
        )
    )
    yield now - timedelta(days=1)
    mirrored.announce()


def _confirmed(entry: Entry) -> None:
    made = services.propose(people.actor("admin-1"), entry)
    services.confirm(people.actor("admin-2"), made)
