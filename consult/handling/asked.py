"""Reads from an address which comments of the desk's list are wanted, and writes it back."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from commons.access import Actor
from commons.discussion.models import Channel, Stance
from consult.handling.listing import Wanted

Word = TypeVar("Word", bound=StrEnum)
WHOLE = "~"
"""How the draft as a whole is written in an address; an empty word asks for everything."""
_DIGITS = 9


def wanted(asked: MultiDict[str, str], actor: Actor) -> Wanted:
    """The filters that stand in an address; what it does not understand is left out."""
    section, shown = asked.get("section", ""), asked.get("show", "")
    return Wanted(
        section=("" if section == WHOLE else section) if section else None,
        stance=_word(Stance, asked.get("stance", "")),
        channel=_word(Channel, asked.get("channel", "")),
        language=asked.get("language", "")[:8],
        theme=whole(asked.get("theme", "")),
        campaign=whole(asked.get("campaign", "")),
        mine_of=actor.account_id if shown == "mine" else None,
        unassigned=shown == "unassigned",
        unhandled=shown == "unhandled",
        unanswered=shown == "unanswered",
        with_file=shown == "with-file",
        words=asked.get("q", "").replace("\x00", "")[:200],
    )


def address(asked: MultiDict[str, str], **more: object) -> str:
    """The same filters as an address, with a place in the list."""
    kept = {name: asked[name] for name in FILTERS if asked.get(name)}
    return urlencode({**kept, **more})


def whole(said: str) -> int | None:
    """A whole number, or None where it is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else None


FILTERS = ("section", "stance", "channel", "language", "theme", "campaign", "show", "q")


def _word(words_of: type[Word], said: str) -> Word | None:
    return words_of(said) if said in {word.value for word in words_of} else None
