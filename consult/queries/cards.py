"""A hearing as lists, the front page and the API show it: state, clocks and counts beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from commons import clock
from commons.discussion import statistics
from commons.discussion.statistics import Statistics
from commons.law import queries as law
from commons.law.calendar import days_left
from commons.law.rulesets import RuleSet
from consult import rules
from consult.models import DISCUSSION, Hearing
from consult.phases import queries as phases
from consult.phases.queries import Plan
from consult.phases.states import Part
from consult.queries.hearings import Found, Place, Sort, Wanted, listing
from consult.rules import SummaryClock
from consult.states import State


@dataclass(frozen=True)
class Card:
    """One hearing with what follows from the clock and from its thread."""

    hearing: Hearing
    state: State
    rule_set: RuleSet
    statistics: Statistics
    clock: SummaryClock | None
    days: int | None
    last_day: date | None
    days_left: int | None
    plan: Plan = field(default_factory=Plan)
    """Its phases, where it has any."""

    @property
    def is_overdue(self) -> bool:
        """True while the summary is late."""
        return self.clock is not None and self.clock.is_overdue

    def takes(self, part: Part | str) -> bool:
        """Whether this part takes anything now: the hearing is open, and so is a phase of it."""
        return self.state is State.OPEN and self.plan.takes(part)


@dataclass(frozen=True)
class Cards:
    """A page of a list as cards."""

    cards: tuple[Card, ...]
    total: int
    following: Place | None


def card(hearing: Hearing, counts: Statistics | None = None) -> Card:
    """The card of one hearing at this moment."""
    return _card(hearing, counts, phases.plan(hearing))


def _card(hearing: Hearing, counts: Statistics | None, plan: Plan) -> Card:
    now = clock.now()
    rule_set = law.by_key(hearing.rule_set_id)
    state = rules.state(hearing, now)
    opens, closes = hearing.opens_at, hearing.closes_at
    ended = state not in (State.DRAFT, State.APPROVED, State.SCHEDULED, State.OPEN)
    return Card(
        hearing=hearing,
        state=state,
        rule_set=rule_set,
        statistics=counts or statistics.of(DISCUSSION, hearing.key),
        clock=_clock(hearing, rule_set) if ended else None,
        days=rules.length_in_days(opens, closes, rule_set) if opens and closes else None,
        last_day=rules.last_day(closes, rule_set) if closes else None,
        days_left=days_left(closes, now, rule_set.zone) if closes else None,
        plan=plan,
    )


def cards(hearings: Sequence[Hearing]) -> tuple[Card, ...]:
    """The cards of several hearings, with one question for all counts and one for all phases."""
    counted = statistics.of_many(DISCUSSION, [hearing.key for hearing in hearings])
    plans = phases.plans(hearings)
    return tuple(_card(h, counted.get(h.key, Statistics()), plans[h.id]) for h in hearings)


def page(wanted: Wanted, *, after: Place | None = None, size: int = 20) -> Cards:
    """A page of the public list as cards."""
    found: Found = listing(wanted, after=after, size=size)
    return Cards(cards(found.hearings), found.total, found.following)


def open_now(limit: int = 6) -> Cards:
    """What is open now, what closes first before the rest; for the front page."""
    return page(Wanted(state=State.OPEN, sort=Sort.CLOSING), size=limit)


def overdue(limit: int = 6, agencies: tuple[int, ...] = ()) -> Cards:
    """Summaries that are overdue, the oldest closing first."""
    return page(Wanted(overdue=True, agencies=agencies, sort=Sort.CLOSING), size=limit)


def _clock(hearing: Hearing, rule_set: RuleSet) -> SummaryClock | None:
    return rules.summary_clock(hearing.summary_due_at, hearing.summarised_at, clock.now(), rule_set)
