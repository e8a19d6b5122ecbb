"""Acts that a parliament's system brings: taken once, entered by the services that persons use too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commons import clock, db, record
from commons.access import Actor
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives import proposal, services
from initiatives.acts.amending import extensions_left
from initiatives.acts.committee import is_number_taken
from initiatives.mirror import labels, policies, queries, rules
from initiatives.mirror.messages import Said
from initiatives.mirror.models import Act, Lending, Message, Peer
from initiatives.mirror.states import ActKind, Standing
from initiatives.models import Initiative
from initiatives.origins import Origin
from initiatives.states import State


def receive(said: Said, kind: ActKind, message: Message, initiative: Initiative) -> Act:
    """Take an act: entered at once where its body has allowed that, else it waits for a person.

    What does not fit the state of its initiative is kept aside. Refuses what could never be entered:
    a day to come, an unknown outcome, a missing number or reason, an extension too many or too late.
    """
    referral = initiative.referrals[-1]
    rule_set = law.by_key(initiative.rule_set_id)
    rules.check_sound(said, rule_set, local_date(clock.now(), rule_set.zone))
    if kind is ActKind.EXTENSION:
        _check_extendable(initiative)
    why = _misfit(kind, said.facts, initiative)
    system = policies.system(list(queries.lendings(message.peer_id)))
    act = Act(
        message=message,
        initiative=initiative,
        referral=referral,
        kind=kind,
        said=dict(said.facts),
        signature=said.signature,
        standing=Standing.KEPT if why else Standing.WAITING,
        why=why,
        at_once=why is None and policies.may_do(system, kind, referral),
    )
    db.session().add(act)
    db.session().flush()
    _note("brought", act, None, {"at_once": act.at_once, "why": why})
    if act.at_once:
        _enter(act, system)
    return act


def misfit(act: Act) -> str | None:
    """Why the act could not be entered now, as a code; None where it could."""
    why = _misfit(act.kind, act.said, act.initiative, of=act)
    if why is None and act.kind is ActKind.EXTENSION:
        try:
            _check_extendable(act.initiative, besides=1)
        except Refusal as refusal:
            return refusal.code
    return why


def enter(act: Act, actor: Actor) -> None:
    """Enter what waits or was kept aside, as a person who could do it by hand.

    Refuses others ("not-found"), what is settled, and what does not fit now, by the code of why.
    """
    _check_open(act, actor)
    why = misfit(act)
    if why is not None:
        raise Refusal(why, labels.WHY[why])
    _enter(act, actor)


def dismiss(act: Act, actor: Actor, reason: str) -> None:
    """Say that nothing follows from it, with a reason; the message stays at the desk and on record."""
    _check_open(act, actor)
    if not reason.strip():
        raise Refusal("reason-missing", _l("Give the reason."), field="reason")
    act.standing, act.note, act.settled_at = Standing.DISMISSED, proposal.tidy(reason), clock.now()
    db.session().flush()
    _note("dismissed", act, actor, {})


def lend(peer: Peer, body: Agency, actor: Actor, *, receipts: bool, decisions: bool) -> None:
    """Let acts of this system take effect at once for a body, or wait again; each says its own part.

    Clerks say it of receipts, secretaries of decisions and extensions. Refused for others.
    """
    if not policies.may_lend(actor, peer, body):
        raise Refusal("not-permitted", _l("Only those who do this by hand may let a system do it."))
    row = queries.lending(peer.id, body.id) or Lending(
        peer_id=peer.id, agency_id=body.id, receipts=False, decisions=False
    )
    before = (row.receipts, row.decisions)
    if policies.lends_receipts(actor, body.id):
        row.receipts = receipts
    if policies.lends_decisions(actor, body.id):
        row.decisions = decisions
    if before == (row.receipts, row.decisions):
        return
    row.since = clock.now()
    db.session().add(row)
    db.session().flush()
    record.note(
        "initiative:mirror:lent",
        f"/agencies/{body.slug}",
        actor=actor,
        agency_id=body.id,
        facts={"decisions": row.decisions, "key": peer.public_key, "receipts": row.receipts},
    )


def take_back_all(peer: Peer) -> int:
    """Let everything of this system wait for persons again; how many bodies had lent to it."""
    lent = queries.lendings(peer.id)
    for row in lent:
        db.session().delete(row)
    db.session().flush()
    return len(lent)


def _enter(act: Act, actor: Actor) -> None:
    referral, said = act.referral, act.said
    origin = Origin(key=act.message.key or "", message=act.message.digest)
    if act.kind is ActKind.RECEIPT:
        number, term = str(said["registry_number"]), str(said["term"])
        services.acknowledge(referral, actor, registry_number=number, term=term, origin=origin)
    elif act.kind is ActKind.DECISION:
        if act.initiative.stage is State.RECEIVED:
            services.take_up(referral, actor)
        act.part_id = services.decide(
            referral,
            actor,
            outcome=str(said["outcome"]),
            clause=str(said["clause"]),
            reason=str(said["reason"]),
            decided_on=date.fromisoformat(said["on"]),
            origin=origin,
        ).id
    else:
        reason = str(said["reason"])
        act.part_id = services.extend_answer(referral, actor, reason=reason, origin=origin).id
    act.standing, act.settled_at = Standing.ENTERED, clock.now()
    db.session().flush()


def _check_open(act: Act, actor: Actor) -> None:
    if not policies.may_settle(actor, act):
        raise Refusal("not-found", _l("There is no such message."))
    queries.lock(act.initiative_id)
    db.session().refresh(act)
    db.session().refresh(act.referral)
    if not act.is_open:
        raise Refusal("already-settled", _l("Somebody has entered or dismissed it already."))


def _check_extendable(initiative: Initiative, *, besides: int = 0) -> None:
    """Whether the rule set leaves an extension beside those that wait, this one not counted."""
    waiting = queries.asked_already(initiative.id) - besides
    left = extensions_left(initiative, law.by_key(initiative.rule_set_id))
    rules.check_extendable(initiative.referrals[-1], left=left > waiting, now=clock.now())


def _misfit(
    kind: ActKind, said: Mapping[str, Any], initiative: Initiative, of: Act | None = None
) -> str | None:
    referral = of.referral if of is not None else initiative.referrals[-1]
    why = rules.misfit(kind, referral)
    if why is None and kind is ActKind.RECEIPT:
        number, term = str(said["registry_number"]).strip(), str(said["term"]).strip()
        return "number-taken" if is_number_taken(number, term) else None
    return why


def _note(word: str, act: Act, actor: Actor | None, facts: Mapping[str, Any]) -> None:
    record.note(
        f"initiative:mirror:{word}",
        act.initiative.path,
        actor=actor,
        agency_id=act.referral.committee_id,
        facts={
            **facts,
            "act": act.kind.value,
            "key": act.message.key,
            "message": act.message.digest,
        },
    )
