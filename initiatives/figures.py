"""How many public initiatives are in each state, and what became of their thresholds: for statistics."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any

import sqlalchemy as sa

from commons import clock, db
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from initiatives.lists import Filters, conditions
from initiatives.models import Initiative
from initiatives.standing import in_state, is_listed
from initiatives.states import PRIVATE, SIGNABLE, State

SHARES = (25, 50, 75, 100)
"""In parts of a hundred of the threshold: where ended collections stopped."""


def counts_by_state(filters: Filters | None = None) -> dict[State, int]:
    """How many public initiatives are in each state now."""
    now = clock.now()
    columns = [
        sa.func.count().filter(in_state(state, now)).label(state.value)
        for state in State
        if state not in PRIVATE
    ]
    where = [is_listed(), *conditions(filters or Filters(), now)]
    row = db.session().execute(sa.select(*columns).select_from(Initiative).where(*where)).one()
    return {State(name): times for name, times in row._mapping.items()}


@dataclass
class Thresholds:
    """What became of the collections under one rule set; practice is left out."""

    rule_set: RuleSet
    started: int = 0
    running: int = 0
    reached: int = 0
    """Whose released count has reached the threshold."""
    verified: int = 0
    """Of which the authority has found enough to be valid."""
    days: list[int] = field(default_factory=list)
    shares: list[int] = field(default_factory=list)
    """How far collections came that are over, in parts of a hundred, at most 100."""

    @property
    def median_days(self) -> int | None:
        """Half of those that reached it needed no more days; None where none has."""
        return round(median(self.days)) if self.days else None

    @property
    def stopped(self) -> list[tuple[int, int, int]]:
        """From, to (exclusive) and how many ended there; the last one has reached the threshold."""
        steps = [0, *SHARES]
        below = [
            (low, high, sum(low <= share < high for share in self.shares))
            for low, high in pairwise(steps)
        ]
        return [*below, (100, 100, sum(share >= 100 for share in self.shares))]


def thresholds() -> list[Thresholds]:
    """The figures of each rule set under which anything was collected, by its name."""
    x = Initiative
    wanted = sa.select(
        x.rule_set_id, x.threshold, x.support, x.verified, x.opens_at, x.reached_at, x.stage
    ).where(is_listed(), x.opens_at.is_not(None), x.threshold > 0, x.practice.is_(False))
    found: dict[str, Thresholds] = {}
    for row in db.session().execute(wanted):
        rule_set = law.by_key(row.rule_set_id)
        _add(found.setdefault(rule_set.id, Thresholds(rule_set)), row)
    return [found[name] for name in sorted(found)]


def _add(one: Thresholds, row: Any) -> None:
    one.started += 1
    one.verified += (row.verified or 0) >= row.threshold
    if row.reached_at is not None:
        one.reached += 1
        one.days.append(_days(row.reached_at - row.opens_at))
    if row.stage in SIGNABLE:
        one.running += 1
    else:
        one.shares.append(min(100, row.support * 100 // row.threshold))


def _days(passed: timedelta) -> int:
    return max(1, -(-passed // timedelta(days=1)))
