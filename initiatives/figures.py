"""How many public initiatives are in each state: for statistics and the API."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db
from initiatives.models import Initiative
from initiatives.standing import in_state, is_listed
from initiatives.states import PRIVATE, State


def counts_by_state() -> dict[State, int]:
    """How many public initiatives are in each state now."""
    now = clock.now()
    columns = [
        sa.func.count().filter(in_state(state, now)).label(state.value)
        for state in State
        if state not in PRIVATE
    ]
    row = db.session().execute(sa.select(*columns).select_from(Initiative).where(is_listed())).one()
    return {State(name): times for name, times in row._mapping.items()}
