"""How an account is recognised again without keeping the provider's subject."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from commons import config


def handle(issuer: str, subject: str) -> str:
    """HMAC(account key, issuer | subject): the subject is often a national id and is not stored."""
    return _keyed("account-handle", f"{len(issuer)}|{issuer}|{subject}")


def fingerprint(value: str) -> str:
    """What is stored of a cookie's or a flow's random value: its SHA-256, never the value."""
    return hashlib.sha256(value.encode()).hexdigest()


def new_value() -> str:
    """A fresh random value of 256 bits for cookies, states, nonces and keys."""
    return secrets.token_urlsafe(32)


def _keyed(purpose: str, words: str) -> str:
    key = config.current().account_key.encode()
    return hmac.new(key, f"{purpose}|{words}".encode(), hashlib.sha256).hexdigest()
