"""Timers after the threshold: late answers of second bodies, representatives who do nothing."""

from __future__ import annotations

from datetime import timedelta

from commons import clock, db, jobs, record
from commons.agencies import queries as agencies
from initiatives import mails
from initiatives import queries as initiatives
from initiatives.passage import queries, replacing


@jobs.periodic("initiatives.passage.late", every=timedelta(hours=1))
def tell_late() -> None:
    """Tell everybody, once, of an answer that a second body owes and has not given."""
    for late in queries.late_destinations(clock.now()):
        late.told_late_at = clock.now()
        body = agencies.by_id(late.agency_id)
        mails.tell(late.initiative, "overdue", mark=f"destination:{late.id}", to=body)
        record.note(
            "initiative:clock:overdue",
            late.initiative.path,
            agency_id=late.agency_id,
            facts={"clock": "destination", "number": late.id},
        )
    db.session().flush()


@jobs.periodic("initiatives.passage.replace", every=timedelta(hours=1))
def replace_inactive() -> None:
    """Put another in the place of a representative who has let two graces pass."""
    for initiative in initiatives.perhaps_due():
        replacing.replace_by_system(initiative)
