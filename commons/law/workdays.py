"""Days on which offices are closed: weekends and holidays of a jurisdiction, and counting past them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from commons import config

SHIPPED = Path(__file__).parent / "holidays"
_DAY = timedelta(days=1)
LONGEST_CLOSURE = 60
"""No jurisdiction closes its offices for more days on end; more is a fault of the data."""


@dataclass(frozen=True)
class Holidays:
    """When the offices of a jurisdiction are closed."""

    jurisdiction: str
    weekend: frozenset[int] = frozenset({6, 7})
    """Days of the week by ISO 8601, 1 is Monday."""
    yearly: frozenset[tuple[int, int]] = frozenset()
    days: frozenset[date] = frozenset()
    names: Mapping[tuple[int, int], Mapping[str, str]] = field(default_factory=dict)

    def is_day_off(self, day: date) -> bool:
        """Whether no office works on this day."""
        weekend = day.isoweekday() in self.weekend
        return weekend or (day.month, day.day) in self.yearly or day in self.days

    def next_working_day(self, day: date) -> date:
        """The day itself, or the first after it on which offices work."""
        for _each in range(LONGEST_CLOSURE):
            if not self.is_day_off(day):
                return day
            day += _DAY
        return day

    def add_working_days(self, day: date, many: int) -> date:
        """The day so many working days later; the first day is not counted."""
        reached = day
        for _each in range(many):
            reached = self.next_working_day(reached + _DAY)
        return reached


def read(text: str) -> Holidays:
    """The holidays that a TOML text says; raises ValueError or KeyError where it is none."""
    said = tomllib.loads(text)
    yearly = {(one["month"], one["day"]): one["name"] for one in said.get("yearly", [])}
    for month, day in yearly:
        date(2024, month, day)
    return Holidays(
        jurisdiction=said["jurisdiction"],
        weekend=frozenset(said.get("weekend", (6, 7))),
        yearly=frozenset(yearly),
        days=_dates(said.get("days", [])),
        names=yearly,
    )


def _dates(said: Iterable[Any]) -> frozenset[date]:
    return frozenset(one["on"] if isinstance(one, dict) else one for one in said)


def of(jurisdiction: str) -> Holidays:
    """The holidays of a jurisdiction: this installation's own file, else the one that is shipped.

    Where neither names it, weekends alone.
    """
    own = config.current().rules_dir
    folders = [SHIPPED] if own is None else [own / "holidays", SHIPPED]
    found = next((f for f in folders if (f / f"{jurisdiction}.toml").is_file()), None)
    return _read(found / f"{jurisdiction}.toml") if found else Holidays(jurisdiction)


@lru_cache
def _read(path: Path) -> Holidays:
    return read(path.read_text("utf-8"))
