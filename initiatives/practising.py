"""Trying out how signing works: practice sheets that are open now; nothing given there counts (I62)."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, render_template

from commons import clock, db
from commons.access import Permission, requires
from initiatives import queries
from initiatives.models import Initiative
from initiatives.states import State

blueprint = Blueprint("practising", __name__)
SHOWN = 10


@blueprint.get("/signing/practice")
@requires(Permission.ANYONE)
def practice() -> str:
    """The practice sheets that are open, and what happens when one signs."""
    return render_template("initiatives/practice.html", initiatives=open_now())


def open_now() -> list[Initiative]:
    """Practice initiatives that collect at this moment, the newest first."""
    wanted = sa.select(Initiative).where(
        Initiative.practice.is_(True),
        Initiative.opens_at <= clock.now(),
        queries.in_state(State.COLLECTING, clock.now()),
    )
    return list(db.session().scalars(wanted.order_by(Initiative.id.desc()).limit(SHOWN)))
