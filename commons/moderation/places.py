"""What can be moderated: each wing says how its things are found; comments are addressed by number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from commons import slugs
from commons.discussion.models import Comment
from commons.errors import Refusal
from commons.i18n import _l

_NUMBER = re.compile(r"(?:/comments/|#comment-)(\d{1,9})")


@dataclass(frozen=True)
class Subject:
    """The thing under which people speak: where it stands, whose moderators look after it.

    `staff` are the accounts that prepared it; none of them moderates it. `open_to_visitors` says
    whether one may speak, and so report, without signing in.
    """

    kind: str
    key: str
    title: str
    language: str
    path: str
    agency_id: int
    staff: frozenset[int] = field(default=frozenset(), repr=False)
    open_to_visitors: bool = False
    clauses: dict[str, str] = field(default_factory=dict)
    """The clause of the law behind a ground, where its rule set names one."""


@dataclass(frozen=True)
class Place:
    """One kind of thing: the beginning of its addresses, how it is found by its key."""

    kind: str
    prefix: str
    find: Callable[[str], Subject | None]
    address: Callable[[Subject, Comment], str]


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Let a wing name its kind; a second time replaces the first."""
    _places[place.kind] = place


def subject(kind: str, key: str) -> Subject:
    """The thing with this kind and key; refuses ("not-found") what is not public."""
    found = _places[kind].find(key) if kind in _places else None
    if found is None:
        raise Refusal("not-found", _l("There is nothing public at this address."))
    return found


def address(subject_: Subject, comment: Comment) -> str:
    """The public path of one comment."""
    return _places[subject_.kind].address(subject_, comment)


def locate(written: str) -> tuple[Subject, int]:
    """The thing and the comment's number that a public address names; refuses any other words."""
    number = _NUMBER.search(written)
    for place in _places.values():
        _before, found, rest = written.partition(f"/{place.prefix}/")
        key = slugs.number_of(rest.split("/", 1)[0]) if found else None
        if key is not None and number is not None:
            return subject(place.kind, str(key)), int(number[1])
    raise Refusal(
        "bad-address",
        _l("Give the whole address of the comment, as its own page has it."),
        field="address",
    )
