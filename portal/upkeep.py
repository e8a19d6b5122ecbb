"""Housekeeping timers of the ground: what was short-lived is forgotten."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from commons import clock, db, limits
from commons.jobs import Outbox, periodic
from commons.notify.models import LetterRow


@periodic("upkeep.forget", every=timedelta(hours=1))
def forget() -> None:
    """Forget spent limits, finished work and the words of letters handed over a week ago."""
    limits.forget_old()
    session = db.session()
    week = clock.now() - timedelta(days=7)
    session.execute(sa.delete(Outbox).where(Outbox.done_at < week))
    session.execute(
        sa.update(LetterRow)
        .where(LetterRow.handed_over_at < week)
        .values(address="", subject="", text="", unsubscribe=None)
    )
