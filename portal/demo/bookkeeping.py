"""What the secretary enters after the register: letters, a debate, a second body, more time, a correction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commons import clock
from commons.access import Role
from commons.agencies import queries as agencies
from commons.law.calendar import local_date
from initiatives import services
from initiatives.passage import services as passage
from initiatives.passage.services import Said
from initiatives.passage.states import EntryKind, Medium
from portal.demo import people
from portal.demo.carrying import DAY, Act, Carriers
from portal.demo.speaking import ZONE


def acts(carriers: Carriers, received_at: datetime) -> list[tuple[datetime, Act]]:
    """Everything that the book of this initiative tells, each so many days after the register."""
    told = carriers.book.said.get("entries", [])
    return [(received_at + one["after"] * DAY, _act(carriers, one)) for one in told]


def _act(carriers: Carriers, one: dict[str, Any]) -> Act:
    acts = {
        "second-body": _ask,
        "second-answer": _answer,
        "more-time": _more_time,
        "correction": _correct,
    }
    act = acts.get(one["kind"], _enter)

    def done(initiative: Any) -> None:
        act(carriers, one, initiative)

    return done


def _enter(carriers: Carriers, one: dict[str, Any], initiative: Any) -> None:
    kind = EntryKind(one["kind"])
    today = local_date(clock.now(), ZONE)
    said = Said(
        title=one["title"],
        happened_on=today + timedelta(days=one.get("ahead", 0)),
        words=one.get("words", ""),
        medium=Medium(one["medium"]) if "medium" in one else None,
        correspondent=one.get("correspondent", ""),
        address=one.get("address", ""),
    )
    is_own = kind in (EntryKind.NEWS, EntryKind.COVERAGE)
    actor = people.actor(carriers.hints[0]) if is_own else carriers.secretary()
    passage.enter(initiative, actor, kind, said)


def _ask(carriers: Carriers, one: dict[str, Any], initiative: Any) -> None:
    body = agencies.by_slug(one["body"])
    assert body is not None
    passage.send_on(
        initiative.referrals[-1], carriers.secretary(), body, asked_for=one["asked_for"]
    )


def _answer(_carriers: Carriers, one: dict[str, Any], initiative: Any) -> None:
    body = agencies.by_slug(one["body"])
    assert body is not None
    for owed in passage.owed_of(initiative, body.id):
        passage.answer(owed, people.official(body, Role.PUBLISHER), one["words"])


def _more_time(carriers: Carriers, one: dict[str, Any], initiative: Any) -> None:
    services.extend_answer(initiative.referrals[-1], carriers.secretary(), reason=one["reason"])


def _correct(carriers: Carriers, one: dict[str, Any], initiative: Any) -> None:
    referral = initiative.referrals[-1]
    held = referral.decision.now
    services.correct_decision(
        referral,
        carriers.secretary(),
        outcome=held.outcome,
        reason=held.reason,
        decided_on=held.decided_on - timedelta(days=one["days_earlier"]),
        why=one["why"],
    )
