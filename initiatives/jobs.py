"""The timers of this wing: count what was signed, move on what is due, announce what is late."""

from __future__ import annotations

from datetime import timedelta

import signatures
from commons import jobs
from initiatives import queries, services


@jobs.periodic("initiatives.count", every=timedelta(minutes=1))
def count() -> None:
    """Ask the strong room to release what waits, and move on the initiatives whose count moved."""
    signatures.sequence()
    found = queries.collecting()
    for x in found:
        services.tell_begun(x)
    collecting = {x.sheet_id: x for x in found if x.sheet_id is not None}
    for sheet_id, tally in signatures.tallies(list(collecting)).items():
        x = collecting[sheet_id]
        if (x.carried + tally.net, tally.next_release_by) != (x.support, x.next_release_by):
            services.advance(x)


@jobs.periodic("initiatives.advance", every=timedelta(minutes=1))
def advance_due() -> None:
    """Move on every initiative that the clock or the authority may have made due."""
    for initiative in queries.perhaps_due():
        services.advance(initiative)


@jobs.periodic("initiatives.overdue", every=timedelta(hours=1))
def announce_overdue() -> None:
    """Announce each answer that is late, once."""
    for initiative in queries.perhaps_late():
        services.announce_overdue(initiative)


@jobs.periodic("initiatives.keep", every=timedelta(hours=1))
def keep() -> None:
    """Tell the strong room from when the sheets of ended initiatives are no longer needed."""
    for initiative in queries.with_sheets(signatures.checkable()):
        services.keep(initiative)
