"""Timers of the strong room: release what is due, forget consents that never came back."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from signatures import _counting, _intents, _shredding


@jobs.periodic("signatures.sequence", every=timedelta(seconds=30))
def sequence() -> None:
    """Release what is due on every sheet."""
    _counting.sequence()


@jobs.periodic("signatures.sweep", every=timedelta(minutes=10))
def sweep() -> None:
    """Delete consents that never came back."""
    _intents.sweep()


@jobs.periodic("signatures.shred-again", every=timedelta(hours=1))
def shred_again() -> None:
    """Destroy again what a restored backup may have brought back."""
    _shredding.shred_again()
