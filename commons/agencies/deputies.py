"""Who stands in for whom: reading deputies, and the roles that a deputy has for the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from commons import clock, db
from commons.access import Role
from commons.agencies import rules
from commons.agencies.models import Deputy, Membership


@dataclass(frozen=True)
class Standing:
    """For whom an account stands in now, who stands in for it, and the roles that this gives it."""

    stands_for: frozenset[int] = frozenset()
    stood_for_by: frozenset[int] = frozenset()
    roles: frozenset[tuple[int, Role]] = frozenset()


NOBODY = Standing()


def standing(account_id: int) -> Standing:
    """How an account stands to others now; the ordinary roles of the absent are the deputy's too.

    A weighty role takes two administrators and is never lent: of those the deputy has his own.
    """
    rows = db.session().execute(
        sa.select(Deputy.agency_id, Deputy.absent_id, Deputy.deputy_id).where(
            sa.or_(Deputy.absent_id == account_id, Deputy.deputy_id == account_id), _runs()
        )
    )
    pairs = [(agency, absent, deputy) for agency, absent, deputy in rows]
    if not pairs:
        return NOBODY
    lent: set[tuple[int, Role]] = set()
    for agency, absent, deputy in pairs:
        if deputy == account_id:
            lent |= {(agency, role) for role in roles_in(absent, agency) if rules.is_lent(role)}
    return Standing(
        stands_for=frozenset(absent for _a, absent, deputy in pairs if deputy == account_id),
        stood_for_by=frozenset(deputy for _a, absent, deputy in pairs if absent == account_id),
        roles=frozenset(lent),
    )


def roles_in(account_id: int, agency_id: int) -> frozenset[Role]:
    """The roles that somebody holds in a body for good, not as a deputy."""
    return frozenset(
        db.session().scalars(
            sa.select(Membership.role).where(
                Membership.account_id == account_id,
                Membership.agency_id == agency_id,
                Membership.ended_at.is_(None),
            )
        )
    )


def by_id(number: int) -> Deputy | None:
    """The entry with this number."""
    return db.session().get(Deputy, number)


def of_agency(agency_id: int) -> Sequence[Deputy]:
    """Who stands in for whom in this body, now and later."""
    return _listed(Deputy.agency_id == agency_id)


def of_account(account_id: int) -> Sequence[Deputy]:
    """When this account is away, and for whom it stands in, now and later."""
    return _listed(sa.or_(Deputy.absent_id == account_id, Deputy.deputy_id == account_id))


def overlaps(absent_id: int, starts_at: object, ends_at: object) -> bool:
    """Whether somebody already has a deputy for a part of this time."""
    found = sa.select(Deputy.id).where(
        Deputy.absent_id == absent_id,
        Deputy.ended_at.is_(None),
        Deputy.starts_at < ends_at,
        Deputy.ends_at > starts_at,
    )
    return db.session().scalar(found.limit(1)) is not None


def _listed(condition: sa.ColumnElement[bool]) -> Sequence[Deputy]:
    wanted = (
        sa.select(Deputy)
        .options(joinedload(Deputy.absent), joinedload(Deputy.deputy), joinedload(Deputy.agency))
        .where(condition, Deputy.ended_at.is_(None), Deputy.ends_at > clock.now())
        .order_by(Deputy.starts_at, Deputy.id)
    )
    return db.session().scalars(wanted).all()


def _runs() -> sa.ColumnElement[bool]:
    now = clock.now()
    return sa.and_(Deputy.ended_at.is_(None), Deputy.starts_at <= now, Deputy.ends_at > now)
