"""Carrying: at the moment of a new version every comment gets its place in it, and that is kept."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.discussion import queries as spoken
from commons.discussion import services as discussion
from commons.discussion.models import Comment
from commons.texts import queries as texts
from commons.texts.matching import Matches, State
from commons.texts.models import Version
from consult.carryover.models import Carried
from consult.models import DISCUSSION, CarryOver, Hearing


@dataclass(frozen=True)
class _Fate:
    """Where a section is in the new version, and how sure that is."""

    to: str | None
    state: State
    score: int


def carry(hearing: Hearing, before: Version, after: Version, matches: Matches) -> None:
    """Write down what becomes of each section, then move every comment with its section.

    What the machine found stands until an officer confirms it; nothing is lost either way.
    """
    session = db.session()
    rows = _rows(hearing, before, after, matches)
    session.add_all(rows)
    session.flush()
    thread = spoken.thread_id(DISCUSSION, hearing.key)
    if thread is not None:
        session.execute(_kept(hearing, before, after, thread))
    discussion.carry(DISCUSSION, hearing.key, {row.eid: row.to_eid for row in rows})


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


def _kept(hearing: Hearing, before: Version, after: Version, thread: int) -> sa.Insert:
    """Each comment's place before and after, in one statement however many there are."""
    columns = ["hearing_id", "version", "comment_id", "from_eid", "to_eid", "state", "score"]
    came = sa.select(
        sa.literal(hearing.id),
        sa.literal(after.number),
        Comment.id,
        CarryOver.eid,
        CarryOver.to_eid,
        CarryOver.state,
        CarryOver.score,
    ).join(CarryOver, CarryOver.eid == Comment.place)
    came = came.where(
        Comment.thread_id == thread,
        Comment.reply_to_id.is_(None),
        CarryOver.hearing_id == hearing.id,
        CarryOver.version == before.number,
    )
    return sa.insert(Carried).from_select(columns, came, include_defaults=False)
