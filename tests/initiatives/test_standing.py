"""The state in Python and the state in SQL are one, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commons import db
from commons.law.models import LawRuleSet
from initiatives import queries, rules
from initiatives.models import Initiative
from initiatives.states import State
from tests import people

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
INSTANT = st.none() | st.integers(-2, 2).map(lambda n: NOON + timedelta(seconds=n))
STANDINGS = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(State),
        "threshold": st.none() | st.integers(1, 3),
        "verified": st.none() | st.integers(0, 3),
        **dict.fromkeys(
            (
                "closes_at",
                "sent_at",
                "sealed_at",
                "handover_due_at",
                "result_final_at",
                "cure_closes_at",
                "forward_due_at",
            ),
            INSTANT,
        ),
    }
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(standing=STANDINGS)
def test_sql_says_what_python_says(app: Flask, standing: dict[str, Any]) -> None:
    with app.app_context(), db.transaction() as session:
        x = _initiative(session, standing)

        found = [
            state
            for state in State
            if session.scalar(
                sa.select(Initiative.id).where(Initiative.id == x.id, queries.in_state(state, NOON))
            )
        ]

        assert found == [rules.state(x, NOON)]


def _initiative(session: Any, standing: dict[str, Any]) -> Initiative:
    rule_set = session.scalar(sa.select(LawRuleSet.id).limit(1)) or _rule_set(session)
    x = Initiative(
        rule_set_id=rule_set,
        agency_id=people.agency("parliament").id,
        title="A title",
        language="en",
        created_at=NOON,
        **standing,
    )
    session.add(x)
    session.flush()
    return x


def _rule_set(session: Any) -> int:
    row = LawRuleSet(
        ruleset_id="test",
        version="1",
        kind="initiative",
        valid_from=NOON.date(),
        digest="",
        body={},
        loaded_at=NOON,
    )
    session.add(row)
    session.flush()
    return row.id
