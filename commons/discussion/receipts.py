"""Receipts: a code that only the author gets, and the hash that binds it to the words."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 26


class Finding(StrEnum):
    """What a check of a receipt finds."""

    UNCHANGED = "unchanged"
    FORMER = "former"
    CHANGED = "changed"
    WRONG_CODE = "wrong-code"


def new_code() -> str:
    """A code of 130 random bits, without letters that are easily mistaken."""
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def grouped(code: str) -> str:
    """The code in groups of five, as it is shown."""
    return "-".join(code[i : i + 5] for i in range(0, len(code), 5))


def normal(code: str) -> str:
    """The code as it was made, from whatever way a person typed it."""
    return "".join(letter for letter in code.upper() if letter in ALPHABET)


def digest(
    *,
    code: str,
    thread: str,
    number: int,
    section: str,
    version: int,
    stance: str | None,
    words: str,
    suggestion: str | None,
    written_at: datetime,
    bound: Mapping[str, Any] | None = None,
) -> str:
    """SHA-256 over the code and everything that was said; the code keeps short words unguessable.

    `bound` stands at the end where there is any, so that receipts without it stay what they were.
    """
    said: list[Any] = [
        code,
        thread,
        number,
        section,
        version,
        stance,
        words,
        suggestion,
        written_at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]
    if bound:
        said.append(dict(bound))
    canonical = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def bound(change: str | None, others: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a receipt covers beside stance and words; None where there is nothing of it."""
    found = {**others, **({"change": str(change)} if change else {})}
    return found or None


def same(a: str, b: str) -> bool:
    """Whether two words are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(a.encode(), b.encode())
