"""The law of hearings: states by the clock, minimum length, grounds, the summary's clock."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.access import Assurance
from commons.errors import Refusal
from consult import rules
from consult.states import TRANSITIONS, Audience, Stage, State
from tests.consult.law import rule_set

BANGKOK = ZoneInfo("Asia/Bangkok")
OPENS = datetime(2026, 10, 1, 9, tzinfo=BANGKOK)
CLOSES = datetime(2026, 10, 16, 17, tzinfo=BANGKOK)
SECOND = timedelta(seconds=1)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


@dataclass
class Timed:
    stage: Stage = Stage.APPROVED
    opens_at: datetime | None = OPENS
    closes_at: datetime | None = CLOSES


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - SECOND, State.SCHEDULED),
        (OPENS, State.OPEN),
        (CLOSES - SECOND, State.OPEN),
        (CLOSES, State.CLOSED),
    ],
)
def test_a_hearing_opens_and_closes_by_the_clock_alone(now: datetime, expected: State) -> None:
    assert rules.state(Timed(), now) is expected


@given(opens=INSTANTS, length=st.timedeltas(SECOND, timedelta(days=90)), now=INSTANTS)
def test_comments_are_taken_exactly_while_the_hearing_is_open(
    opens: datetime, length: timedelta, now: datetime
) -> None:
    hearing = Timed(opens_at=opens, closes_at=opens + length)

    try:
        rules.check_open(hearing, now)
        taken = True
    except Refusal:
        taken = False

    assert taken == (opens <= now < opens + length)


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.APPROVED])
def test_the_clock_does_not_touch_any_other_stage(stage: Stage) -> None:
    for now in (OPENS - SECOND, OPENS, CLOSES):
        assert rules.state(Timed(stage=stage), now).value == stage.value


def test_no_stage_leads_past_the_summary() -> None:
    before = [stage for stage, onward in TRANSITIONS.items() if Stage.DECIDED in onward]

    assert before == [Stage.SUMMARISED]


def test_fourteen_days_and_23_hours_are_too_short() -> None:
    window = rules.Window(OPENS, OPENS + timedelta(days=14, hours=23))

    with refused("ground-needed"):
        rules.check_window(window, rule_set())


def test_fifteen_days_exactly_are_enough() -> None:
    rules.check_window(rules.Window(OPENS, OPENS + timedelta(days=15)), rule_set())


def test_a_statutory_minimum_knows_no_ground() -> None:
    law = rule_set(
        blocks=frozenset({"hearing.min_duration"}), values={"hearing.min_duration": "P60D"}
    )
    window = rules.Window(OPENS, OPENS + timedelta(days=59), "urgent-necessity", "x" * 40)

    with refused("hearing-too-short"):
        rules.check_window(window, law)


@pytest.mark.parametrize(
    ("ground", "reason", "code"),
    [
        (None, "The harvest begins in a fortnight.", "ground-needed"),
        ("we-are-late", "The harvest begins in a fortnight.", "ground-needed"),
        ("urgent-necessity", "", "reason-needed"),
        ("urgent-necessity", "nineteen characters", "reason-needed"),
    ],
)
def test_a_short_hearing_needs_a_ground_from_the_list_and_a_reason(
    ground: str | None, reason: str, code: str
) -> None:
    window = rules.Window(OPENS, OPENS + timedelta(days=10), ground, reason)

    with refused(code):
        rules.check_window(window, rule_set())


def test_a_short_hearing_passes_with_its_ground_and_twenty_characters() -> None:
    window = rules.Window(OPENS, OPENS + timedelta(days=10), "urgent-necessity", "x" * 20)

    rules.check_window(window, rule_set())


def test_no_ground_helps_where_the_rule_set_allows_no_shortening() -> None:
    window = rules.Window(OPENS, OPENS + timedelta(days=10), "urgent-necessity", "x" * 40)

    with refused("hearing-too-short"):
        rules.check_window(window, rule_set(values={"hearing.shorten.allowed": False}))


def test_a_hearing_cannot_close_before_it_opens() -> None:
    with refused("bad-dates"):
        rules.check_window(rules.Window(OPENS, OPENS), rule_set())


def test_missing_documents_are_named() -> None:
    missing = rules.missing_documents(rule_set(), {"necessity": "Because.", "other": "x"})

    assert missing == ("problem-and-cause",)


def test_an_empty_stakeholder_list_passes_only_with_a_reason() -> None:
    rules.check_stakeholders(0, "Nobody is known to be affected.", rule_set())

    with refused("no-stakeholders"):
        rules.check_stakeholders(0, " ", rule_set())


def test_where_the_law_blocks_no_reason_replaces_stakeholders() -> None:
    law = rule_set(blocks=frozenset({"hearing.stakeholder_list_required"}))

    with refused("no-stakeholders"):
        rules.check_stakeholders(0, "Nobody is known to be affected.", law)


def test_a_running_hearing_is_extended_and_never_shortened() -> None:
    rules.check_extension(Timed(), CLOSES + timedelta(days=7), OPENS)

    with refused("not-later"):
        rules.check_extension(Timed(), CLOSES - timedelta(days=1), OPENS)


def test_a_closed_hearing_cannot_be_extended() -> None:
    with refused("out-of-order"):
        rules.check_extension(Timed(), CLOSES + timedelta(days=7), CLOSES)


@pytest.mark.parametrize("closes", [CLOSES, datetime(2026, 10, 17, tzinfo=BANGKOK)])
def test_31_days_after_closing_the_summary_is_overdue_by_one_day(closes: datetime) -> None:
    law = rule_set()
    due = rules.summary_due(closes, law)

    clock = rules.summary_clock(due, None, closes + timedelta(days=31), law)

    assert clock is not None
    assert (clock.days_overdue, clock.is_overdue) == (1, True)


def test_30_days_after_closing_the_summary_is_still_in_time() -> None:
    law = rule_set()
    due = rules.summary_due(CLOSES, law)

    clock = rules.summary_clock(due, None, CLOSES + timedelta(days=30), law)

    assert clock is not None
    assert (clock.days_left, clock.is_overdue) == (0, False)


def test_a_summary_that_was_published_is_no_longer_overdue() -> None:
    law = rule_set()
    late = CLOSES + timedelta(days=40)

    clock = rules.summary_clock(rules.summary_due(CLOSES, law), late, late, law)

    assert clock is not None
    assert (clock.days_overdue, clock.is_overdue) == (10, False)


def test_a_comment_may_have_5000_characters_and_not_one_more() -> None:
    rules.check_words("ก่" * 2500, limit=5000, field="words")

    with refused("too-long"):
        rules.check_words("ก่" * 2500 + "ก", limit=5000, field="words")


@given(st.text(alphabet=st.sampled_from("aé\u0301\r\nกี่"), max_size=60))
def test_line_ends_count_as_one_and_letters_after_composition(words: str) -> None:
    expected = len(unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")))

    if expected:
        with refused("too-long"):
            rules.check_words(words, limit=expected - 1, field="words")
    rules.check_words(words, limit=expected, field="words")


def test_a_hearing_for_verified_persons_refuses_a_weak_sign_in() -> None:
    rules.check_audience(Audience.VERIFIED, Assurance.SUBSTANTIAL)
    rules.check_audience(Audience.SIGNED_IN, Assurance.LOW)

    with refused("assurance-too-low"):
        rules.check_audience(Audience.VERIFIED, Assurance.LOW)


def test_the_fields_that_themes_fill_are_not_asked_for() -> None:
    assert rules.missing_fields(rule_set(), {"method": "Online."}) == ("use-of-results",)


def test_a_length_reads_15_days_from_1_to_15_march() -> None:
    opens = datetime(2027, 3, 1, tzinfo=BANGKOK)
    closes = datetime(2027, 3, 16, tzinfo=BANGKOK)

    assert rules.length_in_days(opens, closes, rule_set()) == 15
    assert rules.last_day(closes, rule_set()).isoformat() == "2027-03-15"
