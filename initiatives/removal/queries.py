"""Reading removals: of one initiative, what waits for a second person, what waits on appeal."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative
from initiatives.removal.models import Removal


def last(initiative_id: int) -> Removal | None:
    """The latest removal that was asked for, or None."""
    statement = sa.select(Removal).where(Removal.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(Removal.id.desc()).limit(1)).one_or_none()


def standing(initiative_id: int) -> Removal:
    """The removal that keeps the words from public view; refused where there is none."""
    found = last(initiative_id)
    if found is None or not found.stands:
        raise Refusal("not-found", _l("This initiative is not removed."))
    return found


def one(number: int) -> Removal:
    """One removal by its number; refused where there is none."""
    found = db.session().get(Removal, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such removal."))
    return found


def waiting(agency_ids: Sequence[int]) -> Sequence[Removal]:
    """What waits for a second person of these bodies: removals, and puttings back."""
    wanted = sa.or_(
        Removal.settled_at.is_(None),
        sa.and_(Removal.lift_asked_by.is_not(None), Removal.decided_at.is_(None)),
    )
    statement = (
        sa.select(Removal)
        .join(Removal.initiative)
        .where(Initiative.agency_id.in_(agency_ids), wanted)
        .order_by(Removal.asked_at, Removal.id)
    )
    return db.session().scalars(statement).all()


def appealed(but_of: Sequence[int]) -> Sequence[Removal]:
    """The appeals that wait, the oldest first, but those about these bodies."""
    statement = (
        sa.select(Removal)
        .join(Removal.initiative)
        .where(Removal.appealed_at.is_not(None), Removal.decided_at.is_(None))
        .where(Initiative.agency_id.not_in(but_of))
        .order_by(Removal.appealed_at, Removal.id)
    )
    return db.session().scalars(statement).all()


def confirmed(*, limit: int = 200) -> Sequence[Removal]:
    """Every removal that two persons agreed on, lifted ones too, the latest first; public."""
    statement = sa.select(Removal).where(sa.true() == Removal.is_confirmed)
    return db.session().scalars(statement.order_by(Removal.settled_at.desc()).limit(limit)).all()
