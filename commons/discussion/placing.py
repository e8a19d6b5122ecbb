"""Carrying comments to a new version: every comment finds its section again, or is an orphan."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from commons import db
from commons.discussion import tallies
from commons.discussion.models import WHOLE, Comment, CurrentStance, Placing

_ON_THE_WAY = "~"


def carry(thread_id: int, moves: Mapping[str, str | None]) -> None:
    """Move comments, stances and tallies from section to section; None makes orphans of them."""
    targets = [target for target in moves.values() if target is not None]
    if len(targets) != len(set(targets)):
        raise ValueError("two sections cannot be carried to one")
    for model in (Comment, CurrentStance):
        _shift(model, thread_id, moves)
    _mark(thread_id)
    tallies.move(thread_id, moves)


def _shift(
    model: type[Comment] | type[CurrentStance], thread_id: int, moves: Mapping[str, str | None]
) -> None:
    # In two steps, because sections that trade places would collide on the unique index.
    session, here = db.session(), model.thread_id == thread_id
    for old, new in moves.items():
        waiting = None if new is None else _ON_THE_WAY + new
        session.execute(sa.update(model).where(here, model.place == old).values(place=waiting))
    session.execute(
        sa.update(model)
        .where(here, model.place.startswith(_ON_THE_WAY))
        .values(place=sa.func.substr(model.place, len(_ON_THE_WAY) + 1))
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def _mark(thread_id: int) -> None:
    found = sa.case(
        (Comment.place.is_(None), Placing.ORPHANED.value),
        (Comment.place == Comment.section, Placing.SAME.value),
        else_=Placing.MOVED.value,
    )
    db.session().execute(
        sa.update(Comment)
        .where(Comment.thread_id == thread_id, Comment.section != WHOLE)
        .values(placing=found)
        .execution_options(synchronize_session=False)
    )
