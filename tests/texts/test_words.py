"""Words are kept in one form, counted by code points, and hide nothing."""

import pytest

from commons.texts import words
from commons.texts.words import HiddenCharacter


def test_line_ends_count_as_one_and_composed_signs_as_one():
    assert words.count("a\r\nb") == 3
    assert words.count("e\u0301") == 1
    assert words.normalise("a\rb\u2028c") == "a\nb\nc"


def test_thai_signs_count_as_one_code_point_each():
    assert words.count("น้ำ") == 3
    assert words.count("ก" * 5000) == 5000


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u200b", "\u2066", "\u200f", "\u00ad", "\x07", "\ue000"]
)
def test_signs_that_nobody_sees_are_refused(sign):
    with pytest.raises(HiddenCharacter) as refused:
        words.normalise(f"first\nse{sign}cond")

    assert refused.value.values["line"] == 2
    assert f"U+{ord(sign):04X}" in refused.value.message


@pytest.mark.parametrize("text", ["👨‍👩‍👧", "❤️ thanks", "tab\tand\nline", "ไม่เห็นด้วย", "õäöü §"])
def test_honest_words_pass_unchanged(text):
    assert words.normalise(text) == text
