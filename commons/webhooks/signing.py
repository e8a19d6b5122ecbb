"""The signature of a webhook (Standard Webhooks): an HMAC over its number, its time and its words."""

from __future__ import annotations

import base64
import hashlib
import hmac

from commons import config


def secret(salt: str) -> bytes:
    """The secret of a webhook, derived from the house's own and never stored."""
    key = config.current().secret_key.encode()
    return hmac.new(key, f"webhook|{salt}".encode(), hashlib.sha256).digest()


def shown(salt: str) -> str:
    """The secret as its owner enters it at the receiving end."""
    return f"whsec_{base64.b64encode(secret(salt)).decode()}"


def headers(salt: str, *, number: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers by which a receiver knows who sent this, when, and that nothing was changed."""
    signed = f"{number}.{seconds}.".encode() + body
    mac = base64.b64encode(hmac.new(secret(salt), signed, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": number,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{mac}",
    }
