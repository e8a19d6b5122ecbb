"""The acts of the staff on record, for auditors: by body, by person, by kind, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.agencies.models import Membership
from commons.ledger.models import Entry, PrivateFact


@dataclass(frozen=True)
class Act:
    """One act of one member of staff; persons are numbers here, for an auditor reads no identities."""

    id: int
    at: datetime
    kind: str
    subject: str
    agency_id: int | None
    person: int


@dataclass(frozen=True)
class Wanted:
    """Which acts; an empty one wants all."""

    agency_id: int | None = None
    person: int | None = None
    kind: str = ""


def acts(wanted: Wanted, *, before: int | None = None, limit: int = 50) -> Sequence[Act]:
    """Acts of whoever holds or held a role, from `before` downwards."""
    staff = sa.select(Membership.account_id)
    statement = (
        sa.select(Entry, PrivateFact.account_id)
        .join(PrivateFact, PrivateFact.entry_id == Entry.id)
        .where(PrivateFact.account_id.in_(staff))
        .order_by(Entry.id.desc())
        .limit(limit)
    )
    if wanted.agency_id is not None:
        statement = statement.where(Entry.agency_id == wanted.agency_id)
    if wanted.person is not None:
        statement = statement.where(PrivateFact.account_id == wanted.person)
    if wanted.kind:
        statement = statement.where(Entry.kind == wanted.kind)
    if before is not None:
        statement = statement.where(Entry.id < before)
    return [
        Act(entry.id, entry.at, entry.kind, entry.subject, entry.agency_id, person)
        for entry, person in db.session().execute(statement).tuples()
        if person is not None
    ]


def kinds() -> Sequence[str]:
    """The kinds of acts that are on record."""
    return db.session().scalars(sa.select(Entry.kind).distinct().order_by(Entry.kind)).all()
