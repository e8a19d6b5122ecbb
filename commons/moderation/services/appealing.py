"""The author's appeal, and its decision outside the body concerned: upheld, in part, overturned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import mails, policies, queries, rules
from commons.moderation.models import ModerationAppeal, ModerationDecision
from commons.moderation.places import Subject
from commons.moderation.queries import Found
from commons.moderation.services import deciding, working
from commons.moderation.services.deciding import Authority, Ruling
from commons.moderation.services.working import Original
from commons.moderation.states import Act, Outcome

log = structlog.get_logger("moderation")


@dataclass(frozen=True)
class Answer:
    """How an appeal is decided; in part means that only these passages stay redacted."""

    outcome: Outcome
    reason: str = field(repr=False)
    passages: tuple[str, ...] = field(default=(), repr=False)


def appeal(actor: Actor, subject: Subject, number: int, words: str) -> ModerationAppeal:
    """Appeal as the author against the standing decision about one's comment, once.

    Refuses others ("not-found"), where nothing was taken away, an order, twice, and too late.
    """
    comment = queries.comment(subject.kind, subject.key, number)
    if not policies.may_appeal(actor, comment):
        raise queries.unknown()
    decision = _contestable(subject, number) if comment.cover is not None else None
    if decision is None:
        raise Refusal("nothing-to-appeal", _l("No decision stands against this comment."))
    now = clock.now()
    rules.check_in_time(decision.decided_at, now)
    said = words.strip()
    if not said:
        raise Refusal("nothing-said", _l("Write why the decision is wrong."), field="words")
    if len(said) > rules.LONGEST_REASON:
        raise Refusal("too-long", _l("Write less."), field="words")
    values = {
        "decision_id": decision.id,
        "account_id": actor.account_id,
        "agency_id": decision.case.agency_id,
        "words": said,
        "made_at": now,
        "due_at": now + rules.APPEAL_ANSWERED,
        "reason": "",
    }
    row = db.insert_once(ModerationAppeal, values, conflict=["decision_id"])
    if row is None:
        raise Refusal("already-appealed", _l("You have appealed against this decision already."))
    made = db.session().get_one(ModerationAppeal, row)
    db.session().expire(decision, ["appeal"])
    mails.appeal_received(subject, made)
    _note(actor, subject.path, decision.case.agency_id, "made", {"number": number})
    return made


def read_words(actor: Actor, appeal_: ModerationAppeal) -> Original:
    """Open the words for whoever decides the appeal; that they were read is on record."""
    _body(actor, appeal_)
    return working.opened(actor, queries.of(appeal_.decision.case))


def answer(actor: Actor, appeal_: ModerationAppeal, given: Answer) -> None:
    """Decide an appeal; overturned puts the words back at once, under the same number.

    Refuses whoever belongs to the body concerned or its line, a second decision, and no reason.
    """
    body_id = _body(actor, appeal_)
    db.session().refresh(appeal_, with_for_update=True)
    if appeal_.decided_at is not None:
        raise Refusal("already-decided", _l("This appeal is decided already."))
    reason = given.reason.strip()
    if not reason or len(reason) > rules.LONGEST_REASON:
        raise Refusal("reason-needed", _l("Write the reason for the author."), field="reason")
    found = queries.of(appeal_.decision.case)
    policies.check(not actor.is_one_of(found.comment.account_id))
    _carry_out(actor, appeal_.decision, found, given, body_id)
    appeal_.outcome, appeal_.reason = given.outcome, reason
    appeal_.decided_at, appeal_.decided_by = clock.now(), actor.account_id
    appeal_.decided_in = body_id
    db.session().flush()
    body = agencies.by_id(body_id)
    mails.outcome_of_appeal(found.subject, found.address, appeal_, body.name() if body else "")
    facts = {"number": found.case.number, "outcome": given.outcome.value}
    _note(actor, found.subject.path, body_id, "decided", facts)
    log.info("appeal_decided", appeal=appeal_.id, outcome=given.outcome)


def _carry_out(
    actor: Actor, decision: ModerationDecision, found: Found, given: Answer, body_id: int
) -> None:
    """Change the cover where the decision falls, unless something newer stands in its place."""
    if given.outcome is Outcome.UPHELD:
        return
    standing = queries.standing(found.case.kind, found.case.key, found.case.number)
    if found.comment.cover is None or standing is None or standing.id != decision.id:
        raise Refusal("out-of-order", _l("This decision no longer stands; uphold or wait."))
    if given.outcome is Outcome.OVERTURNED:
        ruling = Ruling(Act.RESTORE, decision.ground, given.reason)
    else:
        ruling = Ruling(Act.REDACT, decision.ground, given.reason, given.passages)
    deciding.carry_out(actor, found, ruling, Authority(body_id))


def _contestable(subject: Subject, number: int) -> ModerationDecision | None:
    decision = queries.standing(subject.kind, subject.key, number)
    if decision is not None and decision.act is Act.REMOVE:
        raise Refusal("removed-by-order", _l("An order is contested where it was made, not here."))
    if decision is not None and decision.agency_id != decision.case.agency_id:
        raise Refusal("already-decided", _l("This decision was made on an appeal; it is final."))
    return decision


def _body(actor: Actor, appeal_: ModerationAppeal) -> int:
    """The body in which this person decides; refuses everybody of the body concerned."""
    body_id = policies.deciding_body(actor, appeal_.agency_id, agencies.tree())
    if body_id is None:
        raise Refusal("not-permitted", _l("An appeal is decided outside the agency concerned."))
    return body_id


def _note(actor: Actor, path: str, agency_id: int, word: str, facts: Mapping[str, object]) -> None:
    record.note(f"moderation:appeal:{word}", path, actor=actor, agency_id=agency_id, facts=facts)
