"""The law of phases: pure functions of their spans, the hearing's dates and the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commons.errors import Refusal
from commons.i18n import _l
from consult.phases.states import Part, Turn

MOST = 10
"""So many phases a hearing may have."""


@dataclass(frozen=True)
class Span:
    """A phase as it is in force: its dates cut to those of the hearing (instants, end exclusive)."""

    parts: tuple[Part, ...]
    opens_at: datetime
    closes_at: datetime

    def turn(self, now: datetime) -> Turn:
        """Whether it is past, now, still to come, or does not take place at all."""
        if self.closes_at <= self.opens_at:
            return Turn.OFF
        if now < self.opens_at:
            return Turn.NEXT
        return Turn.NOW if now < self.closes_at else Turn.PAST


def cut(span: Span, opens_at: datetime | None, closes_at: datetime | None) -> Span:
    """The span cut to the dates that the hearing has now; a missing date cuts nothing."""
    return Span(
        span.parts,
        max(span.opens_at, opens_at) if opens_at else span.opens_at,
        min(span.closes_at, closes_at) if closes_at else span.closes_at,
    )


def is_open(spans: Sequence[Span], part: Part, now: datetime) -> bool:
    """Whether a part of an open hearing takes anything now; one in no phase always does."""
    own = [span for span in spans if part in span.parts]
    return not own or any(span.turn(now) is Turn.NOW for span in own)


def check_span(span: Span, opens_at: datetime | None, closes_at: datetime | None) -> None:
    """Refuse a phase that opens nothing, ends before it begins, or lies outside the hearing.

    Refuses ("no-dates") while the hearing has no dates itself.
    """
    if opens_at is None or closes_at is None:
        raise Refusal(
            "no-dates",
            _l("Set the days on which the hearing opens and closes first."),
            field="opens_on",
        )
    if not span.parts:
        raise Refusal("no-part", _l("Choose what opens in this phase."), field="parts")
    if span.closes_at <= span.opens_at:
        raise Refusal("bad-dates", _l("The phase must close after it opens."), field="closes_on")
    if span.opens_at < opens_at or span.opens_at >= closes_at:
        raise Refusal(
            "phase-outside", _l("A phase lies within the days of the hearing."), field="opens_on"
        )
    if span.closes_at > closes_at:
        raise Refusal(
            "phase-outside", _l("A phase lies within the days of the hearing."), field="closes_on"
        )


def check_extension(
    span: Span, new_closes_at: datetime, *, hearing_ends: datetime, now: datetime
) -> None:
    """Refuse a new end that is not later, lies outside the hearing, or comes after the phase is over."""
    if span.turn(now) not in (Turn.NOW, Turn.NEXT):
        raise Refusal("out-of-order", _l("Only a phase that is to come or open can be extended."))
    if new_closes_at <= span.closes_at:
        raise Refusal("not-later", _l("A phase can be extended, not shortened."), field="closes_on")
    if new_closes_at > hearing_ends:
        raise Refusal(
            "phase-outside",
            _l("A phase ends with the hearing at the latest: extend the hearing."),
            field="closes_on",
        )
