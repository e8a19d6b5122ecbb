"""The law of initiatives, without a database: lengths, windows, thresholds, decisions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.errors import FieldRefusals, Refusal
from commons.law.calendar import last_day
from initiatives import allowances, rules, windows
from tests.initiatives.ruleset import Rules

TALLINN = ZoneInfo("Europe/Tallinn")
ESTONIA: dict[str, Any] = {
    "discussion__required": True,
    "discussion__min_duration": "P3D",
    "discussion__max_duration": "P6M",
    "collection__min_duration": "P3D",
    "collection__max_duration": "P18M",
}


def local(*at: int, zone: ZoneInfo = TALLINN) -> datetime:
    """A wall-clock time in Estonia unless told otherwise."""
    year, month, day, *clock = at
    return datetime(year, month, day, *clock, tzinfo=zone)


@pytest.mark.parametrize(
    ("last", "fate"),
    [
        (date(2026, 3, 11), "discussion-too-short"),
        (date(2026, 3, 12), None),
        (date(2026, 9, 9), None),
        (date(2026, 9, 10), "discussion-too-long"),
    ],
)
def test_a_discussion_lasts_three_days_to_six_months(last: date, fate: str | None) -> None:
    said = Rules(**ESTONIA)
    begun = local(2026, 3, 10, 15, 0)

    if fate is None:
        end = windows.discussion_end(said, begun, last)

        assert last_day(end, TALLINN) == last
    else:
        with pytest.raises(Refusal, match=fate):
            windows.discussion_end(said, begun, last)


def test_signing_starts_only_after_three_days_of_discussion() -> None:
    said = Rules(**ESTONIA)
    begun = local(2026, 3, 10, 15, 0)

    with pytest.raises(Refusal, match="not-discussed"):
        windows.check_discussed(said, begun, local(2026, 3, 12, 23, 59))
    windows.check_discussed(said, begun, local(2026, 3, 13, 0, 0))


def test_a_text_in_another_language_is_not_official() -> None:
    said = Rules(languages__required=["et"])

    with pytest.raises(Refusal, match="no-official-language-text"):
        rules.check_language(said, "ru")
    rules.check_language(said, "et")


@pytest.mark.parametrize(
    ("voters", "needed"),
    [(300_000, 3_000), (421, 5), (151, 5), (2_021, 21), (300, 5), (4_997, 50)],
)
def test_a_percentage_rounds_up_and_has_a_floor(voters: int, needed: int) -> None:
    said = Rules(threshold__percent={"percent": "1", "base": "voters"}, threshold__floor=5)

    assert rules.threshold(said, voters) == needed


def test_a_fixed_threshold_needs_no_base() -> None:
    assert rules.threshold(Rules(threshold__count=50_000)) == 50_000


def test_four_of_five_initiators_are_too_few() -> None:
    said = Rules(initiators__min=5)

    with pytest.raises(Refusal, match="too-few-initiators"):
        rules.check_initiators(said, 4)
    rules.check_initiators(said, 5)


def test_a_missing_rationale_is_named() -> None:
    said = Rules(text__required_parts=["principle", "rationale"])

    with pytest.raises(FieldRefusals) as refused:
        rules.check_complete(said, "A title", {"principle": "Words"})

    assert [name for name, _ in refused.value.fields] == ["rationale"]


def test_eighty_one_characters_are_one_too_many() -> None:
    said = Rules(text__max={"title": 80})

    with pytest.raises(FieldRefusals, match="too-long"):
        rules.check_lengths(said, "x" * 81, {})
    rules.check_lengths(said, "x" * 80, {})


def test_six_months_from_the_last_of_august_end_with_february() -> None:
    said = Rules("Europe/Helsinki", collection__max_duration="P6M")
    opens = datetime(2027, 8, 31, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))

    end = windows.closing(said, opens, None)

    assert last_day(end, said.zone) == date(2028, 2, 29)


def test_a_window_over_the_change_of_summer_time_ends_at_local_midnight() -> None:
    said = Rules("Europe/Helsinki", collection__max_duration="P6M")
    opens = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))

    end = windows.closing(said, opens, None).astimezone(said.zone)

    assert (end.hour, end.minute, end.utcoffset().total_seconds()) == (0, 0, 7200)  # type: ignore[union-attr]


def test_collecting_is_bound_to_its_longest_span() -> None:
    said = Rules(**ESTONIA)
    opens = local(2026, 3, 10, 9, 0)

    with pytest.raises(Refusal, match="collecting-too-short"):
        windows.closing(said, opens, date(2026, 3, 11))
    with pytest.raises(Refusal, match="collecting-too-long"):
        windows.closing(said, opens, date(2027, 9, 10))
    assert windows.closing(said, opens, date(2027, 9, 9)) == windows.closing(said, opens, None)


def test_no_start_without_the_declaration_on_payment() -> None:
    with pytest.raises(FieldRefusals, match="not-declared"):
        rules.check_declared({"funding": "Nobody pays.", "unpaid": False})
    rules.check_declared({"funding": "Nobody pays.", "unpaid": True})


def test_an_outcome_needs_the_list_and_a_reason() -> None:
    said = Rules(response__decision_set=["adopt", "decline"])

    with pytest.raises(Refusal, match="unknown-outcome"):
        rules.check_outcome(said, "ignore", "Because")
    with pytest.raises(Refusal, match="reason-missing"):
        rules.check_outcome(said, "adopt", "  ")
    rules.check_outcome(said, "adopt", "Because")


@given(of=st.integers(1, 60), agreeing=st.integers(0, 60))
def test_a_majority_is_more_than_half(of: int, agreeing: int) -> None:
    assert rules.is_majority(agreeing, of) == (agreeing > of - agreeing)


@given(opens=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))
def test_every_window_ends_at_a_local_midnight_after_it_began(opens: datetime) -> None:
    said = Rules("Europe/Helsinki", collection__max_duration="P6M")

    end = windows.closing(said, opens, None)

    assert end > opens
    assert (end.astimezone(said.zone).hour, end.astimezone(said.zone).minute) == (0, 0)


def test_only_the_operator_whom_the_law_names_collects_in_earnest():
    silent, named = Rules(), Rules(operator__required={"en": "The House's own system"})

    assert not allowances.is_foreign_operator(silent, "generic", ())
    assert allowances.is_foreign_operator(named, "th-initiative-bill", ())
    assert not allowances.is_foreign_operator(named, "th-initiative-bill", ("th-initiative-bill",))


def test_sending_ends_the_collecting_unless_the_rule_set_says_no():
    assert allowances.may_send_early(Rules())
    assert not allowances.may_send_early(Rules(collection__stop_on_submit=False))
