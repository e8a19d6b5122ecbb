"""The house's own check of its books, once a day: what it finds is itself a public entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

import structlog

import signatures
from commons import clock, record
from commons.jobs import periodic
from commons.ledger import sequencing
from consult import books as hearings
from initiatives import books as initiatives
from portal import rulebook

log = structlog.get_logger("integrity")
KIND, SUBJECT = "ledger:audit:done", "/ledger"
EVERY = timedelta(days=1)
BOOKS: tuple[Callable[[], Iterable[str]], ...] = (
    hearings.faults,
    initiatives.faults,
    rulebook.faults,
)
"""What each room publishes, against what the record says of it."""


@periodic("portal.integrity", every=EVERY)
def audit() -> None:
    """Recompute the log and every sheet from their rows, once in each day of the machine.

    A clock that was set elsewhere (seeding, demonstrations) makes nothing older than it is.
    """
    if abs(clock.now() - clock.machine_now()) > EVERY:
        return
    last = newest()
    if last is None or clock.now() - last.at >= EVERY:
        check()


def check() -> list[str]:
    """Every fault in the books, in plain words; their number goes on public record."""
    faults = sequencing.audit()
    for sheet_id in signatures.checkable():
        faults += [f"{fault.sheet_digest}: {fault.what}" for fault in signatures.audit(sheet_id)]
    for book in BOOKS:
        faults += book()
    for fault in faults:
        log.error("books_damaged", fault=fault)
    record.note(KIND, SUBJECT, facts={"faults": len(faults)})
    return faults


def newest() -> record.Entry | None:
    """The newest check on record, with how many faults it found."""
    entries = record.history(SUBJECT, limit=20)
    return next((entry for entry in entries if entry.kind == KIND), None)
