"""The escrow of an authority's private key: a second copy, sealed to another holder's key; pure.

It is made and opened on the authority's own computer. Whoever holds the escrow key, best another
institution with it in a safe, can bring the private key back when the first copy is lost.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from commons.ledger import canonical
from signatures._envelope import SUITE

_INFO = b"lex populi escrow v1"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class NotEscrowed(ValueError):
    """The file was sealed to another escrow key, or was altered."""


def fingerprint(public: str) -> str:
    """What the public page shows of an escrow key (X25519, hexadecimal)."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def seal(private: Mapping[str, str], *, to: str) -> bytes:
    """The authority's private key file, which only the holder of the escrow key can open."""
    key = X25519PublicKey.from_public_bytes(bytes.fromhex(to))
    return SUITE.encrypt(canonical.encode(dict(private)), key, info=_INFO)


def recover(sealed: bytes, holder: Mapping[str, str]) -> dict[str, str]:
    """The authority's private key file again; raises NotEscrowed where key or bytes do not fit."""
    key = X25519PrivateKey.from_private_bytes(bytes.fromhex(holder["private_encryption"]))
    try:
        said = json.loads(SUITE.decrypt(sealed, key, info=_INFO))
    except (InvalidTag, ValueError) as error:
        raise NotEscrowed("this escrow file does not open with this key") from error
    return {str(name): str(value) for name, value in said.items()}


def named_in(text: str) -> str | None:
    """The fingerprint of the escrow key that a public key file names, if it names one."""
    said = json.loads(text).get("escrow", "")
    return said if isinstance(said, str) and _FINGERPRINT.fullmatch(said) else None
