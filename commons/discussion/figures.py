"""Exact counts of what was said, moved by each act: for lists and pages that may not count rows.

A tally counts the stances that persons hold now; these count the comments themselves. A thread that
was begun before them is counted once by a timer, and by the page itself until then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from commons import db
from commons.discussion.additions import Figure
from commons.discussion.models import WHOLE, Channel, Comment, Display, Stance, Thread
from commons.discussion.tallies import LOST

ENTRY = "entry"
"""Everything that stands at a place: comments, replies, bare stances, what was withdrawn."""
CONFIDENTIAL = "confidential"
"""Comments with words whose further part only the agency reads."""

Place = tuple[str, str, int]
"""Under what something is counted: its name, the section, the assurance."""


@dataclass(frozen=True)
class Facts:
    """All of a comment that decides where it is counted."""

    place: str | None
    assurance: int
    display: Display
    by_staff: bool
    stance: Stance | None
    has_words: bool
    is_withdrawn: bool
    is_confidential: bool


def said(stance: Stance) -> str:
    """The name of comments that bear this stance and are not withdrawn."""
    return f"said-{stance.value}"


def shown(display: Display) -> str:
    """The name of comments with words whose author chose this."""
    return f"shown-{display.value}"


def words(*, by_staff: bool) -> str:
    """The name of comments with words, by whether staff entered them."""
    return "words-staff" if by_staff else "words"


def held(*, by_staff: bool) -> str:
    """The name of comments that bear a stance, withdrawn or not, by whether staff entered them."""
    return "stance-staff" if by_staff else "stance"


def places(facts: Facts) -> Iterator[Place]:
    """Everything under which one comment is counted."""
    here, level = LOST if facts.place is None else facts.place, facts.assurance
    yield ENTRY, here, level
    if facts.stance is not None:
        yield held(by_staff=facts.by_staff), WHOLE, level
        if not facts.is_withdrawn:
            yield said(facts.stance), here, level
    if facts.has_words:
        yield words(by_staff=facts.by_staff), WHOLE, level
        yield shown(facts.display), WHOLE, level
        if facts.is_confidential and not facts.is_withdrawn:
            yield CONFIDENTIAL, WHOLE, level


def add(comment: Comment) -> None:
    """Count a comment that was written now; its thread is locked."""
    _move(comment.thread_id, Counter(places(_facts(comment))))


@contextmanager
def following(comment: Comment) -> Iterator[None]:
    """Let the figures follow what is done inside to a comment whose thread is locked."""
    before = Counter(places(_facts(comment)))
    yield
    after = Counter(places(_facts(comment)))
    after.subtract(before)
    _move(comment.thread_id, after)


def withhold(account_id: int) -> None:
    """Count everything of an account as shown to nobody; called before its names are withheld."""
    rows = db.session().execute(
        sa.select(Comment.thread_id, Comment.display, Comment.assurance, sa.func.count())
        .where(Comment.account_id == account_id, sa.true() == Comment.has_words)
        .group_by(Comment.thread_id, Comment.display, Comment.assurance)
        .order_by(Comment.thread_id)
    )
    for thread_id, display, assurance, times in rows.tuples().all():
        lock(thread_id)
        moved = Counter({(shown(display), WHOLE, assurance): -times})
        moved[(shown(Display.HIDDEN), WHOLE, assurance)] += times
        _move(thread_id, moved)


def shift(thread_id: int, here: sa.ColumnElement[bool], place: str | None) -> None:
    """Count these comments at another section; called before they are put there."""
    gone = Comment.withdrawn_at.is_not(None)
    rows = db.session().execute(
        sa.select(Comment.place, Comment.stance, Comment.assurance, gone, sa.func.count())
        .where(here)
        .group_by(Comment.place, Comment.stance, Comment.assurance, gone)
    )
    moved: Counter[Place] = Counter()
    for old, stance, assurance, withdrawn, times in rows.tuples().all():
        names = [ENTRY, *([said(stance)] if stance is not None and not withdrawn else [])]
        for name in names:
            moved[(name, LOST if old is None else old, assurance)] -= times
            moved[(name, LOST if place is None else place, assurance)] += times
    _move(thread_id, moved)


def carry(thread_id: int, moves: Mapping[str, str | None]) -> None:
    """Let the figures of each moved section stand at its new place."""
    if not moves:
        return
    rows = db.session().execute(
        sa.delete(Figure)
        .where(Figure.thread_id == thread_id, Figure.place.in_(moves))
        .returning(Figure.name, Figure.place, Figure.assurance, Figure.times)
    )
    moved: Counter[Place] = Counter()
    for name, place, assurance, times in rows.all():
        target = moves[place]
        moved[(name, LOST if target is None else target, assurance)] += times
    _move(thread_id, moved)


def count(thread_id: int) -> None:
    """Count a thread anew from its comments, once and for good; safe to run at any time.

    While comments follow a new version their places say nothing yet: then it waits.
    """
    lock(thread_id)
    if db.session().scalar(sa.select(Thread.moving).where(Thread.id == thread_id)) is not None:
        return
    db.session().execute(sa.delete(Figure).where(Figure.thread_id == thread_id))
    thread = db.session().get_one(Thread, thread_id)
    thread.is_counted = True
    db.session().flush()
    _move(thread_id, _counted(thread_id))


def count_some(most: int = 50) -> int:
    """Count threads that were begun before there were figures; gives how many."""
    wanted = sa.select(Thread.id).where(sa.false() == Thread.is_counted)
    found = list(db.session().scalars(wanted.order_by(Thread.id).limit(most)))
    for thread_id in found:
        count(thread_id)
    return len(found)


def of(kind: str, key: str, names: tuple[str, ...] = ()) -> dict[Place, int]:
    """The figures of a thread under these names (all of them unless told)."""
    thread = (
        db.session()
        .execute(
            sa.select(Thread.id, Thread.is_counted).where(Thread.kind == kind, Thread.key == key)
        )
        .one_or_none()
    )
    if thread is None:
        return {}
    if not thread.is_counted:
        found = _counted(thread.id)
        return {place: n for place, n in found.items() if not names or place[0] in names}
    wanted = sa.select(Figure.name, Figure.place, Figure.assurance, Figure.times)
    wanted = wanted.where(Figure.thread_id == thread.id, Figure.times != 0)
    if names:
        wanted = wanted.where(Figure.name.in_(names))
    rows = db.session().execute(wanted).tuples()
    return {(name, place, assurance): times for name, place, assurance, times in rows}


def lock(thread_id: int) -> None:
    """Let nobody else write in this thread until the transaction ends."""
    db.session().execute(sa.select(Thread.id).where(Thread.id == thread_id).with_for_update())


def _facts(comment: Comment) -> Facts:
    return Facts(
        place=comment.place,
        assurance=comment.assurance,
        display=comment.display,
        by_staff=comment.channel is not Channel.ONLINE,
        stance=comment.stance,
        has_words=comment.has_words,
        is_withdrawn=comment.withdrawn_at is not None,
        is_confidential=comment.confidential_reason is not None,
    )


def _counted(thread_id: int) -> Counter[Place]:
    columns = (
        Comment.place,
        Comment.assurance,
        Comment.display,
        (Comment.channel != Channel.ONLINE).label("by_staff"),
        Comment.stance,
        Comment.has_words,
        Comment.withdrawn_at.is_not(None).label("is_withdrawn"),
        Comment.confidential_reason.is_not(None).label("is_confidential"),
    )
    rows = db.session().execute(
        sa.select(*columns, sa.func.count())
        .where(Comment.thread_id == thread_id)
        .group_by(*columns)
    )
    found: Counter[Place] = Counter()
    for *facts, times in rows.all():
        for place in places(Facts(*facts)):
            found[place] += times
    return found


def _move(thread_id: int, moved: Mapping[Place, int]) -> None:
    """Add to the figures; those of a thread that was never counted are left to the timer."""
    rows = [
        {"thread_id": thread_id, "name": name, "place": place, "assurance": level, "times": times}
        for (name, place, level), times in sorted(moved.items())
        if times
    ]
    session = db.session()
    if not rows or not session.scalar(sa.select(Thread.is_counted).where(Thread.id == thread_id)):
        return
    statement = (pg_insert if db.is_postgres() else sqlite_insert)(Figure)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["thread_id", "name", "place", "assurance"],
            set_={"times": Figure.times + statement.excluded.times},
        ),
        rows,
    )
