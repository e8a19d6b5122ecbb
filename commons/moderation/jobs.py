"""The timer of moderation: what waits too long is told to the body that owes it and to the one above."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from commons.moderation.services import reminding


@jobs.periodic("moderation.overdue", every=timedelta(hours=1))
def remind() -> None:
    """Write where reports or appeals are overdue, once in seven days for each body."""
    reminding.remind()
