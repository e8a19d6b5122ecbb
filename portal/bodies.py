"""What the two wings add to the public page of a body: its hearings, what lies with a committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commons.agencies import parts
from commons.agencies import queries as agencies
from commons.agencies.models import Agency, Kind
from commons.agencies.parts import Part
from commons.law import queries as law
from consult.queries import cards
from consult.queries.hearings import Wanted
from initiatives import queries as initiatives

SHOWN = 20
HEARING_BODIES = frozenset(Kind) - {Kind.COMMITTEE}


@dataclass(frozen=True)
class Duty:
    """One thing that a committee owes an initiative, by when, and when it came."""

    owes: str
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class Lying:
    """An initiative that lies with a committee, with every clock."""

    title: str
    language: str
    address: str
    zone: ZoneInfo
    duties: tuple[Duty, ...]


def hearings(agency: Agency) -> dict[str, Any]:
    """The newest hearings of a body and of those below it, and how many summaries are late."""
    below = tuple(body.id for body in agencies.children(agency.id))
    mine = (agency.id, *below)
    found = cards.page(Wanted(agencies=mine), size=SHOWN)
    if not found.total:
        return {}
    late = cards.page(Wanted(agencies=mine, overdue=True), size=1).total
    return {"found": found, "late": late, "slug": agency.slug, "has_below": bool(below)}


def referrals(agency: Agency) -> dict[str, Any]:
    """What lies with a committee and until when, what is still owed first."""
    public = [r for r in initiatives.referrals_of(agency.id) if r.initiative.removed_at is None]
    lying = [_lying(referral) for referral in public[:SHOWN]]
    return {"lying": lying} if lying else {}


def _lying(referral: Any) -> Lying:
    initiative = referral.initiative
    owed = (
        ("step", referral.receipt_due_at, referral.received_at),
        ("step", referral.hearing_due_at, referral.taken_up_at),
        ("answer", referral.answer_due_at, referral.answered_at),
    )
    return Lying(
        title=initiative.title,
        language=initiative.language,
        address=initiative.path,
        zone=law.by_key(initiative.rule_set_id).zone,
        duties=tuple(Duty(owes, due, done) for owes, due, done in owed if due is not None),
    )


parts.register(
    Part(name="hearings", template="agencies/hearings.html", values=hearings, kinds=HEARING_BODIES)
)
parts.register(
    Part(
        name="referrals",
        template="agencies/referrals.html",
        values=referrals,
        kinds=frozenset({Kind.COMMITTEE}),
    )
)
