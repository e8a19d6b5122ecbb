"""Blackouts, recesses, steps of support and minima by territory, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.errors import Refusal
from commons.law.calendar import local_date
from initiatives import rules, thresholds
from initiatives.occasions.rules import Recess, blackouts, in_force, suspended
from tests.initiatives.ruleset import Rules

TAIPEI = ZoneInfo("Asia/Taipei")
BANGKOK = ZoneInfo("Asia/Bangkok")
JOIN = Rules(
    "Asia/Taipei",
    collection__blackouts=(
        {"before": "national-election", "period": "P75D", "stops": "proposal"},
        {"before": "national-election", "period": "P30D", "stops": "support"},
    ),
)
ELECTION = date(2028, 1, 8)


def at(day: date, zone: ZoneInfo = TAIPEI) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)


@pytest.mark.parametrize(
    ("stops", "before", "stopped"),
    [
        ("proposal", 76, False),
        ("proposal", 75, True),
        ("proposal", 74, True),
        ("support", 31, False),
        ("support", 30, True),
        ("support", 29, True),
        ("support", 0, True),
        ("support", -1, False),
        ("proposal", -1, False),
    ],
)
def test_taiwan_stops_proposals_75_and_support_30_days_before(stops, before, stopped):
    found = blackouts(JOIN, [("national-election", ELECTION)])

    one = in_force(found, stops, at(ELECTION - timedelta(days=before)), TAIPEI)

    assert (one is not None) is stopped


def test_another_election_stops_nothing():
    assert blackouts(JOIN, [("village-election", ELECTION)]) == []


@given(
    since=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    owed=st.integers(1, 200),
    begins=st.integers(-50, 250),
    lasts=st.integers(0, 60),
)
def test_a_recess_never_shortens_and_adds_at_most_its_days(since, owed, begins, lasts):
    zone = BANGKOK
    start = at(since, zone)
    due_at = datetime(since.year, since.month, since.day, tzinfo=zone) + timedelta(days=owed + 1)
    first = since + timedelta(days=begins)

    moved = suspended(start, due_at, [Recess(first, first + timedelta(days=lasts))], zone)

    added = (local_date(moved, zone) - local_date(due_at, zone)).days
    assert 0 <= added <= lasts + 1
    if begins > owed:
        assert added == 0


def test_a_recess_of_ten_days_within_the_clock_adds_ten_days():
    start = at(date(2026, 3, 1), BANGKOK)
    due_at = datetime(2026, 4, 1, tzinfo=BANGKOK)

    moved = suspended(start, due_at, [Recess(date(2026, 3, 10), date(2026, 3, 19))], BANGKOK)

    assert moved == datetime(2026, 4, 11, tzinfo=BANGKOK)


def test_steps_come_in_their_order_with_the_time_the_law_gives():
    said = Rules(
        "Europe/London",
        threshold__tiers=(
            {"count": 100_000, "duty": "debate"},
            {"count": 10_000, "duty": "answer", "period": "P1M"},
        ),
    )
    first, second = thresholds.steps(said)

    assert (first.count, second.count, second.due_at(at(ELECTION), said)) == (10_000, 100_000, None)
    due_at = first.due_at(datetime(2027, 1, 31, 10, tzinfo=UTC), said)
    assert due_at == datetime(2027, 3, 1, tzinfo=ZoneInfo("Europe/London"))


def eci(states: int) -> Rules:
    """Seven of these States are needed, each with a hundred."""
    return Rules(
        "Europe/Brussels",
        threshold__territorial={"minima": {f"S{n}": 100 for n in range(states)}, "least": 7},
    )


@pytest.mark.parametrize(("reached", "short"), [(6, 1), (7, 0), (9, 0), (0, 7)])
def test_six_states_over_their_minimum_are_one_too_few(reached, short):
    said = eci(27)
    counts = {f"S{n}": 100 if n < reached else 99 for n in range(27)}

    found = thresholds.territories(said, counts)

    assert found is not None
    assert (found.reached, found.short) == (reached, short)


def test_a_law_without_territories_asks_for_none():
    assert thresholds.territories(Rules(), {"EE": 5}) is None


@pytest.mark.parametrize(("voters", "needed"), [(2021, 21), (300, 5), (4997, 50), (300_000, 3000)])
def test_one_per_cent_is_rounded_up_and_never_under_five(voters, needed):
    said = Rules(threshold__percent={"percent": "1", "base": "voters"}, threshold__floor=5)

    assert rules.threshold(said, voters) == needed


def test_without_its_base_figure_a_share_is_no_threshold():
    said = Rules(threshold__percent={"percent": "1", "base": "voters"})

    with pytest.raises(Refusal, match="no-threshold"):
        rules.threshold(said)


def test_seven_persons_from_six_states_are_refused():
    said = Rules(initiators__min=7, initiators__min_states=7)

    with pytest.raises(Refusal, match="too-few-states"):
        rules.check_initiators(said, 7, 6)
    rules.check_initiators(said, 7, 7)


def test_a_forecast_goes_on_at_the_pace_until_now():
    opened = datetime(2026, 1, 1, tzinfo=UTC)
    closes = datetime(2026, 7, 1, tzinfo=UTC)
    now = datetime(2026, 1, 11, tzinfo=UTC)

    def foretold(count: int, needed: int = 100, at: datetime = now) -> datetime | None:
        return thresholds.forecast(count, needed, opened_at=opened, closes_at=closes, now=at)

    assert foretold(50) == datetime(2026, 1, 21, tzinfo=UTC)
    assert foretold(1) is None, "not before the collection ends"
    assert foretold(0) is None
    assert foretold(100) is None
    assert foretold(50, at=datetime(2026, 1, 2, tzinfo=UTC)) is None, "too early to say"
