"""Messages between a parliament's system and ours: canonical JSON under an Ed25519 signature; pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commons.ledger import canonical, keys

PREFIX = b"lex populi parliament message v1\n"
LARGEST = 100_000
_FIELDS = frozenset(
    {"v", "number", "at", "sender", "initiative", "kind", "on", "title", "words", "address"}
)


class BadMessage(ValueError):
    """The bytes are no message, or its sender's key has not signed them."""


@dataclass(frozen=True)
class Said:
    """What a message says; `number` is the sender's own, used once."""

    number: str
    at: datetime
    sender: str
    initiative: str
    kind: str
    on: date
    title: str
    words: str
    address: str
    digest: str


def signed_bytes(facts: Mapping[str, Any]) -> bytes:
    """The bytes over which a message is signed."""
    return PREFIX + canonical.encode(facts)


def sender_of(said: bytes) -> str:
    """Who a message claims to come from, before anything of it is believed."""
    return str(_facts(said)[0]["sender"])


def read(said: bytes, *, public: bytes) -> Said:
    """The message; raises BadMessage unless exactly this key has signed exactly these fields."""
    facts, signature = _facts(said)
    if not keys.is_signed(signed_bytes(facts), signature, public):
        raise BadMessage("the sender's key has not signed this message")
    try:
        at = datetime.fromisoformat(facts["at"])
        on = date.fromisoformat(facts["on"])
    except (TypeError, ValueError) as error:
        raise BadMessage("a date cannot be read") from error
    if at.tzinfo is None:
        raise BadMessage("the moment has no time zone")
    texts = {name: facts[name] for name in _FIELDS - {"v", "at", "on"}}
    return Said(at=at, on=on, digest=hashlib.sha256(signed_bytes(facts)).hexdigest(), **texts)


def _facts(said: bytes) -> tuple[dict[str, Any], bytes]:
    if len(said) > LARGEST:
        raise BadMessage("the message is too long")
    try:
        whole = json.loads(said)
        facts, signature = whole["message"], bytes.fromhex(whole["signature"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadMessage("this is not a message") from error
    if not isinstance(facts, dict) or set(facts) != _FIELDS or facts["v"] != 1:
        raise BadMessage("these are not the fields of a message")
    if not all(isinstance(facts[name], str) for name in _FIELDS - {"v"}):
        raise BadMessage("the fields of a message are words")
    return facts, signature
