"""Carrying: with a new version every comment gets its place in it, and that is kept.

A large hearing's comments follow batch by batch, each in a transaction of the worker; the version
is public at once, and its counts stand where they belong from the first moment.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from commons import db, jobs
from commons.discussion import moving
from commons.discussion.models import Comment
from commons.texts import queries as texts
from commons.texts.matching import Matches, State
from commons.texts.models import Version
from consult.carryover.models import Carried
from consult.models import DISCUSSION, CarryOver, Hearing

AT_ONCE = moving.BATCH
"""So many comments are placed within the officer's own request; the worker places more."""
PLACE = "consult.place"


@dataclass(frozen=True)
class _Fate:
    """Where a section is in the new version, and how sure that is."""

    to: str | None
    state: State
    score: int


def carry(hearing: Hearing, before: Version, after: Version, matches: Matches) -> None:
    """Write down what becomes of each section, then let every comment follow its section.

    What the machine found stands until an officer confirms it; nothing is lost either way. Refuses
    while comments still follow the version before (carry-over-running).
    """
    session = db.session()
    rows = _rows(hearing, before, after, matches)
    session.add_all(rows)
    session.flush()
    ways = {row.eid: row.to_eid for row in rows}
    moving.begin(DISCUSSION, hearing.key, ways, version=after.number or 0)
    begun = moving.progress(DISCUSSION, hearing.key)
    if begun is not None and begun.last > AT_ONCE:
        _leave_word(hearing, begun)
        return
    while moving.step(DISCUSSION, hearing.key):
        pass


def place_next(hearing: Hearing) -> None:
    """Let the next comments follow, and leave word for those after them in the same transaction."""
    now = moving.step(DISCUSSION, hearing.key)
    if now is not None:
        _leave_word(hearing, now)


def _leave_word(hearing: Hearing, now: moving.Progress) -> None:
    jobs.later(
        PLACE,
        key=f"{hearing.id}:{now.version}:{now.reached}",
        payload={"hearing": hearing.id},
    )


def _rows(hearing: Hearing, before: Version, after: Version, matches: Matches) -> list[CarryOver]:
    found = [
        _row(hearing, before, fate.eid, _Fate(fate.to, fate.state, fate.score))
        for fate in matches.old
    ]
    known = {fate.eid for fate in matches.old}
    kept = {entry.eid for entry in texts.outline(after.id) if entry.has_page}
    for entry in texts.outline(before.id):
        if entry.has_page and entry.eid not in known:
            stays = entry.eid in kept
            fate = _Fate(entry.eid, State.SAME, 100) if stays else _Fate(None, State.ORPHANED, 0)
            found.append(_row(hearing, before, entry.eid, fate))
    return found


def _row(hearing: Hearing, before: Version, eid: str, fate: _Fate) -> CarryOver:
    return CarryOver(
        hearing_id=hearing.id,
        version=before.number or 0,
        eid=eid,
        to_eid=fate.to,
        state=fate.state.value,
        score=fate.score,
    )


def _keep(key: str, version: int, here: sa.ColumnElement[bool]) -> None:
    """Keep each comment's place before and after, in one statement for all that follow now."""
    columns = ["hearing_id", "version", "comment_id", "from_eid", "to_eid", "state", "score"]
    came = sa.select(
        sa.literal(int(key)),
        sa.literal(version),
        Comment.id,
        CarryOver.eid,
        CarryOver.to_eid,
        CarryOver.state,
        CarryOver.score,
    ).join(CarryOver, CarryOver.eid == Comment.place)
    came = came.where(
        here,
        Comment.reply_to_id.is_(None),
        CarryOver.hearing_id == int(key),
        CarryOver.version == version - 1,
    )
    db.session().execute(sa.insert(Carried).from_select(columns, came, include_defaults=False))


moving.kept_by(DISCUSSION, _keep)
