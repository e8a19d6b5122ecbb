"""Putting comments and stances at their sections in a new version, or at none; each row once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from commons import db
from commons.discussion import figures, tallies, threads
from commons.discussion.additions import Move
from commons.discussion.models import (
    WHOLE,
    Comment,
    CurrentStance,
    Measure,
    Placing,
    Stance,
)

_ON_THE_WAY = "~"
_AT_ONCE = 500


def carry_comments(move: Move, behind: sa.ColumnElement[bool]) -> None:
    """Put each comment at its new place and mark how it came there."""
    place = _target(move, Comment.place) if move.ways else Comment.place
    found = sa.case(
        (place.is_(None), Placing.ORPHANED.value),
        (place == Comment.section, Placing.SAME.value),
        else_=Placing.MOVED.value,
    )
    of_section = Comment.section != WHOLE
    changes = sa.and_(of_section, Comment.placing != found)
    if move.ways:
        changes = sa.or_(Comment.place.in_(move.ways), changes)
    placing = sa.case((of_section, found), else_=Comment.placing)
    write(sa.update(Comment).where(behind, changes), {"place": place, "placing": placing})


def carry_stances(thread_id: int, move: Move, accounts: Sequence[int | None]) -> None:
    """Put the stances of these persons at their new places, all that have not followed yet."""
    # In two steps, because sections that trade places would collide on the unique index.
    if not accounts or not move.ways:
        return
    held = CurrentStance
    theirs = sa.and_(held.thread_id == thread_id, held.account_id.in_(accounts))
    behind = sa.and_(theirs, held.place.in_(move.ways), held.moved_in.is_distinct_from(move.id))
    write(
        sa.update(held).where(behind),
        {"place": _target(move, held.place, mark=_ON_THE_WAY), "moved_in": move.id},
    )
    there = sa.and_(theirs, held.place.startswith(_ON_THE_WAY))
    stripped = sa.func.substr(held.place, len(_ON_THE_WAY) + 1)
    write(sa.update(held).where(there), {"place": stripped})


def put(kind: str, key: str, ids: Sequence[int], place: str | None) -> None:
    """Put single comments, with their replies and stances, at another section, or at none.

    A person who already holds a stance there keeps that one: the later word counts. Refuses while
    comments still follow a new version (carry-over-running).
    """
    session = db.session()
    thread = threads.lock(kind, key)
    threads.check_rest(thread)
    thread_id = thread.id
    for some in _chunks(ids):
        mine = sa.or_(Comment.id.in_(some), Comment.reply_to_id.in_(some))
        here = sa.and_(Comment.thread_id == thread_id, mine)
        figures.shift(thread_id, here, place)
        _recount(thread_id, here, place)
        _put_stances(thread_id, some, place)
        found = Placing.ORPHANED.value if place is None else _placing_at(place)
        session.execute(
            sa.update(Comment)
            .where(here)
            .values(place=place, placing=found)
            .execution_options(synchronize_session=False)
        )
    session.expire_all()


def _placing_at(place: str) -> sa.ColumnElement[str]:
    return sa.case((Comment.section == place, Placing.SAME.value), else_=Placing.MOVED.value)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _recount(thread_id: int, here: sa.ColumnElement[bool], place: str | None) -> None:
    """Let the tallies of comments and replies, and of stances without account, follow."""
    is_reply = Comment.reply_to_id.is_not(None).label("is_reply")
    said = db.session().execute(
        sa.select(Comment.place, is_reply, Comment.assurance, sa.func.count())
        .where(here, Comment.has_words.is_(True))
        .group_by(Comment.place, is_reply, Comment.assurance)
    )
    for old, reply, assurance, times in said.all():
        measure = Measure.REPLY if reply else Measure.COMMENT
        tallies.shift(thread_id, (old, place), measure, assurance, times)
    unsigned = db.session().execute(
        sa.select(Comment.place, Comment.stance, Comment.assurance, sa.func.count())
        .where(here, Comment.account_id.is_(None), Comment.stance.is_not(None))
        .group_by(Comment.place, Comment.stance, Comment.assurance)
    )
    for old, stance, assurance, times in unsigned.all():
        tallies.shift(thread_id, (old, place), Measure(Stance(stance)), assurance, times)


def _put_stances(thread_id: int, ids: Sequence[int], place: str | None) -> None:
    session = db.session()
    for held in session.scalars(
        sa.select(CurrentStance)
        .where(CurrentStance.thread_id == thread_id, CurrentStance.comment_id.in_(ids))
        .order_by(CurrentStance.id)
    ).all():
        rival = place is not None and session.scalar(
            sa.select(CurrentStance.id).where(
                CurrentStance.thread_id == thread_id,
                CurrentStance.place == place,
                CurrentStance.account_id == held.account_id,
                CurrentStance.id != held.id,
            )
        )
        tallies.take_off(held)
        if rival:
            session.delete(held)
        else:
            held.place = place
            tallies.put_on(held)
        session.flush()


def _target(move: Move, place: Any, *, mark: str = "") -> sa.ColumnElement[Any]:
    ways = {
        old: sa.null() if new is None else sa.literal(mark + new) for old, new in move.ways.items()
    }
    return sa.case(ways, value=place, else_=place)


def write(statement: sa.Update, values: Mapping[str, Any]) -> None:
    """Let an update of many rows happen in the database alone."""
    db.session().flush()
    db.session().execute(statement.values(**values).execution_options(synchronize_session=False))
