"""What is done with bodies and their members: found, rename, appoint, propose, second, dismiss."""

from __future__ import annotations

import re
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from commons import clock, db, record
from commons.access import Actor, Role, account_of
from commons.accounts.models import Account
from commons.agencies import queries, rules
from commons.agencies.models import Agency, Appointment, Kind, Membership
from commons.errors import Refusal
from commons.i18n import _l

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def found(
    slug: str,
    names: Mapping[str, str],
    kind: Kind,
    *,
    parent: Agency | None = None,
    oversight: bool = False,
    email: str | None = None,
    actor: Actor | None = None,
) -> Agency:
    """Set up a body; refuses a bad or taken address, a missing name or an impossible place."""
    if not _SLUG.fullmatch(slug) or len(slug) > 80:
        raise Refusal("bad-slug", _l("Use small Latin letters, digits and hyphens."), field="slug")
    named = {tongue: name.strip() for tongue, name in names.items() if name.strip()}
    if not named:
        raise Refusal("bad-name", _l("Give the name in at least one language."), field="name")
    rules.check_place(kind, parent.kind if parent else None)
    values = {
        "slug": slug,
        "names": named,
        "kind": kind,
        "parent_id": parent.id if parent else None,
        "oversight": oversight,
        "email": email,
        "created_at": clock.now(),
    }
    agency_id = db.insert_once(Agency, values, conflict=["slug"])
    if agency_id is None:
        raise Refusal("slug-taken", _l("This address is already in use."), field="slug")
    agency = db.session().get_one(Agency, agency_id)
    record.note(
        "agencies:agency:founded",
        f"/agencies/{slug}",
        actor=actor,
        agency_id=agency_id,
        facts={"kind": kind.value, "names": named},
    )
    return agency


def rename(agency: Agency, names: Mapping[str, str], *, actor: Actor) -> None:
    """Change the names of a body; the address stays."""
    named = {tongue: name.strip() for tongue, name in names.items() if name.strip()}
    if not named:
        raise Refusal("bad-name", _l("Give the name in at least one language."), field="name")
    agency.names = named
    db.session().flush()
    record.note(
        "agencies:agency:renamed",
        f"/agencies/{agency.slug}",
        actor=actor,
        agency_id=agency.id,
        facts={"names": named},
    )


def appoint(account: Account, agency: Agency, role: Role, *, actor: Actor) -> Membership:
    """Give an ordinary role at once; refuses a weighty one, oneself, and roles that exclude."""
    rules.check_not_oneself(actor=actor.account_id, nominee=account.id)
    if rules.is_weighty(role):
        raise Refusal(
            "two-persons-needed",
            _l("This role is proposed by one administrator and confirmed by another."),
        )
    return install(account, agency, role, actor=actor)


def install(
    account: Account, agency: Agency, role: Role, *, actor: Actor | None = None
) -> Membership:
    """Let a role stand from now on, once; for appointments that are due and first set-ups."""
    held = [r for _, r in queries.roles_of(account.id)]
    rules.check_together(held, role)
    standing = _standing(account.id, agency.id, role)
    if standing is not None:
        return standing
    membership = Membership(account=account, agency=agency, role=role, since=clock.now())
    try:
        with db.session().begin_nested():
            db.session().add(membership)
    except IntegrityError:
        return db.session().execute(_standing_one(account.id, agency.id, role)).scalar_one()
    _note("given", agency, role, account, actor)
    return membership


def propose(account: Account, agency: Agency, role: Role, *, actor: Actor) -> Appointment:
    """Propose a weighty role; it waits for an administrator of another agency."""
    rules.check_not_oneself(actor=actor.account_id, nominee=account.id)
    rules.check_together([r for _, r in queries.roles_of(account.id)], role)
    if _standing(account.id, agency.id, role) or _is_pending(account.id, agency.id, role):
        raise Refusal("already-settled", _l("This role is held or proposed already."), field="role")
    proposal = Appointment(
        account=account,
        agency=agency,
        role=role,
        proposed_by=account_of(actor),
        proposed_from=_agency_of(actor),
        proposed_at=clock.now(),
    )
    db.session().add(proposal)
    db.session().flush()
    _note("proposed", agency, role, account, actor)
    return proposal


def second(proposal: Appointment, *, actor: Actor) -> None:
    """Confirm a proposal as the second administrator; the role stands a day later."""
    rules.check_not_oneself(actor=actor.account_id, nominee=proposal.account_id)
    _check_open(proposal)
    rules.check_two_persons(
        first=proposal.proposed_by,
        first_agency=proposal.proposed_from,
        second=account_of(actor),
        second_agency=_agency_of(actor),
    )
    proposal.seconded_by = actor.account_id
    proposal.seconded_at = clock.now()
    proposal.takes_effect_at = clock.now() + rules.DELAY
    db.session().flush()
    _note("confirmed", proposal.agency, proposal.role, proposal.account, actor)


def turn_down(proposal: Appointment, *, actor: Actor) -> None:
    """Refuse a proposal, also during its day of delay."""
    if proposal.settled_at is not None:
        raise Refusal("already-settled", _l("This proposal is settled already."))
    proposal.settled_at = clock.now()
    proposal.refused = True
    db.session().flush()
    _note("turned-down", proposal.agency, proposal.role, proposal.account, actor)


def settle_due() -> int:
    """Let the confirmed roles stand whose day is over; safe at any time; gives how many."""
    due = (
        db.session()
        .scalars(
            sa.select(Appointment)
            .where(Appointment.settled_at.is_(None), Appointment.takes_effect_at <= clock.now())
            .with_for_update(skip_locked=True)
        )
        .all()
    )
    for proposal in due:
        proposal.settled_at = clock.now()
        try:
            install(proposal.account, proposal.agency, proposal.role)
        except Refusal:
            proposal.refused = True
    db.session().flush()
    return len(due)


def dismiss(membership: Membership, *, actor: Actor) -> None:
    """End a role now; what was done in it stays on record."""
    if membership.ended_at is not None:
        raise Refusal("already-settled", _l("This role has ended already."))
    rules.check_not_oneself(actor=actor.account_id, nominee=membership.account_id)
    membership.ended_at = clock.now()
    db.session().flush()
    _note("ended", membership.agency, membership.role, membership.account, actor)


def _standing(account_id: int, agency_id: int, role: Role) -> Membership | None:
    return db.session().scalar(_standing_one(account_id, agency_id, role))


def _standing_one(account_id: int, agency_id: int, role: Role) -> sa.Select[tuple[Membership]]:
    return sa.select(Membership).where(
        Membership.account_id == account_id,
        Membership.agency_id == agency_id,
        Membership.role == role,
        Membership.ended_at.is_(None),
    )


def _is_pending(account_id: int, agency_id: int, role: Role) -> bool:
    wanted = sa.select(Appointment.id).where(
        Appointment.account_id == account_id,
        Appointment.agency_id == agency_id,
        Appointment.role == role,
        Appointment.settled_at.is_(None),
    )
    return db.session().scalar(wanted.limit(1)) is not None


def _check_open(proposal: Appointment) -> None:
    if proposal.settled_at is not None or proposal.seconded_at is not None:
        raise Refusal("already-settled", _l("This proposal is settled already."))


def _agency_of(actor: Actor) -> int:
    homes = sorted(a for a, role in actor.roles if role is Role.ADMINISTRATOR)
    if not homes:
        raise Refusal("not-permitted", _l("Your roles do not allow this."))
    return homes[0]


def _note(word: str, agency: Agency, role: Role, account: Account, actor: Actor | None) -> None:
    record.note(
        f"agencies:role:{word}",
        f"/agencies/{agency.slug}",
        actor=actor,
        agency_id=agency.id,
        facts={"role": role.value},
        private={"member": account.id},
    )
