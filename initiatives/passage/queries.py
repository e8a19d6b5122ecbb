"""Reading the book: entries, destinations, voices for a new representative, what is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative
from initiatives.passage.models import Backing, Destination, Entry


def entries(initiative_id: int) -> Sequence[Entry]:
    """The whole book, the newest day first."""
    wanted = sa.select(Entry).where(Entry.initiative_id == initiative_id)
    return db.session().scalars(wanted.order_by(Entry.happened_on.desc(), Entry.id.desc())).all()


def entry(initiative_id: int, number: int) -> Entry:
    """One entry of an initiative; refused where there is none."""
    found = db.session().get(Entry, number)
    if found is None or found.initiative_id != initiative_id:
        raise Refusal("not-found", _l("There is no such entry."))
    return found


def by_message(message: str, number: int | None) -> Entry | None:
    """The entry that a message of a parliament's system has brought: by its own number where it is
    kept, else by that of the message, as before messages kept it.
    """
    own = Entry.id == number if number is not None else Entry.message == message
    return db.session().scalar(sa.select(Entry).where(own).order_by(Entry.id).limit(1))


def is_needed(digest: str) -> bool:
    """Whether any entry still needs the file of this digest."""
    found = db.session().scalar(sa.select(Entry.id).where(Entry.digest == digest).limit(1))
    return found is not None


def destinations(initiative_id: int) -> Sequence[Destination]:
    """The further bodies that owe or gave an answer."""
    wanted = sa.select(Destination).where(Destination.initiative_id == initiative_id)
    return db.session().scalars(wanted.order_by(Destination.id)).all()


def owed_by(agency_ids: Sequence[int]) -> Sequence[Destination]:
    """What these bodies still have to answer, the most urgent first."""
    wanted = sa.select(Destination).where(
        Destination.agency_id.in_(agency_ids), Destination.answered_at.is_(None)
    )
    return db.session().scalars(wanted.order_by(Destination.due_at, Destination.id)).all()


def destination(number: int) -> Destination:
    """One destination; refused where there is none."""
    found = db.session().get(Destination, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such destination."))
    return found


def late_destinations(now: datetime) -> Sequence[Destination]:
    """Answers whose day has passed and of which nobody was told yet."""
    wanted = sa.select(Destination).where(
        Destination.answered_at.is_(None),
        Destination.due_at <= now,
        Destination.told_late_at.is_(None),
    )
    return db.session().scalars(wanted.order_by(Destination.id)).all()


def backings(initiative: Initiative) -> dict[int, int]:
    """For each candidate how many initiators want him as representative."""
    own = [member.id for member in initiative.members]
    wanted = (
        sa.select(Backing.candidate_id, sa.func.count())
        .where(Backing.member_id.in_(own), Backing.candidate_id.in_(own))
        .group_by(Backing.candidate_id)
    )
    return dict(db.session().execute(wanted).tuples().all())
