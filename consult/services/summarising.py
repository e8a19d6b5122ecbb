"""The summary: written by an officer, published by a second person once nothing is unanswered."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.texts.words import normalise
from consult import mails, policies, rules
from consult.answering import Summary
from consult.models import Approval, Hearing
from consult.queries import answers as queries
from consult.services import telling
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
    telling.followers(hearing, "summarised", mails.summarised(hearing))
    coverage = queries.coverage(hearing)
    facts = {"comments": coverage.all, "handled": coverage.handled, "persons": 2}
    record.note(
        "hearing:summary:published",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts=facts,
    )
    log.info("hearing_summarised", id=hearing.id, agency=hearing.agency_id)


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


def _written(hearing: Hearing) -> Summary:
    summary = queries.summary(hearing)
    if summary is None:
        raise Refusal("summary-missing", _l("Nobody has written the summary yet."))
    return summary
