"""Rule sets for tests of the law of hearings: a valid one, of which a test names what it is about."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from commons.law.rulesets import Enforcement, Evidence, Force, FreezeAt, Kind, Param, RuleSet

VALUES: dict[str, Any] = {
    "calendar.timezone": "Asia/Bangkok",
    "calendar.count_first_day": True,
    "hearing.min_duration": "P15D",
    "hearing.shorten.allowed": True,
    "hearing.shorten.reasons": ["urgent-necessity", "law-would-lapse"],
    "hearing.shorten.reason_length": 20,
    "hearing.required_documents": ["problem-and-cause", "necessity"],
    "hearing.stakeholder_list_required": 1,
    "hearing.summary.deadline": "P30D",
    "hearing.summary.fields": ["method", "issues", "use-of-results"],
}


def rule_set(blocks: frozenset[str] = frozenset(), values: dict[str, Any] | None = None) -> RuleSet:
    """A rule set for hearings; `values` replace its own, `blocks` are enforced without a way out."""
    params = {
        name: Param(
            name=name,
            value=value,
            force=Force.PLATFORM,
            enforcement=Enforcement.BLOCK if name in blocks else Enforcement.REASON,
            source=None,
            evidence=Evidence.OWN,
            verified=True,
        )
        for name, value in {**VALUES, **(values or {})}.items()
    }
    return RuleSet(
        key=1,
        id="test-hearing",
        version="1",
        kind=Kind.HEARING,
        titles={"en": "Test"},
        abouts={"en": "Test"},
        valid_from=date(2020, 1, 1),
        valid_to=None,
        freeze_at=FreezeAt.ON_CREATE,
        params=MappingProxyType(params),
        words={},
        digest="",
    )
