"""The operator's key: it signs heads and promises, and marks entries that the house itself wrote."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from commons import config


@lru_cache(maxsize=8)
def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, b"lex populi ledger", purpose).derive(secret.encode("utf-8"))


@lru_cache(maxsize=4)
def _signer(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived(secret, b"ed25519 v1"))


def sign(message: bytes) -> bytes:
    """The operator's Ed25519 signature under `message`."""
    return _signer(config.current().ledger_key).sign(message)


def public_key() -> bytes:
    """The operator's public key, 32 bytes."""
    public = _signer(config.current().ledger_key).public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether `signature` is the one of `public` under `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def entry_mac(leaf: bytes) -> bytes:
    """The house's mark under an entry: a row that was slipped into the database lacks it."""
    key = _derived(config.current().ledger_key, b"entry mac v1")
    return hmac.new(key, leaf, hashlib.sha256).digest()
