"""What people read for the closed words of speaking: kinds of change, reactions, orders, readings."""

from __future__ import annotations

from enum import StrEnum

from commons.discussion.additions import Mood, Reading
from commons.discussion.finding import Order
from commons.discussion.models import Change
from commons.i18n import _l

_WORDS: dict[StrEnum, object] = {
    Change.ADD: _l("adds words"),
    Change.REPLACE: _l("replaces words"),
    Change.DELETE: _l("deletes words"),
    Mood.SUPPORT: _l("Support this"),
    Mood.THANKS: _l("Thanks"),
    Mood.OPPOSE: _l("I see it otherwise"),
    Order.NEWEST: _l("Newest first"),
    Order.OLDEST: _l("Oldest first"),
    Order.SUPPORTED: _l("Most supported first"),
    Order.ANSWERED: _l("Answered by the agency first"),
    Reading.WAITING: _l("Its text is being read."),
    Reading.READ: _l("Its text was read and can be searched."),
    Reading.WITHOUT_WORDS: _l("It holds no text that could be read."),
    Reading.UNREADABLE: _l("Its text could not be read."),
}


def word(said: StrEnum) -> str:
    """What a closed word of speaking is called in the reader's language."""
    return str(_WORDS[said])
