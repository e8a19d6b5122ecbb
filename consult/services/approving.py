"""What takes a second person or changes dates: approve, send back, extend, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.texts.words import normalise
from consult import mails, policies, rules
from consult.models import Approval, DateChange, Hearing
from consult.oversight import services as exceptions
from consult.phases import services as phases
from consult.queries import texts
from consult.services import indexing, preparing, telling
from consult.states import Act, Stage, State

log = structlog.get_logger("consult")


def approve(actor: Actor, hearing: Hearing) -> None:
    """Approve the draft for its hearing; stakeholders and followers of the agency get a letter.

    Refuses the person who prepared or submitted it, and a draft that is no longer complete. An
    opening that lies in the past becomes now, and the length is checked again.
    """
    policies.check(policies.may_approve(actor, hearing))
    now = clock.now()
    if hearing.opens_at is not None:
        hearing.opens_at = max(hearing.opens_at, now)
    preparing.check_complete(hearing)
    exceptions.check_granted(hearing)
    rule_set = law.by_key(hearing.rule_set_id)
    hearing.move(Stage.APPROVED)
    hearing.approved_at = now
    hearing.summary_due_at = rules.summary_due(_closes_at(hearing), rule_set)
    hearing.approvals.append(Approval(act=Act.OPENING, account_id=actor.account_id, given_at=now))
    db.session().flush()
    indexing.index(hearing)
    notified = telling.stakeholders(hearing, rule_set)
    telling.followers(hearing, "announced", mails.announced(hearing, rule_set))
    _note_approval(actor, hearing, notified)
    exceptions.note_own(actor, hearing)


def send_back(actor: Actor, hearing: Hearing) -> None:
    """Give a submitted draft back to its officer; refuses whoever may not approve it."""
    policies.check(policies.may_approve(actor, hearing))
    hearing.submitted_at = hearing.submitted_by = None
    db.session().flush()


def take_back(actor: Actor, hearing: Hearing) -> None:
    """Take a submitted draft back to work on it; its agency's officers only."""
    waits = hearing.stage is Stage.DRAFT and policies.is_handed_in(hearing)
    policies.check(policies.may_see_desk(actor, hearing) and waits)
    hearing.submitted_at = hearing.submitted_by = None
    db.session().flush()


def extend(actor: Actor, hearing: Hearing, *, closes_at: datetime, reason: str) -> None:
    """Let people speak longer; the old date stays visible and followers are told once.

    Refuses an earlier end (a running hearing is never shortened here) and an empty reason.
    """
    policies.check(policies.may_see_desk(actor, hearing))
    rules.check_extension(hearing, closes_at, clock.now())
    _check_reason(reason)
    change = DateChange(
        old_closes_at=_closes_at(hearing),
        new_closes_at=closes_at,
        reason=normalise(reason.strip()),
        changed_by=actor.account_id,
        changed_at=clock.now(),
    )
    rule_set = law.by_key(hearing.rule_set_id)
    hearing.date_changes.append(change)
    hearing.closes_at = closes_at
    hearing.summary_due_at = rules.summary_due(closes_at, rule_set)
    phases.follow_hearing(actor, hearing, old_end=change.old_closes_at, reason=change.reason)
    db.session().flush()
    event = f"extended:{len(hearing.date_changes)}"
    telling.followers(hearing, event, mails.extended(hearing, rule_set, change.reason))
    facts = {"old": change.old_closes_at.isoformat(), "new": closes_at.isoformat()}
    _note(actor, hearing, "hearing:dates:extended", facts)


def withdraw(actor: Actor, hearing: Hearing, *, reason: str) -> None:
    """End a hearing whose draft is not pursued; once it has opened its summary is owed from now.

    Refuses an empty reason, and what has been decided.
    """
    policies.check(policies.may_see_desk(actor, hearing))
    _check_reason(reason)
    now = clock.now()
    before = rules.state(hearing, now)
    hearing.move(Stage.WITHDRAWN)
    hearing.withdrawn_at, hearing.withdrawal_reason = now, normalise(reason.strip())
    if before in (State.DRAFT, State.APPROVED, State.SCHEDULED):
        hearing.summary_due_at = None
    elif before is State.OPEN:
        hearing.summary_due_at = rules.summary_due(now, law.by_key(hearing.rule_set_id))
    db.session().flush()
    if policies.is_public(hearing):
        telling.followers(hearing, "withdrawn", mails.withdrawn(hearing, reason.strip()))
        _note(actor, hearing, "hearing:hearing:withdrawn", {"state": before.value})


def _note_approval(actor: Actor, hearing: Hearing, notified: int) -> None:
    facts: dict[str, object] = {
        "opens_at": hearing.opens_at.isoformat() if hearing.opens_at else None,
        "closes_at": _closes_at(hearing).isoformat(),
        "notified": notified,
        "persons": 2,
    }
    first = texts.newest(hearing)
    facts |= {"digest": first.digest, "version": first.number}
    if hearing.partner_agencies:
        facts["together_with"] = [partner.slug for partner in hearing.partner_agencies]
    if planned := phases.on_record(hearing):
        facts["phases"] = planned
    if hearing.is_short:
        facts["shortened"] = hearing.shorten_ground
    _note(actor, hearing, "hearing:opening:approved", facts)


def _note(actor: Actor, hearing: Hearing, kind: str, facts: Mapping[str, object]) -> None:
    record.note(kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts)
    log.info(kind.replace(":", "_"), id=hearing.id, agency=hearing.agency_id)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "reason-needed", _l("Write the reason, which will be public."), field="reason"
        )


def _closes_at(hearing: Hearing) -> datetime:
    if hearing.closes_at is None:
        raise Refusal("no-dates", _l("Set the days on which the hearing opens and closes."))
    return hearing.closes_at
