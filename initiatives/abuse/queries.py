"""Reading reports: one by its case number, what a body owes, and the public figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.abuse.models import AbuseReport, Finding
from initiatives.models import Initiative


@dataclass(frozen=True)
class Figures:
    """What everybody may know of the reports on one initiative: numbers, never words."""

    received: int
    answered: int
    founded: int


def by_case(case_number: str) -> AbuseReport:
    """The report with this case number, however it is spaced; refused where there is none."""
    plain = "".join(sign for sign in case_number.upper() if sign.isascii() and sign.isalnum())
    statement = sa.select(AbuseReport).where(AbuseReport.case_number == plain)
    found = db.session().scalars(statement).one_or_none()
    if found is None:
        raise Refusal("case-unknown", _l("There is no such case."), field="case_number")
    return found


def waiting(agency_ids: Sequence[int]) -> Sequence[AbuseReport]:
    """What these bodies owe an answer to, the longest-waiting first."""
    statement = (
        sa.select(AbuseReport)
        .join(AbuseReport.initiative)
        .where(Initiative.agency_id.in_(agency_ids), AbuseReport.answered_at.is_(None))
        .order_by(AbuseReport.reported_at, AbuseReport.id)
    )
    return db.session().scalars(statement).all()


def one(number: int, agency_ids: Sequence[int]) -> AbuseReport:
    """A report to one of these bodies; others' reports do not exist for them."""
    found = db.session().get(AbuseReport, number)
    if found is None or found.initiative.agency_id not in agency_ids:
        raise Refusal("not-found", _l("There is no such report."))
    return found


def figures(initiative_id: int) -> Figures:
    """How many reports came, were answered, and were founded."""
    founded = AbuseReport.finding == Finding.FOUNDED
    row = db.session().execute(
        sa.select(
            sa.func.count(),
            sa.func.count(AbuseReport.answered_at),
            sa.func.count(sa.case((founded, 1))),
        ).where(AbuseReport.initiative_id == initiative_id)
    )
    return Figures(*row.one())
