"""Reading bodies, their tree, their members and the roles of an account."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from commons import db
from commons.access import Role
from commons.agencies.models import Agency, Appointment, Kind, Membership
from commons.agencies.policies import Tree


def by_id(agency_id: int) -> Agency | None:
    """The body with this number."""
    return db.session().get(Agency, agency_id)


def by_slug(slug: str) -> Agency | None:
    """The body at this address."""
    return db.session().scalar(sa.select(Agency).where(Agency.slug == slug))


def committee(slug: str) -> Agency | None:
    """The committee at this address; no other body."""
    found = by_slug(slug)
    return found if found is not None and found.kind is Kind.COMMITTEE else None


def all_bodies(*kinds: Kind) -> Sequence[Agency]:
    """Every body, or those of these kinds, by slug."""
    wanted = sa.select(Agency).order_by(Agency.slug)
    if kinds:
        wanted = wanted.where(Agency.kind.in_(kinds))
    return db.session().scalars(wanted).all()


def tree() -> Tree:
    """Who stands above whom, and who coordinates."""
    bodies = all_bodies()
    return Tree(
        above={body.id: body.parent_id for body in bodies},
        oversight=frozenset(body.id for body in bodies if body.oversight),
    )


def children(agency_id: int) -> Sequence[Agency]:
    """The bodies directly below this one."""
    wanted = sa.select(Agency).where(Agency.parent_id == agency_id)
    return db.session().scalars(wanted.order_by(Agency.slug)).all()


def named(agency_ids: Collection[int]) -> dict[int, Agency]:
    """These bodies by their number, in one query."""
    if not agency_ids:
        return {}
    rows = db.session().scalars(sa.select(Agency).where(Agency.id.in_(agency_ids)))
    return {agency.id: agency for agency in rows}


def parliament_of(agency: Agency) -> Agency | None:
    """The parliament above this body, or the body itself if it is one."""
    seen: Agency | None = agency
    while seen is not None and seen.kind is not Kind.PARLIAMENT:
        seen = seen.parent
    return seen


def committees_of(parliament_id: int) -> Sequence[Agency]:
    """The committees of a parliament."""
    return [body for body in children(parliament_id) if body.kind is Kind.COMMITTEE]


def committee_for(parliament_id: int, slug: str | None = None) -> Agency | None:
    """The committee of this parliament with `slug`, or its first one where none is named."""
    candidates = committees_of(parliament_id)
    if slug is None:
        return candidates[0] if candidates else None
    return next((body for body in candidates if body.slug == slug), None)


def superior(agency: Agency) -> Agency | None:
    """Who approves what an agency wants for itself: its parent, or else the coordinating office."""
    if agency.parent is not None:
        return agency.parent
    wanted = sa.select(Agency).where(Agency.oversight.is_(True), Agency.id != agency.id)
    return db.session().scalar(wanted.order_by(Agency.id).limit(1))


def roles_of(account_id: int) -> frozenset[tuple[int, Role]]:
    """The roles that this account holds now, with the agency of each."""
    rows = db.session().execute(
        sa.select(Membership.agency_id, Membership.role).where(
            Membership.account_id == account_id, Membership.ended_at.is_(None)
        )
    )
    return frozenset((agency_id, role) for agency_id, role in rows)


def members(agency_id: int, *roles: Role) -> Sequence[Membership]:
    """The standing memberships of this body, or those with one of these roles."""
    wanted = (
        sa.select(Membership)
        .options(joinedload(Membership.account))
        .where(Membership.agency_id == agency_id, Membership.ended_at.is_(None))
        .order_by(Membership.role, Membership.id)
    )
    if roles:
        wanted = wanted.where(Membership.role.in_(roles))
    return db.session().scalars(wanted).all()


def members_everywhere(*roles: Role) -> Sequence[Membership]:
    """The standing memberships with one of these roles, in every body."""
    wanted = (
        sa.select(Membership)
        .options(joinedload(Membership.account), joinedload(Membership.agency))
        .where(Membership.role.in_(roles), Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    return db.session().scalars(wanted).all()


def pending_appointments() -> Sequence[Appointment]:
    """Weighty roles that were proposed and are not settled."""
    wanted = (
        sa.select(Appointment)
        .options(joinedload(Appointment.account), joinedload(Appointment.agency))
        .where(Appointment.settled_at.is_(None))
        .order_by(Appointment.id)
    )
    return db.session().scalars(wanted).all()
