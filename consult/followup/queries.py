"""Reading what followed: the final text, outcomes by section, evaluations that are due or made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from commons import clock, db
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.texts import queries as texts
from commons.texts.pages import Entry
from consult.followup import rules
from consult.followup.models import (
    Evaluation,
    EvaluationRequest,
    FinalText,
    Outcome,
    Result,
)
from consult.models import Hearing
from consult.states import Stage


@dataclass(frozen=True)
class Line:
    """One section of the draft with what became of it."""

    entry: Entry
    outcome: Outcome | None
    final_label: str = ""


@dataclass(frozen=True)
class EvaluationView:
    """The evaluation of a law as its page shows it."""

    due_on: date
    days_late: int
    is_task: bool
    asked: int
    row: Evaluation | None
    made_in: Hearing | None

    @property
    def waits_for_answer(self) -> bool:
        """True while citizens have asked and the agency has not answered."""
        return self.row is not None and self.row.asked_at is not None and not self.row.answered_at


@dataclass(frozen=True)
class Origin:
    """The first hearing of a law, for a section of its evaluation."""

    hearing: Hearing
    places: dict[str, str]


def final_text(hearing: Hearing) -> FinalText | None:
    """The act as adopted, or None while nobody has entered it."""
    return db.session().scalar(sa.select(FinalText).where(FinalText.hearing_id == hearing.id))


def outcomes(hearing: Hearing) -> dict[str, Outcome]:
    """What became of each section, by its eId in the newest version of the draft."""
    rows = db.session().scalars(sa.select(Outcome).where(Outcome.hearing_id == hearing.id))
    return {row.eid: row for row in rows}


def counts(hearing: Hearing) -> dict[Result, int]:
    """How many sections were adopted, in part, or not."""
    rows = db.session().execute(
        sa.select(Outcome.result, sa.func.count())
        .where(Outcome.hearing_id == hearing.id)
        .group_by(Outcome.result)
    )
    return dict(rows.tuples().all())


def lines(hearing: Hearing) -> list[Line]:
    """Every section of the newest version of the draft with its outcome, in print order."""
    if hearing.text_id is None:
        return []
    found, labels = outcomes(hearing), final_labels(hearing)
    entries = texts.sections(texts.latest(hearing.text_id).id)
    rows = [(entry, found.get(entry.eid)) for entry in entries]
    return [
        Line(entry, row, labels.get(row.final_eid or "", "") if row else "") for entry, row in rows
    ]


def final_labels(hearing: Hearing) -> dict[str, str]:
    """The sections of the imported final text, eId to label; empty where none was imported."""
    final = final_text(hearing)
    if final is None or final.text_id is None:
        return {}
    return {e.eid: e.label for e in texts.sections(texts.latest(final.text_id).id)}


def evaluation_row(hearing: Hearing) -> Evaluation | None:
    """The evaluation as it is kept, or None before anything was kept of it."""
    return db.session().scalar(sa.select(Evaluation).where(Evaluation.hearing_id == hearing.id))


def evaluation(hearing: Hearing) -> EvaluationView | None:
    """The evaluation of a law in force; None before its entry into force."""
    row = evaluation_row(hearing)
    rule_set = law.by_key(hearing.rule_set_id)
    due_on = row.due_on if row else None
    if due_on is None and hearing.in_force_on is not None:
        due_on = rules.evaluation_due(hearing.in_force_on, rule_set)
    if due_on is None:
        return None
    today = local_date(clock.now(), rule_set.zone)
    made_in = db.session().get(Hearing, row.made_in_id) if row and row.made_in_id else None
    return EvaluationView(
        due_on=due_on,
        days_late=0 if made_in else rules.days_late(due_on, today),
        is_task=made_in is None and today >= rules.task_from(due_on),
        asked=asked(hearing),
        row=row,
        made_in=made_in,
    )


def asked(hearing: Hearing) -> int:
    """How many persons ask for an earlier evaluation."""
    statement = sa.select(sa.func.count()).select_from(EvaluationRequest)
    return db.session().scalar(statement.where(EvaluationRequest.hearing_id == hearing.id)) or 0


def has_asked(hearing: Hearing, account_id: int | None) -> bool:
    """Whether this person has asked already."""
    wanted = sa.select(EvaluationRequest.id).where(
        EvaluationRequest.hearing_id == hearing.id, EvaluationRequest.account_id == account_id
    )
    return account_id is not None and db.session().scalar(wanted) is not None


def requests(hearing: Hearing) -> Sequence[EvaluationRequest]:
    """What was asked, the latest first; for the desk only."""
    wanted = sa.select(EvaluationRequest).where(EvaluationRequest.hearing_id == hearing.id)
    return db.session().scalars(wanted.order_by(EvaluationRequest.id.desc()).limit(200)).all()


def open_evaluations() -> Sequence[Evaluation]:
    """Every evaluation that has not been made yet."""
    return db.session().scalars(sa.select(Evaluation).where(Evaluation.made_in_id.is_(None))).all()


def without_evaluation() -> Sequence[Hearing]:
    """Laws in force of which no evaluation is kept yet."""
    kept = sa.exists().where(Evaluation.hearing_id == Hearing.id)
    wanted = sa.select(Hearing).where(Hearing.stage == Stage.IN_FORCE, sa.not_(kept))
    return db.session().scalars(wanted.order_by(Hearing.id)).all()


def public_evaluations() -> list[tuple[Hearing, Hearing]]:
    """First hearings with the public hearing in which their law is evaluated."""
    made = aliased(Hearing)
    rows = db.session().execute(
        sa.select(Hearing, made)
        .join(Evaluation, Evaluation.hearing_id == Hearing.id)
        .join(made, made.id == Evaluation.made_in_id)
        .where(made.approved_at.is_not(None))
        .order_by(Evaluation.id)
    )
    return list(rows.tuples())


def tasks(agency_ids: Collection[int], now: datetime) -> list[Hearing]:
    """The laws of these agencies of which an evaluation is due soon, late, or asked for."""
    rows = db.session().execute(
        sa.select(Evaluation, Hearing)
        .join(Hearing, Hearing.id == Evaluation.hearing_id)
        .where(Hearing.agency_id.in_(agency_ids), Evaluation.made_in_id.is_(None))
        .order_by(Evaluation.due_on)
    )
    return [
        hearing
        for row, hearing in rows.tuples()
        if (row.asked_at is not None and row.answered_at is None)
        or rules.task_from(row.due_on) <= local_date(now, law.by_key(hearing.rule_set_id).zone)
    ]


def origin(hearing: Hearing) -> Origin | None:
    """The first hearing of the law that this hearing evaluates, and its sections by ours (N16)."""
    row = db.session().scalar(sa.select(Evaluation).where(Evaluation.made_in_id == hearing.id))
    first = db.session().get(Hearing, row.hearing_id) if row else None
    if first is None or first.text_id is None:
        return None
    final = final_text(first)
    if final is None or final.text_id is None:
        same = texts.sections(texts.latest(first.text_id).id)
        return Origin(first, {entry.eid: entry.eid for entry in same})
    known = outcomes(first).values()
    return Origin(first, {o.final_eid: o.eid for o in known if o.final_eid})
