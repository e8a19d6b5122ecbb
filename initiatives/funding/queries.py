"""Reading the funding of an initiative: its gifts, its statements, and what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives.funding import rules
from initiatives.funding.models import Gift, Statement
from initiatives.funding.rules import Limit
from initiatives.models import Initiative
from initiatives.states import State


@dataclass(frozen=True)
class Funding:
    """Everything that is public of who pays for an initiative."""

    limit: Limit | None
    gifts: Sequence[Gift]
    stated: date | None
    """Until when the initiators said that the list is whole."""
    due_on: date | None
    """The last day for the next statement; None where none is owed."""
    is_overdue: bool

    @property
    def total(self) -> int:
        """The sum of the gifts that stand, in whole units."""
        return sum(gift.amount for gift in self.gifts if gift.struck_at is None)


def of(initiative: Initiative) -> Funding:
    """What is public, and what is owed from the day on which collecting began to its end."""
    rule_set = law.by_key(initiative.rule_set_id)
    limit = rules.limit_of(rule_set)
    last = last_statement(initiative.id)
    stated = last.through if last else None
    due_on = None
    if limit is not None and initiative.opens_at is not None:
        ends_at = initiative.ended_at or initiative.closes_at
        end = local_date(ends_at, rule_set.zone) if ends_at else None
        if stated is None or end is None or stated < end:
            due_on = rules.owed_on(local_date(initiative.opens_at, rule_set.zone), stated)
    today = local_date(clock.now(), rule_set.zone)
    return Funding(
        limit, gifts(initiative.id), stated, due_on, due_on is not None and today > due_on
    )


def gifts(initiative_id: int) -> Sequence[Gift]:
    """The gifts by the day on which they came, struck ones too."""
    statement = sa.select(Gift).where(Gift.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(Gift.received_on, Gift.id)).all()


def gift(initiative: Initiative, number: int) -> Gift:
    """One gift of this initiative; refused where there is none."""
    found = db.session().get(Gift, number)
    if found is None or found.initiative_id != initiative.id:
        raise Refusal("not-found", _l("There is no such gift."))
    return found


def last_statement(initiative_id: int) -> Statement | None:
    """The newest statement, or None."""
    statement = sa.select(Statement).where(Statement.initiative_id == initiative_id)
    return db.session().scalars(statement.order_by(Statement.through.desc()).limit(1)).first()


def collected() -> Sequence[Initiative]:
    """The initiatives whose sheet was opened and that have not come to their end."""
    over = (State.REJECTED, State.ANSWERED, State.LAPSED)
    statement = sa.select(Initiative).where(
        Initiative.opens_at.is_not(None), Initiative.stage.not_in(over)
    )
    return db.session().scalars(statement.order_by(Initiative.id)).all()
