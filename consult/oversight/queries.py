"""Reading exceptions: those of a hearing, what waits for a body, the public register; lateness below."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from commons import clock, db
from commons.access import Role
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from consult.models import Hearing
from consult.oversight.models import Asked
from consult.queries import hearings


@dataclass(frozen=True)
class Below:
    """A body below one's own, with the summaries that it owes too long."""

    agency: Agency
    late: tuple[Hearing, ...]


def by_id(number: int) -> Asked | None:
    """The exception with this number."""
    return db.session().get(Asked, number)


def standing(hearing_id: int) -> Sequence[Asked]:
    """The exceptions of one hearing that were not replaced by later words."""
    wanted = _whole().where(Asked.hearing_id == hearing_id, Asked.replaced_at.is_(None))
    return db.session().scalars(wanted.order_by(Asked.id)).all()


def is_running(asked: Asked) -> bool:
    """Whether an exception has no last day, or has not reached it."""
    return asked.expires_on is None or asked.expires_on >= clock.now().date()


def waiting(approver_ids: Collection[int]) -> Sequence[Asked]:
    """What these bodies still have to decide, the oldest first."""
    wanted = _whole().where(
        Asked.approver_id.in_(approver_ids),
        Asked.decided_at.is_(None),
        Asked.replaced_at.is_(None),
    )
    return db.session().scalars(wanted.order_by(Asked.due_at, Asked.id)).all()


def decided(approver_ids: Collection[int], *, limit: int = 20) -> Sequence[Asked]:
    """What these bodies have decided lately."""
    wanted = _whole().where(Asked.approver_id.in_(approver_ids), Asked.decided_at.is_not(None))
    return db.session().scalars(wanted.order_by(Asked.decided_at.desc()).limit(limit)).all()


def register(
    agency_id: int | None = None, *, after: int = 0, size: int = 50
) -> tuple[Sequence[Asked], int]:
    """The public register and how many it holds: every exception of a public hearing, newest first."""
    where: list[sa.ColumnElement[bool]] = [
        Asked.replaced_at.is_(None),
        Hearing.approved_at.is_not(None),
    ]
    if agency_id is not None:
        where.append(Asked.agency_id == agency_id)
    count = sa.select(sa.func.count(Asked.id)).join(Hearing, Hearing.id == Asked.hearing_id)
    rows = (
        _whole()
        .join(Hearing, Hearing.id == Asked.hearing_id)
        .where(*where)
        .order_by(Asked.id.desc())
        .offset(after)
        .limit(size)
    )
    total = db.session().scalar(count.where(*where)) or 0
    return db.session().scalars(rows).all(), total


def approver(hearing: Hearing) -> Agency | None:
    """Who decides above: the nearest body above that has a publisher, else a coordinating office.

    None where there is nobody; a body that holds the hearing itself decides nothing.
    """
    above: list[Agency] = []
    place = hearing.agency.parent
    while place is not None:
        above.append(place)
        place = place.parent
    offices = db.session().scalars(
        sa.select(Agency).where(Agency.oversight.is_(True)).order_by(Agency.id)
    )
    candidates: list[Agency] = [*above, *offices]
    for body in candidates:
        if body.id not in hearing.houses and agencies.members(body.id, Role.PUBLISHER):
            return body
    return None


def below(agency_ids: Collection[int]) -> list[Below]:
    """The bodies below these with their late summaries; a coordinating office sees every body."""
    bodies = agencies.all_bodies()
    tree = agencies.tree()
    if set(agency_ids) & set(tree.oversight):
        wanted = {body.id for body in bodies} - set(agency_ids)
    else:
        wanted = {body.id for body in bodies if _above(body.id, tree.above) & set(agency_ids)}
    late: dict[int, list[Hearing]] = {}
    rows = db.session().scalars(
        sa.select(Hearing)
        .where(Hearing.agency_id.in_(wanted), hearings.is_overdue(clock.now()))
        .order_by(Hearing.summary_due_at)
    )
    for hearing in rows:
        late.setdefault(hearing.agency_id, []).append(hearing)
    found = [Below(body, tuple(late.get(body.id, ()))) for body in bodies if body.id in wanted]
    return sorted(found, key=lambda one: (-len(one.late), one.agency.name()))


def _above(agency_id: int, parents: Mapping[int, int | None]) -> set[int]:
    seen: set[int] = set()
    place = parents.get(agency_id)
    while place is not None:
        seen.add(place)
        place = parents.get(place)
    return seen


def _whole() -> sa.Select[tuple[Asked]]:
    return sa.select(Asked).options(
        joinedload(Asked.hearing), joinedload(Asked.agency), joinedload(Asked.approver)
    )
