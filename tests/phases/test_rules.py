"""The law of phases: what is open when, and which spans cannot stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commons.errors import Refusal
from consult.phases import rules
from consult.phases.rules import Span
from consult.phases.states import Part, Turn
from tests.consult.making import CLOSES, OPENS

MIDDLE = OPENS + timedelta(days=5)
FIRST = Span((Part.QUESTIONS,), OPENS, MIDDLE)
SECOND = Span((Part.SECTIONS,), MIDDLE, CLOSES)
INSTANT = timedelta(seconds=1)


def test_a_phase_is_half_open_and_a_part_in_no_phase_is_always_open() -> None:
    both = [FIRST, SECOND]

    assert rules.is_open(both, Part.QUESTIONS, MIDDLE - INSTANT)
    assert not rules.is_open(both, Part.QUESTIONS, MIDDLE)
    assert not rules.is_open(both, Part.SECTIONS, MIDDLE - INSTANT)
    assert rules.is_open(both, Part.SECTIONS, MIDDLE)
    assert rules.is_open(both, Part.MEETINGS, OPENS)


def test_a_hearing_that_ends_earlier_cuts_its_phases_and_drops_the_last() -> None:
    end = MIDDLE - timedelta(days=1)

    assert rules.cut(FIRST, OPENS, end).closes_at == end
    assert rules.cut(SECOND, OPENS, end).turn(OPENS) is Turn.OFF


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span((), OPENS, MIDDLE), "no-part"),
        (Span((Part.SECTIONS,), MIDDLE, MIDDLE), "bad-dates"),
        (Span((Part.SECTIONS,), OPENS - INSTANT, MIDDLE), "phase-outside"),
        (Span((Part.SECTIONS,), MIDDLE, CLOSES + INSTANT), "phase-outside"),
    ],
)
def test_what_cannot_stand_is_refused_beside_its_field(span: Span, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        rules.check_span(span, OPENS, CLOSES)

    assert caught.value.code == code
    assert caught.value.field


def test_a_hearing_without_dates_has_no_phases() -> None:
    with pytest.raises(Refusal, match="no-dates"):
        rules.check_span(FIRST, None, None)


@pytest.mark.parametrize(
    ("end", "now", "code"),
    [
        (MIDDLE, OPENS, "not-later"),
        (CLOSES + INSTANT, OPENS, "phase-outside"),
        (CLOSES, MIDDLE, "out-of-order"),
    ],
)
def test_a_phase_is_only_lengthened_within_the_hearing_and_before_its_end(end, now, code) -> None:
    with pytest.raises(Refusal) as caught:
        rules.check_extension(FIRST, end, hearing_ends=CLOSES, now=now)

    assert caught.value.code == code
