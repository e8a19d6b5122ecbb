"""Acts of funding: disclose a gift, strike a wrong entry, state the list, remind of what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.texts.words import normalise
from initiatives import policies
from initiatives.funding import mails, queries, rules
from initiatives.funding.models import Gift, Statement
from initiatives.models import Initiative

log = structlog.get_logger("initiatives")


def disclose(
    initiative: Initiative, actor: Actor, *, giver: str, amount: int, received_on: date
) -> Gift:
    """Publish a gift with name, amount and day (R053); what comes after its last day is late.

    Refused for others than the initiators, below the rule set's sum, and for a day to come.
    """
    _check_may(initiative, actor)
    rule_set = law.by_key(initiative.rule_set_id)
    today = local_date(clock.now(), rule_set.zone)
    limit = rules.check_gift(rules.limit_of(rule_set), amount, received_on, today)
    gift = Gift(
        initiative_id=initiative.id,
        giver=normalise(" ".join(giver.split())),
        amount=amount,
        currency=limit.currency,
        received_on=received_on,
        disclosed_at=clock.now(),
        is_late=today > rules.due_on(received_on),
    )
    db.session().add(gift)
    db.session().flush()
    _note(initiative, actor, "disclosed", {"gift": gift.id, "amount": amount})
    return gift


def strike(initiative: Initiative, actor: Actor, gift: Gift, *, reason: str) -> None:
    """Strike a wrong entry out with its reason; both stay readable. Refused without a reason."""
    _check_may(initiative, actor)
    if gift.struck_at is not None:
        raise Refusal("already-settled", _l("This entry is struck out already."))
    if not reason.strip():
        raise Refusal("reason-missing", _l("Write the reason; it is public."), field="reason")
    gift.struck_at, gift.struck_reason = clock.now(), normalise(reason.strip())
    db.session().flush()
    _note(initiative, actor, "struck", {"gift": gift.id})


def state(initiative: Initiative, actor: Actor) -> Statement:
    """Say that every gift until today is on the list; refused twice on one day, and where no rule is."""
    _check_may(initiative, actor)
    rule_set = law.by_key(initiative.rule_set_id)
    if rules.limit_of(rule_set) is None:
        raise Refusal("no-disclosure", _l("This rule set asks for no list of gifts."))
    through = local_date(clock.now(), rule_set.zone)
    values = {"initiative_id": initiative.id, "through": through, "made_at": clock.now()}
    number = db.insert_once(Statement, values, conflict=["initiative_id", "through"])
    if number is None:
        raise Refusal("already-settled", _l("You have stated this today already."))
    _note(initiative, actor, "stated", {"through": through.isoformat()})
    return db.session().get_one(Statement, number)


def remind_due() -> int:
    """Remind initiators a week before a statement is due and once when it is late; gives how many."""
    told = 0
    for initiative in queries.collected():
        found = queries.of(initiative)
        if found.due_on is None:
            continue
        today = local_date(clock.now(), law.by_key(initiative.rule_set_id).zone)
        if found.is_overdue or found.due_on - today <= rules.REMIND:
            told += mails.remind(initiative, found.due_on, is_overdue=found.is_overdue)
        if found.is_overdue:
            _note_overdue(initiative, found.due_on)
    return told


def _note_overdue(initiative: Initiative, due_on: date) -> None:
    known = record.history(initiative.path, limit=200, kinds={"initiative:funding:overdue"})
    if not any(entry.facts.get("due_on") == due_on.isoformat() for entry in known):
        _note(initiative, None, "overdue", {"due_on": due_on.isoformat()})


def _check_may(initiative: Initiative, actor: Actor) -> None:
    if not policies.is_member(actor, initiative):
        raise Refusal("not-permitted", _l("Only those who carry the initiative do this."))


def _note(
    initiative: Initiative, actor: Actor | None, word: str, facts: Mapping[str, object]
) -> None:
    if initiative.published_at is not None:
        record.note(
            f"initiative:funding:{word}",
            initiative.path,
            actor=actor,
            agency_id=initiative.agency_id,
            facts=dict(facts),
        )
    log.info(f"initiative_funding_{word}", id=initiative.id)
