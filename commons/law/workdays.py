"""Days on which offices are closed: weekends and holidays of a jurisdiction, and counting past them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from commons import config

SHIPPED = Path(__file__).parent / "holidays"
_DAY = timedelta(days=1)
LONGEST_CLOSURE = 60
"""No jurisdiction closes its offices for more days on end; more is a fault of the data."""

Names = Mapping[str, str]


@dataclass(frozen=True)
class Holiday:
    """One day off: its names, and whether a source has confirmed it for that year."""

    on: date
    names: Names
    confirmed: bool
    is_substitute: bool = False


@dataclass(frozen=True)
class Holidays:
    """When the offices of a jurisdiction are closed."""

    jurisdiction: str
    weekend: frozenset[int] = frozenset({6, 7})
    """Days of the week by ISO 8601, 1 is Monday."""
    yearly: Mapping[tuple[int, int], Names] = field(default_factory=dict)
    """By month and day, the same each year."""
    easter: Mapping[int, Names] = field(default_factory=dict)
    """By days after Easter Sunday of the western churches."""
    weekdays: Mapping[tuple[int, int, int], Names] = field(default_factory=dict)
    """By month, day and day of the week: the first such weekday on or after that date."""
    days: Mapping[date, Names] = field(default_factory=dict)
    """Of single years, such as those that follow the moon."""
    substitute: bool = False
    """Whether the next working day is off for a holiday on a weekend."""
    years: frozenset[int] = frozenset()
    """The years of which `days` says all single days; empty where every holiday follows a rule."""
    sources: Sequence[Names] = ()
    confirmed: bool = False
    """Whether the file's dates were seen in an official source."""

    def is_day_off(self, day: date) -> bool:
        """Whether no office works on this day."""
        return day.isoweekday() in self.weekend or day in _named(self, day.year)

    def is_known(self, year: int) -> bool:
        """Whether all holidays of a year are entered; else weekends and fixed days alone are counted."""
        return not self.years or year in self.years

    def covers(self, since: datetime, until: datetime) -> bool:
        """Whether every year that a count from one instant to another touches is known."""
        return all(self.is_known(year) for year in range(since.year, until.year + 1))

    def of_year(self, year: int) -> list[Holiday]:
        """The holidays of a year in their order, weekends apart."""
        return sorted(_named(self, year).values(), key=lambda one: one.on)

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

    def __hash__(self) -> int:
        return hash((self.jurisdiction, len(self.yearly), len(self.days)))


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def read(text: str) -> Holidays:
    """The holidays that a TOML text says; raises ValueError or KeyError where it is none."""
    said = tomllib.loads(text)
    yearly = {(one["month"], one["day"]): one["name"] for one in said.get("yearly", [])}
    weekdays = {
        (one["month"], one["from"], one["weekday"]): one["name"] for one in said.get("weekdays", [])
    }
    for month, day in [*yearly, *((m, d) for m, d, _weekday in weekdays)]:
        date(2024, month, day)
    return Holidays(
        jurisdiction=said["jurisdiction"],
        weekend=frozenset(said.get("weekend", (6, 7))),
        yearly=yearly,
        easter={int(one["after"]): one["name"] for one in said.get("easter", [])},
        weekdays=weekdays,
        days=dict(_dates(said.get("days", []))),
        substitute=bool(said.get("substitute", False)),
        years=frozenset(int(year) for year in said.get("years", ())),
        sources=tuple(said.get("sources", ())),
        confirmed=bool(said.get("confirmed", False)),
    )


def _dates(said: Sequence[Any]) -> Iterator[tuple[date, Names]]:
    for one in said:
        yield (one["on"], one["name"]) if isinstance(one, dict) else (one, {})


@lru_cache(maxsize=200)
def _named(said: Holidays, year: int) -> dict[date, Holiday]:
    """Every holiday of a year by its day."""
    names: dict[date, Names] = {}
    for (month, day), name in said.yearly.items():
        if (month, day) != (2, 29) or _has_leap_day(year):
            names[date(year, month, day)] = name
    first = easter_sunday(year)
    names |= {first + after * _DAY: name for after, name in said.easter.items()}
    for (month, day, weekday), name in said.weekdays.items():
        start = date(year, month, day)
        names[start + (weekday - start.isoweekday()) % 7 * _DAY] = name
    names |= {day: name for day, name in said.days.items() if day.year == year}
    found = {day: Holiday(day, name, said.confirmed) for day, name in names.items()}
    return {**found, **dict(_substitutes(said, found))} if said.substitute else found


def _substitutes(said: Holidays, found: Mapping[date, Holiday]) -> Iterator[tuple[date, Holiday]]:
    """The working day after each weekend holiday; two on one weekend take two days."""
    taken = set(found)
    for day in sorted(found):
        if day.isoweekday() not in said.weekend:
            continue
        free = day
        while free.isoweekday() in said.weekend or free in taken:
            free += _DAY
        taken.add(free)
        if free.year == day.year:
            yield free, Holiday(free, found[day].names, said.confirmed, is_substitute=True)


def _has_leap_day(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def of(jurisdiction: str) -> Holidays:
    """The holidays of a jurisdiction: this installation's own file, else the one that is shipped.

    Where neither names it, weekends alone.
    """
    own = config.current().rules_dir
    folders = [SHIPPED] if own is None else [own / "holidays", SHIPPED]
    found = next((f for f in folders if (f / f"{jurisdiction}.toml").is_file()), None)
    return _read(found / f"{jurisdiction}.toml") if found else Holidays(jurisdiction)


def shipped() -> list[Holidays]:
    """Every jurisdiction of which a file is shipped, with this installation's own in its place."""
    return [of(path.stem) for path in sorted(SHIPPED.glob("*.toml"))]


@lru_cache
def _read(path: Path) -> Holidays:
    return read(path.read_text("utf-8"))
