"""The public side of moderation: the log of one thing, the figures of a body and of all bodies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from commons import clock, db
from commons.moderation.models import (
    CommentReport,
    ModerationAppeal,
    ModerationDecision,
    ReportedCase,
)
from commons.moderation.places import Subject
from commons.moderation.states import TAKES_AWAY, Act, Ground, Outcome


@dataclass(frozen=True)
class LogLine:
    """One decision as the public reads it: never the words, never who wrote or reported them."""

    id: int
    number: int
    act: Act
    ground: Ground | None
    agency_id: int
    decided_at: datetime
    order_body: str | None
    order_date: date | None
    appeal_due_at: datetime | None
    appeal_decided_at: datetime | None
    outcome: Outcome | None

    @property
    def is_appeal_overdue(self) -> bool:
        """Whether the appeal has waited longer than it may."""
        due, done = self.appeal_due_at, self.appeal_decided_at
        return due is not None and done is None and due <= clock.now()


@dataclass(frozen=True)
class Figures:
    """Counts of a thing, a body or the whole house; the rate is None while nothing was decided."""

    reports: int = 0
    waiting: int = 0
    overdue: int = 0
    decisions: int = 0
    by_act: tuple[tuple[Act, int], ...] = ()
    appeals: int = 0
    appeals_open: int = 0
    appeals_overdue: int = 0
    appeals_decided: int = 0
    overturned: int = 0
    partly: int = 0

    @property
    def overturn_rate(self) -> float | None:
        """Overturned or partly overturned / decided."""
        changed = self.overturned + self.partly
        return changed / self.appeals_decided if self.appeals_decided else None


def log(subject: Subject, *, before: int | None = None, limit: int = 200) -> list[LogLine]:
    """Every decision about the comments of one thing, the latest first."""
    wanted = (
        sa.select(ModerationDecision)
        .join(ReportedCase, ReportedCase.id == ModerationDecision.case_id)
        .options(joinedload(ModerationDecision.case), joinedload(ModerationDecision.appeal))
        .where(ReportedCase.kind == subject.kind, ReportedCase.key == subject.key)
        .order_by(ModerationDecision.id.desc())
        .limit(limit)
    )
    if before is not None:
        wanted = wanted.where(ModerationDecision.id < before)
    return [_line(row) for row in db.session().scalars(wanted).unique()]


def of_subject(subject: Subject) -> Figures:
    """The counts of one thing."""
    return _figures(sa.and_(ReportedCase.kind == subject.kind, ReportedCase.key == subject.key))


def of_agency(agency_id: int) -> Figures:
    """The counts of what lies with one body's moderators."""
    return _figures(ReportedCase.agency_id == agency_id)


def of_all() -> Figures:
    """The counts of the whole house."""
    return _figures(sa.true())


def _line(row: ModerationDecision) -> LogLine:
    appeal = row.appeal
    return LogLine(
        id=row.id,
        number=row.case.number,
        act=row.act,
        ground=row.ground,
        agency_id=row.agency_id,
        decided_at=row.decided_at,
        order_body=row.order_body,
        order_date=row.order_date,
        appeal_due_at=appeal.due_at if appeal else None,
        appeal_decided_at=appeal.decided_at if appeal else None,
        outcome=appeal.outcome if appeal else None,
    )


def _figures(where: sa.ColumnElement[bool]) -> Figures:
    now, session = clock.now(), db.session()
    reports = (
        session.scalar(sa.select(sa.func.count(CommentReport.id)).join(ReportedCase).where(where))
        or 0
    )
    waits = sa.select(
        sa.func.count(ReportedCase.id),
        sa.func.count(ReportedCase.id).filter(ReportedCase.due_at <= now),
    ).where(where, ReportedCase.waits_since.is_not(None))
    waiting, overdue = session.execute(waits).one()
    acts = session.execute(
        sa.select(ModerationDecision.act, sa.func.count(ModerationDecision.id))
        .join(ReportedCase, ReportedCase.id == ModerationDecision.case_id)
        .where(where)
        .group_by(ModerationDecision.act)
    )
    by_act = dict(acts.tuples().all())
    appeals = session.execute(
        sa.select(ModerationAppeal.outcome, ModerationAppeal.due_at)
        .join(ModerationDecision, ModerationDecision.id == ModerationAppeal.decision_id)
        .join(ReportedCase, ReportedCase.id == ModerationDecision.case_id)
        .where(where)
    )
    outcomes: Counter[Outcome | None] = Counter()
    late = 0
    for outcome, due_at in appeals.tuples():
        outcomes[outcome] += 1
        late += outcome is None and due_at <= now
    undecided = outcomes.pop(None, 0)
    return Figures(
        reports=reports,
        waiting=waiting,
        overdue=overdue,
        decisions=sum(by_act.values()),
        by_act=tuple((act, by_act[act]) for act in Act if act in by_act),
        appeals=undecided + outcomes.total(),
        appeals_open=undecided,
        appeals_overdue=late,
        appeals_decided=outcomes.total(),
        overturned=outcomes[Outcome.OVERTURNED],
        partly=outcomes[Outcome.PARTLY],
    )


def taking_away(figures: Figures) -> int:
    """How many decisions took words from public view."""
    return sum(times for act, times in figures.by_act if act in TAKES_AWAY)
