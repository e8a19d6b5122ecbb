"""What the page says of support: the steps and their duties, the States, and a forecast."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

import signatures
from commons.law.rulesets import RuleSet
from initiatives import rules, thresholds
from initiatives.models import Initiative
from initiatives.states import SIGNABLE
from initiatives.thresholds import Step, Territories, Territory
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
    return thresholds.territories(rule_set, _by_region(x))


def _by_region(x: Initiative, *, is_public: bool = False) -> Counter[str]:
    """Of every channel and every sheet: verified where the authority has said so, else counted.

    What is public of a sheet that still collects moves in steps only (`signatures/_steps.py`).
    """
    found: Counter[str] = Counter()
    for sheet_id in [*(former.sheet_id for former in x.former_sheets), x.sheet_id or 0]:
        verified = signatures.verified_by_region(sheet_id) if x.collected is not None else None
        tally = signatures.tally(sheet_id)
        counted = tally.by_region_shown if is_public else tally.by_region
        found.update(counted if verified is None else verified)
    return found


def shown_territories(x: Initiative, rule_set: RuleSet, now: datetime) -> Territories | None:
    """The same for everybody: in steps while collecting; small counts are not said, nor foretold from.

    Where a minimum is reached follows the figures that are said, until the law is satisfied: that is
    decided by the exact ones, and known to everybody from then on.
    """
    exact = territories(x, rule_set)
    if exact is None or x.sheet_id is None:
        return None
    public = _by_region(x, is_public=True)
    found = (thresholds.territories(rule_set, public) if exact.short else None) or exact
    k = int(rule_set.value("stats.small_cell_k", signatures.SMALLEST_CELL))
    said = signatures.shown_cells({one.code: max(0, public[one.code]) for one in found.each}, k)
    step = signatures.tally(x.sheet_id).region_step
    if step > 1:  # before its first step a figure is not nought, but not known
        said = {code: many or None for code, many in said.items()}
    each = [
        replace(one, shown=said[one.code], expected_at=_foretold(x, one, said[one.code], now))
        for one in found.each
    ]
    each.sort(key=lambda one: (-(min(1.0, (one.shown or 0) / one.least)), one.code))
    return Territories(tuple(each), found.needed, step)


def _foretold(x: Initiative, one: Territory, shown: int | None, now: datetime) -> datetime | None:
    if (
        x.opens_at is None
        or x.closes_at is None
        or not shown
        or rules.state(x, now) not in SIGNABLE
    ):
        return None
    return thresholds.forecast(
        shown, one.least, opened_at=x.opens_at, closes_at=x.closes_at, now=now
    )


def expected_at(x: Initiative, now: datetime) -> datetime | None:
    """When the threshold would be reached at the pace until now."""
    if x.opens_at is None or x.closes_at is None or x.threshold is None:
        return None
    if rules.state(x, now) not in SIGNABLE:
        return None
    return thresholds.forecast(
        x.support, x.threshold, opened_at=x.opens_at, closes_at=x.closes_at, now=now
    )
