"""Who spoke in a hearing: figures by assurance and choice, the desk's list, reveals and their count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from commons import db
from commons.access import Assurance
from commons.discussion.models import IDENTIFIED, Channel, Comment, Display, Thread
from commons.discussion.shown import CommentView, view
from consult.models import DISCUSSION, Hearing
from consult.speakers.models import Decision, Reveal, Seal, Sealed

PAGE = 50


class Kind(StrEnum):
    """The desk's filter: whose name or body is said, whose is not, and what bears a sealed part."""

    ALL = "all"
    IDENTIFIED = "identified"
    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True)
class Line:
    """What was said at one level of assurance; levels are never added up."""

    assurance: Assurance
    by_staff: bool
    comments: int = 0
    stances: int = 0
    persons: int = 0

    @property
    def is_verified(self) -> bool:
        """Whether these are persons whose identity was checked."""
        return self.assurance >= Assurance.SUBSTANTIAL


@dataclass(frozen=True)
class Figures:
    """Who spoke: by assurance, by who sees the name, how much is sealed, how often names were seen."""

    lines: tuple[Line, ...] = ()
    displays: dict[Display, int] = field(default_factory=dict)
    confidential: int = 0
    reveals: int = 0


@dataclass(frozen=True)
class Listed:
    """Some comments for the desk, how many there are of each kind, and where the next page begins."""

    comments: tuple[CommentView, ...]
    counts: dict[Kind, int]
    following: int | None


def figures(hearing: Hearing) -> Figures:
    """Everything public about who spoke; withdrawn comments are counted, their words are not shown."""
    shown = db.session().execute(
        sa.select(Comment.display, sa.func.count())
        .where(_of(hearing), sa.true() == Comment.has_words)
        .group_by(Comment.display)
    )
    return Figures(
        lines=_lines(hearing),
        displays=_in_order(dict(shown.tuples().all())),
        confidential=confidential(hearing),
        reveals=revealed(hearing),
    )


def public_counts(hearing: Hearing) -> Figures:
    """The two counts that stand on the hearing's own page, without the rest."""
    return Figures(confidential=confidential(hearing), reveals=revealed(hearing))


def confidential(hearing: Hearing) -> int:
    """How many comments bear a part that is sealed to the agency's desk."""
    wanted = sa.select(sa.func.count()).where(
        Sealed.hearing_id == hearing.id, Sealed.kind == Seal.CONFIDENTIAL
    )
    return db.session().scalar(wanted) or 0


def revealed(hearing: Hearing) -> int:
    """How often a withheld name was opened to the agency; public on the hearing's page."""
    wanted = sa.select(sa.func.count()).where(
        Reveal.hearing_id == hearing.id, Reveal.decision == Decision.GRANTED
    )
    return db.session().scalar(wanted) or 0


def for_desk(hearing: Hearing, kind: Kind, *, after: int = 0) -> Listed:
    """Comments with words of one kind, by number; the counts are exact (R015)."""
    where = [_of(hearing), sa.true() == Comment.has_words]
    counts = {
        each: db.session().scalar(sa.select(sa.func.count()).where(*where, *_like(each))) or 0
        for each in Kind
    }
    rows = db.session().scalars(
        sa.select(Comment)
        .where(*where, *_like(kind), Comment.number > after)
        .order_by(Comment.number)
        .limit(PAGE + 1)
    )
    found = rows.all()
    shown = tuple(view(row) for row in found[:PAGE])
    return Listed(shown, counts, shown[-1].number if len(found) > PAGE else None)


def reveals(hearing: Hearing) -> Sequence[Reveal]:
    """Every request to see a withheld name, the newest first."""
    wanted = sa.select(Reveal).where(Reveal.hearing_id == hearing.id).order_by(Reveal.id.desc())
    return db.session().scalars(wanted).all()


def reveal(hearing: Hearing, reveal_id: int) -> Reveal | None:
    """One request of this hearing."""
    return db.session().scalar(
        sa.select(Reveal).where(Reveal.hearing_id == hearing.id, Reveal.id == reveal_id)
    )


def names_sealed(hearing: Hearing, ids: Sequence[int]) -> set[int]:
    """Which of these comments have a withheld name that a reveal could open."""
    if not ids:
        return set()
    rows = db.session().scalars(
        sa.select(Sealed.comment_id).where(
            Sealed.hearing_id == hearing.id,
            Sealed.comment_id.in_(ids),
            Sealed.kind == Seal.NAME,
        )
    )
    return set(rows)


def _in_order(counted: dict[Display, int]) -> dict[Display, int]:
    return {display: counted[display] for display in Display if display in counted}


def _lines(hearing: Hearing) -> tuple[Line, ...]:
    by_staff = Comment.channel != Channel.ONLINE
    rows = db.session().execute(
        sa.select(
            Comment.assurance,
            by_staff.label("by_staff"),
            sa.func.sum(sa.case((sa.true() == Comment.has_words, 1), else_=0)),
            sa.func.sum(sa.case((Comment.stance.is_not(None), 1), else_=0)),
            sa.func.count(Comment.account_id.distinct()),
        )
        .where(_of(hearing))
        .group_by(Comment.assurance, by_staff)
        .order_by(Comment.assurance.desc(), "by_staff")
    )
    return tuple(
        Line(Assurance(level), bool(staff), int(said), int(held), persons)
        for level, staff, said, held, persons in rows.all()
    )


def _like(kind: Kind) -> list[sa.ColumnElement[bool]]:
    if kind is Kind.IDENTIFIED:
        return [Comment.display.in_(IDENTIFIED)]
    if kind is Kind.ANONYMOUS:
        return [Comment.display.not_in(IDENTIFIED)]
    if kind is Kind.CONFIDENTIAL:
        return [Comment.confidential_reason.is_not(None), Comment.withdrawn_at.is_(None)]
    return []


def _of(hearing: Hearing) -> sa.ColumnElement[bool]:
    thread = sa.select(Thread.id).where(Thread.kind == DISCUSSION, Thread.key == hearing.key)
    return Comment.thread_id == thread.scalar_subquery()
