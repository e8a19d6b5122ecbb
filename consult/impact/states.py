"""The closed words of an impact assessment: its aspects and its units."""

from __future__ import annotations

from enum import StrEnum


class Aspect(StrEnum):
    """One field of the assessment; the same in every hearing, so that they can be compared."""

    AFFECTED = "affected"
    COSTS = "costs"
    BENEFITS = "benefits"
    BURDEN = "burden"
    SMALL_BUSINESS = "small-business"
    ENVIRONMENT = "environment"
    EQUALITY = "equality"
    ALTERNATIVES = "alternatives"


class Unit(StrEnum):
    """In what an amount is counted."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"
    BUSINESSES = "businesses"
    BAHT_ONCE = "baht-once"
    BAHT_YEAR = "baht-a-year"
    HOURS_YEAR = "hours-a-year"
    TONNES_YEAR = "tonnes-a-year"
    PER_CENT = "per-cent"


class Level(StrEnum):
    """How easily a text is read."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"
