"""The law's calendar: month ends, summer time, first days and whole days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.law import calendar
from commons.law.periods import BadPeriod, Period

HELSINKI = ZoneInfo("Europe/Helsinki")
BANGKOK = ZoneInfo("Asia/Bangkok")
TALLINN = ZoneInfo("Europe/Tallinn")
ZONES = st.sampled_from([HELSINKI, BANGKOK, TALLINN, ZoneInfo("Europe/London")])
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
PERIODS = st.builds(
    Period,
    years=st.integers(0, 5),
    months=st.integers(0, 24),
    weeks=st.integers(0, 9),
    days=st.integers(0, 400),
)


@dataclass(frozen=True)
class Counts:
    zone: ZoneInfo
    count_first_day: bool


FINLAND = Counts(HELSINKI, count_first_day=False)
ESTONIA = Counts(TALLINN, count_first_day=True)
THAILAND = Counts(BANGKOK, count_first_day=True)


def at(zone: ZoneInfo, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=zone)


def test_six_months_from_the_last_of_august_end_with_leap_day():
    opens = at(HELSINKI, 2027, 8, 31, 9)

    end = calendar.window_end(opens, Period.parse("P6M"), FINLAND)

    assert calendar.last_day(end, HELSINKI) == date(2028, 2, 29)
    assert end == at(HELSINKI, 2028, 3, 1)


def test_a_month_without_that_day_ends_with_its_last_day_even_when_the_first_day_counts():
    opens = at(BANGKOK, 2027, 8, 31, 9)

    end = calendar.window_end(opens, Period.parse("P6M"), THAILAND)

    assert calendar.last_day(end, BANGKOK) == date(2028, 2, 29)


def test_sixty_days_that_count_the_first():
    opens = at(BANGKOK, 2026, 10, 1)

    end = calendar.window_end(opens, Period.parse("P60D"), THAILAND)

    assert calendar.last_day(end, BANGKOK) == date(2026, 11, 29)
    assert calendar.local_days(opens, end, THAILAND) == 60


def test_a_window_across_summer_time_ends_at_local_midnight():
    opens = at(HELSINKI, 2026, 1, 15, 12)

    end = calendar.window_end(opens, Period.parse("P6M"), FINLAND)

    assert end.astimezone(HELSINKI).isoformat() == "2026-07-16T00:00:00+03:00"


def test_three_days_from_the_tenth_end_with_the_twelfth_where_the_first_day_counts():
    opens = at(TALLINN, 2026, 3, 10, 15)

    end = calendar.window_end(opens, Period.parse("P3D"), ESTONIA)

    assert end == at(TALLINN, 2026, 3, 13)


def test_six_months_from_the_tenth_of_march_end_with_the_ninth_of_september():
    opens = at(TALLINN, 2026, 3, 10, 15)

    end = calendar.window_end(opens, Period.parse("P6M"), ESTONIA)

    assert calendar.last_day(end, TALLINN) == date(2026, 9, 9)


def test_the_first_to_the_fifteenth_of_march_are_fifteen_days():
    opens, closes = at(BANGKOK, 2026, 3, 1), at(BANGKOK, 2026, 3, 16)

    days = calendar.local_days(opens, closes, THAILAND)

    assert days == 15
    assert calendar.local_days(opens, closes, Counts(BANGKOK, count_first_day=False)) == 14


@pytest.mark.parametrize(
    ("closes", "enough"),
    [(at(BANGKOK, 2026, 10, 16, 8), False), (at(BANGKOK, 2026, 10, 16, 9), True)],
)
def test_an_hour_under_fifteen_days_is_not_fifteen_days(closes, enough):
    opens = at(BANGKOK, 2026, 10, 1, 9)

    answer = calendar.long_enough(opens, closes, Period.parse("P15D"), THAILAND)

    assert answer is enough


def test_fifteen_days_begin_with_the_next_day_where_the_first_does_not_count():
    counts = Counts(BANGKOK, count_first_day=False)
    opens = at(BANGKOK, 2026, 3, 1)

    assert not calendar.long_enough(opens, at(BANGKOK, 2026, 3, 16), Period(days=15), counts)
    assert calendar.long_enough(opens, at(BANGKOK, 2026, 3, 17), Period(days=15), counts)


@pytest.mark.parametrize("closed", [at(BANGKOK, 2026, 10, 16), at(BANGKOK, 2026, 10, 16, 17)])
def test_a_summary_owed_in_thirty_days_is_a_day_late_after_thirty_one(closed):
    due_at = calendar.due(closed, Period.parse("P30D"), BANGKOK)

    on_time = calendar.days_overdue(due_at, closed + timedelta(days=30), BANGKOK)
    late = calendar.days_overdue(due_at, closed + timedelta(days=31), BANGKOK)

    assert (on_time, late) == (0, 1)


def test_hours_run_by_the_stopwatch_through_summer_time():
    before = at(HELSINKI, 2026, 3, 28, 12)

    after = calendar.add(before, Period.parse("PT24H"), HELSINKI)

    assert after - before == timedelta(hours=24)
    assert calendar.add(before, Period.parse("P1D"), HELSINKI) - before == timedelta(hours=23)


def test_a_time_that_summer_time_skips_moves_behind_the_gap():
    before = at(HELSINKI, 2026, 3, 28, 3, 30)

    after = calendar.add(before, Period.parse("P1D"), HELSINKI)

    assert after.astimezone(HELSINKI).isoformat() == "2026-03-29T04:30:00+03:00"


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "15D", "P-1D", "P1.5D", "P๑D", "P10000D"])
def test_what_is_not_a_duration_is_refused(text):
    with pytest.raises(BadPeriod):
        Period.parse(text)


@given(PERIODS)
def test_a_period_reads_back_what_it_writes(period):
    assert Period.parse(str(period)) == period


@given(INSTANTS, PERIODS, ZONES, st.booleans())
def test_a_window_ends_at_a_local_midnight_after_its_whole_period(opens, period, zone, first):
    rules = Counts(zone, first)

    end = calendar.window_end(opens, period, rules)

    assert calendar.midnight(calendar.local_date(end, zone), zone) == end
    reached = calendar.add_to_date(calendar.local_date(opens, zone), period)
    assert calendar.last_day(end, zone) in (reached, reached - timedelta(days=1))


@given(INSTANTS, st.integers(1, 400), ZONES, st.booleans())
def test_a_window_of_so_many_days_is_shown_as_so_many_days(opens, days, zone, first):
    rules = Counts(zone, first)

    end = calendar.window_end(opens, Period(days=days), rules)

    assert calendar.local_days(opens, end, rules) == days


@given(INSTANTS, PERIODS, ZONES)
def test_nothing_is_late_on_its_due_date_and_one_day_late_on_the_next(since, period, zone):
    end = calendar.due(since, period, zone)

    assert calendar.days_overdue(end, end - timedelta(seconds=1), zone) == 0
    assert calendar.days_overdue(end, end, zone) == 1
