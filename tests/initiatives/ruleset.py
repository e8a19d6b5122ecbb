"""A rule set as plain values, for tests of the pure rules."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from commons.law.calendar import Period
from commons.law.workdays import Holidays


class Rules:
    """A rule set that says what a test tells it."""

    def __init__(self, zone: str = "Europe/Tallinn", first_day: bool = True, **said: Any) -> None:
        self.zone = ZoneInfo(zone)
        self.count_first_day = first_day
        self.holidays = Holidays("")
        self.counts_working_days = self.rolls = False
        self.said = {name.replace("__", "."): value for name, value in said.items()}

    def value(self, name: str, default: Any = None) -> Any:
        """The value told, or the default."""
        found = self.said.get(name)
        return default if found is None else found

    def period(self, name: str) -> Period | None:
        """The value told as a length of time."""
        said = self.value(name)
        return None if said is None else Period.parse(said)
