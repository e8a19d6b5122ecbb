"""The timer of funding: remind of statements that are due or late."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from initiatives.funding import services


@jobs.periodic("initiatives.funding", every=timedelta(hours=6))
def remind() -> None:
    """Remind initiators of what they owe; each letter goes once."""
    services.remind_due()
