"""Steps of support, minima by territory, and how long a count still needs: pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from commons.law.calendar import Period, Working, owed_by
from initiatives.rules import RuleSet

SHORTEST_LOOK_BACK = timedelta(days=3)
"""Less than this since the opening, and nothing is foretold."""


@dataclass(frozen=True)
class Step:
    """One number of a rule set that brings a duty, and the time which the law gives for it."""

    count: int
    duty: str
    period: Period | None

    def due_at(self, reached_at: datetime, rules: Working) -> datetime | None:
        """Until when the duty is owed; None where the law names no time."""
        return owed_by(reached_at, self.period, rules) if self.period else None


def steps(rules: RuleSet) -> tuple[Step, ...]:
    """The steps of a rule set, the smallest first (UK: 10,000 an answer, 100,000 a debate)."""
    said = rules.value("threshold.tiers") or ()
    found = [Step(int(one["count"]), str(one["duty"]), _period(one.get("period"))) for one in said]
    return tuple(sorted(found, key=lambda step: step.count))


def _period(said: str | None) -> Period | None:
    return Period.parse(said) if said else None


@dataclass(frozen=True)
class Territory:
    """One territory: how many it needs, how many it has."""

    code: str
    least: int
    count: int
    shown: int | None = None
    """The count as everybody may know it; None where it is too small to say."""
    expected_at: datetime | None = None
    """When the minimum would be reached at the pace until now; only where the count is said."""

    @property
    def is_reached(self) -> bool:
        """Whether its minimum is reached."""
        return self.count >= self.least

    @property
    def share(self) -> float:
        """How far it has come, 0 to 1."""
        return min(1.0, self.count / self.least) if self.least else 1.0

    @property
    def level(self) -> float:
        """How dark it stands on the map, in steps of a fifth; nothing where its count is not said."""
        if self.is_reached:
            return 1.0
        return int(5 * (self.shown or 0) / self.least) / 5


@dataclass(frozen=True)
class Territories:
    """Every territory of a rule set, the furthest first, and in how many the minimum is needed."""

    each: tuple[Territory, ...]
    needed: int
    step: int = 1
    """The least by which a public figure moves while signatures are collected."""

    @property
    def reached(self) -> int:
        """In how many the minimum is reached."""
        return sum(one.is_reached for one in self.each)

    @property
    def short(self) -> int:
        """In how many more it must be reached; 0 once the law is satisfied."""
        return max(0, self.needed - self.reached)


def territories(rules: RuleSet, by_region: Mapping[str, int]) -> Territories | None:
    """How the count stands against the law's minima; None where the law knows none (R040)."""
    said = rules.value("threshold.territorial")
    if said is None:
        return None
    each = [
        Territory(code, int(least), max(0, by_region.get(code, 0)))
        for code, least in said["minima"].items()
    ]
    each.sort(key=lambda one: (-one.share, one.code))
    return Territories(tuple(each), int(said["least"]))


def forecast(
    count: int, needed: int, *, opened_at: datetime, closes_at: datetime, now: datetime
) -> datetime | None:
    """When the number would be reached at the pace until now (N34).

    None where nothing can be foretold yet, or not before the collection ends.
    """
    passed = now - opened_at
    if count <= 0 or passed < SHORTEST_LOOK_BACK or now >= closes_at or count >= needed:
        return None
    at = now + passed * ((needed - count) / count)
    return at if at < closes_at else None
