"""The timers of data protection: reminders before a clock ends, and once it has."""

from __future__ import annotations

from datetime import timedelta

from commons import clock, jobs
from commons.dataprotection import mails, queries, rules


@jobs.periodic("protection.remind", every=timedelta(hours=1))
def remind() -> None:
    """Remind the keepers of what is due; each reminder is written once."""
    now = clock.now()
    for breach in queries.unsettled():
        if now >= breach.due_at - rules.WARNED:
            mails.remind_of_breach(breach, "late" if now >= breach.due_at else "soon")
    for request in queries.open_requests():
        if now >= request.due_at - rules.NEAR:
            mails.remind_of_request(request, "late" if now >= request.due_at else "soon")
