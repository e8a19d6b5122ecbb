"""Reading mergers: what waits for consent, what became of an initiative, what it took in."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.merging.models import Merger
from initiatives.models import Initiative


def waiting(initiative_id: int) -> Sequence[Merger]:
    """The mergers in which this initiative has a part and that wait for consent."""
    statement = sa.select(Merger).where(
        sa.or_(Merger.ending_id == initiative_id, Merger.going_on_id == initiative_id),
        Merger.merged_at.is_(None),
        Merger.called_off_at.is_(None),
    )
    return db.session().scalars(statement.order_by(Merger.id)).all()


def into(initiative_id: int) -> Merger | None:
    """The merger in which this initiative ended, or None."""
    statement = sa.select(Merger).where(
        Merger.ending_id == initiative_id, Merger.merged_at.is_not(None)
    )
    return db.session().scalars(statement).one_or_none()


def taken_in(initiative_id: int) -> Sequence[Merger]:
    """The mergers by which others ended in this initiative."""
    statement = sa.select(Merger).where(
        Merger.going_on_id == initiative_id, Merger.merged_at.is_not(None)
    )
    return db.session().scalars(statement.order_by(Merger.id)).all()


def one(initiative: Initiative, number: int) -> Merger:
    """A merger of this initiative; refused where there is none."""
    found = db.session().get(Merger, number)
    if found is None or initiative.id not in (found.ending_id, found.going_on_id):
        raise Refusal("not-found", _l("There is no such merger."))
    return found
