"""Timers of bodies: a weighty role stands when its day of delay is over."""

from __future__ import annotations

from datetime import timedelta

from commons.agencies import services
from commons.jobs import periodic


@periodic("agencies.settle", every=timedelta(minutes=1))
def settle() -> None:
    """Let the confirmed appointments stand whose day is over."""
    services.settle_due()
