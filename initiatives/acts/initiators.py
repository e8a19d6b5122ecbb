"""Those who carry an initiative: invited by letter, joined once, confirmed by eID on the roll."""

from __future__ import annotations

import hashlib
import secrets

import sqlalchemy as sa

from commons import clock, config, db
from commons.access import Actor
from commons.accounts.models import Account
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.notify import services as notify
from initiatives import mails, policies, queries, windows
from initiatives.models import Initiative, Invitation, Member
from initiatives.rules import RuleSet, by_eid, check_room, must_be_reachable
from initiatives.states import MemberRole


def invite(
    initiative: Initiative, actor: Actor, *, email: str, role: MemberRole, language: str
) -> str:
    """Send one person a letter with a secret of seven days; gives the secret (R030).

    Refused for others than the author, and once collecting has started.
    """
    now = clock.now()
    if not policies.may_invite(actor, initiative, now):
        raise Refusal("not-permitted", _l("Nobody can be invited to this initiative now."))
    rule_set = law.by_key(initiative.rule_set_id)
    check_room(rule_set, len(initiative.members))
    _check_role(initiative, role)
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        initiative_id=initiative.id,
        role=role,
        token_hash=hashed(token),
        email=email.strip().lower(),
        sent_at=now,
        expires_at=now + windows.invitation_lasts(rule_set),
    )
    db.session().add(invitation)
    db.session().flush()
    to = notify.Recipient(
        key=f"invitation:{invitation.id}", address=invitation.email, language=language
    )
    letter = mails.invitation(initiative, token, invitation.expires_at, language)
    notify.send(f"initiative:{initiative.id}:invitation", to, letter)
    return token


def open_invitation(token: str) -> Invitation:
    """The invitation behind a letter's secret; refused when unknown, used or over (R030)."""
    found = queries.invitation(hashed(token.strip()))
    if found is None:
        raise Refusal("invitation-unknown", _l("There is no such invitation."))
    if found.used_at is not None:
        raise Refusal("invitation-used", _l("This invitation has been used already."))
    if clock.now() >= found.expires_at:
        raise Refusal("invitation-expired", _l("This invitation has expired. Ask for a new one."))
    return found


def join(token: str, actor: Actor) -> Member:
    """Accept an invitation, once; bound to the confirmed address that it was written to (R030)."""
    invitation = open_invitation(token)
    account = db.session().get(Account, actor.account_id)
    if account is None:
        raise Refusal("sign-in-needed", _l("Sign in to accept the invitation."))
    if account.email_confirmed_at is None:
        raise Refusal(
            "address-unconfirmed",
            _l("Confirm on your own page the address to which the invitation was written first."),
        )
    if (account.email or "").lower() != invitation.email:
        raise Refusal("invitation-for-another", _l("This invitation was written to somebody else."))
    initiative = queries.locked(invitation.initiative_id)
    _check_role(initiative, invitation.role)
    if not policies.is_open_to_join(initiative, clock.now()):
        raise Refusal("text-frozen", _l("Nobody can join this initiative any more."))
    values = {
        "initiative_id": initiative.id,
        "account_id": account.id,
        "role": invitation.role,
        "is_author": False,
        "joined_at": clock.now(),
        "name": "",
        "region": "",
    }
    member_id = db.insert_once(Member, values, conflict=["initiative_id", "account_id"])
    if member_id is None:
        raise Refusal("already-member", _l("You carry this initiative already."))
    invitation.used_at, invitation.used_by = clock.now(), account.id
    db.session().expire(initiative, ["members"])
    return db.session().get_one(Member, member_id)


def leave(initiative: Initiative, actor: Actor) -> None:
    """Stop carrying an initiative; refused for its author, and once collecting has started."""
    member = policies.member_of(actor, initiative)
    if member is None or member.is_author:
        raise Refusal("not-permitted", _l("The author cannot leave; end the initiative instead."))
    if not policies.is_open_to_join(initiative, clock.now()):
        raise Refusal("text-frozen", _l("The initiators are frozen."))
    initiative.members.remove(member)
    db.session().delete(member)
    db.session().flush()


def forget(account_id: int) -> None:
    """Let go of a person who erases the account: places in drafts and unused invitations end.

    Names on a frozen sheet stay, because the law asks who its initiators were.
    """
    for initiative in queries.carried_by(account_id):
        if not policies.is_open_to_join(initiative, clock.now()):
            continue
        for member in [m for m in initiative.members if m.account_id == account_id]:
            member.name = member.region = ""
            member.confirmed_at = None
    db.session().flush()


def is_reachable(actor: Actor) -> bool:
    """Whether the actor has confirmed an address for letters."""
    account = db.session().get(Account, actor.account_id) if actor.account_id else None
    return account is not None and account.email_confirmed_at is not None


def check_reachable(initiative: Initiative, actor: Actor) -> None:
    """Refuse to publish while nobody could be written to: the author confirms an address first (I3)."""
    rule_set = law.by_key(initiative.rule_set_id)
    is_asked = must_be_reachable(rule_set, is_production=config.current().is_production)
    if is_asked and not is_reachable(actor):
        raise Refusal(
            "address-unconfirmed",
            _l("Confirm an e-mail address on your own page first; what you wrote is kept."),
        )


def states(initiative: Initiative) -> int:
    """From how many States the confirmed initiators come."""
    return len({m.region for m in initiative.members if m.confirmed_at and m.region})


def _check_role(initiative: Initiative, role: MemberRole) -> None:
    """Refuse a second representative or substitute: one person speaks, and one stands in."""
    taken = any(member.role is role for member in initiative.members)
    if role is not MemberRole.INITIATOR and taken:
        raise Refusal("role-taken", _l("Somebody has this part already."), field="role")


def clear_confirmations(initiative: Initiative) -> None:
    """Let every confirmation lapse, because what was confirmed has changed (FI s. 4)."""
    for member in initiative.members:
        member.confirmed_at = None
        member.name = member.region = ""
    initiative.roll_id = None


def confirmed(initiative: Initiative) -> int:
    """How many initiators the eID has confirmed for the present basics."""
    return sum(1 for m in initiative.members if m.confirmed_at is not None)


def counted(initiative: Initiative, rule_set: RuleSet) -> int:
    """How many initiators count: those confirmed by eID, or by e-mail where no more is asked (UK)."""
    if by_eid(rule_set):
        return confirmed(initiative)
    ids = [member.account_id for member in initiative.members]
    wanted = sa.select(sa.func.count()).where(
        Account.id.in_(ids), Account.email_confirmed_at.is_not(None)
    )
    return db.session().scalar(wanted) or 0


def hashed(token: str) -> str:
    """What is stored of an invitation's secret."""
    return hashlib.sha256(token.encode()).hexdigest()
