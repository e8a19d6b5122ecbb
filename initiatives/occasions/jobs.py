"""The timer of the calendar: ends of terms are carried out on their day."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from initiatives.occasions import services


@jobs.periodic("initiatives.terms", every=timedelta(hours=1))
def end_terms() -> None:
    """Carry out each end of a term whose day has come."""
    services.apply_ended_terms()
