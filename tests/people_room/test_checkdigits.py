"""National numbers are sound only with the right check digit."""

from __future__ import annotations

import pytest

from commons.identity import checkdigits


@pytest.mark.parametrize(
    ("kind", "number", "sound"),
    [
        ("th-pid", "1101700230708", True),
        ("th-pid", "1101700230709", False),
        ("th-pid", "110170023070", False),
        ("th-pid", "11017002307O8", False),
        ("th-pid", "๑๑๐๑๗๐๐๒๓๐๗๐๘", False),
        ("ee-isikukood", "60001019906", True),
        ("ee-isikukood", "38001085718", True),
        ("ee-isikukood", "38001085719", False),
        ("ee-isikukood", "38013085718", False),
        ("fi-hetu", "131052-308T", True),
        ("fi-hetu", "131052A308T", True),
        ("fi-hetu", "131052-308U", False),
        ("fi-hetu", "๑๓๑๐๕๒-๓๐๘T", False),
        ("fi-hetu", "１３１０５２-308T", False),
        ("fi-hetu", "", False),
        ("other", "anything", True),
        ("other", " ", False),
    ],
)
def test_only_the_right_check_digit_is_sound(kind, number, sound):
    assert checkdigits.is_sound(kind, number) is sound
