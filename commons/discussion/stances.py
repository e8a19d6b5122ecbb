"""One current stance for each person and section, and the tallies that follow it."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from commons.discussion import figures, tallies
from commons.discussion.additions import Move
from commons.discussion.models import Comment, CurrentStance, Measure, Stance, Thread, Voice


def count(comment: Comment, *, moving: int | None = None) -> None:
    """Count a new comment, its stance and its person; the thread is locked.

    `moving` is the move to a new version that the thread is in; the person's stances followed it.
    """
    figures.add(comment)
    if comment.has_words:
        measure = Measure.COMMENT if comment.reply_to_id is None else Measure.REPLY
        tallies.add(comment, measure, 1)
    if comment.stance is not None:
        _take_stance(comment, comment.stance, moving)
    if comment.account_id is not None:
        values = {"thread_id": comment.thread_id, "account_id": comment.account_id}
        if db.insert_once(Voice, values, conflict=["thread_id", "account_id"]) is not None:
            tallies.add_person(comment)


def _take_stance(comment: Comment, stance: Stance, moving: int | None) -> None:
    tallies.add(comment, Measure(stance), 1)
    if comment.account_id is None:
        return
    held = _held(comment.thread_id, comment.place, comment.account_id)
    if held is None:
        held = CurrentStance(
            thread_id=comment.thread_id, place=comment.place, account_id=comment.account_id
        )
        db.session().add(held)
    else:
        tallies.take_off(held)
    held.assurance, held.stance = comment.assurance, stance
    held.comment_id = comment.id
    held.moved_in = moving


def held_by(kind: str, key: str, account_id: int | None) -> dict[str, Stance]:
    """The stance that a person holds now of each section."""
    if account_id is None:
        return {}
    rows = db.session().execute(
        sa.select(
            CurrentStance.place, CurrentStance.stance, CurrentStance.moved_in, Move.id, Move.ways
        )
        .join(Thread, Thread.id == CurrentStance.thread_id)
        .outerjoin(Move, Move.id == Thread.moving)
        .where(Thread.kind == kind, Thread.key == key, CurrentStance.account_id == account_id)
    )
    found: dict[str, Stance] = {}
    for place, stance, moved_in, move, ways in rows.tuples():
        # Who still follows a new version is shown where he will stand.
        here = place if move is None or moved_in == move else ways.get(place, place)
        if here is not None:
            found[here] = stance
    return found


def drop(comment: Comment) -> None:
    """End the stance that a withdrawn comment gave, if it is still its person's."""
    if comment.stance is None or comment.account_id is None:
        return
    held = _held(comment.thread_id, comment.place, comment.account_id)
    if held is not None and held.comment_id == comment.id:
        tallies.take_off(held)
        db.session().delete(held)


def _held(thread_id: int, place: str | None, account_id: int) -> CurrentStance | None:
    return db.session().scalar(
        sa.select(CurrentStance)
        .where(
            CurrentStance.thread_id == thread_id,
            CurrentStance.place == place,
            CurrentStance.account_id == account_id,
        )
        .execution_options(populate_existing=True)
    )
