"""Steps of support: each brings its duty once, with its moment; the receiving body answers it."""

from __future__ import annotations

import sqlalchemy as sa

import signatures
from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from initiatives import mails, policies, proposal, thresholds
from initiatives.models import Initiative
from initiatives.thresholds import Step
from initiatives.tiers import Tier
from signatures import Moment


def mark(x: Initiative) -> bool:
    """Write down each step that the released count has reached, once (R042).

    A step stands for good; if the count falls below it, that is noted beside it.
    """
    rule_set = law.by_key(x.rule_set_id)
    steps = thresholds.steps(rule_set)
    if not steps or x.practice or x.sheet_id is None:
        return False
    known = {tier.count for tier in x.tiers}
    new = [s for s in steps if s.count <= x.support and s.count not in known]
    fallen = [t for t in x.tiers if x.support < t.count and t.below_at is None]
    if new and not signatures.is_witnessed(x.sheet_id, Moment.RELEASE):
        new = []
    for step in new:
        _reach(x, step, rule_set)
    for tier in fallen:
        tier.below_at = clock.now()
        facts = {"step": tier.count, "count": x.support}
        record.note("initiative:tier:below", x.path, agency_id=x.agency_id, facts=facts)
    db.session().flush()
    return bool(new or fallen)


def _reach(x: Initiative, step: Step, rule_set: RuleSet) -> None:
    at = x.support_at or clock.now()
    tier = Tier(
        initiative_id=x.id,
        count=step.count,
        duty=step.duty,
        reached_at=at,
        due_at=step.due_at(at, rule_set),
    )
    x.tiers.append(tier)
    facts = {
        "step": step.count,
        "duty": step.duty,
        "count": x.support,
        "due_at": tier.due_at.isoformat() if tier.due_at else None,
    }
    record.note("initiative:tier:reached", x.path, agency_id=x.agency_id, facts=facts)
    mails.tell(x, "tier", mark=str(step.count))


def answer(tier: Tier, x: Initiative, clerk: Actor, *, words: str) -> None:
    """Write down how the receiving body has done its duty; refused without words, and twice."""
    if not policies.may_review(clerk, x):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body answers this."))
    if tier.answered_at is not None:
        raise Refusal("already-answered", _l("This step is answered already."))
    if not words.strip():
        raise Refusal("reason-missing", _l("Write the answer."), field="words")
    tier.answer = proposal.tidy(words)
    tier.answered_at, tier.answered_by = clock.now(), clerk.account_id
    db.session().flush()
    facts = {"step": tier.count, "duty": tier.duty}
    record.note("initiative:tier:answered", x.path, actor=clerk, agency_id=x.agency_id, facts=facts)
    mails.tell(x, "tier-answered", mark=str(tier.count))


def owed_by(agency_ids: list[int]) -> list[tuple[Tier, Initiative]]:
    """Duties of these bodies that wait for an answer, the most urgent first."""
    wanted = (
        sa.select(Tier, Initiative)
        .join(Initiative, Initiative.id == Tier.initiative_id)
        .where(Initiative.agency_id.in_(agency_ids), Tier.answered_at.is_(None))
        .order_by(Tier.due_at.is_(None), Tier.due_at, Tier.id)
    )
    return [(row[0], row[1]) for row in db.session().execute(wanted)]


def one(number: int) -> tuple[Tier, Initiative]:
    """A step with its initiative; refused where there is none."""
    tier = db.session().get(Tier, number)
    if tier is None:
        raise Refusal("not-found", _l("There is no such step."))
    return tier, db.session().get_one(Initiative, tier.initiative_id)
