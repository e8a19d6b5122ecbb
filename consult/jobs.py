"""The timers of hearings: they announce what the clock has brought about; no state waits for them."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from consult.services import announcing


@jobs.periodic("consult.announce", every=timedelta(minutes=1))
def announce() -> None:
    """Tell followers, agency and superior what opened, closed or became overdue, each once."""
    announcing.announce_due()
