"""National identification numbers and their check digits; a wrong one is refused."""

from __future__ import annotations

import re

_HETU = re.compile(r"(\d{6})[-+YXWVUABCDEF](\d{3})([0-9A-Y])")
_HETU_MARKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ESTONIAN_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)
_ESTONIAN_SECOND = (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)


def thai_digit(twelve: str) -> str:
    """The thirteenth digit: (11 - sum of digits x (13..2) mod 11) mod 10."""
    total = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def is_thai(number: str) -> bool:
    """Whether this is a Thai citizen number of 13 digits with the right check digit."""
    return _digits(number, 13) and number[0] != "0" and thai_digit(number[:12]) == number[12]


def estonian_digit(ten: str) -> str:
    """The eleventh digit: modulo 11 with the first weights, then with the second, then 0."""
    for weights in (_ESTONIAN_FIRST, _ESTONIAN_SECOND):
        rest = sum(int(d) * w for d, w in zip(ten, weights, strict=True)) % 11
        if rest < 10:
            return str(rest)
    return "0"


def is_estonian(number: str) -> bool:
    """Whether this is an Estonian isikukood with the right check digit."""
    return (
        _digits(number, 11)
        and number[0] in "12345678"
        and 1 <= int(number[3:5]) <= 12
        and 1 <= int(number[5:7]) <= 31
        and estonian_digit(number[:10]) == number[10]
    )


def finnish_mark(nine: str) -> str:
    """The control character: birth date and individual number modulo 31."""
    return _HETU_MARKS[int(nine) % 31]


def is_finnish(number: str) -> bool:
    """Whether this is a Finnish henkilötunnus with the right control character."""
    parts = _HETU.fullmatch(number)
    return parts is not None and finnish_mark(parts[1] + parts[2]) == parts[3]


_TAIWANESE = re.compile(r"[A-Z][1289]\d{8}")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""The letters of the counties of Taiwan in the order of their numbers, A is 10."""
_KOREAN = re.compile(r"\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-[1-8]\d{6}")
_LATVIAN = re.compile(r"(32\d{4}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2})-(\d{4})(\d)")
_LATVIAN_WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def taiwanese_digit(nine: str) -> str:
    """The tenth sign of a number of Taiwan: the letter's two digits and the eight others, weighed."""
    tens, ones = divmod(10 + _LETTERS.index(nine[0]), 10)
    total = tens + 9 * ones
    total += sum(int(d) * w for d, w in zip(nine[1:], range(8, 0, -1), strict=True))
    return str(-total % 10)


def is_taiwanese(number: str) -> bool:
    """Whether this is a national number of Taiwan, or a resident's, with the right check digit."""
    return _TAIWANESE.fullmatch(number) is not None and taiwanese_digit(number[:9]) == number[9]


def is_korean(number: str) -> bool:
    """Whether this has the form of a Korean number; those of since October 2020 have no check digit."""
    return _KOREAN.fullmatch(number) is not None


def latvian_digit(ten: str) -> str:
    """The last digit of a Latvian personal code that begins with a date of birth."""
    total = sum(int(d) * w for d, w in zip(ten, _LATVIAN_WEIGHTS, strict=True))
    return str((1101 - total) % 11 % 10)


def is_latvian(number: str) -> bool:
    """Whether this is a Latvian personal code; those that begin with 32 (since 2017) have no check digit."""
    parts = _LATVIAN.fullmatch(number)
    if parts is None:
        return False
    return parts[1].startswith("32") or latvian_digit(parts[1] + parts[2]) == parts[3]


def _digits(number: str, length: int) -> bool:
    return len(number) == length and number.isascii() and number.isdigit()


CHECKS = {
    "th-pid": is_thai,
    "ee-isikukood": is_estonian,
    "fi-hetu": is_finnish,
    "tw-id": is_taiwanese,
    "kr-rrn": is_korean,
    "lv-personas-kods": is_latvian,
}


def is_sound(kind: str, number: str) -> bool:
    """Whether a number of this kind is well formed; a kind without a rule needs only be there."""
    check = CHECKS.get(kind)
    if check:
        return number.isascii() and check(number)  # other digits would be another person's number
    return bool(number.strip()) and len(number) <= 100
