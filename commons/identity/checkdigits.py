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


def _digits(number: str, length: int) -> bool:
    return len(number) == length and number.isascii() and number.isdigit()


CHECKS = {"th-pid": is_thai, "ee-isikukood": is_estonian, "fi-hetu": is_finnish}


def is_sound(kind: str, number: str) -> bool:
    """Whether a number of this kind is well formed; a kind without a rule needs only be there."""
    check = CHECKS.get(kind)
    if check:
        return number.isascii() and check(number)  # other digits would be another person's number
    return bool(number.strip()) and len(number) <= 100
