"""What assisted signing needs: how many clerks, how long a code is good; pure."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from commons.discussion.receipts import ALPHABET, normal
from commons.law.rulesets import RuleSet

LENGTH = 10
"""Fifty random bits; attempts are limited, and a code is good for one person and half an hour."""
LASTS = timedelta(minutes=30)
"""How long a place stays open; the platform's."""
SMALLEST = 5
"""Counts below this are not said (R140)."""


def clerks(rule_set: RuleSet) -> int:
    """How many clerks help together; one where the rules are silent, for the eID proves the person."""
    return int(rule_set.value("signature.assistants", 1))


def new_code() -> str:
    """A code for one person, without letters that are easily mistaken."""
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def shown(code: str) -> str:
    """The code in two groups, as it is read out."""
    return f"{code[:5]}-{code[5:]}"


def hashed(code: str) -> str:
    """What is stored of a code, however it was typed."""
    return hashlib.sha256(b"assisted place " + normal(code).encode()).hexdigest()
