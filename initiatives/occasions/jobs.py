"""The timers of dates: ends of terms on their day, notices before something lapses."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from initiatives import queries
from initiatives.acts import noticing
from initiatives.occasions import services


@jobs.periodic("initiatives.terms", every=timedelta(hours=1))
def end_terms() -> None:
    """Carry out each end of a term whose day has come."""
    services.apply_ended_terms()


@jobs.periodic("initiatives.notices", every=timedelta(hours=6))
def give_notices() -> None:
    """Tell of each hand-over whose date comes near, at each distance once."""
    for initiative in queries.may_lapse():
        noticing.give_notices(initiative)
