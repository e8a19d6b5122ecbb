"""Reads from an address which hearings are wanted, and from which place of the list."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from commons.agencies import queries as agencies
from commons.api import decode_cursor
from commons.machine import no_such_page
from consult.queries.hearings import Place, Sort, Wanted
from consult.states import Kind, State, Topic

Word = TypeVar("Word", bound=StrEnum)
OVERDUE = "overdue"


def wanted(asked: MultiDict[str, str]) -> Wanted:
    """The filters that stand in an address; what it does not understand is left out."""
    status = asked.get("status", "")
    slugs_asked = [slug for slug in asked.getlist("agency") if slug]
    bodies = [agencies.by_slug(slug) for slug in slugs_asked]
    ids = tuple(body.id for body in bodies if body is not None)
    return Wanted(
        state=None if status == OVERDUE else _word(State, status),
        overdue=status == OVERDUE or asked.get(OVERDUE) == "1",
        agencies=ids or ((0,) if slugs_asked else ()),
        topic=_word(Topic, asked.get("topic", "")),
        kind=_word(Kind, asked.get("kind", "")),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        words=asked.get("q", "").replace("\x00", "")[:200],
        sort=_word(Sort, asked.get("sort", "")) or Sort.NEWEST,
    )


def _word(words_of: type[Word], said: str) -> Word | None:
    return words_of(said) if said in {word.value for word in words_of} else None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def place(word: str | None) -> Place | None:
    """The place in the list that a cursor names; refuses one that is not ours."""
    keys = decode_cursor(word)
    if keys is None:
        return None
    try:
        return Place(datetime.fromisoformat(keys[0]), int(keys[1]))
    except (IndexError, TypeError, ValueError):
        raise no_such_page() from None
