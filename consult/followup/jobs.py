"""The timer of evaluations: it makes every call that has come, however long it has not run."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from consult.followup import evaluating


@jobs.periodic("consult.evaluations", every=timedelta(minutes=10))
def call() -> None:
    """Remind agencies of evaluations, and tell followers of one that was announced; each once."""
    evaluating.call_due()
    evaluating.announce_opened()
