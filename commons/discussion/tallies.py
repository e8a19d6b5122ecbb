"""The tallies of a thread: moved by each act under the thread's lock, so that no page counts rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from commons import db
from commons.discussion.models import WHOLE, Comment, CurrentStance, Measure, Tally

LOST = "~"
"""The place under which the tallies of sections stand that a later version no longer has."""


def add(comment: Comment, measure: Measure, times: int) -> None:
    """Count a comment, or its stance, at its place."""
    _move(comment.thread_id, _place(comment.place), measure, comment.assurance, times)


def add_person(comment: Comment) -> None:
    """Count a person who speaks for the first time in this thread."""
    _move(comment.thread_id, WHOLE, Measure.PERSON, comment.assurance, 1)


def add_reply(above_id: int) -> None:
    """Count a reply at the comment above it; one whose replies were never counted stays so."""
    db.session().execute(
        sa.update(Comment).where(Comment.id == above_id).values(replies=Comment.replies + 1)
    )


def take_off(held: CurrentStance) -> None:
    """Uncount a stance that its person no longer holds."""
    _move(held.thread_id, _place(held.place), Measure(held.stance), held.assurance, -1)


def put_on(held: CurrentStance) -> None:
    """Count a stance at the place where it now stands."""
    _move(held.thread_id, _place(held.place), Measure(held.stance), held.assurance, 1)


def shift(
    thread_id: int,
    way: tuple[str | None, str | None],
    measure: Measure,
    assurance: int,
    times: int,
) -> None:
    """Let so many of one measure stand at the second place of `way`, no longer at the first."""
    _move(thread_id, _place(way[0]), measure, assurance, -times)
    _move(thread_id, _place(way[1]), measure, assurance, times)


def move(thread_id: int, moves: Mapping[str, str | None]) -> None:
    """Let the tallies of each moved section stand at its new place."""
    if not moves:
        return
    rows = db.session().execute(
        sa.delete(Tally)
        .where(Tally.thread_id == thread_id, Tally.place.in_(moves))
        .returning(Tally.place, Tally.measure, Tally.assurance, Tally.times)
    )
    moved: Counter[tuple[str, Measure, int]] = Counter()
    for place, measure, assurance, times in rows.all():
        moved[(_place(moves[place]), measure, assurance)] += times
    for (place, measure, assurance), times in moved.items():
        _move(thread_id, place, measure, assurance, times)


def _place(place: str | None) -> str:
    return LOST if place is None else place


def _move(thread_id: int, place: str, measure: Measure, assurance: int, times: int) -> None:
    insert = pg_insert if db.is_postgres() else sqlite_insert
    statement = insert(Tally).values(
        thread_id=thread_id, place=place, measure=measure, assurance=assurance, times=times
    )
    db.session().execute(
        statement.on_conflict_do_update(
            index_elements=["thread_id", "place", "measure", "assurance"],
            set_={"times": Tally.times + statement.excluded.times},
        )
    )
