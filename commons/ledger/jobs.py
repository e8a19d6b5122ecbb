"""The timer of the log: every entry is in a signed head within ten minutes, usually in one."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from commons.ledger import sequencing

MERGE_DELAY = timedelta(minutes=10)


@jobs.periodic("ledger.sequence", every=timedelta(seconds=30))
def sequence() -> None:
    """Take pending entries into the main log."""
    sequencing.sequence()
