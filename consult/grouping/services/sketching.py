"""The machine's part: sketches of new texts, and when the campaigns are proposed anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from commons import clock, db
from commons.discussion import filewords
from commons.discussion import queries as discussion
from commons.discussion.models import Comment, Thread
from commons.discussion.shown import CommentView
from consult import rules
from consult.grouping import shingles
from consult.grouping.models import Reach, Sketch
from consult.grouping.services import campaigning
from consult.models import DISCUSSION, Hearing
from consult.queries import handled
from consult.states import Stage, State

BATCH = 5_000
"""So many texts are sketched in one go."""
LARGE = 20_000
"""A hearing with more comments is grouped anew once in AGAIN_AFTER while it takes comments."""
AGAIN_AFTER = timedelta(hours=1)


def look_at_all(most: int = BATCH) -> int:
    """Sketch new texts of every hearing whose answers are owed; gives how many."""
    left = most
    for hearing in list(db.session().scalars(_waiting())):
        left -= look(hearing, most=left)
        if left <= 0:
            break
    return most - left


def look(hearing: Hearing, *, most: int = BATCH, waits: bool = False) -> int:
    """Sketch the texts that came since the last time; once none is left, group all of them anew.

    A large hearing is grouped at most once an hour while people speak, and by the timer alone
    (`waits` says that a person waits for the page). After closing every text is sketched once
    more, as edited and moderated by then.
    """
    reach = _reach(hearing)
    over = rules.state(hearing, clock.now()) in (State.CLOSED, State.WITHDRAWN)
    if over and not reach.after_closing:
        reach.through, reach.after_closing = 0, True
    found = _next(hearing, reach.through, most)
    if found:
        _sketch(hearing, [comment.id for comment in found])
        reach.through, reach.is_grouped = found[-1].number, False
    if len(found) < most:
        reach.through = max(reach.through, handled.last_number(hearing))
        if not reach.is_grouped and _is_time(reach, is_over=over, waits=waits):
            campaigning.propose(hearing)
            reach.is_grouped, reach.grouped_at = True, clock.now()
    db.session().flush()
    return len(found)


def look_again(comment_id: int) -> None:
    """Sketch a comment anew, whose file was read after the others had been looked at.

    The next run of the timer groups its hearing anew; comments elsewhere are left alone.
    """
    comment = db.session().get(Comment, comment_id)
    thread = None if comment is None else db.session().get(Thread, comment.thread_id)
    if comment is None or thread is None or thread.kind != DISCUSSION:
        return
    hearing = db.session().get(Hearing, int(thread.key))
    if hearing is None or comment.reply_to_id is not None or comment.withdrawn_at is not None:
        return
    _sketch(hearing, [comment_id])
    _reach(hearing).is_grouped = False
    db.session().flush()


def _is_time(reach: Reach, *, is_over: bool, waits: bool) -> bool:
    """Whether all texts of a hearing may be gone through again; a large one is left to the timer."""
    if waits and reach.through > LARGE:
        return False
    if is_over or reach.grouped_at is None or reach.through <= LARGE:
        return True
    return clock.now() - reach.grouped_at >= AGAIN_AFTER


def _sketch(hearing: Hearing, ids: Sequence[int]) -> None:
    session = db.session()
    session.execute(sa.delete(Sketch).where(Sketch.comment_id.in_(ids)))
    attached = filewords.by_comments(ids)
    made = (
        (view.id, shingles.sketch(_said(view, attached.get(view.id, ""))))
        for view in discussion.by_ids(ids).values()
    )
    rows = [
        {"hearing_id": hearing.id, "comment_id": key, "sketch": sketch}
        for key, sketch in made
        if sketch is not None
    ]
    if rows:
        session.execute(sa.insert(Sketch), rows)


def _said(comment: CommentView, attached: str) -> str:
    """What anybody may read of it and its files; hidden and confidential words group with nothing."""
    return f"{comment.words}\n{comment.suggestion or ''}\n{attached}"


def _next(hearing: Hearing, after: int, most: int) -> Sequence[Comment]:
    return (
        db.session()
        .scalars(
            sa.select(Comment)
            .join(Thread, Thread.id == Comment.thread_id)
            .where(
                Thread.kind == DISCUSSION,
                Thread.key == hearing.key,
                Comment.number > after,
                sa.true() == Comment.has_words,
                Comment.reply_to_id.is_(None),
                Comment.withdrawn_at.is_(None),
            )
            .order_by(Comment.number)
            .limit(most)
        )
        .all()
    )


def _reach(hearing: Hearing) -> Reach:
    wanted = sa.select(Reach).where(Reach.hearing_id == hearing.id)
    db.insert_once(
        Reach,
        {"hearing_id": hearing.id, "through": 0, "is_grouped": True, "after_closing": False},
        conflict=["hearing_id"],
    )
    return db.session().scalars(wanted).one()


def _waiting() -> sa.Select[tuple[Hearing]]:
    """Hearings that have opened, owe a summary, and hold texts that nobody has looked at."""
    now = clock.now()
    ended = sa.or_(Hearing.stage == Stage.WITHDRAWN, Hearing.closes_at <= now)
    return (
        sa.select(Hearing)
        .join(
            Thread,
            sa.and_(Thread.kind == DISCUSSION, Thread.key == sa.cast(Hearing.id, sa.String)),
        )
        .outerjoin(Reach, Reach.hearing_id == Hearing.id)
        .where(
            Hearing.summary_due_at.is_not(None),
            Hearing.summarised_at.is_(None),
            Hearing.opens_at <= now,
            sa.or_(
                Reach.id.is_(None),
                Reach.through < Thread.last_number,
                sa.not_(Reach.is_grouped),
                sa.and_(ended, sa.not_(Reach.after_closing)),
            ),
        )
        .order_by(Hearing.id)
    )
