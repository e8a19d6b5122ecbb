"""What a committee may still amend: more time for its answer, and a wrong entry of its decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import Period, local_date
from commons.law.rulesets import RuleSet
from initiatives import mails, policies, proposal, rules, windows
from initiatives.models import DecisionCorrection, Extension, Initiative, Referral
from initiatives.origins import Origin, facts_of
from initiatives.states import WITH_COMMITTEE, State


def extension_left(initiative: Initiative, rule_set: RuleSet) -> Period | None:
    """By how much the rule set still lets the answer be put off; None where it does not."""
    said = rule_set.value("response.extend")
    return Period.parse(str(said["period"])) if extensions_left(initiative, rule_set) else None


def extensions_left(initiative: Initiative, rule_set: RuleSet) -> int:
    """How often the rule set still lets the answer be put off, through every committee."""
    said = rule_set.value("response.extend")
    given = sum(len(referral.extensions) for referral in initiative.referrals)
    return max(0, int(said["times"]) - given) if said else 0


def extend_answer(
    referral: Referral, secretary: Actor, *, reason: str, origin: Origin | None = None
) -> Extension:
    """Give the committee the more time that the rule set allows, for a public reason (R050).

    Refused where the rule set knows none, once its number is used up (through every committee),
    after the date has passed, after the answer, and without a reason.
    """
    initiative, now = referral.initiative, clock.now()
    rule_set = law.by_key(initiative.rule_set_id)
    if not policies.may_record(secretary, referral):
        raise Refusal("not-permitted", _l("Only the secretary of the committee records this."))
    before = referral.answer_due_at
    if initiative.stage not in WITH_COMMITTEE or before is None:
        raise Refusal("wrong-state", _l("No answer is owed whose time could be extended."))
    left = extension_left(initiative, rule_set)
    if left is None:
        raise Refusal("extension-used", _l("The rule set allows no further extension."))
    if now >= before:
        raise Refusal("extension-late", _l("The date has passed; it can no longer be extended."))
    if not reason.strip():
        raise Refusal("reason-missing", _l("Give the reason."), field="reason")
    made = Extension(
        referral_id=referral.id,
        before=before,
        due_at=windows.put_off(before, left, rule_set),
        reason=proposal.tidy(reason),
        recorded_at=now,
    )
    referral.extensions.append(made)
    referral.answer_due_at = made.due_at
    db.session().flush()
    facts = {"before": _whole(before), "due_at": _whole(made.due_at), "extension": made.id}
    _note("extended", referral, secretary, {**facts, **facts_of(origin)})
    mails.tell(initiative, "answer-extended", mark=str(made.id))
    return made


def correct_decision(
    referral: Referral,
    secretary: Actor,
    *,
    outcome: str,
    reason: str,
    decided_on: date,
    why: str,
    clause: str = "",
) -> DecisionCorrection:
    """Enter rightly what the committee decided; the wrong entry stays and is marked (R048).

    Refused before a decision, outside the rule set's list, without both reasons, for a day to
    come, and where nothing would change.
    """
    initiative = referral.initiative
    rule_set = law.by_key(initiative.rule_set_id)
    if not policies.may_record(secretary, referral):
        raise Refusal("not-permitted", _l("Only the secretary of the committee records this."))
    decision = referral.decision
    if decision is None or initiative.stage is not State.ANSWERED:
        raise Refusal("wrong-state", _l("There is no decision yet that could be corrected."))
    rules.check_outcome(rule_set, outcome, reason)
    if decided_on > local_date(clock.now(), rule_set.zone):
        raise Refusal("day-to-come", _l("That day has not come yet."), field="decided_on")
    if not why.strip():
        raise Refusal("reason-missing", _l("Say what was wrong."), field="why")
    said, held, rests_on = proposal.tidy(reason), decision.now, proposal.tidy(clause)
    standing = (held.outcome, held.clause, held.reason, held.decided_on)
    if standing == (outcome, rests_on, said, decided_on):
        raise Refusal("nothing-changed", _l("This is what stands already."), field="reason")
    made = DecisionCorrection(
        decision_id=decision.id,
        outcome=outcome,
        clause=rests_on,
        reason=said,
        decided_on=decided_on,
        why=proposal.tidy(why),
        recorded_at=clock.now(),
    )
    decision.corrections.append(made)
    db.session().flush()
    facts = {"correction": made.id, "on": decided_on.isoformat(), "outcome": outcome}
    _note("decision-corrected", referral, secretary, facts)
    mails.tell(initiative, "decision-corrected", mark=str(made.id))
    return made


def _whole(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _note(word: str, referral: Referral, actor: Actor, facts: Mapping[str, Any]) -> None:
    record.note(
        f"initiative:committee:{word}",
        referral.initiative.path,
        actor=actor,
        agency_id=referral.committee_id,
        facts=facts,
    )
