"""A parliament's feed: messages and matters under one signature over the whole; pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commons.ledger import canonical, keys
from initiatives.mirror.messages import BadMessage, is_text

PREFIX = b"lex populi parliament feed v1\n"
LARGEST = 2_000_000
MOST = 500
"""So many messages and as many matters stand in one feed; older ones fall out of it."""
_FIELDS = frozenset({"v", "at", "sender", "messages", "matters"})
_MATTER = frozenset({"reference", "title", "words", "address", "on", "state"})


@dataclass(frozen=True)
class MatterSaid:
    """A proposal of citizens that reached parliament in another way than through this platform."""

    reference: str
    title: str
    words: str
    address: str
    on: date
    state: str

    def said(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "address": self.address,
            "on": self.on,
            "state": self.state,
            "title": self.title,
            "words": self.words,
        }


@dataclass(frozen=True)
class Feed:
    """What a body's own system says now."""

    sender: str
    at: datetime
    messages: list[bytes]
    """Each with its own signature, as if it had been pushed."""
    matters: list[MatterSaid]


def signed_bytes(facts: object) -> bytes:
    """The bytes over which a feed is signed."""
    return PREFIX + canonical.encode(facts)


def read(said: bytes, *, public: bytes) -> Feed:
    """The feed; raises BadMessage unless exactly this key has signed exactly these fields."""
    if len(said) > LARGEST:
        raise BadMessage("the feed is too long")
    try:
        whole = json.loads(said)
        facts, signature = whole["feed"], bytes.fromhex(whole["signature"])
        if not isinstance(facts, dict) or set(facts) != _FIELDS or facts["v"] != 1:
            raise BadMessage("these are not the fields of a feed")
        if not keys.is_signed(signed_bytes(facts), signature, public):
            raise BadMessage("the sender's key has not signed this feed")
        at = datetime.fromisoformat(facts["at"])
        messages, matters = facts["messages"], facts["matters"]
        if at.tzinfo is None or max(len(messages), len(matters)) > MOST:
            raise BadMessage("the feed has no zone, or too many entries")
        return Feed(
            sender=str(facts["sender"]),
            at=at,
            messages=[json.dumps(one).encode() for one in messages],
            matters=[_matter(one) for one in matters],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, BadMessage):
            raise
        raise BadMessage("this is not a feed") from error


def _matter(said: dict[str, Any]) -> MatterSaid:
    if set(said) != _MATTER or not all(is_text(each) for each in said.values()):
        raise BadMessage("these are not the fields of a matter")
    if not said["reference"].strip() or not said["title"].strip():
        raise BadMessage("a matter needs its reference and its title")
    if said["address"] and not said["address"].startswith(("https://", "http://")):
        raise BadMessage("the address of a matter begins with https://")
    return MatterSaid(
        reference=said["reference"].strip()[:80],
        title=" ".join(said["title"].split())[:300],
        words=said["words"].strip()[:20_000],
        address=said["address"].strip()[:1_000],
        on=date.fromisoformat(said["on"]),
        state=" ".join(said["state"].split())[:200],
    )
