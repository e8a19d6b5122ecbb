"""The acts of the book: enter, pass on to another committee, ask a second body, answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from commons import clock, db, files, record
from commons.access import Actor, Permission
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.files import Kept
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date, owed_by
from initiatives import mails, policies, proposal
from initiatives.models import Initiative, Referral
from initiatives.passage import queries, rules
from initiatives.passage.models import Destination, Entry
from initiatives.passage.states import AUTHORS, EntryKind, Medium, Source
from initiatives.states import WITH_COMMITTEE, State

files.use_holder(queries.is_needed)
IN_HANDS = WITH_COMMITTEE | {State.ANSWERED}


@dataclass(frozen=True)
class Said:
    """What an entry says."""

    title: str
    happened_on: date
    words: str = ""
    medium: Medium | None = None
    correspondent: str = ""
    address: str = ""
    kept: Kept | None = None


def may_enter(actor: Actor, initiative: Initiative, kind: EntryKind) -> bool:
    """Whether the actor keeps this part of the book: the committee's secretary, or those who carry it."""
    if kind in AUTHORS:
        return initiative.published_at is not None and policies.is_member(actor, initiative)
    referral = initiative.referrals[-1] if initiative.referrals else None
    return referral is not None and policies.may_record(actor, referral)


def enter(
    initiative: Initiative,
    actor: Actor,
    kind: EntryKind,
    said: Said,
    *,
    corrects: Entry | None = None,
) -> Entry:
    """Write an entry; a wrong one is named by the one that corrects it, and stays.

    Refused for others than its keeper, and for what has no title, medium, file or possible day.
    """
    if not may_enter(actor, initiative, kind):
        raise Refusal("not-permitted", _l("Only the secretary of the committee records this."))
    source = Source.AUTHOR if kind in AUTHORS else Source.DESK
    return write(initiative, kind, said, source=source, actor=actor, corrects=corrects)


def write(
    initiative: Initiative,
    kind: EntryKind,
    said: Said,
    *,
    source: Source,
    actor: Actor | None = None,
    corrects: Entry | None = None,
    message: str | None = None,
) -> Entry:
    """Write an entry whose author is known to be entitled; a machine's names its message."""
    referral = initiative.referrals[-1] if initiative.referrals else None
    zone = law.by_key(initiative.rule_set_id).zone
    rules.check_entry(kind, said, local_date(clock.now(), zone))
    if corrects is not None and corrects.kind is not kind:
        raise Refusal("bad-form", _l("An entry corrects one of its own kind."), field="corrects")
    if source is not Source.AUTHOR and initiative.stage not in IN_HANDS:
        raise Refusal("wrong-state", _l("The initiative does not lie with a committee."))
    entry = Entry(
        initiative=initiative,
        referral_id=referral.id if referral else None,
        kind=kind,
        source=source,
        happened_on=said.happened_on,
        title=proposal.tidy(said.title),
        words=proposal.tidy(said.words),
        medium=said.medium,
        correspondent=proposal.tidy(said.correspondent),
        address=said.address.strip(),
        digest=said.kept.digest if said.kept else None,
        file_type=said.kept.type.value if said.kept else None,
        file_name=said.kept.name if said.kept else None,
        corrects_id=corrects.id if corrects else None,
        message=message,
        recorded_at=clock.now(),
    )
    db.session().add(entry)
    db.session().flush()
    _note(entry, actor)
    return entry


def transfer(referral: Referral, secretary: Actor, committee: Agency, *, reason: str) -> Referral:
    """Pass the initiative on to another committee of the same body, which registers it anew.

    Time already given for hearing and answer does not begin again. Refused without a reason, for
    the same committee, for a body that is none of them, and after the answer.
    """
    initiative = referral.initiative
    if not policies.may_record(secretary, referral):
        raise Refusal("not-permitted", _l("Only the secretary of the committee records this."))
    is_other = committee.kind is Kind.COMMITTEE and committee.id != referral.committee_id
    if not is_other or committee.parent_id != initiative.agency_id:
        raise Refusal("bad-form", _l("Choose another committee."), field="committee")
    if not reason.strip():
        raise Refusal("reason-missing", _l("Give the reason."), field="reason")
    if initiative.stage not in (State.RECEIVED, State.IN_COMMITTEE) or referral.answered_at:
        raise Refusal("wrong-state", _l("The initiative does not lie before the committee."))
    today = local_date(clock.now(), law.by_key(initiative.rule_set_id).zone)
    said = Said(committee.name("en"), today, words=reason, correspondent=committee.slug)
    write(initiative, EntryKind.TRANSFER, said, source=Source.DESK, actor=secretary)
    passed = Referral(
        initiative_id=initiative.id,
        committee_id=committee.id,
        certificate=referral.certificate,
        forwarded_at=clock.now(),
        receipt_due_at=_from_now(initiative, "response.receipt"),
        hearing_due_at=referral.hearing_due_at,
        answer_due_at=referral.answer_due_at,
    )
    referral.hearing_due_at = referral.answer_due_at = None
    initiative.referrals.append(passed)
    if initiative.stage is State.RECEIVED:
        initiative.move(State.IN_COMMITTEE)
    initiative.move(State.FORWARDED)
    db.session().flush()
    mails.tell(initiative, "forwarded", mark=str(passed.id), to=committee)
    return passed


def send_on(referral: Referral, secretary: Actor, agency: Agency, *, asked_for: str) -> Destination:
    """Ask a second body for its answer: a government for a position, a municipality, a committee.

    Its time is that of the answer in the rule set. Refused twice for the same body.
    """
    initiative = referral.initiative
    if not policies.may_record(secretary, referral):
        raise Refusal("not-permitted", _l("Only the secretary of the committee records this."))
    if initiative.stage not in IN_HANDS:
        raise Refusal("wrong-state", _l("The initiative does not lie with a committee."))
    if not asked_for.strip():
        raise Refusal("words-missing", _l("Say what the body is asked for."), field="asked_for")
    if agency.id == referral.committee_id or agency.id in {
        each.agency_id for each in queries.destinations(initiative.id)
    }:
        raise Refusal("already-sent", _l("This body has it already."), field="agency")
    row = Destination(
        initiative=initiative,
        agency_id=agency.id,
        asked_for=proposal.tidy(asked_for),
        sent_at=clock.now(),
        due_at=_from_now(initiative, "response.final"),
    )
    db.session().add(row)
    db.session().flush()
    facts = {"body": agency.slug, "number": row.id}
    record.note(
        "initiative:destination:sent",
        initiative.path,
        actor=secretary,
        agency_id=agency.id,
        facts=facts,
    )
    mails.tell(initiative, "forwarded", mark=f"destination:{row.id}", to=agency)
    return row


def owed_of(initiative: Initiative, agency_id: int) -> list[Destination]:
    """What one body still owes this initiative."""
    known = queries.destinations(initiative.id)
    return [d for d in known if d.agency_id == agency_id and d.answered_at is None]


def may_answer(actor: Actor, destination: Destination) -> bool:
    """Whether the actor answers for a second body: its officers, never one who carries it."""
    return actor.may(Permission.INITIATIVE_ANSWER, destination.agency_id) and not (
        policies.is_member(actor, destination.initiative)
    )


def answer(destination: Destination, actor: Actor, words: str) -> None:
    """Give a second body's answer, once; it is public at once."""
    if not may_answer(actor, destination):
        raise Refusal("not-found", _l("There is no such destination."))
    if destination.answered_at is not None:
        raise Refusal("already-answered", _l("The answer is on record already."))
    if not words.strip():
        raise Refusal("words-missing", _l("Write the answer."), field="words")
    destination.answer, destination.answered_at = proposal.tidy(words), clock.now()
    db.session().flush()
    initiative = destination.initiative
    record.note(
        "initiative:destination:answered",
        initiative.path,
        actor=actor,
        agency_id=destination.agency_id,
        facts={"number": destination.id},
    )
    mails.tell(initiative, "entered", mark=f"destination:{destination.id}")


def _from_now(initiative: Initiative, name: str) -> Any:
    rule_set = law.by_key(initiative.rule_set_id)
    period = rule_set.period(name)
    return owed_by(clock.now(), period, rule_set) if period else None


def _note(entry: Entry, actor: Actor | None) -> None:
    facts: dict[str, Any] = {"digest": entry.digest} if entry.digest else {}
    facts |= {"entry": entry.id, "on": entry.happened_on.isoformat(), "by": entry.source.value}
    if entry.corrects_id:
        facts["corrects"] = entry.corrects_id
    record.note(
        f"initiative:entry:{entry.kind.value}",
        entry.initiative.path,
        actor=actor,
        agency_id=entry.initiative.agency_id,
        facts=facts,
    )
    if entry.kind is not EntryKind.TRANSFER:
        mails.tell(entry.initiative, "entered", mark=f"entry:{entry.id}")
