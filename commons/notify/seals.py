"""The seals of one-click addresses: who holds the letter may end it, and nobody may guess it."""

from __future__ import annotations

import hashlib
import hmac

from commons import config

FOLLOW = "follow"
"""Ends one follow of an account."""
LETTERS = "letters"
"""Ends every letter to an account; its follows and the news on its page stay."""
SUBSCRIPTION = "subscription"
"""Ends one subscription by e-mail."""
ADDRESS = "address"
"""Ends every subscription of the address of this one."""
CONFIRM = "confirm"
"""Confirms a subscription."""


def address(what: str, number: int) -> str:
    """The one-click address (RFC 8058) that ends `what` without signing in."""
    middle = "" if what == FOLLOW else f"{what}/"
    return f"{config.current().base_url}/unsubscribe/{middle}{number}/{seal(what, number)}"


def seal(what: str, number: int) -> str:
    """The seal of one thing."""
    secret = config.current().secret_key.encode()
    word = "unsubscribe" if what == FOLLOW else f"unsubscribe-{what}"
    return hmac.new(secret, f"{word}|{number}".encode(), hashlib.sha256).hexdigest()[:32]


def is_own(what: str, number: int, said: str) -> bool:
    """Whether this house sealed it."""
    return hmac.compare_digest(seal(what, number).encode(), said.encode())
