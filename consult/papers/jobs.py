"""The timer of withheld papers: reminders, and the announcement that one is public again."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from consult.papers import services


@jobs.periodic("consult.papers", every=timedelta(hours=1))
def review() -> None:
    """Remind of reviews and announce what has become public by itself, each once."""
    services.tell_due()
