"""Working days, holidays and last days that are moved, over any year, month end and zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.law.calendar import Period, due, last_day, local_date, owed_by
from commons.law.workdays import SHIPPED, Holidays, easter_sunday, read

THAI = read((SHIPPED / "TH.toml").read_text("utf-8"))
ZONES = ("Asia/Bangkok", "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe")
DAYS = st.dates(date(2023, 1, 1), date(2031, 12, 31))


def of(name: str) -> Holidays:
    """The shipped holidays of a jurisdiction."""
    return read((SHIPPED / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Law:
    """What a rule set says about days off."""

    zone: ZoneInfo
    holidays: Holidays = THAI
    counts_working_days: bool = False
    rolls: bool = False


def noon(day: date, zone: ZoneInfo) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone).astimezone(UTC)


def test_songkran_and_weekends_are_no_working_days() -> None:
    assert THAI.is_day_off(date(2027, 4, 14))
    assert THAI.is_day_off(date(2026, 11, 21))
    assert not THAI.is_day_off(date(2026, 11, 20))
    assert THAI.next_working_day(date(2027, 4, 13)) == date(2027, 4, 16)


def test_ten_working_days_before_a_weekend_of_new_year() -> None:
    reached = THAI.add_working_days(date(2026, 12, 28), 3)

    assert reached == date(2027, 1, 4), "29 and 30 December, then Monday 4 January"


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))],
)
def test_easter_is_computed(year: int, day: tuple[int, int]) -> None:
    assert easter_sunday(year) == date(year, *day)


def test_days_that_follow_easter_or_a_weekday_close_the_offices() -> None:
    estonia, finland = of("EE"), of("FI")

    assert estonia.is_day_off(date(2026, 4, 3)), "Good Friday"
    assert not estonia.is_day_off(date(2026, 4, 6)), "Estonia works on Easter Monday"
    assert finland.is_day_off(date(2026, 4, 6))
    assert finland.is_day_off(date(2026, 5, 14)), "Ascension"
    assert finland.is_day_off(date(2026, 6, 19)), "Midsummer Eve is a Friday"
    assert of("GB").is_day_off(date(2027, 12, 28)), "for Boxing Day on a Sunday"


def test_a_thai_holiday_on_a_weekend_gives_the_next_working_day() -> None:
    assert THAI.is_day_off(date(2026, 6, 1)), "for Visakha Bucha on Sunday 31 May"
    assert THAI.next_working_day(date(2027, 7, 17)) == date(2027, 7, 21), "two days of Lent"
    lent = [one.on for one in THAI.of_year(2027) if one.is_substitute and one.on.month == 7]
    assert lent == [date(2027, 7, 20)]
    assert not any(one.confirmed for one in THAI.of_year(2026)), "no source was read"


@given(day=DAYS, zone=st.sampled_from(ZONES), months=st.integers(0, 30), days=st.integers(0, 90))
def test_a_last_day_is_moved_forward_to_a_working_day_and_never_back(day, zone, months, days):
    place = ZoneInfo(zone)
    since, period = noon(day, place), Period(months=months, days=days)

    plain = due(since, period, place)
    moved = owed_by(since, period, Law(place, rolls=True))

    assert moved >= plain
    assert not THAI.is_day_off(last_day(moved, place))
    between = (last_day(moved, place) - last_day(plain, place)).days
    assert all(THAI.is_day_off(last_day(plain, place) + timedelta(days=n)) for n in range(between))


@given(day=DAYS, zone=st.sampled_from(ZONES), many=st.integers(1, 60))
def test_so_many_working_days_are_exactly_so_many(day, zone, many):
    place = ZoneInfo(zone)

    end = owed_by(noon(day, place), Period(days=many), Law(place, counts_working_days=True))

    reached = last_day(end, place)
    passed = (reached - day).days
    worked = [not THAI.is_day_off(day + timedelta(days=n)) for n in range(1, passed + 1)]
    assert sum(worked) == many
    assert worked[-1]


@given(day=DAYS, zone=st.sampled_from(ZONES), months=st.integers(0, 48))
def test_without_days_off_a_rule_set_owes_as_ever(day, zone, months):
    place = ZoneInfo(zone)
    since = noon(day, place)

    end = owed_by(since, Period(months=months), Law(place))

    assert end == due(since, Period(months=months), place)
    assert local_date(end, place) > day


def test_hours_run_by_the_stopwatch_on_holidays_too() -> None:
    place = ZoneInfo("Asia/Bangkok")
    since = noon(date(2027, 4, 13), place)

    assert owed_by(since, Period(hours=72), Law(place, rolls=True)) == since + timedelta(hours=72)


@pytest.mark.parametrize(
    "text", ["jurisdiction =", "yearly = [{ month = 2, day = 31, name = {} }]"]
)
def test_a_day_that_no_year_has_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read(text)


def test_lunar_feasts_and_days_in_place_of_a_weekend_are_those_of_their_year() -> None:
    taiwan, korea, union = of("TW"), of("KR"), of("EU")

    assert taiwan.is_day_off(date(2027, 2, 6)) and not korea.is_day_off(date(2027, 2, 5))
    assert korea.is_day_off(date(2027, 2, 9)), "the new moon falls a day later in Seoul"
    assert taiwan.next_working_day(date(2027, 2, 4)) == date(2027, 2, 11)
    assert union.add_working_days(date(2026, 12, 23), 1) == date(2027, 1, 4)
    assert union.is_day_off(date(2027, 3, 25)), "Maundy Thursday"
    for one in (taiwan, korea, union):
        assert not any(day.confirmed for day in one.of_year(2026)), "no source was read"


@pytest.mark.parametrize("state", ["TH", "TW", "KR", "EU"])
def test_a_year_that_nobody_entered_is_not_known_and_not_guessed(state: str) -> None:
    said = of(state)
    last = max(said.years)

    assert said.is_known(last) and not said.is_known(last + 1)
    assert not said.covers(
        datetime(last, 12, 20, tzinfo=UTC), datetime(last + 1, 1, 10, tzinfo=UTC)
    )
    assert not {one.on for one in said.of_year(last + 1)} & set(said.days)
    assert of("FI").is_known(last + 1), "every holiday of Finland follows a rule"
