"""Where occasions bind an initiative: nothing begins in a blackout or a pause; figures are frozen."""

from __future__ import annotations

from datetime import datetime

from commons.errors import Refusal
from commons.i18n import _l, date_
from commons.law.rulesets import RuleSet
from initiatives.models import Initiative
from initiatives.occasions import queries, rules
from initiatives.occasions.models import Occasion

PROPOSAL, SUPPORT = "proposal", "support"


def check_may_propose(rule_set: RuleSet, now: datetime) -> None:
    """Refuse to publish or hand in a proposal in the days before an election (R039; TW 75 days)."""
    _check(rule_set, PROPOSAL, now)


def check_may_support(rule_set: RuleSet, now: datetime) -> None:
    """Refuse a declaration of support before an election (TW 30 days) and while all is paused."""
    check_not_paused(now)
    _check(rule_set, SUPPORT, now)


def check_may_begin(rule_set: RuleSet, now: datetime) -> None:
    """Refuse to start collecting before an election, and while all collecting is paused."""
    check_may_propose(rule_set, now)
    check_may_support(rule_set, now)


def check_not_paused(now: datetime) -> None:
    """Refuse while all collecting is paused, with its public reason (I87)."""
    found = queries.pause(now)
    if found is not None:
        raise Refusal(
            "collection-paused",
            _l("All collecting is paused: %(reason)s", reason=found.reason),
        )


def holds_back(x: Initiative, rule_set: RuleSet, now: datetime) -> Occasion | None:
    """What keeps a collection from being sealed, because its time may be given back.

    A pause that still holds, or an outage that one administrator has entered; None where the rule
    set gives no time back.
    """
    if x.closes_at is None or x.sent_at is not None or x.ended_at is not None:
        return None
    if rule_set.period("collection.outage_extension") is None:
        return None
    paused = queries.pause(now)
    if paused is not None and paused.begins_at and paused.begins_at < x.closes_at:
        return paused
    return queries.outage_to_decide(x.closes_at, now)


def _check(rule_set: RuleSet, stops: str, now: datetime) -> None:
    if not rule_set.value("collection.blackouts"):
        return
    found = rules.in_force(
        rules.blackouts(rule_set, queries.elections()), stops, now, rule_set.zone
    )
    if found is not None:
        raise Refusal(
            "blackout",
            _l(
                "Before the election of %(day)s the rules stop this from %(first)s on.",
                day=date_(found.election),
                first=date_(found.first_day),
            ),
        )


def freeze_base(initiative: Initiative, rule_set: RuleSet) -> None:
    """Keep the figure of which the threshold is a share, with its source (R041).

    Refused ("base-figure-missing") until two administrators have entered the body's figure.
    """
    said = rule_set.value("threshold.percent")
    if said is None or rule_set.value("threshold.count") is not None:
        return
    found = queries.figure(str(said["base"]), initiative.agency_id)
    if found is None or found.number is None:
        raise Refusal(
            "base-figure-missing",
            _l("The number of people of this body is not entered yet, so no threshold follows."),
        )
    initiative.base_figure, initiative.base_source = found.number, found.reason
