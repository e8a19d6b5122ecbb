"""What an invited body says through its link: kept under its name, labelled as invited."""

from __future__ import annotations

from dataclasses import replace

from commons import clock, db, limits, record
from commons.access import Assurance
from commons.discussion.models import Channel, Display
from commons.discussion.services import Author, Statement, Written
from consult import rules
from consult.models import Hearing
from consult.services import landing, speaking
from consult.stakeholders import links


def answer(hearing: Hearing, secret: str, statement: Statement) -> Written:
    """Keep what an invited body says, under its name and labelled as invited.

    Refuses a link of another hearing, outside the days of the hearing, and above the limit.
    """
    named, link = links.body_of(hearing, secret), links.link_at(hearing, secret)
    limits.spend(limits.COMMENT, f"invited:{link.id}")
    now = clock.now()
    rules.check_open(hearing, now)
    said = speaking.checked(hearing, replace(statement, channel=Channel.INVITED))
    author = Author(None, Assurance.NONE, Display.NAME, named.name)
    written = landing.write(hearing, author, said, at=now)
    link.answered_at = now
    db.session().flush()
    record.note(
        "hearing:comment:accepted",
        hearing.path,
        agency_id=hearing.agency_id,
        facts={
            "number": written.number,
            "section": said.section,
            "version": said.version,
            "digest": written.digest,
            "channel": Channel.INVITED.value,
        },
    )
    return written
