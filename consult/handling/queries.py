"""The desk's list of comments by filter, who works on what, private notes, and progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.access import Role
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from consult.handling.listing import is_assigned
from consult.handling.models import Assignment, DeskNote
from consult.models import Hearing
from consult.queries import handled, progress
from consult.queries.progress import Coverage

OFFICER = "officer:"


@dataclass(frozen=True)
class Note:
    """A private note with the name of whoever wrote it."""

    words: str = field(repr=False)
    by: str = field(repr=False)
    written_at: datetime


@dataclass(frozen=True)
class Officer:
    """Somebody who may be given work in a hearing."""

    account_id: int
    name: str = field(repr=False)


def officers(hearing: Hearing) -> list[Officer]:
    """Whoever may be given work: officers and publishers of the agencies that hold the hearing."""
    found: dict[int, Officer] = {}
    for house in sorted(hearing.houses):
        for member in agencies.members(house, Role.OFFICER, Role.PUBLISHER):
            name = member.account.display_name or f"{member.role.value} {member.account_id}"
            found.setdefault(member.account_id, Officer(member.account_id, name))
    return list(found.values())


def names(hearing: Hearing) -> dict[int, str]:
    """What the officers of a hearing are called at the desk."""
    return {officer.account_id: officer.name for officer in officers(hearing)}


def assignments(hearing: Hearing) -> dict[str, int]:
    """Who works on which section and theme: the account by unit; single comments apart."""
    rows = db.session().execute(
        sa.select(Assignment.unit, Assignment.account_id).where(
            Assignment.hearing_id == hearing.id, Assignment.comment_id.is_(None)
        )
    )
    return dict(rows.tuples().all())


def assigned_comments(hearing: Hearing, ids: Sequence[int]) -> dict[int, int]:
    """Who works on these single comments: the account by row."""
    rows = db.session().execute(
        sa.select(Assignment.comment_id, Assignment.account_id).where(
            Assignment.hearing_id == hearing.id, Assignment.comment_id.in_(ids)
        )
    )
    return {comment: account for comment, account in rows.tuples() if comment is not None}


def notes(hearing: Hearing, comment_id: int) -> list[Note]:
    """The private notes on a comment, oldest first; for the agency's own people only."""
    rows = db.session().execute(
        sa.select(DeskNote, Account.display_name)
        .join(Account, Account.id == DeskNote.written_by)
        .where(DeskNote.hearing_id == hearing.id, DeskNote.comment_id == comment_id)
        .order_by(DeskNote.id)
    )
    return [Note(note.words, name or "", note.written_at) for note, name in rows.tuples()]


def noted(hearing: Hearing, ids: Sequence[int]) -> set[int]:
    """Which of these comments bear a private note."""
    rows = db.session().scalars(
        sa.select(DeskNote.comment_id).where(
            DeskNote.hearing_id == hearing.id, DeskNote.comment_id.in_(ids)
        )
    )
    return set(rows)


def by_officer(hearing: Hearing) -> dict[int, Coverage]:
    """How much of what each officer was given is handled."""
    kept = {} if progress.is_small(hearing) else progress.kept_counts(hearing)
    found = {
        int(name.removeprefix(OFFICER)): count
        for name, count in kept.items()
        if name.startswith(OFFICER)
    }
    return found or count_officers(hearing)


def count_officers(hearing: Hearing) -> dict[int, Coverage]:
    """Count the work of each officer; for small hearings and jobs."""
    rows = db.session().scalars(
        sa.select(Assignment.account_id)
        .where(Assignment.hearing_id == hearing.id)
        .distinct()
        .order_by(Assignment.account_id)
    )
    found: dict[int, Coverage] = {}
    for account in list(rows):
        given = [*handled.to_handle(), is_assigned(hearing, account)]
        whole = handled.count(hearing, *given)
        left = handled.count(hearing, *given, sa.not_(handled.is_handled()))
        found[account] = Coverage(whole, whole - left)
    return found


def hearings_of(account_id: int) -> list[Hearing]:
    """The hearings in which an officer has work and whose answers are still owed."""
    given = sa.select(Assignment.hearing_id).where(Assignment.account_id == account_id)
    rows = db.session().scalars(
        sa.select(Hearing)
        .where(
            Hearing.id.in_(given),
            Hearing.summary_due_at.is_not(None),
            Hearing.summarised_at.is_(None),
        )
        .order_by(Hearing.summary_due_at, Hearing.id)
    )
    return list(rows)
