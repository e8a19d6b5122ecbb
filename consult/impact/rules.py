"""When an assessment is complete enough to decide on, and what must stand before publication."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from commons.errors import Refusal
from commons.i18n import _l
from commons.law.rulesets import RuleSet
from consult.impact.states import Aspect

ASSESSMENT = "impact-assessment"
SUMMARY = "plain-summary"
NEEDED = frozenset({Aspect.AFFECTED, Aspect.COSTS, Aspect.BENEFITS, Aspect.ALTERNATIVES})
"""The aspects without which the platform does not call an assessment one."""


def is_assessed(aspects: Collection[Aspect]) -> bool:
    """Whether the fields say who, at what cost, to what end, and instead of what."""
    return set(aspects) >= NEEDED


def check_for_decision(
    rule_set: RuleSet, written: Mapping[str, str], aspects: Collection[Aspect]
) -> None:
    """Refuse ("impact-missing") a decision without the impact report that the rule set wants.

    The report may be in fields or in words; its summary in plain language belongs to it (R023).
    """
    if not rule_set.value("hearing.ria_required", False):
        return
    if not (is_assessed(aspects) or written.get(ASSESSMENT, "").strip()):
        raise Refusal(
            "impact-missing",
            _l("Write the impact assessment first: no decision may come before it."),
        )
    if not written.get(SUMMARY, "").strip():
        raise Refusal(
            "impact-missing", _l("Write the summary in plain language before the decision.")
        )
