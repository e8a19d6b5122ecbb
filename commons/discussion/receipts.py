"""Receipts: a code that only the author gets, and the hash that binds it to the words."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from enum import StrEnum

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 26


class Finding(StrEnum):
    """What a check of a receipt finds."""

    UNCHANGED = "unchanged"
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
) -> str:
    """SHA-256 over the code and everything that was said; the code keeps short words unguessable."""
    said = [
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
    canonical = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def same(a: str, b: str) -> bool:
    """Whether two words are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(a.encode(), b.encode())
