"""Sharing out the work on comments, private notes, and acts on everything that a filter holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from commons import clock, db
from commons.access import Actor
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult import policies
from consult.answering import Placement, Theme
from consult.handling import listing, queries
from consult.handling.listing import Wanted
from consult.handling.models import Assignment, DeskNote
from consult.handling.queries import OFFICER
from consult.models import Hearing
from consult.queries import answers, handled, progress
from consult.services import answering, counting

log = structlog.get_logger("consult")
AGAIN_AFTER = timedelta(minutes=10)
"""A large hearing is counted anew this often while its answers are worked on."""
MOST_AT_ONCE = 20_000
"""So many comments one act on a filter takes; the next act takes the following ones."""


def assign_comments(
    actor: Actor, hearing: Hearing, numbers: Sequence[int], *, to: int | None
) -> int:
    """Give comments to an officer, or to nobody again; gives how many. The latest word counts."""
    _check(actor, hearing, to)
    rows = db.session().execute(
        sa.select(Comment.id, Comment.number).where(
            Comment.id.in_(answers.comment_ids(hearing, numbers))
        )
    )
    found = rows.tuples().all()
    for comment_id, number in found:
        _give(actor, hearing, f"comment:{number}", to, comment_id=comment_id)
    return len(found)


def assign_section(actor: Actor, hearing: Hearing, eid: str, *, to: int | None) -> None:
    """Give all that is said of a section to an officer; an empty name is the draft as a whole."""
    _check(actor, hearing, to)
    _give(actor, hearing, f"section:{eid}", to, place=eid)


def assign_theme(actor: Actor, hearing: Hearing, theme: Theme, *, to: int | None) -> None:
    """Give a theme to an officer."""
    _check(actor, hearing, to)
    policies.check(theme.hearing_id == hearing.id)
    _give(actor, hearing, f"theme:{theme.number}", to, theme_id=theme.id)


def note(actor: Actor, hearing: Hearing, number: int, words: str) -> DeskNote:
    """Keep a private note on a comment; refuses an empty one."""
    policies.check(policies.may_see_desk(actor, hearing))
    said = normalise(words.strip())
    if not said:
        raise Refusal("nothing-said", _l("Write the note."), field="note")
    (comment_id,) = answers.comment_ids(hearing, [number]) or [0]
    if not comment_id:
        raise Refusal("not-found", _l("There is no comment with this number."))
    made = DeskNote(
        hearing_id=hearing.id,
        comment_id=comment_id,
        words=said,
        written_by=actor.account_id or 0,
        written_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    return made


def group_all(actor: Actor, hearing: Hearing, theme: Theme, wanted: Wanted) -> int:
    """Put everything that a filter holds into a theme, in one act; gives how many were new there."""
    policies.check(policies.may_answer(actor, hearing) and theme.hearing_id == hearing.id)
    ids = sa.select(Comment.id).where(
        Comment.thread_id == handled.thread(hearing), *listing.conditions(hearing, wanted)
    )
    answering.forget_no_issue(hearing, ids)
    new = sa.select(sa.literal(hearing.id), sa.literal(theme.id), Comment.id).where(
        Comment.thread_id == handled.thread(hearing), *listing.conditions(hearing, wanted)
    )
    insert = pg_insert if db.is_postgres() else sqlite_insert
    done = db.session().execute(
        insert(Placement)
        .from_select(["hearing_id", "theme_id", "comment_id"], new)
        .on_conflict_do_nothing(index_elements=["theme_id", "comment_id"])
        .returning(Placement.id)
    )
    log.info("hearing_grouped_all", hearing=hearing.id, theme=theme.number)
    return len(done.all())


def all_numbers(hearing: Hearing, wanted: Wanted) -> list[int]:
    """The numbers of everything that a filter holds, up to what one act takes."""
    rows = db.session().scalars(
        sa.select(Comment.number)
        .where(Comment.thread_id == handled.thread(hearing), *listing.conditions(hearing, wanted))
        .order_by(Comment.number)
        .limit(MOST_AT_ONCE)
    )
    return list(rows)


def count_large() -> int:
    """Count every large hearing whose answers are owed; gives how many."""
    found = [h for h in db.session().scalars(counting.owed()) if not progress.is_small(h)]
    for hearing in found:
        counting.count(hearing)
        by_account = queries.count_officers(hearing)
        counting.keep(hearing, {f"{OFFICER}{who}": done for who, done in by_account.items()})
    return len(found)


def _check(actor: Actor, hearing: Hearing, to: int | None) -> None:
    policies.check(policies.may_answer(actor, hearing))
    if to is not None and to not in queries.names(hearing):
        raise Refusal("unknown-officer", _l("Choose an officer of this agency."), field="officer")


def _give(
    actor: Actor,
    hearing: Hearing,
    unit: str,
    to: int | None,
    *,
    comment_id: int | None = None,
    place: str | None = None,
    theme_id: int | None = None,
) -> None:
    session = db.session()
    session.execute(
        sa.delete(Assignment).where(Assignment.hearing_id == hearing.id, Assignment.unit == unit)
    )
    if to is None:
        return
    session.add(
        Assignment(
            hearing_id=hearing.id,
            unit=unit,
            comment_id=comment_id,
            place=place,
            theme_id=theme_id,
            account_id=to,
            assigned_by=actor.account_id or 0,
            assigned_at=clock.now(),
        )
    )
    session.flush()
