"""The public record of each agency: summaries in time, how long they took, responses, answers, verdicts.

Every figure comes from rows a hearing, a theme or a tally: the work does not grow with the comments.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

import sqlalchemy as sa

from commons import clock, db
from commons.discussion.models import Measure, Tally, Thread
from commons.law import queries as law
from commons.law.calendar import local_date
from consult.answering import Answer, Theme, VerdictTally
from consult.models import DISCUSSION, Hearing
from consult.queries.hearings import in_state
from consult.states import State, Verdict


@dataclass(frozen=True)
class Record:
    """What one agency has to show; a share is None where there is nothing to share."""

    hearings: int = 0
    ended: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    owed: int = 0
    days: tuple[int, ...] = ()
    respondents: int = 0
    comments: int = 0
    answers: int = 0
    verdicts: dict[Verdict, int] = field(default_factory=dict)

    @property
    def due(self) -> int:
        """Summaries whose date has come: published ones and overdue ones."""
        return self.in_time + self.late + self.overdue

    @property
    def share_in_time(self) -> float | None:
        """Of the summaries whose date has come, those published in time."""
        return self.in_time / self.due if self.due else None

    @property
    def median_days(self) -> float | None:
        """The median of the local days from closing to the published summary."""
        return float(median(self.days)) if self.days else None


@dataclass
class _Sums:
    """Sums of one agency while they are being made."""

    counts: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def record(self) -> Record:
        """The sums as a record."""
        return Record(**self.counts, days=tuple(self.days), verdicts=dict(self.verdicts))


def of(agency_ids: Collection[int] | None = None) -> dict[int, Record]:
    """The record of each of these agencies, or of every one that has held a public hearing."""
    sums: dict[int, _Sums] = defaultdict(_Sums)
    public = [Hearing.approved_at.is_not(None)]
    if agency_ids is not None:
        public.append(Hearing.agency_id.in_(agency_ids))
    _summaries(sums, public)
    _responses(sums, public)
    _answers(sums, public)
    return {agency: made.record() for agency, made in sums.items()}


def _summaries(sums: dict[int, _Sums], public: Sequence[sa.ColumnElement[bool]]) -> None:
    now = clock.now()
    wanted = sa.select(
        Hearing.agency_id,
        Hearing.rule_set_id,
        Hearing.closes_at,
        Hearing.withdrawn_at,
        Hearing.summary_due_at,
        Hearing.summarised_at,
        in_state(State.OPEN, now),
    ).where(*public)
    for agency, rule_set, closes, withdrawn, due, done, is_open in db.session().execute(wanted):
        own = sums[agency].counts
        own["hearings"] += 1
        end = min(one for one in (closes, withdrawn, now) if one is not None)
        own["ended"] += int(end < now and not is_open)
        if done is not None:
            sums[agency].days.append(_days(end, done, rule_set))
            own["late" if due is not None and done >= due else "in_time"] += 1
        elif due is not None:
            own["overdue"] += int(due <= now)
            own["owed"] += int(due > now and end < now and not is_open)


def _days(end: datetime, done: datetime, rule_set: int) -> int:
    zone = law.by_key(rule_set).zone
    return max(0, (local_date(done, zone) - local_date(end, zone)).days)


def _responses(sums: dict[int, _Sums], public: Sequence[sa.ColumnElement[bool]]) -> None:
    key = sa.cast(Hearing.id, sa.Text)
    wanted = (
        sa.select(Hearing.agency_id, Tally.measure, sa.func.sum(Tally.times))
        .join(Thread, sa.and_(Thread.kind == DISCUSSION, Thread.key == key))
        .join(Tally, Tally.thread_id == Thread.id)
        .where(*public, Tally.measure.in_((Measure.PERSON, Measure.COMMENT)))
        .group_by(Hearing.agency_id, Tally.measure)
    )
    for agency, measure, times in db.session().execute(wanted):
        name = "respondents" if measure is Measure.PERSON else "comments"
        sums[agency].counts[name] += int(times)


def _answers(sums: dict[int, _Sums], public: Sequence[sa.ColumnElement[bool]]) -> None:
    answered = (
        sa.select(Hearing.agency_id, sa.func.count())
        .join(Theme, Theme.hearing_id == Hearing.id)
        .join(Answer, Answer.theme_id == Theme.id)
        .where(*public, Hearing.summarised_at.is_not(None))
        .group_by(Hearing.agency_id)
    )
    for agency, times in db.session().execute(answered):
        sums[agency].counts["answers"] += times
    judged = (
        sa.select(Hearing.agency_id, VerdictTally.verdict, sa.func.sum(VerdictTally.times))
        .join(VerdictTally, VerdictTally.hearing_id == Hearing.id)
        .where(*public)
        .group_by(Hearing.agency_id, VerdictTally.verdict)
    )
    for agency, verdict, times in db.session().execute(judged):
        sums[agency].verdicts[verdict] += int(times)
