"""Reading phases: of a hearing, of many, and what they open now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from consult.models import Hearing
from consult.phases import rules
from consult.phases.models import Phase
from consult.phases.rules import Span
from consult.phases.states import Part, Turn


@dataclass(frozen=True)
class Shown:
    """A phase with the dates that are in force, and whether it has come."""

    phase: Phase
    span: Span
    turn: Turn


@dataclass(frozen=True)
class Plan:
    """The phases of one hearing at one moment, by their beginning; empty where it has none."""

    phases: tuple[Shown, ...] = ()
    now: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.phases)

    @property
    def current(self) -> list[Shown]:
        """The phases that run now."""
        return [one for one in self.phases if one.turn is Turn.NOW]

    @property
    def next(self) -> Shown | None:
        """The next phase to come."""
        return next((one for one in self.phases if one.turn is Turn.NEXT), None)

    def takes(self, part: Part | str) -> bool:
        """Whether this part takes anything now, as far as phases say."""
        return self.now is None or rules.is_open(self.spans, Part(part), self.now)

    def of_part(self, part: Part | str) -> Shown | None:
        """The phase to name where a part is shut: the next that opens it, else the last that did."""
        own = [one for one in self.phases if Part(part) in one.span.parts]
        later = [one for one in own if one.turn is Turn.NEXT]
        return later[0] if later else own[-1] if own else None

    @property
    def spans(self) -> list[Span]:
        """The spans alone."""
        return [one.span for one in self.phases]


def plan(hearing: Hearing) -> Plan:
    """The phases of a hearing as they are in force now."""
    return plans([hearing])[hearing.id]


def plans(hearings: Sequence[Hearing]) -> dict[int, Plan]:
    """The phases of several hearings, with one question for all."""
    now = clock.now()
    rows = _of([hearing.id for hearing in hearings])
    found: dict[int, Plan] = {}
    for hearing in hearings:
        shown = [_shown(phase, hearing, now) for phase in rows if phase.hearing_id == hearing.id]
        found[hearing.id] = Plan(tuple(shown), now)
    return found


def of(hearing: Hearing) -> list[Phase]:
    """The phases of a hearing by their beginning."""
    return _of([hearing.id])


def one(hearing: Hearing, number: int) -> Phase:
    """One phase; refuses ("not-found") where this hearing has none of this number."""
    found = db.session().get(Phase, number)
    if found is None or found.hearing_id != hearing.id:
        raise Refusal("not-found", _l("There is no such phase."))
    return found


def span(phase: Phase, hearing: Hearing) -> Span:
    """The dates of a phase that are in force: cut to those of its hearing."""
    ends = [at for at in (hearing.closes_at, hearing.withdrawn_at) if at is not None]
    own = Span(tuple(phase.parts), phase.opens_at, phase.closes_at)
    return rules.cut(own, hearing.opens_at, min(ends, default=None))


def _shown(phase: Phase, hearing: Hearing, now: datetime) -> Shown:
    cut = span(phase, hearing)
    return Shown(phase, cut, cut.turn(now))


def _of(ids: Collection[int]) -> list[Phase]:
    rows = db.session().scalars(
        sa.select(Phase)
        .options(selectinload(Phase.changes))
        .where(Phase.hearing_id.in_(ids))
        .order_by(Phase.opens_at, Phase.id)
    )
    return list(rows)
