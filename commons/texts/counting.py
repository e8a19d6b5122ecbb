"""Numbers as office programs write them: 5, ๕, (จ), V, e, ห้า."""

from __future__ import annotations

import re
from collections.abc import Callable

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_GREATEST_ROMAN = 3999
_THAI_NAMES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_ROUNDS = 10
_NUMBER = re.compile(r"[+-]?\d{1,9}")
SILENT = {"none", "bullet"}


def whole(text: str, otherwise: int) -> int:
    """The whole number that an attribute says, or another where it says none."""
    return int(text) if _NUMBER.fullmatch(text.strip()) else otherwise


def is_known(manner: str) -> bool:
    """True for a manner of counting that is written here as the office program writes it."""
    return manner in _MANNERS or manner in SILENT


def write(number: int, manner: str) -> str:
    """The number in a manner of counting; in plain digits where the manner cannot say it."""
    if manner in SILENT:
        return ""
    words = _MANNERS.get(manner, str)(number) if number > 0 else ""
    return words or str(number)


def thai_digits(number: int) -> str:
    """The number in Thai digits."""
    return str(number).translate(_THAI_DIGITS)


def letters(number: int, alphabet: str = _LATIN) -> str:
    """From a to z, then aa, bb, as Word goes on; empty where it would be absurdly long."""
    rounds, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (rounds + 1) if rounds < _ROUNDS else ""


def columns(number: int, alphabet: str = _LATIN) -> str:
    """From a to z, then aa, ab, as spreadsheets and OpenDocument go on."""
    found = ""
    while number > 0:
        number, place = divmod(number - 1, len(alphabet))
        found = alphabet[place] + found
    return found


def roman(number: int) -> str:
    """The number in small Roman figures; empty where it is too great for them."""
    if number > _GREATEST_ROMAN:
        return ""
    found = ""
    for value, figure in _ROMAN:
        times, number = divmod(number, value)
        found += figure * times
    return found


def _thai_name(number: int) -> str:
    """The number in Thai words, up to ninety-nine."""
    tens, ones = divmod(number, 10)
    if tens >= len(_THAI_NAMES):
        return ""
    last = "เอ็ด" if tens and ones == 1 else _THAI_NAMES[ones]
    first = {0: "", 1: "สิบ", 2: "ยี่สิบ"}.get(tens, f"{_THAI_NAMES[tens]}สิบ")
    return first + last


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_MANNERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE_DIGITS),
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerColumn": columns,
    "upperColumn": lambda number: columns(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "thaiNumbers": thai_digits,
    "thaiLetters": lambda number: letters(number, _THAI),
    "thaiCounting": _thai_name,
}
