"""The timer of sketches: what was not touched for long is forgotten."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from initiatives.sketching import services


@jobs.periodic("initiatives.sketches", every=timedelta(days=1))
def forget() -> None:
    """Forget what is too old."""
    services.forget_old()
