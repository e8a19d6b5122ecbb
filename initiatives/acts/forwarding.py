"""Forwarding: to verification by a majority of initiators, then to the committee with a certificate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import signatures
from commons import clock, db, record
from commons.access import Actor
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import owed_by
from initiatives import allowances, clocks, mails, policies, queries, rules
from initiatives.clocks import Clock
from initiatives.models import Initiative, Referral
from initiatives.occasions import effects
from initiatives.states import SIGNABLE, State


def agree_to_send(initiative: Initiative, actor: Actor) -> None:
    """Give one's voice for sending the initiative to verification."""
    now = clock.now()
    member = policies.member_of(actor, initiative)
    if member is None or not policies.may_agree_to_send(actor, initiative, now):
        raise Refusal("not-permitted", _l("Only its initiators agree to sending it."))
    member.agrees_to_send_at = member.agrees_to_send_at or now
    db.session().flush()


def send_to_verification(initiative: Initiative, actor: Actor) -> None:
    """Send the initiative to verification: irrevocable, and collecting ends at once.

    Refused for others than the representative, without a majority of initiators, below the
    threshold on a released head net of withdrawals, and while the sheet is being counted.
    """
    held = queries.locked(initiative.id)
    now = clock.now()
    if not policies.is_representative(actor, held):
        raise Refusal("not-permitted", _l("Only the representative sends it to verification."))
    standing = rules.state(held, now)
    is_to_come = held.opens_at is not None and held.opens_at > now
    if held.sent_at is not None or standing not in policies.SENDABLE or is_to_come:
        raise Refusal("wrong-state", _l("It cannot be sent where it stands now."))
    if standing in SIGNABLE and not allowances.may_send_early(law.by_key(held.rule_set_id)):
        raise Refusal(
            "still-collecting", _l("Collecting goes on to its last day; then it can be sent.")
        )
    if standing is State.COUNTING and held.sealed_at is None:
        raise Refusal("still-counting", _l("The sheet is still being counted."))
    agree_to_send(held, actor)
    _check_majority(held)
    _check_reached(held)
    held.sent_at = now
    if standing in SIGNABLE and held.sheet_id is not None:
        signatures.end(held.sheet_id, at=now)
        held.closes_at = now
    db.session().flush()
    record.note("initiative:verification:sent", held.path, actor=actor, agency_id=held.agency_id)


def _check_majority(initiative: Initiative) -> None:
    agreeing = sum(1 for m in initiative.members if m.agrees_to_send_at is not None)
    if not rules.is_majority(agreeing, len(initiative.members)):
        raise Refusal(
            "no-majority",
            _l(
                "%(agreeing)s of %(of)s initiators agree to sending it; more than half must.",
                agreeing=agreeing,
                of=len(initiative.members),
            ),
        )


def _check_reached(initiative: Initiative) -> None:
    if initiative.practice:
        raise Refusal("practice-sheet", _l("A practice sheet counts nowhere and is not sent."))
    if initiative.sheet_id is None:
        raise Refusal("wrong-state", _l("It cannot be sent where it stands now."))
    net = initiative.carried + signatures.tally(initiative.sheet_id).net
    if net < (initiative.threshold or 0):
        raise Refusal(
            "not-reached",
            _l(
                "The released count is %(net)s; %(threshold)s are needed.",
                net=net,
                threshold=initiative.threshold,
            ),
        )
    _check_territories(initiative)


def _check_territories(initiative: Initiative) -> None:
    if initiative.territories_short:
        raise Refusal(
            "not-reached",
            _l(
                "The minimum is still missed in %(short)s States.",
                short=initiative.territories_short,
            ),
        )


def forward(initiative: Initiative, actor: Actor | None = None) -> Referral:
    """Hand a qualified initiative to its committee: certificate and text, no names.

    By the representative, or (without an actor) by the platform where the law says so; refused
    from any other state.
    """
    now = clock.now()
    if actor is not None and not policies.is_representative(actor, initiative):
        raise Refusal("not-permitted", _l("Only the representative hands it over."))
    if rules.state(initiative, now) is not State.QUALIFIED or initiative.sheet_id is None:
        raise Refusal("wrong-state", _l("Only a qualified initiative goes to parliament."))
    if initiative.stage is State.VERIFICATION:
        initiative.move(State.QUALIFIED)
        initiative.qualified_at = initiative.result_final_at
    committee = committee_of(initiative)
    referral = Referral(
        initiative_id=initiative.id,
        committee_id=committee.id,
        certificate=_certificate(initiative),
        forwarded_at=now,
    )
    _set_clocks(referral, initiative, now)
    effects.after_recesses(referral, initiative)
    initiative.referrals.append(referral)
    initiative.move(State.FORWARDED)
    initiative.forwarded_at = now
    db.session().flush()
    _note_forwarded(initiative, referral, committee, actor)
    return referral


def committee_of(initiative: Initiative) -> Agency:
    """The committee to which the initiative's subject belongs; refused where there is none."""
    found = agencies.committee_for(initiative.agency_id, initiative.topic or None)
    found = found or agencies.committee_for(initiative.agency_id)
    if found is None:
        raise Refusal("no-committee", _l("The receiving body has no committee for this subject."))
    return found


def _certificate(initiative: Initiative) -> dict[str, Any]:
    if initiative.sheet_id is None:
        raise Refusal("wrong-state", _l("Only a qualified initiative goes to parliament."))
    said = signatures.certify(initiative.sheet_id)
    return {
        "sheet_digest": said.sheet_digest,
        "title": said.title,
        "signatures": said.signatures,
        "withdrawn": said.withdrawn,
        "net": said.net,
        "verified": initiative.verified,
        "sealed_at": said.sealed_at.isoformat(),
        "root": said.root,
        "signed": said.signed,
        "earlier": [
            signatures.certify(former.sheet_id).signed for former in initiative.former_sheets
        ],
    }


def _set_clocks(referral: Referral, initiative: Initiative, now: datetime) -> None:
    rule_set = law.by_key(initiative.rule_set_id)

    def until(name: str) -> datetime | None:
        period = rule_set.period(name)
        return owed_by(now, period, rule_set) if period else None

    referral.receipt_due_at = until("response.receipt")
    referral.hearing_due_at = until("response.hearing")
    referral.answer_due_at = until("response.final")


def _note_forwarded(
    initiative: Initiative, referral: Referral, committee: Agency, actor: Actor | None
) -> None:
    facts = {
        "committee": committee.slug,
        "sheet": initiative.sheet_digest,
        "verified": initiative.verified,
        "answer_due_at": referral.answer_due_at.isoformat() if referral.answer_due_at else None,
    }
    record.note(
        "initiative:committee:forwarded",
        initiative.path,
        actor=actor,
        agency_id=committee.id,
        facts=facts,
    )
    mails.tell(initiative, "forwarded", mark=str(referral.id), to=committee)
    receiving = agencies.by_id(initiative.agency_id)
    mails.tell(initiative, "forwarded", mark=str(referral.id), to=receiving)


def late_clocks(initiative: Initiative, now: datetime) -> list[Clock]:
    """The answers that are owed and late."""
    return [c for c in clocks.running(initiative, now) if c.is_overdue(now)]


def tell_late(initiative: Initiative, mark: str) -> None:
    """Write to everybody concerned, to the committee and to its parliament."""
    for referral in initiative.referrals[-1:]:
        mails.tell(initiative, "overdue", mark=mark, to=agencies.by_id(referral.committee_id))
    mails.tell(initiative, "overdue", mark=mark, to=agencies.by_id(initiative.agency_id))
