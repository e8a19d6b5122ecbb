"""The way of a hearing as its page tells it: what happened, what is owed next and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commons import clock, record
from consult.models import Hearing
from consult.queries.cards import Card
from consult.states import State, StepKind

PASSED = "done"
NOW = "now"
LATE = "late"
NEXT = "next"
OPENS = "hearing:hearing:opened"
CLOSES = "hearing:hearing:closed"
SUMMARY = "hearing:summary:published"
_FROM_RECORD = frozenset(
    {
        "hearing:opening:approved",
        "hearing:dates:extended",
        "hearing:dates:ended-early",
        "hearing:phase:extended",
        "hearing:summary:returned",
        "hearing:hearing:withdrawn",
        "hearing:version:published",
        SUMMARY,
    }
)


@dataclass(frozen=True)
class Stop:
    """One stop on the way: an act of the record, an instant of the clock, or a step that followed."""

    word: str | StepKind
    when: datetime | date
    state: str = PASSED
    words: str = ""
    link: str | None = None
    owner: str = ""


def of(card: Card) -> list[Stop]:
    """Every stop of a hearing: what has been in its order, then what is to come."""
    hearing, now = card.hearing, clock.now()
    stops = [
        Stop(entry.kind, entry.at)
        for entry in reversed(record.history(hearing.path, limit=500, kinds=_FROM_RECORD))
    ]
    stops += _by_the_clock(hearing, now)
    stops.sort(key=lambda stop: _instant(stop.when))
    return [*stops, *_owed(card), *_followed(hearing)]


def _by_the_clock(hearing: Hearing, now: datetime) -> list[Stop]:
    ended = hearing.withdrawn_at
    instants = ((OPENS, hearing.opens_at), (CLOSES, hearing.closes_at))
    return [
        Stop(word, when, PASSED if when <= now else NEXT)
        for word, when in instants
        if when is not None and (ended is None or when < ended)
    ]


def _owed(card: Card) -> Sequence[Stop]:
    hearing = card.hearing
    if hearing.summarised_at is not None or hearing.summary_due_at is None:
        return ()
    is_due = card.state in (State.CLOSED, State.WITHDRAWN)
    state = LATE if card.is_overdue else NOW if is_due else NEXT
    return (Stop("", hearing.summary_due_at, state, owner=hearing.agency.name()),)


def _followed(hearing: Hearing) -> list[Stop]:
    return [
        Stop(step.kind, step.happened_on, words=step.words, link=step.link)
        for step in hearing.steps
    ]


def _instant(when: datetime | date) -> datetime:
    if isinstance(when, datetime):
        return when
    return datetime(when.year, when.month, when.day, tzinfo=clock.now().tzinfo)
