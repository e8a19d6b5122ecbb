"""Reporting a comment: once a person, on a coded ground; every report reaches the queue at once."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

import structlog

from commons import clock, config, db, limits, record
from commons.access import Actor
from commons.discussion import covering
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import hints, queries, rules
from commons.moderation.models import CommentReport, ReportedCase
from commons.moderation.places import Subject
from commons.moderation.states import CLOSED_LIST, Ground

log = structlog.get_logger("moderation")


def report(
    actor: Actor,
    subject: Subject,
    number: int,
    *,
    ground: Ground | None,
    words: str = "",
    visitor: str = "",
) -> CommentReport:
    """Report a comment; it waits in the queue from now on, at its head from the third report.

    `visitor` is the address of somebody who has not signed in. Refuses visitors where one must
    sign in, a second report by the same person, one's own comment, and words that nobody can read.
    """
    who = _reporter(actor, subject, visitor)
    limits.spend(rules.REPORT_LIMIT, who)
    comment = queries.comment(subject.kind, subject.key, number)
    _check(actor, comment, ground)
    case = open_case(subject, comment)
    now = clock.now()
    values = {
        "case_id": case.id,
        "reporter": who,
        "account_id": actor.account_id,
        "ground": ground,
        "words": words.strip()[: rules.LONGEST_REASON],
        "made_at": now,
    }
    row = db.insert_once(CommentReport, values, conflict=["case_id", "reporter"])
    if row is None:
        raise Refusal("already-reported", _l("You have reported this comment already."))
    _count(case, now)
    record.note(
        "moderation:comment:reported",
        subject.path,
        actor=actor if actor.is_authenticated else None,
        agency_id=subject.agency_id,
        private={"number": number, "report": row},
    )
    log.info("comment_reported", case=case.id, ground=ground, waiting=case.waiting)
    return db.session().get_one(CommentReport, row)


def notice(subject: Subject, number: int) -> bool:
    """Let a moderator look at words in which a machine noticed something; whether it did.

    The words are public meanwhile and stay so: only a person decides.
    """
    comment = queries.comment(subject.kind, subject.key, number)
    if not hints.of(f"{comment.words}\n{comment.suggestion or ''}"):
        return False
    case = open_case(subject, comment)
    if case.waits_since is None:
        case.waits_since = clock.now()
        case.due_at = case.waits_since + rules.REPORT_WAITS
    db.session().flush()
    return True


def open_case(subject: Subject, comment: Comment) -> ReportedCase:
    """The case about a comment, opened where there is none; its row is locked."""
    values = {
        "kind": subject.kind,
        "key": subject.key,
        "number": comment.number,
        "agency_id": subject.agency_id,
        "waiting": 0,
        "hints": hints.of(f"{comment.words}\n{comment.suggestion or ''}"),
    }
    db.insert_once(ReportedCase, values, conflict=["kind", "key", "number"])
    found = queries.case_of(subject.kind, subject.key, comment.number)
    if found is None:
        raise queries.unknown()
    db.session().refresh(found, with_for_update=True)
    return found


def _check(actor: Actor, comment: Comment, ground: Ground | None) -> None:
    if ground not in CLOSED_LIST:
        raise Refusal("ground-needed", _l("Choose the ground from the list."), field="ground")
    if comment.account_id is not None and comment.account_id == actor.account_id:
        raise Refusal(
            "not-oneself", _l("This is your own comment. You can withdraw it on its page.")
        )
    gone = comment.withdrawn_at is not None or not covering.readable(comment).has_any
    if gone:
        raise Refusal("nothing-to-report", _l("There are no words here that anybody can read."))


def _count(case: ReportedCase, now: datetime) -> None:
    case.waiting += 1
    if case.waits_since is None:
        case.waits_since, case.due_at = now, now + rules.REPORT_WAITS
    if case.waiting >= rules.URGENT and case.urgent_at is None:
        case.urgent_at = now
    db.session().flush()
    db.session().expire(case, ["reports"])


def _reporter(actor: Actor, subject: Subject, visitor: str) -> str:
    if actor.account_id is not None:
        return f"account:{actor.account_id}"
    if not subject.open_to_visitors or not visitor:
        raise Refusal("sign-in-needed", _l("Sign in to report a comment."))
    secret = config.current().secret_key.encode()
    return (
        "visitor:" + hmac.new(secret, f"report|{visitor}".encode(), hashlib.sha256).hexdigest()[:32]
    )
