"""Reading impact assessments: of one hearing, and of many side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from consult.impact.models import ImpactLine
from consult.impact.states import Aspect
from consult.models import Hearing

PAGE = 20


@dataclass(frozen=True)
class Row:
    """One hearing of the comparison, with its lines by aspect."""

    hearing: Hearing
    lines: Mapping[Aspect, ImpactLine]


@dataclass(frozen=True)
class Comparison:
    """A page of the comparison, and the hearing after which the next one begins."""

    rows: tuple[Row, ...]
    following: int | None


def of(hearing: Hearing) -> dict[Aspect, ImpactLine]:
    """The lines of a hearing in the order of the aspects."""
    rows = db.session().scalars(sa.select(ImpactLine).where(ImpactLine.hearing_id == hearing.id))
    found = {row.aspect: row for row in rows}
    return {aspect: found[aspect] for aspect in Aspect if aspect in found}


def comparison(*, before: int | None = None, topic: str = "") -> Comparison:
    """Public hearings that have an assessment in fields, the latest first."""
    wanted = (
        sa.select(Hearing)
        .where(Hearing.approved_at.is_not(None))
        .where(sa.exists().where(ImpactLine.hearing_id == Hearing.id))
        .order_by(Hearing.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        wanted = wanted.where(Hearing.id < before)
    if topic:
        wanted = wanted.where(Hearing.topic == topic)
    hearings = list(db.session().scalars(wanted))
    shown = hearings[:PAGE]
    lines = _lines([hearing.id for hearing in shown])
    rows = tuple(Row(h, {k.aspect: k for k in lines if k.hearing_id == h.id}) for h in shown)
    return Comparison(rows, shown[-1].id if len(hearings) > PAGE else None)


def _lines(hearing_ids: Sequence[int]) -> list[ImpactLine]:
    return list(
        db.session().scalars(sa.select(ImpactLine).where(ImpactLine.hearing_id.in_(hearing_ids)))
    )
