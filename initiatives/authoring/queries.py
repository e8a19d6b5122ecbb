"""Reading what authors did: suggestions taken in, an open offer, the reason of an end."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from initiatives.authoring.models import Ending, Offer, Taken


def taken(initiative_id: int) -> dict[int, int]:
    """Which comments' wordings were taken in, each with the version that has it."""
    statement = sa.select(Taken.comment_number, Taken.version)
    rows = db.session().execute(statement.where(Taken.initiative_id == initiative_id))
    return {row.comment_number: row.version for row in rows}


def offer(initiative_id: int) -> Offer | None:
    """The open offer of the authorship, or None."""
    statement = sa.select(Offer).where(Offer.initiative_id == initiative_id)
    return db.session().scalars(statement).one_or_none()


def ending(initiative_id: int) -> Ending | None:
    """Why it was ended, or None."""
    statement = sa.select(Ending).where(Ending.initiative_id == initiative_id)
    return db.session().scalars(statement).one_or_none()
