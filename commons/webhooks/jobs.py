"""The timer of webhooks: what has entered the record goes out within a minute."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from commons.webhooks import services


@jobs.periodic("webhooks.fan-out", every=timedelta(minutes=1))
def fan_out() -> None:
    """Send what is new to every webhook, each entry once."""
    services.fan_out()
