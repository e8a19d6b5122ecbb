"""Reactions to comments: one a person, by the index; their tally stands on the comment itself."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import clock, db
from commons.discussion.additions import Mood, Reaction
from commons.discussion.models import Comment, Thread
from commons.errors import Refusal
from commons.i18n import _l

_TALLIES = {
    Mood.SUPPORT: Comment.support,
    Mood.THANKS: Comment.thanks,
    Mood.OPPOSE: Comment.opposed,
}


def react(kind: str, key: str, number: int, mood: Mood, *, account_id: int) -> bool:
    """Give a reaction, or another one in its place; whether anything changed.

    Refuses one's own comment ("own-comment") and one that is withdrawn or hidden ("out-of-order").
    """
    comment = _find(kind, key, number)
    if comment.account_id == account_id:
        raise Refusal("own-comment", _l("You cannot react to your own comment."))
    if comment.withdrawn_at is not None or comment.cover is not None:
        raise Refusal("out-of-order", _l("This comment takes no reactions."))
    values = {
        "comment_id": comment.id,
        "account_id": account_id,
        "mood": mood,
        "given_at": clock.now(),
    }
    if db.insert_once(Reaction, values, conflict=["comment_id", "account_id"]) is not None:
        _move(comment, mood, 1)
        return True
    held = _held(comment.id, account_id)
    if held is None or held.mood is mood:
        return False
    _move(comment, held.mood, -1)
    _move(comment, mood, 1)
    held.mood, held.given_at = mood, clock.now()
    db.session().flush()
    return True


def take_back(kind: str, key: str, number: int, *, account_id: int) -> bool:
    """Take one's reaction back; whether there was one."""
    comment = _find(kind, key, number)
    gone = db.session().scalar(
        sa.delete(Reaction)
        .where(Reaction.comment_id == comment.id, Reaction.account_id == account_id)
        .returning(Reaction.mood)
    )
    if gone is None:
        return False
    _move(comment, gone, -1)
    return True


def given(account_id: int | None, comment_ids: Sequence[int]) -> dict[int, Mood]:
    """The reactions of a person to these comments, by comment."""
    if account_id is None or not comment_ids:
        return {}
    rows = db.session().execute(
        sa.select(Reaction.comment_id, Reaction.mood).where(
            Reaction.account_id == account_id, Reaction.comment_id.in_(comment_ids)
        )
    )
    return dict(rows.tuples().all())


def forget(account_id: int) -> None:
    """Cut the link between an account and its reactions; the tallies stay."""
    db.session().execute(sa.delete(Reaction).where(Reaction.account_id == account_id))


def _find(kind: str, key: str, number: int) -> Comment:
    # The comment's row is the lock of its tallies.
    found = db.session().scalar(
        sa.select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.kind == kind, Thread.key == key, Comment.number == number)
        .with_for_update(of=Comment)
    )
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def _held(comment_id: int, account_id: int) -> Reaction | None:
    return db.session().scalar(
        sa.select(Reaction).where(
            Reaction.comment_id == comment_id, Reaction.account_id == account_id
        )
    )


def _move(comment: Comment, mood: Mood, times: int) -> None:
    column = _TALLIES[mood]
    db.session().execute(
        sa.update(Comment).where(Comment.id == comment.id).values({column: column + times})
    )
