"""The summary: written by an officer, published by a second person once nothing is unanswered."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
import structlog

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.texts.words import normalise
from consult import digests, mails, policies, replymails, rules
from consult.answering import Placement, Summary, SummaryReturn
from consult.models import Approval, Hearing
from consult.queries import answers as queries
from consult.queries import replies
from consult.services import counting, telling
from consult.speech import answered
from consult.states import Act, Stage, State

log = structlog.get_logger("consult")


def write(actor: Actor, hearing: Hearing, fields: Mapping[str, str]) -> Summary:
    """Keep the fields of the summary as they are so far; whoever writes last is its writer."""
    policies.check(policies.may_answer(actor, hearing))
    known = rules.own_fields(law.by_key(hearing.rule_set_id))
    said = {name: normalise(fields[name].strip()) for name in known if name in fields}
    summary = queries.summary(hearing) or Summary(hearing_id=hearing.id, fields={})
    summary.fields = {**summary.fields, **said}
    summary.written_by, summary.written_at = actor.account_id or 0, clock.now()
    summary.submitted_at = None
    db.session().add(summary)
    db.session().flush()
    return summary


def submit(actor: Actor, hearing: Hearing) -> None:
    """Hand the summary to a publisher; refuses while anything is missing, naming all of it."""
    policies.check(policies.may_answer(actor, hearing))
    check_complete(hearing)
    _written(hearing).submitted_at = clock.now()
    db.session().flush()


def publish(actor: Actor, hearing: Hearing) -> None:
    """Publish the summary and every answer; followers are told.

    Refuses its writer, a hearing that is not over, and while a comment is in no theme and not
    marked "no issue", a theme has no answer, or a field is empty (R019, R020).
    """
    summary = _written(hearing)
    policies.check(policies.may_publish_summary(actor, hearing, summary.written_by))
    check_complete(hearing)
    now = clock.now()
    if hearing.stage is Stage.APPROVED:
        hearing.move(Stage.SUMMARISED)
    hearing.summarised_at = summary.published_at = now
    hearing.approvals.append(Approval(act=Act.SUMMARY, account_id=actor.account_id, given_at=now))
    db.session().flush()
    times = len(replies.returns(hearing))
    event = f"summarised:{times}" if times else "summarised"
    answered.mark(hearing)
    telling.followers(hearing, event, mails.summarised(hearing))
    _mark_answered(hearing)
    counting.count(hearing)
    coverage = queries.coverage(hearing)
    facts = {
        "comments": coverage.all,
        "digest": digests.of_summary(summary),
        "handled": coverage.handled,
        "persons": 2,
    }
    record.note(
        "hearing:summary:published",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )
    log.info("hearing_summarised", id=hearing.id, agency=hearing.agency_id)


def give_back(actor: Actor, hearing: Hearing, *, reason: str) -> SummaryReturn:
    """Return a published or handed-in summary with reasons, as its superior or as parliament.

    What was published stays readable as it was; the answers are owed again, and the clock goes on
    with the days that were left when it stopped. Refuses an empty reason, whoever does not stand
    above the agency, and what nobody has handed in.
    """
    bodies = above(actor, hearing)
    policies.check(policies.may_return_summary(actor, hearing, [body.id for body in bodies]))
    said = normalise(reason.strip())
    if not said:
        raise Refusal("reason-needed", _l("Write what is missing; it is public."), field="reason")
    summary = _written(hearing)
    if summary.submitted_at is None and summary.published_at is None:
        raise Refusal("summary-missing", _l("Nobody has handed a summary in yet."))
    body = next(b for b in bodies if actor.may(Permission.SUMMARY_RETURN, b.id))
    made = SummaryReturn(
        hearing_id=hearing.id,
        agency_id=body.id,
        reason=said,
        fields=dict(summary.fields) if summary.published_at else {},
        published_at=summary.published_at,
        returned_by=actor.account_id or 0,
        returned_at=clock.now(),
    )
    db.session().add(made)
    _reopen(hearing, summary)
    db.session().flush()
    _tell_returned(actor, hearing, made, body)
    return made


def above(actor: Actor, hearing: Hearing) -> list[Agency]:
    """The bodies that may return a summary: all above the agency, the coordinating, parliaments.

    Only those in which this person holds a role.
    """
    mine = agencies.named(actor.agencies_with(Permission.SUMMARY_RETURN))
    higher: list[int] = []
    found = agencies.superior(hearing.agency)
    while found is not None and found.id not in higher:
        higher.append(found.id)
        found = found.parent
    return [
        body
        for body in sorted(mine.values(), key=lambda each: each.id)
        if body.id not in hearing.houses
        and (body.id in higher or body.oversight or agencies.parliament_of(body) is not None)
    ]


def check_complete(hearing: Hearing) -> None:
    """Refuse a summary that lacks anything; `missing` of the refusal says what."""
    found = rules.state(hearing, clock.now())
    if found not in (State.CLOSED, State.WITHDRAWN):
        raise Refusal("out-of-order", _l("The summary follows once the hearing is closed."))
    missing = queries.missing_for_summary(hearing)
    if missing.is_nothing:
        return
    raise Refusal(
        "summary-incomplete",
        _l("The summary cannot be published yet: some comments or themes lack their answer."),
        comments=list(missing.comments),
        themes=list(missing.themes),
        fields=list(missing.fields),
    )


def _reopen(hearing: Hearing, summary: Summary) -> None:
    now = clock.now()
    if summary.published_at is not None:
        if hearing.stage is Stage.SUMMARISED:
            hearing.move(Stage.APPROVED)
        if hearing.summary_due_at is not None:
            hearing.summary_due_at += now - summary.published_at
        given = [a for a in hearing.approvals if a.act is Act.SUMMARY]
        for approval in given:
            hearing.approvals.remove(approval)
            db.session().delete(approval)
    hearing.summarised_at = summary.published_at = summary.submitted_at = None


def _tell_returned(actor: Actor, hearing: Hearing, made: SummaryReturn, body: Agency) -> None:
    compose = replymails.returned(
        hearing, body=body.names, reason=made.reason, rule_set=law.by_key(hearing.rule_set_id)
    )
    event = f"summary-returned:{made.id}"
    telling.followers(hearing, event, compose)
    telling.agency_and_superior(hearing, f"hearing:{hearing.id}:{event}", compose)
    facts = {"by": body.slug, "published": made.published_at is not None}
    record.note(
        "hearing:summary:returned",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )


def _mark_answered(hearing: Hearing) -> None:
    placed = sa.select(Placement.comment_id).where(Placement.hearing_id == hearing.id)
    db.session().execute(
        sa.update(Comment)
        .where(Comment.id.in_(placed))
        .values(is_answered=True)
        .execution_options(synchronize_session=False)
    )


def _written(hearing: Hearing) -> Summary:
    summary = queries.summary(hearing)
    if summary is None:
        raise Refusal("summary-missing", _l("Nobody has written the summary yet."))
    return summary
