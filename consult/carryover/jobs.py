"""The timers of this room: the comments of a large hearing follow a new version batch by batch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commons import clock, jobs
from commons.discussion import moving
from consult.carryover import carrying
from consult.models import DISCUSSION
from consult.queries import hearings

LOOK_EVERY = timedelta(minutes=5)
STILL = timedelta(minutes=15)
"""After so long without a step a move is begun again: longer than the lease of a lost worker."""


@jobs.handler(carrying.PLACE)
def place(payload: dict[str, Any]) -> None:
    """Let the next comments follow, in this transaction, and leave word for those after them."""
    hearing = hearings.by_id(payload["hearing"])
    if hearing is not None:
        carrying.place_next(hearing)


@jobs.periodic("consult.place-on", every=LOOK_EVERY)
def place_on() -> None:
    """Take up again what stands still, whatever became of its worker."""
    for kind, key in moving.stale(clock.now() - STILL):
        hearing = hearings.by_id(int(key)) if kind == DISCUSSION else None
        if hearing is not None:
            carrying.place_next(hearing)
