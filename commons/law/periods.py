"""Lengths of time as laws write them (P15D, P6M, PT72H), and what may be done with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

_ISO = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?P<time>(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?))?",
    re.ASCII,
)
_LONGEST = 9999


class BadPeriod(ValueError):
    """A text is not a length of time in the form P15D, P6M, P1Y or PT72H."""


@dataclass(frozen=True)
class Period:
    """A length of time in calendar parts and in exact parts; a month is not thirty days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 duration; refuses (BadPeriod) what is not one, and numbers over 9,999."""
        found = _ISO.fullmatch(text)
        if found is None or text == "P" or found["time"] == "":
            raise BadPeriod(f"{text!r} is not a duration such as P15D or P6M")
        parts = {name: int(n) for name, n in found.groupdict().items() if n and name != "time"}
        if any(number > _LONGEST for number in parts.values()):
            raise BadPeriod(f"{text!r} is too long")
        return cls(**parts)

    @property
    def all_months(self) -> int:
        """Years and months together, in months."""
        return 12 * self.years + self.months

    @property
    def all_days(self) -> int:
        """Weeks and days together, in days."""
        return 7 * self.weeks + self.days

    @property
    def exact(self) -> timedelta:
        """The part that a clock measures: hours, minutes and seconds."""
        return timedelta(hours=self.hours, minutes=self.minutes, seconds=self.seconds)

    @property
    def is_nothing(self) -> bool:
        """True for P0D and its like."""
        return not (self.all_months or self.all_days or self.exact)

    def __str__(self) -> str:
        day = "".join(
            f"{number}{letter}"
            for number, letter in (
                (self.years, "Y"),
                (self.months, "M"),
                (self.weeks, "W"),
                (self.days, "D"),
            )
            if number
        )
        time = "".join(
            f"{number}{letter}"
            for number, letter in ((self.hours, "H"), (self.minutes, "M"), (self.seconds, "S"))
            if number
        )
        return "P" + day + (f"T{time}" if time else "") if day or time else "P0D"
