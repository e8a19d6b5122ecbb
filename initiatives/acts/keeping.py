"""Telling the strong room from when the sheets of an initiative are no longer needed."""

from __future__ import annotations

from datetime import datetime

import signatures
from commons import clock
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from initiatives import retention
from initiatives.models import Initiative


def keep(initiative: Initiative) -> None:
    """Say for each sheet and for the roll until when it is kept; safe to call at any time.

    The roll of an ended initiative ends with it, so that it can be sealed and destroyed.
    """
    rule_set = law.by_key(initiative.rule_set_id)
    until = retention.until(initiative, rule_set)
    former = [one.sheet_id for one in initiative.former_sheets]
    for sheet_id in [*former, initiative.sheet_id]:
        _say(sheet_id, until, rule_set)
    roll_until = retention.until_roll(initiative, rule_set)
    if initiative.roll_id is not None and roll_until is not None:
        if signatures.sheet(initiative.roll_id).closes_at > clock.now():
            signatures.end(initiative.roll_id, ground="matter-ended")
        _say(initiative.roll_id, roll_until, rule_set)


def _say(sheet_id: int | None, until: datetime | None, rule_set: RuleSet) -> None:
    if sheet_id is not None and until is not None:
        rule = f"{rule_set.id}@{rule_set.version} {retention.PARAM}"
        signatures.keep_until(sheet_id, until, rule=rule)
