"""What people read for the closed words of an impact assessment."""

from __future__ import annotations

from enum import StrEnum

from commons.i18n import _l
from consult.impact.states import Aspect, Level, Unit

_WORDS: dict[StrEnum, object] = {
    Aspect.AFFECTED: _l("Who is affected, and how many"),
    Aspect.COSTS: _l("Costs"),
    Aspect.BENEFITS: _l("Benefits"),
    Aspect.BURDEN: _l("Administrative burden"),
    Aspect.SMALL_BUSINESS: _l("Small and medium businesses"),
    Aspect.ENVIRONMENT: _l("Environment"),
    Aspect.EQUALITY: _l("Equality and rights"),
    Aspect.ALTERNATIVES: _l("Alternatives that were weighed"),
    Unit.PERSONS: _l("persons"),
    Unit.HOUSEHOLDS: _l("households"),
    Unit.BUSINESSES: _l("businesses"),
    Unit.BAHT_ONCE: _l("baht, once"),
    Unit.BAHT_YEAR: _l("baht a year"),
    Unit.HOURS_YEAR: _l("hours a year"),
    Unit.TONNES_YEAR: _l("tonnes a year"),
    Unit.PER_CENT: _l("per cent"),
    Level.EASY: _l("easy to read"),
    Level.MIDDLE: _l("of middle difficulty"),
    Level.HARD: _l("hard to read"),
}


def name(word: StrEnum) -> str:
    """What a closed word is called in the reader's language."""
    return str(_WORDS[word])
