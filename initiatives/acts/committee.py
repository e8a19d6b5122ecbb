"""Parliament's part: registered under a number, taken up, meetings held, a decision with reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives import mails, policies, proposal, rules
from initiatives.models import CommitteeDecision, Initiative, Meeting, Paper, Referral
from initiatives.origins import Origin, facts_of
from initiatives.states import WITH_COMMITTEE, State


def acknowledge(
    referral: Referral,
    clerk: Actor,
    *,
    registry_number: str,
    term: str,
    origin: Origin | None = None,
) -> None:
    """Enter the initiative into parliament's register; a number is unique in its term.

    Refused twice, and for a number that is taken.
    """
    initiative = referral.initiative
    if not policies.may_acknowledge(clerk, referral):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body registers this."))
    if initiative.stage is not State.FORWARDED or referral.received_at is not None:
        raise Refusal("already-received", _l("The initiative is registered already."))
    number, term = registry_number.strip(), term.strip()
    if not number or not term:
        raise Refusal(
            "number-missing", _l("Give the registry number and the term."), field="registry_number"
        )
    _check_free(number, term)
    referral.registry_number, referral.term = number, term
    referral.received_at = clock.now()
    initiative.move(State.RECEIVED)
    db.session().flush()
    facts = {"registry_number": number, "term": term, **facts_of(origin)}
    _note("received", referral, clerk, facts)
    mails.tell(initiative, "received", mark=str(referral.id))


def take_up(referral: Referral, secretary: Actor) -> None:
    """Put the initiative before the committee; refused before it is registered."""
    _check_secretary(referral, secretary)
    if referral.initiative.stage is not State.RECEIVED:
        raise Refusal("wrong-state", _l("The committee can take up what is registered."))
    referral.initiative.move(State.IN_COMMITTEE)
    db.session().flush()
    _note("taken-up", referral, secretary, {})


def record_meeting(
    referral: Referral,
    secretary: Actor,
    *,
    held_on: date,
    topic: str,
    heard: str = "",
    corrects: Meeting | None = None,
) -> Meeting:
    """Record a meeting and who was heard; a wrong entry is corrected by an entry (R048).

    Refused before registration, after the decision, and for a day that has not come.
    """
    _check_secretary(referral, secretary)
    rule_set = law.by_key(referral.initiative.rule_set_id)
    if held_on > local_date(clock.now(), rule_set.zone):
        raise Refusal("day-to-come", _l("That day has not come yet."), field="held_on")
    if not topic.strip():
        raise Refusal("topic-missing", _l("Say what the meeting was about."), field="topic")
    if referral.initiative.stage is State.RECEIVED:
        take_up(referral, secretary)
    _check_before_committee(referral)
    meeting = Meeting(
        referral_id=referral.id,
        held_on=held_on,
        topic=proposal.tidy(topic),
        heard=proposal.tidy(heard),
        corrects_id=corrects.id if corrects else None,
        recorded_at=clock.now(),
    )
    referral.meetings.append(meeting)
    referral.taken_up_at = referral.taken_up_at or clock.now()
    db.session().flush()
    _note("meeting", referral, secretary, {"held_on": held_on.isoformat(), "meeting": meeting.id})
    mails.tell(referral.initiative, "meeting", mark=str(meeting.id))
    return meeting


def add_paper(referral: Referral, secretary: Actor, *, title: str, address: str) -> Paper:
    """Name a letter or paper of the committee and where everybody can read it."""
    _check_secretary(referral, secretary)
    if referral.initiative.stage not in WITH_COMMITTEE | {State.ANSWERED}:
        raise Refusal("wrong-state", _l("The initiative does not lie with a committee."))
    if not title.strip() or not address.startswith(("https://", "http://")):
        raise Refusal("address-missing", _l("Give a title and a web address."), field="address")
    paper = Paper(
        referral_id=referral.id,
        title=proposal.tidy(title),
        address=address.strip(),
        recorded_at=clock.now(),
    )
    referral.papers.append(paper)
    db.session().flush()
    _note("paper", referral, secretary, {"paper": paper.id})
    return paper


def decide(
    referral: Referral,
    secretary: Actor,
    *,
    outcome: str,
    reason: str,
    decided_on: date,
    clause: str = "",
    origin: Origin | None = None,
) -> CommitteeDecision:
    """Record the committee's decision: an outcome of the rule set's list, with its reason.

    `clause` is the provision on which the committee relies, as it names it.
    Refused without a reason, outside the list, before a registration, and twice.
    """
    _check_secretary(referral, secretary)
    initiative = referral.initiative
    rule_set = law.by_key(initiative.rule_set_id)
    rules.check_outcome(rule_set, outcome, reason)
    if decided_on > local_date(clock.now(), rule_set.zone):
        raise Refusal("day-to-come", _l("That day has not come yet."), field="decided_on")
    _check_before_committee(referral)
    decision = CommitteeDecision(
        referral_id=referral.id,
        outcome=outcome,
        clause=proposal.tidy(clause),
        reason=proposal.tidy(reason),
        decided_on=decided_on,
        recorded_at=clock.now(),
    )
    db.session().add(decision)
    referral.decision, referral.answered_at = decision, clock.now()
    initiative.ended_at = clock.now()
    initiative.move(State.ANSWERED)
    db.session().flush()
    facts = {"on": decided_on.isoformat(), "outcome": outcome, **facts_of(origin)}
    _note("decided", referral, secretary, facts)
    mails.tell(initiative, "decided", mark=str(referral.id))
    return decision


def note_followup(
    initiative: Initiative, *, kind: str, address: str, actor: Actor | None = None
) -> None:
    """Put on record what followed elsewhere, such as a hearing on the text."""
    facts = {"address": address}
    record.note(f"initiative:followup:{kind}", initiative.path, actor=actor, facts=facts)


def is_number_taken(number: str, term: str) -> bool:
    """Whether another initiative stands under this number in this term."""
    taken = sa.select(Referral.id).where(Referral.term == term, Referral.registry_number == number)
    return db.session().scalar(taken) is not None


def _check_free(number: str, term: str) -> None:
    if is_number_taken(number, term):
        raise Refusal(
            "number-taken", _l("This number is taken in this term."), field="registry_number"
        )


def _check_secretary(referral: Referral, secretary: Actor) -> None:
    if not policies.may_record(secretary, referral):
        raise Refusal("not-permitted", _l("Only the secretary of the committee records this."))


def _check_before_committee(referral: Referral) -> None:
    if referral.initiative.stage is not State.IN_COMMITTEE or referral.answered_at is not None:
        raise Refusal("wrong-state", _l("The initiative does not lie before the committee."))


def _note(word: str, referral: Referral, actor: Actor, facts: Mapping[str, Any]) -> None:
    record.note(
        f"initiative:committee:{word}",
        referral.initiative.path,
        actor=actor,
        agency_id=referral.committee_id,
        facts=facts,
    )
