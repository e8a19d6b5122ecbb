"""What the page says of support: the steps and their duties, the States, and a forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import signatures
from commons.law.rulesets import RuleSet
from initiatives import rules, thresholds
from initiatives.models import Initiative
from initiatives.states import SIGNABLE
from initiatives.thresholds import Step, Territories
from initiatives.tiers import Tier


@dataclass(frozen=True)
class Rung:
    """One step of the rule set, and what became of it here."""

    step: Step
    tier: Tier | None


def ladder(x: Initiative, rule_set: RuleSet) -> list[Rung]:
    """Every step of the rule set, the smallest first, reached or not."""
    reached = {tier.count: tier for tier in x.tiers}
    return [Rung(step, reached.get(step.count)) for step in thresholds.steps(rule_set)]


def territories(x: Initiative, rule_set: RuleSet) -> Territories | None:
    """How the released count stands in each territory; None before collecting, or without minima."""
    if x.sheet_id is None or rule_set.value("threshold.territorial") is None:
        return None
    return thresholds.territories(rule_set, signatures.tally(x.sheet_id).by_region)


def expected_at(x: Initiative, now: datetime) -> datetime | None:
    """When the threshold would be reached at the pace until now."""
    if x.opens_at is None or x.closes_at is None or x.threshold is None:
        return None
    if rules.state(x, now) not in SIGNABLE:
        return None
    return thresholds.forecast(
        x.support, x.threshold, opened_at=x.opens_at, closes_at=x.closes_at, now=now
    )
