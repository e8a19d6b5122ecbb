"""Review: handed in with declarations, then accepted, returned or rejected with a public reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import owed_by
from initiatives import mails, policies, proposal, rules, windows
from initiatives.acts import drafting, initiators
from initiatives.models import Initiative, Review
from initiatives.occasions import binding
from initiatives.reviewing import services as beside
from initiatives.states import State, Verdict


def submit(initiative: Initiative, actor: Actor, *, declarations: Mapping[str, Any]) -> Review:
    """Hand the proposal in for review; its words are frozen while the clerk reads.

    Refused while a part, an initiator, the official language or a declaration is missing.
    """
    now = clock.now()
    if not policies.may_submit(actor, initiative, now):
        raise Refusal("wrong-state", _l("The proposal cannot be handed in where it stands now."))
    rule_set = law.by_key(initiative.rule_set_id)
    if not rules.has_review(rule_set):
        raise Refusal("no-review", _l("This rule set has no review before collecting."))
    binding.check_may_propose(rule_set, now)
    declare(initiative, declarations)
    check_ready(initiative)
    initiative.move(State.REVIEW)
    initiative.submitted_at, initiative.accepted_at = now, None
    period = rule_set.period("review.deadline")
    initiative.review_due_at = owed_by(now, period, rule_set) if period else None
    wording = drafting.publish_wording(initiative)
    review = Review(initiative_id=initiative.id, submitted_at=now, due_at=initiative.review_due_at)
    initiative.reviews.append(review)
    db.session().flush()
    facts = {"version": wording.number, "rule_set": f"{rule_set.id} {rule_set.version}"}
    _note("submitted", initiative, actor, facts)
    return review


def declare(initiative: Initiative, declarations: Mapping[str, Any]) -> None:
    """Keep the declarations on funding and on payment for signatures; refused when incomplete."""
    rules.check_declared(declarations)
    funding = proposal.tidy(str(declarations["funding"]))
    initiative.declarations = {"funding": funding, "unpaid": True}


def check_ready(initiative: Initiative) -> None:
    """Refuse what may neither be reviewed nor signed yet: parts, language, initiators, discussion."""
    rule_set = law.by_key(initiative.rule_set_id)
    rules.check_complete(rule_set, initiative.title, initiative.parts)
    rules.check_language(rule_set, initiative.language)
    windows.check_discussed(rule_set, initiative.published_at, clock.now())
    counted = initiators.counted(initiative, rule_set)
    rules.check_initiators(rule_set, counted, initiators.states(initiative))


def decide_review(
    initiative: Initiative, clerk: Actor, *, verdict: Verdict, code: str = "", reason: str = ""
) -> Review:
    """Accept, return or reject what was handed in; a return or rejection needs its reason (R032).

    Refused for whoever carries the initiative himself, and when nothing waits.
    """
    if not policies.may_review(clerk, initiative):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body reviews this."))
    review = initiative.reviews[-1] if initiative.reviews else None
    if initiative.stage is not State.REVIEW or review is None or review.decided_at is not None:
        raise Refusal("already-decided", _l("There is nothing to review here now."))
    beside.check_free(review, clerk)
    _check_reason(initiative, verdict, code, reason)
    review.verdict, review.decided_at, review.decided_by = verdict, clock.now(), clerk.account_id
    review.code, review.reason = code or None, proposal.tidy(reason)
    _VERDICTS[verdict](initiative)
    db.session().flush()
    _note(_WORDS[verdict], initiative, clerk, {"code": code} if code else {})
    mails.tell(initiative, _WORDS[verdict], mark=str(review.id))
    return review


def _check_reason(initiative: Initiative, verdict: Verdict, code: str, reason: str) -> None:
    if verdict is Verdict.ACCEPT:
        return
    known = law.by_key(initiative.rule_set_id).value("review.reject_reasons") or ()
    if verdict is Verdict.REJECT and code not in known:
        raise Refusal("reason-unknown", _l("Choose one of the listed grounds."), field="code")
    if not reason.strip():
        raise Refusal("reason-missing", _l("Write the reason; it is public."), field="reason")


def _accept(initiative: Initiative) -> None:
    rule_set = law.by_key(initiative.rule_set_id)
    initiative.accepted_at = clock.now()
    window = rule_set.period("collection.start_window")
    initiative.start_due_at = owed_by(initiative.accepted_at, window, rule_set) if window else None


def _return(initiative: Initiative) -> None:
    initiative.move(State.RETURNED)


def _reject(initiative: Initiative) -> None:
    initiative.move(State.REJECTED)
    initiative.ended_at = clock.now()


_VERDICTS = {Verdict.ACCEPT: _accept, Verdict.RETURN: _return, Verdict.REJECT: _reject}
_WORDS = {Verdict.ACCEPT: "accepted", Verdict.RETURN: "returned", Verdict.REJECT: "rejected"}


def _note(word: str, initiative: Initiative, actor: Actor, facts: Mapping[str, Any]) -> None:
    record.note(
        f"initiative:review:{word}",
        initiative.path,
        actor=actor,
        agency_id=initiative.agency_id,
        facts=facts,
    )
