"""What a rule set lets this installation and an initiative do: pure functions of its values."""

from __future__ import annotations

from collections.abc import Sequence

from initiatives.rules import RuleSet


def is_foreign_operator(rules: RuleSet, rule_set_id: str, operator_of: Sequence[str]) -> bool:
    """Whether the law lets only another operator collect in earnest; a sheet is practice then."""
    return bool(rules.value("operator.required")) and rule_set_id not in operator_of


def waits_for_day(rules: RuleSet) -> bool:
    """Whether the law asks for age and right to sign on a day that is still to come."""
    return bool(rules.value("eligibility.reference_date") == "day-of-proposal")


def may_send_early(rules: RuleSet) -> bool:
    """Whether sending to verification may end the collecting; else it goes on to its last day (UK)."""
    return bool(rules.value("collection.stop_on_submit", True))


def forwarded_by_system(rules: RuleSet) -> bool:
    """Whether the platform itself hands a qualified initiative over to parliament."""
    return bool(rules.value("forward.by") == "system")
