"""Messages between a parliament's system and ours: canonical JSON under an Ed25519 signature; pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commons.ledger import canonical, keys
from initiatives.mirror.states import ActKind

PREFIX = b"lex populi parliament message v1\n"
LARGEST = 100_000
_ALL = frozenset({"v", "number", "at", "sender", "initiative", "kind", "on"})
_OF_AN_ENTRY = frozenset({"title", "words", "address"})
_OF_AN_ACT: dict[str, frozenset[str]] = {
    ActKind.RECEIPT: frozenset({"registry_number", "term"}),
    ActKind.DECISION: frozenset({"outcome", "clause", "reason"}),
    ActKind.EXTENSION: frozenset({"reason"}),
}
"""What each kind says beside the fields that all messages have."""
_LONGEST = {"number": 80, "registry_number": 80, "term": 40, "clause": 300, "reason": 20_000}


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
    facts: Mapping[str, Any]
    """Word for word, as it was signed."""
    signature: str
    digest: str

    @property
    def act(self) -> ActKind | None:
        """Which act of parliament it brings; None for an entry in the book."""
        return ActKind(self.kind) if self.kind in _OF_AN_ACT else None

    def text(self, name: str) -> str:
        """One of the fields that only this kind has."""
        return str(self.facts[name])


def signed_bytes(facts: Mapping[str, Any]) -> bytes:
    """The bytes over which a message is signed."""
    return PREFIX + canonical.encode(facts)


def sender_of(said: bytes) -> str:
    """Who a message claims to come from, before anything of it is believed."""
    return str(_facts(said)[0]["sender"])


def number_of(said: bytes) -> str:
    """By which number the sender knows a message; empty where it cannot be read."""
    try:
        return str(_facts(said)[0]["number"])
    except BadMessage:
        return ""


def read(said: bytes, *, public: bytes) -> Said:
    """The message; raises BadMessage unless exactly this key has signed exactly these fields."""
    facts, signature = _facts(said)
    if not keys.is_signed(signed_bytes(facts), signature, public):
        raise BadMessage("the sender's key has not signed this message")
    try:
        at = datetime.fromisoformat(facts["at"])
        on = date.fromisoformat(facts["on"])
    except ValueError as error:
        raise BadMessage("a date cannot be read") from error
    if at.tzinfo is None:
        raise BadMessage("the moment has no time zone")
    return Said(
        at=at,
        on=on,
        facts=facts,
        signature=signature.hex(),
        digest=hashlib.sha256(signed_bytes(facts)).hexdigest(),
        **{name: facts[name] for name in ("number", "sender", "initiative", "kind")},
    )


def is_text(value: object, most: int = LARGEST) -> bool:
    """Whether this is text that every database can hold, of at most so many characters."""
    if not isinstance(value, str) or "\x00" in value or len(value) > most:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def _facts(said: bytes) -> tuple[dict[str, Any], bytes]:
    if len(said) > LARGEST:
        raise BadMessage("the message is too long")
    try:
        whole = json.loads(said)
        facts, signature = whole["message"], bytes.fromhex(whole["signature"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadMessage("this is not a message") from error
    if not isinstance(facts, dict) or facts.get("v") != 1:
        raise BadMessage("these are not the fields of a message")
    kind = str(facts.get("kind"))
    if set(facts) != _ALL | _OF_AN_ACT.get(kind, _OF_AN_ENTRY):
        raise BadMessage("these are not the fields of a message")
    if not all(is_text(facts[name], _LONGEST.get(name, LARGEST)) for name in facts if name != "v"):
        raise BadMessage("the fields of a message are words, and not too many")
    if not facts["number"].strip():
        raise BadMessage("the message has no number")
    return facts, signature
