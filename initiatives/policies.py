"""Who may do what to an initiative: small questions about an actor and a thing."""

from __future__ import annotations

from datetime import datetime

from commons.access import Actor, Permission
from initiatives.models import Initiative, Member, Referral
from initiatives.rules import state
from initiatives.states import EDITABLE, PRIVATE, SIGNABLE, MemberRole, State

SENDABLE = SIGNABLE | {State.COUNTING}


def member_of(actor: Actor, initiative: Initiative) -> Member | None:
    """The actor's own place in this initiative, if there is one."""
    if actor.account_id is None:
        return None
    return next((m for m in initiative.members if m.account_id == actor.account_id), None)


def is_member(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor carries this initiative in any role."""
    return member_of(actor, initiative) is not None


def is_author(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor began this initiative."""
    member = member_of(actor, initiative)
    return member is not None and member.is_author


def is_representative(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor speaks for it: its representative, or the author where there is none."""
    member = member_of(actor, initiative)
    if member is None:
        return False
    if any(m.role is MemberRole.REPRESENTATIVE for m in initiative.members):
        return member.role is MemberRole.REPRESENTATIVE
    return member.is_author


def is_public(initiative: Initiative) -> bool:
    """Whether everybody may read it: from its publication on, rejected and ended ones, not removed ones."""
    if initiative.removed_at is not None:
        return False
    return initiative.published_at is not None or initiative.stage not in PRIVATE


def may_see(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor may read it: a draft only by those who carry it."""
    if initiative.stage is State.WITHDRAWN and initiative.published_at is None:
        return is_member(actor, initiative)
    return is_public(initiative) or is_member(actor, initiative)


def may_edit(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor may change the words now."""
    return is_author(actor, initiative) and state(initiative, now) in EDITABLE


def is_open_to_join(initiative: Initiative, now: datetime) -> bool:
    """Whether people may still join or leave: before collecting starts."""
    return state(initiative, now) in EDITABLE | {State.REVIEW}


def may_invite(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor may invite others to carry it: before collecting starts."""
    return is_author(actor, initiative) and is_open_to_join(initiative, now)


def may_submit(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor may hand it in for review."""
    return may_edit(actor, initiative, now)


def may_start(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor may press "start collecting"."""
    return is_author(actor, initiative) and state(initiative, now) in (
        State.DRAFT,
        State.DISCUSSION,
        State.REVIEW,
    )


def may_agree_to_send(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor has a voice in sending it to verification."""
    member = member_of(actor, initiative)
    return member is not None and state(initiative, now) in SENDABLE


def may_forward(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor may hand the verified initiative over to parliament."""
    return is_representative(actor, initiative) and state(initiative, now) is State.QUALIFIED


def may_withdraw(actor: Actor, initiative: Initiative, now: datetime) -> bool:
    """Whether the actor may end the initiative: never once it was sent to verification."""
    open_still = EDITABLE | {State.REVIEW, State.COLLECTING, State.COUNTING}
    return (
        is_author(actor, initiative)
        and initiative.sent_at is None
        and state(initiative, now) in open_still
    )


def may_review(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor reviews for the receiving body; nobody reviews what he carries."""
    return actor.may(Permission.INITIATIVE_REVIEW, initiative.agency_id) and not is_member(
        actor, initiative
    )


def may_acknowledge(actor: Actor, referral: Referral) -> bool:
    """Whether the actor may enter it into the register of the receiving body or the committee."""
    receiving = (referral.committee_id, referral.initiative.agency_id)
    may = any(actor.may(Permission.INITIATIVE_ACKNOWLEDGE, agency) for agency in receiving)
    return may and not is_member(actor, referral.initiative)


def may_prepare_hearing(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor may open a hearing on a forwarded text: an officer who does not carry it."""
    bodies = actor.agencies_with(Permission.HEARING_PREPARE)
    return bool(bodies and initiative.referrals) and not is_member(actor, initiative)


def may_record(actor: Actor, referral: Referral) -> bool:
    """Whether the actor keeps the minutes of the committee that has it."""
    return actor.may(Permission.INITIATIVE_RECORD, referral.committee_id) and not is_member(
        actor, referral.initiative
    )
