"""Reading a carry-over: what became of each section, what still waits for a person, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.discussion import moving, threads
from commons.discussion import queries as spoken
from commons.discussion.models import Comment
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.matching import State
from commons.texts.models import Version
from consult.carryover.models import Carried, CarryDecision, CarryReopening, CarryRound
from consult.models import DISCUSSION, CarryOver, Hearing
from consult.queries import texts

MOST_SHOWN = 200
DOUBTFUL = (State.MOVED.value, State.ORPHANED.value)


@dataclass(frozen=True)
class Line:
    """A section of the old version: where it is said to be now, how sure, what hangs on it."""

    eid: str
    to: str | None
    state: str
    score: int
    comments: int
    decision: CarryDecision | None

    @property
    def waits(self) -> bool:
        """Whether a person has still to look at it: it moved or went, and somebody spoke of it."""
        return self.state in DOUBTFUL and self.comments > 0 and self.decision is None


@dataclass(frozen=True)
class CarriedComment:
    """A comment of the old version with its way into the new one."""

    view: CommentView
    from_eid: str
    to: str | None
    state: str
    score: int


def lines(hearing: Hearing, version: int) -> list[Line]:
    """What became of every section and recital when `version` was published, in no order."""
    counting = (
        sa.select(Carried.from_eid, sa.func.count())
        .where(Carried.hearing_id == hearing.id, Carried.version == version)
        .group_by(Carried.from_eid)
    )
    counted = dict(db.session().execute(counting).tuples().all())
    decided = {d.eid: d for d in decisions(hearing, version) if d.number is None}
    rows = db.session().scalars(
        sa.select(CarryOver)
        .where(CarryOver.hearing_id == hearing.id, CarryOver.version == version - 1)
        .order_by(CarryOver.id)
    )
    return [
        Line(r.eid, r.to_eid, r.state, r.score, counted.get(r.eid, 0), decided.get(r.eid))
        for r in rows
    ]


def line(hearing: Hearing, version: int, eid: str) -> Line:
    """One of them; refuses where the old version has no such section (section-not-found)."""
    for found in lines(hearing, version):
        if found.eid == eid:
            return found
    raise Refusal("section-not-found", _l("This version has no such section."), eid=eid)


def decisions(hearing: Hearing, version: int) -> Sequence[CarryDecision]:
    """Every decision taken after `version` was published, the earliest first."""
    wanted = sa.select(CarryDecision).where(
        CarryDecision.hearing_id == hearing.id, CarryDecision.version == version
    )
    return db.session().scalars(wanted.order_by(CarryDecision.id)).all()


def settled(hearing: Hearing, version: int) -> CarryRound | None:
    """When the round was finished; None while it is open."""
    return db.session().scalar(
        sa.select(CarryRound).where(
            CarryRound.hearing_id == hearing.id, CarryRound.version == version
        )
    )


def reopenings(hearing: Hearing, version: int) -> Sequence[CarryReopening]:
    """Each time that a finished round of this version was opened again, the earliest first."""
    wanted = sa.select(CarryReopening).where(
        CarryReopening.hearing_id == hearing.id, CarryReopening.version == version
    )
    return db.session().scalars(wanted.order_by(CarryReopening.id)).all()


def placing(hearing: Hearing, version: Version | None = None) -> moving.Progress | None:
    """How far the comments have followed the newest version; None where all stand in their places.

    `version`, where the caller has it, spares the question: to a first version nothing follows.
    """
    if version is not None and version.number == 1:
        return None
    return moving.progress(DISCUSSION, hearing.key)


def check_placed(hearing: Hearing) -> None:
    """Refuse what has to wait until every comment stands in its place (carry-over-running)."""
    if placing(hearing) is not None:
        raise threads.still_moving()


def is_open(hearing: Hearing, version: int) -> bool:
    """Whether something moved or went with words on it, and the authors are not told yet."""
    if version < 2 or settled(hearing, version) is not None:
        return False
    if reopenings(hearing, version):
        return True
    wanted = sa.select(Carried.id).where(
        Carried.hearing_id == hearing.id,
        Carried.version == version,
        sa.or_(Carried.state.in_(DOUBTFUL), Carried.alone.is_(True)),
    )
    return db.session().scalar(wanted.limit(1)) is not None


def to_do(hearing: Hearing) -> int | None:
    """How many sections of the newest round wait for a person; None where there is one version.

    None too while comments are still being placed: what waits is not known before.
    """
    versions = texts.versions(hearing)
    number = versions[-1].number or 0 if versions else 0
    if number < 2 or placing(hearing) is not None:
        return None
    if not is_open(hearing, number):
        return 0
    return max(1, sum(found.waits for found in lines(hearing, number)))


def comments(
    hearing: Hearing, version: int, eid: str, *, most: int = MOST_SHOWN
) -> list[CarriedComment]:
    """The comments that came from one section of the old version, the earliest first."""
    rows = db.session().scalars(
        sa.select(Carried)
        .where(
            Carried.hearing_id == hearing.id,
            Carried.version == version,
            Carried.from_eid == eid,
        )
        .order_by(Carried.comment_id)
        .limit(most)
    )
    return _shown(rows.all())


def orphans(hearing: Hearing, version: int, *, most: int = MOST_SHOWN) -> list[CarriedComment]:
    """The comments that have no section in `version`; they stay readable at their own."""
    rows = db.session().scalars(
        sa.select(Carried)
        .where(
            Carried.hearing_id == hearing.id,
            Carried.version == version,
            Carried.to_eid.is_(None),
        )
        .order_by(Carried.comment_id)
        .limit(most)
    )
    return _shown(rows.all())


def carried(hearing: Hearing, version: int, number: int) -> Carried:
    """A comment's way into `version`, by its number; refuses where it did not come (not-found)."""
    found = db.session().scalar(
        sa.select(Carried)
        .join(Comment, Comment.id == Carried.comment_id)
        .where(
            Carried.hearing_id == hearing.id,
            Carried.version == version,
            Comment.number == number,
        )
    )
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def _shown(rows: Sequence[Carried]) -> list[CarriedComment]:
    views = spoken.by_ids([row.comment_id for row in rows])
    return [
        CarriedComment(views[r.comment_id], r.from_eid, r.to_eid, r.state, r.score)
        for r in rows
        if r.comment_id in views
    ]
