"""Carrying comments to a new version: every comment finds its section again, or is an orphan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from commons import db
from commons.discussion import figures, tallies
from commons.discussion.models import (
    WHOLE,
    Comment,
    CurrentStance,
    Measure,
    Placing,
    Stance,
    Thread,
)

_ON_THE_WAY = "~"
_AT_ONCE = 500


def carry(thread_id: int, moves: Mapping[str, str | None]) -> None:
    """Move comments, stances and tallies from section to section; None makes orphans of them."""
    targets = [target for target in moves.values() if target is not None]
    if len(targets) != len(set(targets)):
        raise ValueError("two sections cannot be carried to one")
    _carry_comments(thread_id, moves)
    _shift_stances(thread_id, moves)
    tallies.move(thread_id, moves)
    figures.carry(thread_id, moves)


def _carry_comments(thread_id: int, moves: Mapping[str, str | None]) -> None:
    """Put each comment at its new place and mark how it came there, each row written once."""
    ways = {old: sa.null() if new is None else sa.literal(new) for old, new in moves.items()}
    place = sa.case(ways, value=Comment.place, else_=Comment.place) if ways else Comment.place
    found = sa.case(
        (place.is_(None), Placing.ORPHANED.value),
        (place == Comment.section, Placing.SAME.value),
        else_=Placing.MOVED.value,
    )
    of_section = Comment.section != WHOLE
    changes = sa.or_(Comment.place.in_(moves), sa.and_(of_section, Comment.placing != found))
    db.session().execute(
        sa.update(Comment)
        .where(Comment.thread_id == thread_id, changes)
        .values(place=place, placing=sa.case((of_section, found), else_=Comment.placing))
        .execution_options(synchronize_session=False)
    )


def _shift_stances(thread_id: int, moves: Mapping[str, str | None]) -> None:
    # In two steps, because sections that trade places would collide on the unique index.
    session, held = db.session(), CurrentStance
    for old, new in moves.items():
        waiting = None if new is None else _ON_THE_WAY + new
        here = sa.and_(held.thread_id == thread_id, held.place == old)
        session.execute(sa.update(held).where(here).values(place=waiting))
    session.execute(
        sa.update(held)
        .where(held.thread_id == thread_id, held.place.startswith(_ON_THE_WAY))
        .values(place=sa.func.substr(held.place, len(_ON_THE_WAY) + 1))
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def put(kind: str, key: str, ids: Sequence[int], place: str | None) -> None:
    """Put single comments, with their replies and stances, at another section, or at none.

    A person who already holds a stance there keeps that one: the later word counts.
    """
    session = db.session()
    thread_id = session.scalar(
        sa.select(Thread.id).where(Thread.kind == kind, Thread.key == key).with_for_update()
    )
    if thread_id is None:
        return
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
