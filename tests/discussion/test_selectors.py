"""Marked words: found by quote, parted by context, found again in a later version or not at all."""

from __future__ import annotations

import pytest

from commons.discussion import ranges
from commons.discussion.models import Change, Stance
from commons.discussion.services import Statement
from commons.errors import Refusal
from consult.speech import rules

PLAIN = "A permit is decided within 15 days.\nAn appeal is decided within 15 days."
THAI = "ใบอนุญาตต้องพิจารณาภายในสิบห้าวัน นับแต่วันที่ได้รับคำขอ"


def test_a_quote_is_kept_with_its_place_and_context() -> None:
    marked = ranges.mark(PLAIN, "within  15\ndays")

    assert PLAIN[marked.start : marked.end] == marked.exact == "within 15 days"
    assert PLAIN[: marked.start].endswith(marked.prefix)
    assert PLAIN[marked.end :].startswith(marked.suffix)


def test_of_equal_words_those_near_the_place_or_in_the_paragraph_are_meant() -> None:
    second = PLAIN.rindex("within")

    assert ranges.mark(PLAIN, "within 15 days").start < second
    assert ranges.mark(PLAIN, "within 15 days", near=second - 2).start == second
    within = PLAIN.splitlines()[1]
    assert ranges.mark(PLAIN, "within 15 days", within=within, anchor="p2").start == second


@pytest.mark.parametrize("quote", ["within 16 days", "", "x" * (ranges.LONGEST + 1)])
def test_words_that_do_not_stand_there_are_refused(quote: str) -> None:
    with pytest.raises(Refusal) as refused:
        ranges.mark(PLAIN, quote)

    assert refused.value.field == "quote"


def test_marked_words_are_found_again_by_their_context() -> None:
    marked = ranges.mark(PLAIN, "within 15 days", near=PLAIN.rindex("within"))
    later = "Preface. " + PLAIN

    found = ranges.find_again(later, marked)

    assert found == (later.rindex("within"), later.rindex("within") + len("within 15 days"))
    assert ranges.find_again(later.replace("15", "20"), marked) is None


def test_thai_words_are_marked_as_others_are() -> None:
    marked = ranges.mark(THAI, "ภายในสิบห้าวัน")

    assert THAI[marked.start : marked.end] == "ภายในสิบห้าวัน"


@pytest.mark.parametrize(
    ("wording", "change"),
    [
        (PLAIN + "\nNobody waits longer.", Change.ADD),
        (PLAIN.replace("15", "30"), Change.REPLACE),
        (PLAIN.splitlines()[0], Change.DELETE),
    ],
)
def test_the_redline_tells_what_a_wording_does(wording: str, change: Change) -> None:
    said = Statement(version=1, section="sec_1", stance=Stance.CHANGE, suggestion=wording)

    assert rules.settle(said, PLAIN).change is change


def test_a_wording_counts_with_the_stance_change_only_and_where_it_changes_something() -> None:
    agrees = Statement(version=1, stance=Stance.AGREE, suggestion="Other words.")
    same = Statement(version=1, stance=Stance.CHANGE, suggestion=PLAIN)
    goes = Statement(version=1, stance=Stance.CHANGE, suggestion=PLAIN, change=Change.DELETE)

    assert rules.settle(agrees, PLAIN).suggestion is None
    assert not rules.settle(same, PLAIN).has_words
    assert rules.settle(goes, PLAIN).has_words
