"""What a confirmed occasion does: committees' clocks move, terms end, a pause begins."""

from __future__ import annotations

import sqlalchemy as sa

import signatures
from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import Period, owed_by
from initiatives import mails
from initiatives.models import Initiative, Referral
from initiatives.occasions import extending, queries, rules
from initiatives.occasions.models import Kind, Occasion
from initiatives.occasions.rules import Recess
from initiatives.states import SIGNABLE, WITH_COMMITTEE, State

CONFIRM_WITHIN = Period(days=60)
"""The platform's time for confirming after the end of a term, where a rule set names none."""


def take_effect(occasion: Occasion) -> None:
    """Carry out what an occasion brings as soon as it is confirmed."""
    if occasion.kind is Kind.PAUSE:
        occasion.begins_at = clock.now()
    if occasion.kind is Kind.OUTAGE:
        extending.give_back(occasion)
        occasion.applied_at = clock.now()
    if occasion.kind is Kind.RECESS and occasion.first_day and occasion.last_day:
        _suspend(occasion, Recess(occasion.first_day, occasion.last_day))
        occasion.applied_at = clock.now()
    db.session().flush()


def _suspend(occasion: Occasion, recess: Recess) -> None:
    """Move what the body's committees still owe past the recess."""
    for referral in _open_referrals(occasion.agency_id or 0):
        x = referral.initiative
        zone = law.by_key(x.rule_set_id).zone
        for name in ("receipt_due_at", "hearing_due_at", "answer_due_at"):
            due_at = getattr(referral, name)
            if due_at is not None and due_at > clock.now():
                moved = rules.suspended(referral.forwarded_at, due_at, [recess], zone)
                setattr(referral, name, moved)
        facts = {"occasion": occasion.id, "until": recess.last_day.isoformat()}
        record.note("initiative:clock:suspended", x.path, agency_id=x.agency_id, facts=facts)


def after_recesses(referral: Referral, initiative: Initiative) -> None:
    """Move the dates of a new referral past the recesses that are entered already."""
    zone = law.by_key(initiative.rule_set_id).zone
    found = queries.recesses([initiative.agency_id, referral.committee_id])
    for name in ("receipt_due_at", "hearing_due_at", "answer_due_at"):
        due_at = getattr(referral, name)
        if due_at is not None and found:
            setattr(referral, name, rules.suspended(referral.forwarded_at, due_at, found, zone))


def _open_referrals(agency_id: int) -> list[Referral]:
    wanted = (
        sa.select(Referral)
        .join(Initiative, Initiative.id == Referral.initiative_id)
        .where(sa.or_(Initiative.agency_id == agency_id, Referral.committee_id == agency_id))
        .where(Referral.answered_at.is_(None), Initiative.stage.in_(sorted(WITH_COMMITTEE)))
    )
    return list(db.session().scalars(wanted.order_by(Referral.id)))


def end_term(occasion: Occasion) -> None:
    """Let what lies before the body go as each rule set says: lapse, close, wait or go on (R051)."""
    wanted = sa.select(Initiative).where(
        Initiative.agency_id == occasion.agency_id,
        Initiative.stage.in_(sorted(WITH_COMMITTEE | SIGNABLE)),
    )
    for x in db.session().scalars(wanted.order_by(Initiative.id)).all():
        fate = law.by_key(x.rule_set_id).value("lapse.on_term_end")
        if x.stage in WITH_COMMITTEE and fate == "lapses":
            _lapse(x)
        elif x.stage in WITH_COMMITTEE and fate == "survives-if-confirmed":
            _wait(x)
        elif x.stage in SIGNABLE and fate == "closes":
            _close(x)
    occasion.applied_at = clock.now()
    db.session().flush()


def _lapse(x: Initiative) -> None:
    x.move(State.LAPSED)
    x.ended_at = clock.now()
    _note("lapsed", x, None)
    mails.tell(x, "lapsed")


def _wait(x: Initiative) -> None:
    rule_set = law.by_key(x.rule_set_id)
    period = rule_set.period("lapse.confirm_within") or CONFIRM_WITHIN
    x.confirm_due_at = owed_by(clock.now(), period, rule_set)
    _note("waits", x, None)
    mails.tell(x, "term-waits", mark=x.confirm_due_at.date().isoformat())


def _close(x: Initiative) -> None:
    now = clock.now()
    if x.sheet_id is not None and x.sealed_at is None:
        signatures.end(x.sheet_id, at=now, ground="end-of-term")
        x.closes_at = max(min(now, x.closes_at or now), x.opens_at or now)
    _note("closed", x, None)


def confirm_initiative(x: Initiative, clerk: Actor) -> None:
    """Let an initiative go on after the end of a term; by the body's clerk, while it waits."""
    if not clerk.may(Permission.INITIATIVE_ACKNOWLEDGE, x.agency_id):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body confirms this."))
    if x.confirm_due_at is None or clock.now() >= x.confirm_due_at:
        raise Refusal("wrong-state", _l("This initiative does not wait to be confirmed."))
    x.confirm_due_at = None
    db.session().flush()
    _note("confirmed", x, clerk)


def _note(word: str, x: Initiative, actor: Actor | None) -> None:
    until = x.confirm_due_at.isoformat() if x.confirm_due_at else None
    facts = {"confirm_by": until}
    record.note(f"initiative:term:{word}", x.path, actor=actor, agency_id=x.agency_id, facts=facts)
