"""The front page: what is open now, what still needs signatures, which answers are overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template

from commons.access import Permission, requires
from commons.agencies import queries as agencies
from commons.law import queries as law
from consult.queries import cards
from initiatives import queries as initiatives
from portal import kept
from portal.demo import tour

blueprint = Blueprint("home", __name__)
OPEN_SHOWN = 6
SIGNATURES_SHOWN = 4
LATE_SHOWN = 6


@dataclass(frozen=True)
class Late:
    """An answer that somebody owes the public and that has not come in time."""

    title: str
    title_language: str
    address: str
    body: str
    owes: str
    due_at: datetime
    zone: ZoneInfo


@blueprint.get("/")
@requires(Permission.ANYONE)
def front() -> str:
    """What is going on, with the two doors: speak about a draft, sign an initiative."""
    return kept.page("front", _made)


def _made() -> str:
    return render_template(
        "home/front.html",
        hearings=cards.open_now(OPEN_SHOWN),
        collecting=initiatives.needing_signatures(SIGNATURES_SHOWN),
        zone_of=lambda initiative: law.by_key(initiative.rule_set_id).zone,
        late=overdue(LATE_SHOWN),
        tour=tour.stops(),
    )


def overdue(most: int) -> list[Late]:
    """What is overdue in both wings, the latest first."""
    found = [*_late_summaries(most), *_late_answers(most)]
    return sorted(found, key=lambda late: late.due_at)[:most]


def _late_summaries(most: int) -> Iterable[Late]:
    for card in cards.overdue(most).cards:
        hearing = card.hearing
        if hearing.summary_due_at is not None:
            yield Late(
                title=hearing.title(),
                title_language=hearing.title_language(),
                address=hearing.path,
                body=hearing.agency.name(),
                owes="summary",
                due_at=hearing.summary_due_at,
                zone=card.rule_set.zone,
            )


def _late_answers(most: int) -> Iterable[Late]:
    referrals = initiatives.overdue_referrals(most)
    bodies = agencies.named({referral.committee_id for referral in referrals})
    for referral in referrals:
        initiative = referral.initiative
        owes, due_at = _first_due(referral)
        yield Late(
            title=initiative.title,
            title_language=initiative.language,
            address=initiative.path,
            body=bodies[referral.committee_id].name(),
            owes=owes,
            due_at=due_at,
            zone=law.by_key(initiative.rule_set_id).zone,
        )


def _first_due(referral: Any) -> tuple[str, datetime]:
    steps = (
        ("step", referral.received_at, referral.receipt_due_at),
        ("step", referral.taken_up_at, referral.hearing_due_at),
        ("answer", referral.answered_at, referral.answer_due_at),
    )
    owed = [(due, owes) for owes, done, due in steps if done is None and due is not None]
    due_at, owes = min(owed)
    return owes, due_at
