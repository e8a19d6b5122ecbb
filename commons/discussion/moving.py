"""A new version's sections are known at once; the comments of a large thread follow in batches.

When a move begins, under the thread's lock, the tallies and figures stand at their new places in
the same transaction: they are few. The rows of comments and stances follow by their numbers, each
batch in a transaction of whoever calls `step`. Whoever acts on a comment that has not followed yet
calls `bring` first, so that every act meets the comment, its replies and its person's stances where
the counts already are. What is written meanwhile has a number above the move's and stays there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db
from commons.discussion import figures, placing, tallies, threads
from commons.discussion.additions import Move
from commons.discussion.models import Comment, CurrentStance, Thread

BATCH = 1_000
"""So many numbers follow in one transaction, while nobody else writes in the thread."""

Keep = Callable[[str, int, sa.ColumnElement[bool]], None]
_KEEPERS: dict[str, Keep] = {}


@dataclass(frozen=True)
class Progress:
    """How far the comments of a thread have followed: those up to number `reached` of `last`."""

    version: int
    reached: int
    last: int
    begun_at: datetime


def kept_by(kind: str, keep: Keep) -> None:
    """Let threads of a kind keep what becomes of comments: called with key, version and a condition.

    The condition chooses the comments that are about to follow; their places are still the old.
    """
    _KEEPERS[kind] = keep


def begin(kind: str, key: str, ways: Mapping[str, str | None], *, version: int) -> None:
    """Let the sections of a thread stand at their new places; its comments follow with `step`.

    `ways` names for each section of the old version its section in the new one, None where it has
    none. Refuses while a former move is not finished (carry-over-running).
    """
    changed = {old: new for old, new in ways.items() if old != new}
    targets = [new for new in changed.values() if new is not None]
    if len(targets) != len(set(targets)):
        raise ValueError("two sections cannot be carried to one")
    thread = threads.lock(kind, key)
    threads.check_rest(thread)
    if not thread.is_counted:
        figures.count(thread.id)
    tallies.move(thread.id, changed)
    figures.carry(thread.id, changed)
    now = clock.now()
    move = Move(thread_id=thread.id, version=version, ways=changed, last_number=thread.last_number)
    move.reached, move.begun_at, move.stepped_at = 0, now, now
    db.session().add(move)
    db.session().flush()
    thread.moving = move.id
    db.session().flush()


def step(kind: str, key: str) -> Progress | None:
    """Let the next comments follow; gives how far it came, None where nothing is left to do."""
    thread = threads.lock(kind, key)
    move = _running(thread)
    if move is None:
        return None
    upto = min(move.reached + BATCH, move.last_number)
    _follow(thread, move, Comment.number.between(move.reached + 1, upto))
    move.reached, move.stepped_at = upto, clock.now()
    if upto == move.last_number:
        _end(thread, move)
    db.session().flush()
    return _progress(move) if upto < move.last_number else None


def progress(kind: str, key: str) -> Progress | None:
    """How far the comments of this thread have followed; None where none is on its way."""
    move = db.session().scalar(
        sa.select(Move)
        .join(Thread, Thread.moving == Move.id)
        .where(Thread.kind == kind, Thread.key == key)
    )
    return None if move is None else _progress(move)


def stale(before: datetime) -> Sequence[tuple[str, str]]:
    """The threads, by kind and key, whose move has not come on since `before`."""
    wanted = (
        sa.select(Thread.kind, Thread.key)
        .join(Move, Move.id == Thread.moving)
        .where(Move.stepped_at < before)
    )
    return [(kind, key) for kind, key in db.session().execute(wanted).tuples()]


def bring(comment: Comment) -> None:
    """Let one comment follow now, with its replies and stances; its thread is locked."""
    move = _of(comment.thread_id)
    if move is None:
        return
    bring_person(move.id, comment.thread_id, comment.account_id)
    top = comment.reply_to_id or comment.id
    thread = db.session().get_one(Thread, comment.thread_id)
    here = sa.and_(
        sa.or_(Comment.id == top, Comment.reply_to_id == top),
        Comment.number.between(move.reached + 1, move.last_number),
    )
    _follow(thread, move, here)
    placing.write(sa.update(Comment).where(_behind(thread, move, here)), {"moved_in": move.id})
    db.session().refresh(comment, ["place", "placing", "moved_in"])


def bring_person(moving: int | None, thread_id: int, account_id: int | None) -> None:
    """Let a person's stances follow now, before one is given or ended; the thread is locked."""
    if moving is None or account_id is None:
        return
    placing.carry_stances(thread_id, db.session().get_one(Move, moving), [account_id])


def _of(thread_id: int) -> Move | None:
    return db.session().scalar(
        sa.select(Move)
        .join(Thread, Thread.moving == Move.id)
        .where(Thread.id == thread_id)
        .execution_options(populate_existing=True)
    )


def _running(thread: Thread) -> Move | None:
    return None if thread.moving is None else _of(thread.id)


def _progress(move: Move) -> Progress:
    return Progress(move.version, move.reached, move.last_number, move.begun_at)


def _behind(thread: Thread, move: Move, here: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    apart = Comment.moved_in.is_distinct_from(move.id)
    return sa.and_(Comment.thread_id == thread.id, here, apart)


def _follow(thread: Thread, move: Move, here: sa.ColumnElement[bool]) -> None:
    """Let these comments follow, unless they were brought before; each row is written once."""
    behind = _behind(thread, move, here)
    keep = _KEEPERS.get(thread.kind)
    if keep is not None:
        keep(thread.key, move.version, behind)
    if move.ways:
        spoke = sa.select(Comment.account_id).where(
            behind, Comment.account_id.is_not(None), Comment.stance.is_not(None)
        )
        placing.carry_stances(thread.id, move, db.session().scalars(spoke.distinct()).all())
    placing.carry_comments(move, behind)


def _end(thread: Thread, move: Move) -> None:
    """The last comment has followed: so do stances whose comment no longer names their person."""
    held = CurrentStance
    left = sa.select(held.account_id).where(
        held.thread_id == thread.id,
        held.place.in_(move.ways),
        held.moved_in.is_distinct_from(move.id),
    )
    while move.ways:
        some = db.session().scalars(left.distinct().limit(BATCH)).all()
        if not some:
            break
        placing.carry_stances(thread.id, move, some)
    move.ended_at, thread.moving = clock.now(), None
    db.session().flush()
    db.session().expire_all()
