"""Lists of hearings: states in SQL equal those in Python, stable pages, exact totals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commons import clock, db
from commons.law import queries as law
from commons.law import services as law_services
from consult import rules
from consult.models import Hearing
from consult.queries import cards, hearings
from consult.queries.hearings import Sort, Wanted
from consult.services import approving
from consult.states import Kind, Stage, State, Topic
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, BEFORE, CLOSES, OPENS, WHILE_OPEN, at

INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 2, 1), timezones=st.just(UTC))
PLAIN = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def bare(number: int, stage: Stage, opens: datetime | None, closes: datetime | None) -> Hearing:
    return Hearing(
        kind=Kind.DRAFT_LAW,
        rule_set_id=law.current("th-hearing").key,
        agency_id=people.agency().id,
        language="en",
        titles={"en": f"Draft {number}"},
        title_words=f"draft {number}",
        topic=Topic.HEALTH,
        stage=stage,
        opens_at=opens,
        closes_at=closes,
        prepared_by=people.actor("officer-1").account_id,
        created_at=BEFORE,
        approved_at=BEFORE,
    )


def in_order(dates: tuple[Stage, datetime | None, datetime | None]) -> bool:
    """Whether a hearing could have these: the schema lets none close before it opens."""
    _stage, opens, closes = dates
    return opens is None or closes is None or opens <= closes


@PLAIN
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(Stage), st.none() | INSTANTS, st.none() | INSTANTS).filter(
            in_order
        ),
        min_size=1,
        max_size=6,
    ),
    now=INSTANTS,
)
def test_the_state_in_sql_is_the_state_in_python(
    app: Flask, rows: list[tuple[Stage, datetime | None, datetime | None]], now: datetime
) -> None:
    with app.app_context(), clock.travel(AFTER), db.transaction() as session:
        law_services.load_files()
        made = [bare(n, *row) for n, row in enumerate(rows)]
        session.add_all(made)
        session.flush()

        for state in State:
            found = session.query(Hearing.id).filter(hearings.in_state(state, now))
            expected = {h.id for h in made if rules.state(h, now) is state}
            assert {row[0] for row in found} & {h.id for h in made} == expected
        session.rollback()


@pytest.mark.parametrize("sort", list(Sort))
def test_250_hearings_come_in_pages_without_repetition_while_others_are_added(
    app: Flask, sort: Sort
) -> None:
    with at(app, AFTER):
        law_services.load_files()
        for n in range(250):
            opens = OPENS + timedelta(minutes=n % 40)
            db.session().add(bare(n, Stage.APPROVED, opens, opens + timedelta(days=15)))
        db.session().flush()

        seen: list[int] = []
        sizes: list[int] = []
        after = None
        while True:
            page = hearings.listing(Wanted(sort=sort), after=after, size=100)
            seen += [h.id for h in page.hearings]
            sizes.append(len(page.hearings))
            after = page.following
            if after is None:
                break
            late = OPENS + timedelta(days=1 if sort is Sort.NEWEST else -20)
            db.session().add(bare(999, Stage.APPROVED, late, late + timedelta(days=15)))
            db.session().flush()

    assert sizes == [100, 100, 50]
    assert len(set(seen)) == 250


def test_filters_narrow_the_list_and_its_total(app: Flask) -> None:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        other = bare(2, Stage.SUMMARISED, OPENS - timedelta(days=60), CLOSES - timedelta(days=60))
        db.session().add(other)
        db.session().flush()

        def found(wanted: Wanted) -> list[int]:
            page = hearings.listing(wanted)
            assert page.total == len(page.hearings)
            return [h.id for h in page.hearings]

        assert found(Wanted(state=State.OPEN)) == [number]
        assert found(Wanted(state=State.SUMMARISED)) == [other.id]
        assert found(Wanted(words="AIR clean")) == [number]
        assert found(Wanted(words="อากาศสะอาด")) == [number]
        assert found(Wanted(topic=Topic.HEALTH)) == [other.id]
        assert found(Wanted(since=date(2026, 10, 1))) == [number]
        assert found(Wanted(until=date(2026, 9, 30))) == [other.id]
        assert found(Wanted(agencies=(people.agency("ministry-of-transport").id,))) == []


def test_a_summary_is_overdue_by_one_day_31_days_after_closing(app: Flask) -> None:
    number = making.ready(app)

    with at(app, CLOSES + timedelta(days=30)):
        assert cards.overdue().total == 0
    with at(app, CLOSES + timedelta(days=31)):
        (card,) = cards.overdue().cards
        assert (card.hearing.id, card.clock and card.clock.days_overdue) == (number, 1)


def test_a_draft_is_in_no_public_list(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()

        assert hearings.listing(Wanted()).total == 0
        with pytest.raises(Exception, match="not-found"):
            hearings.public_at(hearing.slug)


def test_a_withdrawn_draft_stays_private(app: Flask) -> None:
    with at(app, BEFORE):
        hearing = making.draft()
        approving.withdraw(people.actor("officer-1"), hearing, reason="Not needed.")

        assert hearings.listing(Wanted()).total == 0
