"""Reads from an address which comments of a section are wanted, in which order, from which place."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from commons.api import decode_cursor
from commons.discussion.finding import Order, Wanted
from commons.discussion.models import Channel, Stance
from commons.errors import Refusal
from commons.i18n import _l
from commons.search.analyser import LONGEST_QUERY

Word = TypeVar("Word", bound=StrEnum)
_LARGEST = 2**62
_KEYS = {Order.SUPPORTED: 2, Order.ANSWERED: 2}


def wanted(said: MultiDict[str, str]) -> Wanted:
    """The order and filters that stand in an address; what it does not understand is left out."""
    answered = said.get("answered", "")
    return Wanted(
        order=_word(Order, said.get("order", "")) or Order.NEWEST,
        stance=_word(Stance, said.get("stance", "")),
        channel=_word(Channel, said.get("channel", "")),
        is_answered={"yes": True, "no": False}.get(answered),
        with_suggestion=said.get("wording") == "yes",
        verified=said.get("verified") == "yes",
        words=said.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
    )


def place(order: Order, cursor: str | None) -> list[int] | None:
    """The place that a cursor names; refuses one that this order never gave."""
    keys = decode_cursor(cursor)
    if keys is None:
        return None
    if len(keys) != _KEYS.get(order, 1) or not all(_is_key(key) for key in keys):
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    return keys


def _is_key(key: object) -> bool:
    return isinstance(key, int) and 0 <= key < _LARGEST


def _word(words_of: type[Word], said: str) -> Word | None:
    return words_of(said) if said in {word.value for word in words_of} else None
