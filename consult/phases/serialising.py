"""Phases as data for machines."""

from __future__ import annotations

from typing import Any

from commons.law.rulesets import RuleSet
from commons.machine import local
from consult.phases.queries import Plan, Shown


def phases(plan: Plan, rule_set: RuleSet) -> list[dict[str, Any]]:
    """Every phase of a hearing with the dates that are in force."""
    return [_phase(one, rule_set) for one in plan.phases]


def _phase(one: Shown, rule_set: RuleSet) -> dict[str, Any]:
    zone = rule_set.zone
    return {
        "number": one.phase.id,
        "titles": one.phase.titles,
        "opens": [part.value for part in one.span.parts],
        "opens_at": local(one.span.opens_at, zone),
        "closes_at": local(one.span.closes_at, zone),
        "turn": one.turn.value,
        "changes": [
            {
                "old_closes_at": local(change.old_closes_at, zone),
                "new_closes_at": local(change.new_closes_at, zone),
                "reason": change.reason,
                "changed_at": local(change.changed_at, zone),
            }
            for change in one.phase.changes
        ],
    }
