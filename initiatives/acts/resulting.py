"""The authority's result at the initiative: taken over, replaced after objections, and what follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import signatures
from commons import record
from commons.law import queries as law
from commons.law.calendar import owed_by
from commons.law.rulesets import RuleSet
from initiatives import mails, support
from initiatives.models import Initiative
from initiatives.states import State


def take_result(x: Initiative) -> bool:
    """Take over the authority's signed result; it is provisional while objections may come."""
    if x.stage is not State.VERIFICATION or x.result_at is not None or x.sheet_id is None:
        return False
    result = signatures.verification(x.sheet_id)
    if result is None:
        return False
    x.result_at = result.recorded_at
    x.result_final_at = due_on(x, "objection.window", x.result_at) or x.result_at
    _reckon(x, result)
    facts = {
        "collected": x.collected,
        "verified": x.verified,
        "package": result.package_digest,
        "removed": dict(result.reasons),
    }
    announce(x, "result", facts)
    return True


def recount_territories(x: Initiative) -> bool:
    """Count each State or district again by what the authority found valid there; nothing moves on.

    Before its outcomes are here the counted signatures decide.
    """
    if x.stage is not State.VERIFICATION or x.result_at is None or x.sheet_id is None:
        return False
    found = support.territories(x, law.by_key(x.rule_set_id))
    if found is not None and found.short != x.territories_short:
        facts = {"before": x.territories_short, "short": found.short}
        x.territories_short = found.short
        record.note("initiative:step:territories", x.path, agency_id=x.agency_id, facts=facts)
    return False


def take_revision(x: Initiative) -> bool:
    """Take over a result that replaced the last one within the time for objections."""
    if x.stage is not State.VERIFICATION or x.result_final_at is None or x.sheet_id is None:
        return False
    result = signatures.verification(x.sheet_id)
    if result is None or result.revision == 0 or result.taken_at >= x.result_final_at:
        return False
    mark = f"revision:{x.sheet_id}:{result.revision}"
    if mark in x.announced:
        return False
    before, x.announced = x.verified, [*x.announced, mark]
    _reckon(x, result)
    facts = {
        "before": before,
        "removed": dict(result.reasons),
        "revision": result.revision,
        "verified": x.verified,
    }
    record.note("initiative:step:revised", x.path, agency_id=x.agency_id, facts=facts)
    mails.tell(x, "revised", mark=str(result.revision))
    return True


def _reckon(x: Initiative, result: signatures.VerificationResult) -> None:
    """Count what the authority found, and date what follows from it."""
    x.verified, x.forward_due_at, x.cure_closes_at = x.carried + result.verified, None, None
    if x.verified >= (x.threshold or 0):
        x.forward_due_at = due_on(x, "handover.to_parliament", x.result_final_at)
    elif not x.former_sheets:
        x.cure_closes_at = due_on(x, "cure.window", x.result_final_at)


def sample(x: Initiative) -> int | None:
    """How many signatures the authority examines where the law asks for a sample."""
    method = law.by_key(x.rule_set_id).value("verification.method")
    return signatures.LEAST_SAMPLE if method == "sample" else None


def due_on(x: Initiative, name: str, since: datetime | None) -> datetime | None:
    """Until when the rule set's period of this name lasts; None where it has none."""
    rule_set: RuleSet = law.by_key(x.rule_set_id)
    period = rule_set.period(name)
    return owed_by(since, period, rule_set) if period and since else None


def announce(x: Initiative, step: str, facts: dict[str, Any]) -> None:
    """Put a step on record and tell everybody of it."""
    record.note(f"initiative:step:{step}", x.path, agency_id=x.agency_id, facts=facts)
    mails.tell(x, step)
