"""The state of an initiative in SQL: the twin of `rules.state`, held equal to it by a test."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from initiatives.models import Initiative
from initiatives.states import ENDS, PRIVATE, SIGNABLE, State


def in_state(state: State, now: datetime) -> sa.ColumnElement[bool]:
    """The condition in SQL that `rules.state(x, now)` is `state`."""
    return _standing(now) == state.value


def _standing(now: datetime) -> sa.ColumnElement[str]:
    x = Initiative
    stage = sa.cast(x.stage, sa.String)
    count_is_enough = sa.func.coalesce(x.verified, 0) >= sa.func.coalesce(x.threshold, 0)
    enough = sa.and_(count_is_enough, sa.func.coalesce(x.territories_short, 0) == 0)
    ended = [state.value for state in ENDS]
    unconfirmed = sa.and_(x.stage.not_in(ended), x.confirm_due_at <= now)
    final = sa.and_(x.stage == State.VERIFICATION, x.result_final_at <= now)
    late = sa.and_(x.forward_due_at.is_not(None), x.forward_due_at <= now)
    cured = sa.or_(x.cure_closes_at.is_(None), x.cure_closes_at <= now)
    unsent = sa.and_(x.sealed_at.is_not(None), x.sent_at.is_(None), x.handover_due_at <= now)
    return sa.case(
        (unconfirmed, State.LAPSED.value),
        (sa.and_(x.stage.in_(SIGNABLE), x.closes_at <= now), State.COUNTING.value),
        (sa.and_(x.stage == State.COUNTING, unsent), State.LAPSED.value),
        (sa.and_(final, enough, late), State.LAPSED.value),
        (sa.and_(final, enough), State.QUALIFIED.value),
        (sa.and_(final, cured), State.NOT_REACHED.value),
        (final, State.CURE.value),
        (sa.and_(x.stage == State.QUALIFIED, late), State.LAPSED.value),
        else_=stage,
    )


def is_listed() -> sa.ColumnElement[bool]:
    """The condition in SQL that everybody may read an initiative."""
    private = [state.value for state in PRIVATE]
    drafted = sa.and_(Initiative.published_at.is_(None), Initiative.stage == State.WITHDRAWN)
    is_there = Initiative.removed_at.is_(None)
    return sa.and_(Initiative.stage.not_in(private), sa.not_(drafted), is_there)
