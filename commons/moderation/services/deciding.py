"""Deciding about a comment: leave, redact, hide, restore; on record, with letters, in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.discussion import covering, indexing
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import mails, policies, queries, rules
from commons.moderation.models import ModerationDecision, ReportedCase
from commons.moderation.queries import Found
from commons.moderation.services import working
from commons.moderation.states import TAKES_AWAY, Act, Ground

log = structlog.get_logger("moderation")


@dataclass(frozen=True)
class Ruling:
    """What somebody decides; `passages` are the words to be redacted, each as it stands."""

    act: Act
    ground: Ground | None = None
    reason: str = field(default="", repr=False)
    passages: tuple[str, ...] = field(default=(), repr=False)
    beyond_redaction: bool = False


@dataclass(frozen=True)
class Authority:
    """In which body it was decided and, for an order, who ordered it and who said the second yes."""

    agency_id: int
    order_body: str | None = None
    order_reference: str | None = None
    order_date: date | None = None
    confirmed_by: int | None = None


def decide(actor: Actor, found: Found, ruling: Ruling) -> ModerationDecision:
    """Decide as a moderator of the body that has checked the case out; settles every report.

    Refuses without the lease, a coded ground or a reason, hiding where redacting is enough, and
    taking away again what an appeal has put back.
    """
    policies.check(policies.may_moderate(actor, found.case, found.subject, found.comment))
    working.check_lease(actor, found.case)
    if ruling.act in (Act.REMOVE, Act.LIFT):
        raise Refusal("out-of-order", _l("An order takes two persons and has its own form."))
    rules.check_decision(
        ruling.act,
        ruling.ground,
        ruling.reason.strip(),
        beyond_redaction=ruling.beyond_redaction,
    )
    return carry_out(actor, found, ruling, Authority(found.case.agency_id))


def preview(found: Found, passages: Sequence[str]) -> tuple[str, str | None]:
    """What would be left to read once these passages are redacted."""
    row = found.comment
    return rules.redacted(row.words, row.suggestion, passages)


def carry_out(
    actor: Actor, found: Found, ruling: Ruling, authority: Authority
) -> ModerationDecision:
    """Let a decision stand: cover or open the words, settle the reports, tell those concerned."""
    row = queries.comment(found.case.kind, found.case.key, found.case.number, lock=True)
    if ruling.act is not Act.LIFT:
        rules.check_order_of_acts(ruling.act, row.cover)
    words_digest = rules.digest(row.words, row.suggestion)
    if ruling.act in (Act.REDACT, Act.HIDE) and queries.was_overturned(found.case, words_digest):
        raise Refusal(
            "settled-on-appeal", _l("An appeal has put these words back; they stay public.")
        )
    _cover(found, ruling, authority)
    db.session().flush()
    indexing.index(row.id)
    decision = ModerationDecision(
        act=ruling.act,
        ground=ruling.ground if ruling.act is not Act.LEAVE else None,
        reason=ruling.reason.strip(),
        agency_id=authority.agency_id,
        decided_by=actor.account_id or 0,
        decided_at=clock.now(),
        words_digest=words_digest,
        order_body=authority.order_body,
        order_reference=authority.order_reference,
        order_date=authority.order_date,
        confirmed_by=authority.confirmed_by,
    )
    found.case.decisions.append(decision)
    db.session().flush()
    _settle(found, decision)
    _publish(actor, found, decision)
    return decision


def _cover(found: Found, ruling: Ruling, authority: Authority) -> None:
    row = found.comment
    if ruling.act in TAKES_AWAY:
        left, left_wording = "", None
        if ruling.act is Act.REDACT:
            left, left_wording = rules.redacted(row.words, row.suggestion, ruling.passages)
        covering.cover(
            row,
            rules.COVERS[ruling.act],
            ground=ruling.ground.value if ruling.ground else "",
            by=authority.agency_id,
            left=left,
            left_suggestion=left_wording,
        )
    elif ruling.act in (Act.RESTORE, Act.LIFT):
        covering.uncover(row)


def _settle(found: Found, decision: ModerationDecision) -> None:
    """Settle what waits; restoring and lifting answer no report, and leave it waiting."""
    case = found.case
    _let_go(case)
    if decision.act in (Act.RESTORE, Act.LIFT):
        return
    for report in case.reports:
        if report.settled_at is None:
            report.settled_at = decision.decided_at
            mails.outcome_of_report(found.subject, found.address, report, decision)
    case.waiting, case.waits_since, case.due_at, case.urgent_at = 0, None, None, None


def _let_go(case: ReportedCase) -> None:
    case.lease_by = case.lease_until = None


def _publish(actor: Actor, found: Found, decision: ModerationDecision) -> None:
    if decision.act is not Act.LEAVE:
        mails.decision_to_author(found.subject, found.address, found.comment.account_id, decision)
    facts: dict[str, object] = {"number": found.case.number, "act": decision.act.value}
    if decision.ground:
        facts["ground"] = decision.ground.value
    record.note(
        "moderation:comment:decided",
        found.subject.path,
        actor=actor,
        agency_id=decision.agency_id,
        facts=facts,
    )
    log.info("comment_moderated", case=found.case.id, act=decision.act, ground=decision.ground)
    db.session().flush()
