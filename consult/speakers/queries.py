"""Who spoke in a hearing: figures by assurance and choice, the desk's list, reveals and their count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from commons import db
from commons.access import Assurance
from commons.discussion import figures as counts
from commons.discussion import statistics
from commons.discussion.models import IDENTIFIED, WHOLE, Comment, Display, Thread
from commons.discussion.shown import CommentView, view
from consult.models import DISCUSSION, Hearing
from consult.speakers.models import Decision, Reveal, Seal, Sealed

PAGE = 50
_SHOWN = tuple(counts.shown(display) for display in Display)
_SEALED = counts.CONFIDENTIAL
_PUBLIC = (
    *_SHOWN,
    *(
        each(by_staff=by_staff)
        for each in (counts.words, counts.held)
        for by_staff in (False, True)
    ),
)


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
    counted = counts.of(DISCUSSION, hearing.key, _PUBLIC)
    return Figures(
        lines=_lines(counted, statistics.persons(DISCUSSION, hearing.key)),
        displays=_displays(counted),
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
    rows = db.session().scalars(
        sa.select(Comment)
        .where(Comment.id.in_(_first(hearing, kind, after)))
        .order_by(Comment.number)
        .limit(PAGE + 1)
    )
    found = rows.all()
    shown = tuple(view(row) for row in found[:PAGE])
    following = shown[-1].number if len(found) > PAGE else None
    return Listed(shown, _of_kinds(hearing), following)


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


def _displays(counted: Mapping[counts.Place, int]) -> dict[Display, int]:
    found = {
        display: sum(n for (name, _, _), n in counted.items() if name == counts.shown(display))
        for display in Display
    }
    return {display: times for display, times in found.items() if times}


def _lines(counted: Mapping[counts.Place, int], persons: Mapping[int, int]) -> tuple[Line, ...]:
    found = []
    for level in sorted(Assurance, reverse=True):
        for by_staff in (False, True):
            said = counted.get((counts.words(by_staff=by_staff), WHOLE, level), 0)
            held = counted.get((counts.held(by_staff=by_staff), WHOLE, level), 0)
            if said or held:
                known = 0 if by_staff else persons.get(level, 0)
                found.append(Line(level, by_staff, said, held, known))
    return tuple(found)


def _of_kinds(hearing: Hearing) -> dict[Kind, int]:
    counted = counts.of(DISCUSSION, hearing.key, (*_SHOWN, _SEALED))
    by_display = _displays(counted)
    identified = sum(n for display, n in by_display.items() if display in IDENTIFIED)
    return {
        Kind.ALL: sum(by_display.values()),
        Kind.IDENTIFIED: identified,
        Kind.ANONYMOUS: sum(by_display.values()) - identified,
        Kind.CONFIDENTIAL: sum(n for (name, *_), n in counted.items() if name == _SEALED),
    }


def _first(hearing: Hearing, kind: Kind, after: int) -> sa.Select[tuple[int]]:
    """The rows of a page of one kind: the first of each choice of the author, each by its index."""
    begun = sa.select(Comment.id, Comment.number).where(
        _of(hearing), sa.true() == Comment.has_words, Comment.number > after
    )
    if kind is Kind.CONFIDENTIAL:
        sealed = [Comment.confidential_reason.is_not(None), Comment.withdrawn_at.is_(None)]
        choices = [begun.where(*sealed)]
    elif kind is Kind.ALL:
        choices = [begun]
    else:
        wanted = [d for d in Display if (d in IDENTIFIED) is (kind is Kind.IDENTIFIED)]
        choices = [begun.where(Comment.display == display) for display in wanted]
    firsts = sa.union_all(
        *(
            sa.select(choice.order_by(Comment.number).limit(PAGE + 1).subquery())
            for choice in choices
        )
    ).subquery()
    return sa.select(firsts.c.id).order_by(firsts.c.number).limit(PAGE + 1)


def _of(hearing: Hearing) -> sa.ColumnElement[bool]:
    thread = sa.select(Thread.id).where(Thread.kind == DISCUSSION, Thread.key == hearing.key)
    return Comment.thread_id == thread.scalar_subquery()
