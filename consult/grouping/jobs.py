"""The timer of grouping: new texts are sketched and grouped; nothing public waits for it."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from consult.grouping.services import sketching


@jobs.periodic("consult.group", every=timedelta(minutes=1))
def group() -> None:
    """Look at the texts that came since the last time, at most one batch of them."""
    sketching.look_at_all()
