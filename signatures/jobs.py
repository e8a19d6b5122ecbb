"""Timers of the strong room: release and destroy what is due, forget consents that never came back."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs, record
from signatures import _counting, _intents, _retention, _shredding, _vault


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


@jobs.periodic("signatures.destroy", every=timedelta(hours=1))
def destroy() -> None:
    """Destroy the secrets of sheets that nobody needs any more."""
    _retention.destroy_due()


@jobs.periodic("signatures.vault-calls", every=timedelta(days=1))
def note_vault_calls() -> None:
    """Note once a day in the public record how often the vault was asked for what."""
    record.note("vault:calls:counted", "/ledger", facts={"calls": _vault.counts()})
