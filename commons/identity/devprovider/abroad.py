"""Invented people of other States: of each some are citizens, some only live there, some do both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from commons.identity import checkdigits

MANY = 300
"""So many of each State; their hints are gb-1, tw-12, kr-300."""
ELSEWHERE = ("SE",)
SHOWN = (1, 2, 3)
"""Those whom the provider's page names: citizen and resident, resident alone, citizen abroad."""
_HINT = re.compile(r"(gb|tw|kr|lv)-([1-9]\d{0,2})")


@dataclass(frozen=True, repr=False)
class Stranger:
    """One invented person of another State, by State and number."""

    state: str
    number: int

    @property
    def born(self) -> date:
        """An adult's day of birth."""
        return date(1945 + self.number % 60, 1 + self.number % 12, 1 + self.number % 28)

    @property
    def names(self) -> tuple[str, str]:
        """Given name and family name; no two of a State within the first two hundred are the same."""
        given, family = _NAMES[self.state]
        return given[self.number % len(given)], family[self.number // len(given) % len(family)]

    @property
    def residences(self) -> tuple[str, ...]:
        """Every third lives elsewhere."""
        return ELSEWHERE if self.number % 3 == 0 else (self.state,)

    @property
    def citizenships(self) -> tuple[str, ...]:
        """Every third lives there as a citizen of another State."""
        return ELSEWHERE if self.number % 3 == 2 else (self.state,)

    @property
    def identifiers(self) -> dict[str, str]:
        """The number of the State, made up; the United Kingdom has none, so one for practice."""
        kind, make = _NUMBERS[self.state]
        return {kind: make(self.number, self.born)}


def find(hint: str) -> Stranger | None:
    """The person of a hint; None where it is none of another State."""
    said = _HINT.fullmatch(hint)
    if said is None or int(said[2]) > MANY:
        return None
    return Stranger(said[1].upper(), int(said[2]))


def hints() -> tuple[str, ...]:
    """The first ones of each State, for the provider's page."""
    return tuple(f"{state.lower()}-{n}" for state in _NAMES for n in SHOWN)


_NAMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "GB": (
        ("Alice", "Bryn", "Catriona", "Dev", "Eilidh", "Frank", "Gwen", "Harold", "Isla", "Jamal"),
        ("Ashworth", "Bevan", "Campbell", "Doyle", "Evans", "Fairley", "Gill", "Hughes", "Iqbal", "Jones",
         "Kerr", "Lloyd", "Morgan", "Nairn", "Owen", "Price", "Quinn", "Reid", "Shah", "Thorne"),
    ),
    "TW": (
        ("Chia-ling", "Chun-hung", "Hsiao-mei", "I-chen", "Jen-hao", "Kuan-yu", "Mei-hua", "Pei-shan", "Wei-ting", "Yu-hsuan"),
        ("Chang", "Chen", "Chiu", "Chou", "Hsieh", "Hsu", "Huang", "Hung", "Kuo", "Lai",
         "Lee", "Liao", "Lin", "Liu", "Lu", "Su", "Tsai", "Tseng", "Wang", "Yeh"),
    ),
    "KR": (
        ("Da-eun", "Ha-neul", "Hyun-woo", "Ji-hoon", "Ji-min", "Min-seo", "Seo-yeon", "Soo-bin", "Yeong-ho", "Yu-jin"),
        ("Ahn", "Bae", "Cho", "Choi", "Han", "Hong", "Hwang", "Jang", "Jeon", "Jeong",
         "Kang", "Kim", "Kwon", "Lim", "Moon", "Oh", "Park", "Seo", "Shin", "Song"),
    ),
    "LV": (
        ("Agnese", "Andris", "Dace", "Edgars", "Guntis", "Ilze", "Inese", "Ivars", "Liga", "Raimonds"),
        ("Abols", "Balodis", "Berzins", "Cirulis", "Dumins", "Eglitis", "Freimanis", "Gailis", "Jansons", "Kalnins",
         "Krumins", "Lacis", "Liepins", "Ozols", "Petersons", "Rozitis", "Silins", "Vanags", "Vitols", "Zarins"),
    ),
}  # fmt: skip


def _british(number: int, _born: date) -> str:
    return f"PRACTICE-{number:05d}"


def _taiwanese(number: int, _born: date) -> str:
    nine = f"A{1 + number % 2}{number:07d}"
    return nine + checkdigits.taiwanese_digit(nine)


def _korean(number: int, born: date) -> str:
    century = 1 + number % 2 + (2 if born.year >= 2000 else 0)
    return f"{born:%y%m%d}-{century}{number:06d}"


def _latvian(number: int, born: date) -> str:
    ten = f"{born:%d%m%y}{2 if born.year >= 2000 else 1}{number:03d}"
    return f"{ten[:6]}-{ten[6:]}{checkdigits.latvian_digit(ten)}"


_NUMBERS: dict[str, tuple[str, Callable[[int, date], str]]] = {
    "GB": ("gb-practice", _british),
    "TW": ("tw-id", _taiwanese),
    "KR": ("kr-rrn", _korean),
    "LV": ("lv-personas-kods", _latvian),
}
