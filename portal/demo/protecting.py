"""Data protection in the demonstration: one breach that was reported in time, and two requests."""

from __future__ import annotations

from datetime import datetime, timedelta

from commons import clock
from commons.access import Actor
from commons.dataprotection import asking, breaching
from commons.dataprotection.breaching import Draft, Known
from commons.dataprotection.models import Audience, Harm, Outcome, Risk, StepKind, Wish
from portal.demo import people
from portal.demo.timeline import Story

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AUTHORITY = "breaches@data-protection.example"
SUMMARY = (
    "For forty minutes a faulty rule of the mail server let letters to officials arrive twice, some "
    "of them at a former colleague's address. No letter to a citizen was concerned. The rule is "
    "corrected, the letters are deleted, and the colleague has confirmed it in writing."
)


def stories(now: datetime) -> list[Story]:
    """A breach of last month; a request that was answered, and one that waits."""
    return [_breach(now - 33 * DAY), _requests(now)]


def _breach(noticed: datetime) -> Story:
    yield noticed + 2 * HOUR
    first, second = people.actor("admin-1"), people.actor("auditor")
    number = breaching.enter(first, _known(noticed)).id
    yield noticed + 20 * HOUR
    _take(first, second, number, Draft(StepKind.REPORT, "", AUTHORITY))
    yield noticed + 26 * HOUR
    words = "A letter to you reached a former colleague as well. It is deleted there."
    _take(first, second, number, Draft(StepKind.LETTERS, words, audience=Audience.STAFF))
    _take(second, first, number, Draft(StepKind.PUBLISH, SUMMARY))
    yield noticed + 9 * DAY
    _take(first, second, number, Draft(StepKind.CLOSE, ""))


def _take(first: Actor, second: Actor, number: int, draft: Draft) -> None:
    step = breaching.prepare(first, number, draft)
    breaching.decide(second, number, step.id, accepted=True)


def _known(noticed: datetime) -> Known:
    return Known(
        title="Letters to officials arrived twice",
        detected_at=noticed,
        harms=(Harm.CONFIDENTIALITY.value,),
        risk=Risk.RISK,
        nature="A rule of the mail server sent copies of letters to a former colleague.",
        people="Members of two agencies",
        people_count=9,
        records="Letters about hearings, without comments that are not public",
        records_count=31,
        consequences="A former colleague could read dates of drafts before they were public.",
        measures="The rule is corrected and tested; the copies are deleted.",
        contact="data-protection@lex.example",
    )


def _requests(now: datetime) -> Story:
    yield now - 50 * DAY
    asked = asking.ask(
        people.actor("citizen-c").account_id or 0,
        Wish.CORRECTION,
        "My comment in the hearing on clean air bears an old display name. Please correct it.",
    )
    yield now - 44 * DAY
    words = "The name under this comment is corrected. Its former wording stays readable."
    asking.answer(people.actor("admin-2"), asked.id, Outcome.GRANTED, words)
    yield now - 12 * DAY
    asking.ask(
        people.actor("citizen-d").account_id or 0,
        Wish.ACCESS,
        "Please tell me who among the officials has looked at my hidden name, and why.",
    )
    assert clock.now() <= now
