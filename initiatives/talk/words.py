"""The words of the discussion: its sides and the orders in which they are read."""

from __future__ import annotations

from commons.discussion.finding import Order
from commons.i18n import _l
from initiatives.talk.queries import Side

SIDES: dict[Side, object] = {
    Side.FOR: _l("For"),
    Side.AGAINST: _l("Against"),
    Side.OTHER: _l("Changes and other words"),
}

ORDERS: dict[Order, object] = {
    Order.SUPPORTED: _l("Most supported first"),
    Order.NEWEST: _l("Newest first"),
    Order.OLDEST: _l("Oldest first"),
}

_THAI = ("\u0e01", "\u0e5b")


def tongue_of(said: str, reader: str) -> str:
    """The language with which words are marked: Thai by its letters, else the reader's own."""
    if any(_THAI[0] <= letter <= _THAI[1] for letter in said):
        return "th"
    return reader if reader != "th" else "en"
